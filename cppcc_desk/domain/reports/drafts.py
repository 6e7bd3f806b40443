"""月点评, the 通报 on half a year and the 报告 on a year: what each begins with. The office edits it."""

from collections.abc import Iterator
from typing import Any

from cppcc_desk.domain.drafting.calling import EVERYBODY
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.figures import sentences
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.reports import parts
from cppcc_desk.domain.reports.facts import ReportFacts
from cppcc_desk.domain.reports.parts import Section
from cppcc_desk.domain.spans import DRAFTED, Report

_OF_MONTH = frozenset(
    {"received", "valid", "issues", "issued", "sent_national", "sent_province", "sent_city", "sent_own"}
    | {"adopted", "adopted_own", "adopted_city", "adopted_province", "adopted_national", "instructed"}
)  # the numbers of a paper of one or two pages
TO_FILL = "（请填写）"  # behind the headings of next year's work, which nobody but the office knows
_PLANS = ("征集选题和约稿", "信息员队伍", "编辑质量和报送时效", "批示办理和反馈")


def drafted(kind: Kind, facts: ReportFacts, *, superior: str = "") -> dict[str, Any]:
    """The fields of the paper. `superior` is whom the 报告 is addressed to.

    Raises Invalid for a kind that such a paper is not, Forbidden for a time in which nothing came and nothing was used.
    """
    kinds = DRAFTED.get(facts.report, ())
    if kind not in kinds:
        raise Invalid(f"“{facts.report}”起草的是{'或'.join(kinds)}，不是{kind}。没有作任何改动。")
    if not any(figure.count for figure in facts.now.figures):
        raise Forbidden(f"{facts.span.words}没有来稿、采用和批示，没有起草公文。请核对时间。")
    match facts.report:
        case Report.MONTH:
            return _month(kind, facts)
        case Report.HALF:
            return _half(facts)
        case _:
            return _year(facts, superior)


# ------------------------------------------------------------------------------------------------ 月点评


def _month(kind: Kind, facts: ReportFacts) -> dict[str, Any]:
    """As a 通报 with its addressees and number, or as a 简报 without."""
    body = [f"现将{parts.until(facts)}反映社情民意信息工作情况通报如下：", *parts.numbered(_of_month(facts))]
    if kind is Kind.BULLETIN:
        return {"title": f"{facts.span.words}反映社情民意信息工作点评", "body": body}
    return {
        "organs": [facts.office],
        "title": f"{facts.office}关于{facts.span.words}反映社情民意信息工作情况的通报",
        "main_to": list(EVERYBODY),
        "body": body,
    }


def _of_month(facts: ReportFacts) -> Iterator[Section]:
    now = facts.now
    # beside the other months the numbers stand in a table, so the sentences need not compare
    yield (
        "本月数字",
        [
            parts.beside(
                facts, now="本月", earlier=[("上月", facts.month_before), ("上年同月", now.before)], only=_OF_MONTH
            )
        ],
    )
    yield "采用和批示", _used(facts)
    yield "退回和不采用", [words] if (words := parts.came_back(facts.refused)) else []
    yield "报送时限", list(parts.late(facts.missed))
    yield "任务进度和没有报送的", [*parts.behind(facts), *parts.silent_briefly(facts.silence)]


def _used(facts: ReportFacts) -> list[Any]:
    now = facts.now
    body: list[Any] = []
    if used := parts.by_level(now):
        several = any(len(piece.levels) > 1 for piece in now.adopted)
        body.append(f"{used}{'同一篇被几级采用的，各级分别列出。' if several else ''}")
    if now.count("instructed"):
        titles = list(dict.fromkeys(one.title for one in now.instructed))
        body.append(f"有领导批示{now.count('instructed')}次：{parts.listed(titles)}。")
    if after := sentences.afterwards(now):
        body.append(after)
    return body or ["没有信息被采用，没有登记领导批示。"]


# ------------------------------------------------------------------------------------------------ 半年


def _half(facts: ReportFacts) -> dict[str, Any]:
    attachments = list(_annexes(facts))
    return {
        "organs": [facts.office],
        "title": f"{facts.office}关于{facts.span.words}反映社情民意信息工作情况的通报",
        "main_to": list(EVERYBODY),
        "body": [
            f"现将{parts.until(facts)}反映社情民意信息工作情况通报如下：",
            *parts.numbered(_of_half(facts)),
            parts.stands_behind([item["title"] for item in attachments]),
        ],
        "attachments": attachments,
    }


def _of_half(facts: ReportFacts) -> Iterator[Section]:
    now, against = facts.now, sentences.SAME_TIME
    yield "来稿和编发情况", [sentences.received(now, against=against), sentences.issued(now, against=against)]
    after = sentences.afterwards(now)
    yield (
        "采用和批示情况",
        [
            sentences.adopted(now, against=against),
            sentences.instructed(now, against=against),
            *([after] if after else []),
        ],
    )
    yield "退回和不采用情况", [words] if (words := parts.came_back(facts.refused)) else []
    first = parts.first_ones(facts.period.groups)
    yield "得分和报送情况", [*([first] if first else []), *parts.silent(facts.silence)]
    yield "任务进度", parts.behind(facts)


def _annexes(facts: ReportFacts) -> Iterator[dict[str, Any]]:
    words = facts.span.words
    table = parts.beside(facts, now=facts.span.here, earlier=[("上年同期", facts.now.before)])
    yield {"title": f"{words}来稿采用统计", "body": [table]}
    for title, of_units in (("单位", True), ("个人", False)):
        body = list(parts.rankings([group for group in facts.period.groups if group.of_units is of_units]))
        if body:
            yield {"title": f"{words}{title}得分排名", "body": body}
    if facts.now.adopted:
        yield {"title": f"{words}采用篇目", "body": [parts.adoptions(facts.now)]}
    if pace := parts.pace_table(facts):
        yield {"title": f"{words}任务进度落后的单位", "body": [pace]}


# ------------------------------------------------------------------------------------------------ 年度工作报告


def _year(facts: ReportFacts, superior: str) -> dict[str, Any]:
    return {
        "title": f"{facts.organ}关于{facts.span.words}反映社情民意信息工作情况的报告",
        "main_to": [superior] if superior else [],
        "body": [
            f"现将{parts.until(facts)}反映社情民意信息工作情况报告如下：",
            *parts.numbered(_of_year(facts)),
            "特此报告。",
        ],
        "attachments": [
            {
                "title": f"{facts.span.words}来稿采用统计",
                "body": [parts.beside(facts, now=f"{facts.span.year}年", earlier=[("上年", facts.now.before)])],
            }
        ],
    }


def _of_year(facts: ReportFacts) -> Iterator[Section]:
    now = facts.now
    yield "来稿和编发报送情况", [sentences.received(now), sentences.issued(now)]
    yield "采用情况", list(_adopted(facts))
    yield "批示和办理情况", list(_instructed(facts))
    yield "存在的问题", list(_problems(facts))
    plans = [f"（{'一二三四'[place]}）{plan}{TO_FILL}" for place, plan in enumerate(_PLANS)]
    yield f"{facts.span.year + 1}年工作打算", plans


def _adopted(facts: ReportFacts) -> Iterator[str]:
    yield sentences.adopted(facts.now)
    for level, words in ((Level.NATIONAL, "全国政协"), (Level.PROVINCE, "省级"), (Level.CITY, "市级")):
        titles = [piece.title for piece in facts.now.adopted if level in piece.levels]
        if titles:
            yield f"{words}采用的有：{parts.listed(titles)}。"


def _instructed(facts: ReportFacts) -> Iterator[str]:
    yield sentences.instructed(facts.now)
    told = facts.instructions
    if told.assigned:
        late = f"，逾期没有反馈{len(told.late)}件" if told.late else ""
        yield f"批示交办{len(told.assigned)}件，已反馈{len(told.answered)}件{late}。"
    if after := sentences.afterwards(facts.now):
        yield after


def _problems(facts: ReportFacts) -> Iterator[str]:
    """What the records show; what they do not show the office adds."""
    nothing = [one for one in facts.silence if one.rows]
    if nothing:
        said = "、".join(f"{one.group}{len(one.rows)}{'个' if one.of_units else '人'}" for one in nothing)
        yield f"全年没有报送信息的有：{said}。"
    if lacking := [one for one in facts.pace if one.quota and one.count < (one.quota if facts.over else one.due)]:
        units = sum(one.of_unit for one in lacking)
        said = "、".join(
            filter(
                None, (f"{units}个单位" if units else "", f"{len(lacking) - units}人" if len(lacking) > units else "")
            )
        )
        yield f"{'没有完成全年任务' if facts.over else '任务进度落后'}的有：{said}。"
    if words := parts.came_back(facts.refused):
        yield words
    if facts.missed:
        yield f"没有在时限内报出的有{len(facts.missed)}件。"
