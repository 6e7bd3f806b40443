"""What may be meant so, but is odd: nothing of it keeps a scheme from counting."""

from collections.abc import Collection, Iterator, Mapping

from cppcc_desk.domain.scoring.events import EventType
from cppcc_desk.domain.scoring.matching import hundredths
from cppcc_desk.domain.scoring.parts import conditions
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.reach import covers
from cppcc_desk.domain.scoring.scheme import Cap, Per, Scheme

_CALLED = {
    "levels": "层级",
    "forms": "采用形式",
    "genres": "体裁",
    "categories": "类别",
    "leader_ranks": "领导职级",
    "identities": "身份",
    "authored_by": "身份",
}


def doubts(
    scheme: Scheme, *, journals: Collection[str], kinds: Mapping[str, Collection[str]] | None = None
) -> tuple[str, ...]:
    """Sentences to be read before the scheme is applied.

    `journals` are those that the office has. `kinds` are the office's words by the name of a field of `When`, such as
    {"forms": ("单篇", "综合")}; a field that is not there is not looked at.
    """
    return tuple(_doubts(scheme, journals, kinds or {}))


def _doubts(scheme: Scheme, journals: Collection[str], kinds: Mapping[str, Collection[str]]) -> Iterator[str]:
    yield from _groups(scheme)
    for cap in scheme.caps:
        yield from _idle(cap, scheme)
    for called, when in conditions(scheme):
        ours = not when.types or EventType.OWN in when.types  # journals of others stand in no list
        for name in sorted(when.journals - set(journals)) if ours else ():
            yield f"{called}：刊物“{name}”已不在刊物表里，这一条不会再计分。请改选刊物，或者在刊物表里加上它。"
        for field, known in kinds.items():
            for word in sorted(getattr(when, field) - set(known)):
                yield f"{called}：{_CALLED[field]}“{word}”不在现有的列表里，没有来稿会符合。请改选，或者在列表里加上。"
    if scheme.window.year_before and scheme.window.starts == (1, 1):
        yield "年度从上一年 1 月 1 日算起，2026 年度实际是 2025 年。请去掉“上一年”，或者改起始日。"


def _groups(scheme: Scheme) -> Iterator[str]:
    defined = {group.name for group in scheme.groups}
    used = {rule.group: rule.name for rule in reversed(scheme.rules) if rule.group}
    for group, name in used.items():
        if group not in defined:
            yield f"规则“{name}”的计分组“{group}”没有定义，同一篇里按累加计。请加上这个计分组，或者照此办理。"
    for group in sorted(defined - set(used)):
        yield f"计分组“{group}”没有一条规则用到。请给规则选上它，或者删去。"


def _idle(cap: Cap, scheme: Scheme) -> Iterator[str]:
    """Whether another cap is reached first, always."""
    for other in scheme.caps:
        whole = other.per in (cap.per, Per.YEAR) and _inside(cap, other)
        if other is not cap and whole and cap.most > other.most:
            yield (
                f"最高分限制“{cap.name}”（{_said(cap)}）比管得更宽的“{other.name}”（{_said(other)}）还高，不起作用。"
                "请改低，或者删去。"
            )


def _inside(cap: Cap, other: Cap) -> bool:
    within = not other.parts or (bool(cap.parts) and cap.parts <= other.parts)
    return within and covers(other.when, cap.when)


def _said(cap: Cap) -> str:
    return f"{cap.per} {points_text(hundredths(cap.most))} 分"
