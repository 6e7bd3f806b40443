"""Every part of a scheme as one plain sentence, and every line of an account as one sentence of arithmetic."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.matching import hundredths, multiplied
from cppcc_desk.domain.scoring.phrases import listed, points_text, unit_of, when_text
from cppcc_desk.domain.scoring.scheme import (
    Across,
    Award,
    Band,
    Best,
    Cap,
    Extra,
    Factor,
    Group,
    Instructions,
    Pay,
    RankGroup,
    Remainder,
    Rule,
    Scheme,
    Split,
    SplitWay,
    Take,
    Target,
    TieBreak,
    When,
    Window,
)
from cppcc_desk.domain.scoring.windows import quarter_starts

_ACROSS = {
    Across.ALL: "同一篇稿件各组的得分累加。",
    Across.HIGHEST: "同一篇稿件只计得分最高的一组。",
    Across.TOP_LEVEL: "同一篇稿件只计层级最高的一组，高层级的代替低层级的。",
}
_INSTRUCTIONS = {
    Instructions.ALL: "同一篇稿件有几次批示就计几次。",
    Instructions.HIGHEST: "同一篇稿件有多次批示的，只计得分最高的一次。",
    Instructions.EACH_LEADER: "同一篇稿件有多次批示的，每位领导计一次。",
    Instructions.EACH_LEVEL: "同一篇稿件有多次批示的，每个层级计一次。",
}


def of_rule(rule: Rule) -> str:
    """市政协采用的单篇，每篇计 5 分。"""
    unit = unit_of(rule.when)
    told = [when_text(rule.when), *(_ladder(rule, unit) if rule.steps else [f"每{unit}{_counted(rule.points)}"])]
    if rule.part:
        told.append(f"列入“{rule.part}”")
    if rule.whole:
        told.append("不在作者之间拆分")
    if rule.disqualifies:
        told.append("并取消当年评优资格")
    return f"{'，'.join(told)}。"


def of_extra(extra: Extra) -> str:
    """What is added to an event that counts already."""
    whole = "，不在作者之间拆分" if extra.own else ""
    return f"{when_text(extra.when)}，在已计分值之外每{unit_of(extra.when)}再{_counted(extra.points)}{whole}。"


def of_factor(factor: Factor) -> str:
    """What points are multiplied by."""
    return f"{when_text(factor.when)}，分值乘以 {_number(factor.by)}（{factor.name}）。"


def of_group(group: Group) -> str:
    """同一篇稿件的“采用”一组只计最高的一项。"""
    how = "只计最高的一项" if group.take is Take.HIGHEST else "各项累加"
    return f"同一篇稿件的“{group.name}”一组{how}。"


def of_across(across: Across) -> str:
    """What several groups on one piece give."""
    return _ACROSS[across]


def of_instructions(instructions: Instructions) -> str:
    """What several 批示 on one piece give."""
    return _INSTRUCTIONS[instructions]


def of_split(split: Split, ledger: Ledger) -> str:
    """联名的平均分配，尾数归前面的作者。"""
    unit = "单位" if ledger is Ledger.UNIT else "作者"
    each = {
        SplitWay.FULL: f"联名的每{'个单位' if ledger is Ledger.UNIT else '人'}都计满分",
        SplitWay.EQUAL: "联名的平均分配",
        SplitWay.HALF: f"联名的每{'个单位' if ledger is Ledger.UNIT else '人'}计一半",
        SplitWay.FIRST_SHARE: f"联名的第一{unit}得 {split.first}%，其余{unit}平分剩下的",
        SplitWay.FIXED: f"联名的第一{unit}得 {split.first}%，其他{unit}各得 {split.others}%",
        SplitWay.WRITERS: f"联名的主笔得 {split.first}%，参与者各得 {split.others}%，没有写明主笔的以第一{unit}为主笔",
        SplitWay.AGREED: "联名的按登记的比例分配，没有登记比例的平均分配",
        SplitWay.BY_AUTHORS: "得本单位作者所得的分",
    }[split.way]
    if split.only_first is not None:
        each += f"，只计前 {split.only_first} {'个单位' if ledger is Ledger.UNIT else '人'}"
    if split.way in (SplitWay.EQUAL, SplitWay.FIRST_SHARE, SplitWay.AGREED):
        each += f"，尾数归{'前' if split.remainder is Remainder.FIRST else '后'}面的{unit}"
    return f"{'单位：' if ledger is Ledger.UNIT else ''}{each}。"


def of_credited(credited: Credited) -> str:
    """Which of the units of an author are credited."""
    return f"作者的单位：{credited}。"


def of_collective(named: int) -> str:
    """What is done with a 集体来稿."""
    return f"集体来稿计给单位，{f'并计给署名的前 {named} 人' if named else '不计给个人'}。"


def of_cap(cap: Cap) -> str:
    """基础分、加分每月最多计 20 分。"""
    return f"{_held(cap)}，{cap.per}最多计 {_number(cap.most)} 分；扣分不受此限。"


def of_best(best: Best) -> str:
    """信息，全年只计得分最高的 1 项。"""
    return f"{_held(best)}，{best.per}只计得分最高的 {best.count} 项。"


def of_target(target: Target) -> str:
    """有效来稿全年满 15 篇计 50 分，不满不计分。"""
    head = f"{when_text(target.when)}，{target.per}满 {target.pieces} 篇{_counted(target.points)}"
    if target.per_missing is None:
        return f"{head}，不满不计分。"
    return f"{head}，期满时每差 1 篇少计 {_number(target.per_missing)} 分。"


def of_window(window: Window) -> str:
    """What a year is, its quarters, and which day decides."""
    month, day = window.starts
    first = f"{'上一年' if window.year_before else ''} {month} 月 {day} 日".strip()
    told = [f"年度从{first}算起" if window.year_before else f"年度从 {first}算起"]
    if window.years > 1:
        told.append(f"连续 {window.years} 年合在一起算，以最后一年称呼")
    if window.quarters:
        starts = "、".join(f"{m} 月 {d} 日" for m, d in quarter_starts(window))
        told.append(f"第二、三、四季度从 {starts}算起")
    told.append(f"按{window.attribution}计入")
    told += [f"{kind}按{by}计入" for kind, by in window.attribution_of.items()]
    return f"{'；'.join(told)}。"


def of_evidence(needed: bool) -> str:
    """Whether proof is asked for."""
    return "没有佐证材料的不计分。" if needed else "没有佐证材料的也计分。"


def of_ranking(group: RankGroup) -> str:
    """Who is ranked together, and by what."""
    who = listed(group.kinds)
    return f"“{group.name}”按{group.by}排名：{'个人中的' if group.ledger is Ledger.PERSON else '单位中的'}{who}。"


def of_bands(bands: Iterable[Band]) -> str:
    """90 分以上为优秀，60 分以上为合格。"""
    return f"{'，'.join(f'{_number(band.at_least)} 分以上为{band.name}' for band in bands) or '不评等次'}。"


def of_tie_breaks(ties: Iterable[TieBreak]) -> str:
    """What decides between equal scores."""
    named = "、".join(ties)
    return f"得分相同的，依次比较{named}；仍相同的名次并列。" if named else "得分相同的名次并列。"


def of_award(award: Award) -> str:
    """Slots and who may have them."""
    asked = ["没有被取消评优资格"]
    if award.quota_met:
        asked.append("完成了任务数")
    if award.at_least > 0:
        asked.append(f"得分不低于 {_number(award.at_least)} 分")
    return f"{award.tier}：“{award.group}”前 {award.slots} 名；条件是{'、'.join(asked)}。"


def of_excellent(when: When) -> str:
    """Which pieces are 优秀信息."""
    return f"优秀信息：{when_text(when)}的稿件。"


def of_pay(pay: Pay) -> str:
    """稿酬 of a piece."""
    return f"{when_text(pay.when)}，每篇稿酬 {_number(pay.yuan)} 元；同一篇只付最高的一项，按作者分配。"


class Told(NamedTuple):
    """One sentence of a scheme: the field it is about, its number where the field has several, and its name."""

    field: str
    number: int | None
    name: str
    sentence: str


def of_scheme(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """The whole scheme: what each sentence is about (its name, or what is decided), and the sentence."""
    return tuple((one.name, one.sentence) for one in told(scheme))


def told(scheme: Scheme) -> Iterator[Told]:
    """Every sentence, with the place in the scheme that it is about."""
    yield from _each("rules", scheme.rules, of_rule)
    yield from _each("extras", scheme.extras, of_extra)
    yield from _each("factors", scheme.factors, of_factor)
    yield from _each("targets", scheme.targets, of_target)
    yield from _each("groups", scheme.groups, of_group, called="同一篇稿件")
    yield Told("across", None, "同一篇稿件", of_across(scheme.across))
    yield Told("instructions", None, "多次批示", of_instructions(scheme.instructions))
    yield Told("people_split", None, "联名", of_split(scheme.people_split, Ledger.PERSON))
    yield Told("units_split", None, "联名", of_split(scheme.units_split, Ledger.UNIT))
    yield Told("credited", None, "计入单位", of_credited(scheme.credited))
    yield Told("collective_named", None, "集体来稿", of_collective(scheme.collective_named))
    yield from _each("best", scheme.best, of_best)
    yield from _each("caps", scheme.caps, of_cap)
    yield Told("window", None, "年度", of_window(scheme.window))
    yield Told("evidence_needed", None, "佐证", of_evidence(scheme.evidence_needed))
    yield from _each("ranking", scheme.ranking, of_ranking)
    yield Told("tie_breaks", None, "并列", of_tie_breaks(scheme.tie_breaks))
    yield Told("bands", None, "等次", of_bands(scheme.bands))
    yield from (Told("awards", number, one.tier, of_award(one)) for number, one in enumerate(scheme.awards))
    yield Told("excellent", None, "优秀信息", of_excellent(scheme.excellent))
    yield from _each("pay", scheme.pay, of_pay)


def _each(field: str, items: Iterable[Any], sentence: Callable[[Any], str], *, called: str = "") -> Iterator[Told]:
    for number, item in enumerate(items):
        yield Told(field, number, called or item.name, sentence(item))


def brief(scheme: Scheme) -> str:
    """What each thing gives, in one line: 本级采用 1 分 · 市政协采用 5 分；同一篇稿件…."""
    given = (
        f"{rule.name}按篇次递变" if rule.steps else f"{rule.name} {_number(rule.points)} 分"
        for rule in scheme.rules
        if rule.steps or rule.points > 0
    )
    return f"{' · '.join(given)}。{of_across(scheme.across)}"


def explained(line: Line) -> str:
    """市级采用 5 分 × 批示加倍 2 ＝ 10 分；3 人，第 1：平均分配，得 3.34 分；超过最高分限制（…），计 1 分."""
    told = [f"{line.name} {arithmetic(line)}"]
    if line.piece_id is None and line.words:
        told.append(line.words)
    if line.note or line.counted != _before_limits(line):
        told.append("，".join(filter(None, (line.note, _left(line)))))
    return "；".join(told)


def arithmetic(line: Line) -> str:
    """What a line counts before anything is taken off: 5 分 × 批示加倍 2 ＝ 10 分；3 人，第 1：平均分配，得 3.34 分."""
    head = _said(line.points)
    if line.times:
        times = "".join(f" × {name} {_number(factor)}" for name, factor in line.times)
        head += f"{times} ＝ {_said(multiplied(line.points, _by(line)))}"
    return f"{head}；{line.share}，得 {_said(line.full)}" if line.share else head


def _by(line: Line) -> Fraction:
    by = Fraction(1)
    for _, factor in line.times:
        by *= Fraction(factor)
    return by


def _before_limits(line: Line) -> int:
    return line.full if line.share else multiplied(line.points, _by(line))


def _left(line: Line) -> str:
    """What counts of it, where that is not all."""
    return f"计 {_said(line.counted)}" if line.counted != _before_limits(line) else ""


def _ladder(rule: Rule, unit: str) -> Iterator[str]:
    above = 0
    for step in rule.steps:
        gives = f"{_counted(step.points)}{f'（列入“{step.part}”）' if step.part else ''}"
        if step.up_to is None:
            yield f"{f'第 {above + 1} {unit}起' if above else ''}每{unit}{gives}"
            return
        single = step.up_to == above + 1
        yield f"第 {step.up_to} {unit}{gives}" if single else f"第 {above + 1} 到第 {step.up_to} {unit}每{unit}{gives}"
        above = step.up_to


def _held(limit: Cap | Best) -> str:
    """What is limited: “信息”中联名的."""
    parts = "、".join(f"“{part}”" for part in sorted(limit.parts))
    if limit.when == When():
        return parts or "所有得分"
    return f"{parts}中{when_text(limit.when)}" if parts else when_text(limit.when)


def _counted(points: Decimal) -> str:
    return f"扣 {_number(-points)} 分" if points < 0 else f"计 {_number(points)} 分"


def _said(points: int) -> str:
    return f"{points_text(points)} 分"


def _number(value: Decimal) -> str:
    return points_text(hundredths(value)) if value == round(value, 2) else format(value.normalize(), "f")
