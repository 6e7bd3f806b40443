"""The yearly 通报: what it begins with, its numbers, rankings and lists as annexes."""

from collections.abc import Iterator, Sequence
from typing import Any

from cppcc_desk.domain.annual.printed import by_month, summary
from cppcc_desk.domain.charts import ColumnChart, Series
from cppcc_desk.domain.drafting.calling import EVERYBODY
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.figures import Figures, Group
from cppcc_desk.domain.figures.sentences import adopted, afterwards, days, instructed, issued, received
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind

_FIRST = 3  # of a group that are named in the text


def circulated(kind: Kind, told: Figures, *, organ: str, chart: str = "") -> dict[str, Any]:
    """The fields of the 通报; `chart` names the kept picture of `chart_of`, "" where there is none.

    Raises Invalid for another kind, Forbidden for a year in which nothing came.
    """
    if kind is not Kind.CIRCULAR:
        raise Invalid(f"年度情况起草的是{Kind.CIRCULAR}，不是{kind}。没有作任何改动。")
    if not told.count("received"):
        raise Forbidden(f"{told.year} 年度没有收到来稿，没有起草通报。")
    attachments = list(_attachments(told, chart))
    return {
        "organs": [organ],
        "title": f"{organ}关于{told.year}年度反映社情民意信息工作情况的通报",
        "main_to": list(EVERYBODY),
        "body": [*_text(told, attachments)],
        "attachments": attachments,
    }


def chart_of(told: Figures) -> ColumnChart:
    """来稿 and 采用 by month."""
    return ColumnChart(
        title=f"{told.year}年度来稿和采用情况",
        unit="篇",
        categories=tuple(month.label for month in told.months),
        series=(
            Series("来稿", tuple(len(month.received) for month in told.months)),
            Series("采用", tuple(len(month.adopted) for month in told.months)),
        ),
    )


# ------------------------------------------------------------------------------------------------ text


def _text(told: Figures, attachments: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield (
        f"{days(told.first, told.last)}，各单位和广大委员、信息员围绕党政中心工作和群众关心的问题，"
        "积极反映社情民意信息。现将有关情况通报如下："
    )
    yield "一、来稿和编发情况"
    yield received(told)
    yield issued(told)
    yield "二、采用和批示情况"
    yield adopted(told)
    yield instructed(told)
    if after := afterwards(told):
        yield after
    yield "三、得分和报送情况"
    yield from _ranked(told)
    yield _silent(told)
    listed = [name for name in ("采用篇目", "零报送名单") if any(name in item["title"] for item in attachments)]
    scores = "来稿采用统计、得分排名"
    yield f"{scores}{''.join(f'、{name}' for name in listed)}见附件。"
    yield (
        "希望各单位和广大委员、信息员对照本通报，总结经验，找准差距，深入基层和群众，多反映情况准、分析透、建议实的信息，"
        "进一步提高反映社情民意信息工作的质量。"
    )


def _ranked(told: Figures) -> Iterator[str]:
    """The first ones of each group; who shares a rank with one of them is named, too."""
    found = []
    for group in told.groups:
        first = [
            row.name for row in group.rows if row.rank is not None and row.rank <= _FIRST and row.score[0] not in "-0"
        ]
        if first:
            found.append(f"{group.name}：{'、'.join(first)}")
    if found:
        yield f"按计分办法，各组得分居前的是：{'；'.join(found)}。"


def _silent(told: Figures) -> str:
    units = sum(len(group.silent) for group in told.groups if group.of_units)
    people = sum(len(group.silent) for group in told.groups if not group.of_units)
    if not units and not people:
        return "各单位、委员和信息员都报送了信息。"
    parts = [words for words, count in ((f"{units}个单位", units), (f"{people}名委员和信息员", people)) if count]
    return f"没有报送信息的有{'、'.join(parts)}。"


# ------------------------------------------------------------------------------------------------ annexes


def _attachments(told: Figures, chart: str) -> Iterator[dict[str, Any]]:
    year = f"{told.year}年度"
    picture: list[Any] = [{"picture": chart}] if chart else []
    yield {
        "title": f"{year}社情民意信息来稿采用统计",
        "body": ["一、各项数字", summary(told), "二、各月情况", by_month(told.months), *picture],
    }
    for title, of_units in (("单位", True), ("个人", False)):
        groups = [group for group in told.groups if group.of_units is of_units and group.told]
        if groups:
            yield {
                "title": f"{year}{title}得分排名",
                "body": list(_rankings(groups, of_units=of_units)),
            }
    if told.adopted:
        yield {"title": f"{year}采用篇目", "body": [_adoptions(told)]}
    silent = [group for group in told.groups if group.silent]
    if silent:
        yield {"title": f"{year}零报送名单", "body": list(_silence(silent))}


def _rankings(groups: Sequence[Group], *, of_units: bool) -> Iterator[Any]:
    who = ["单位"] if of_units else ["姓名", "单位职务"]
    widths = [16.0, *([68.0] if of_units else [24.0, 52.0]), 19.0, *([17.0] * 3 if of_units else [15.0] * 3)]
    for number, group in enumerate(groups, start=1):
        if len(groups) > 1:
            yield f"{numeral(number)}、{group.name}"
        rows = [
            [
                "—" if row.rank is None else str(row.rank),
                row.name,
                *([] if of_units else [row.about]),
                row.score,
                *(str(count) for count in (row.submitted, row.adopted, row.instructed)),
            ]
            for row in group.told
        ]
        yield {"table": {"columns": ["名次", *who, "得分", "来稿", "采用", "批示"], "rows": rows, "widths_mm": widths}}


def _adoptions(told: Figures) -> dict[str, Any]:
    rows = [
        [str(number), piece.title, piece.authors, "；".join(piece.uses)]
        for number, piece in enumerate(told.adopted, start=1)
    ]
    columns = ["序号", "题目", "反映人", "采用情况"]
    return {"table": {"columns": columns, "rows": rows, "widths_mm": [15.0, 52.0, 23.0, 66.0]}}


def _silence(groups: Sequence[Group]) -> Iterator[str]:
    for number, group in enumerate(groups, start=1):
        yield f"{numeral(number)}、{group.name}（{len(group.silent)}{'个' if group.of_units else '人'}）"
        yield f"{'、'.join(row.name for row in group.silent)}。"
