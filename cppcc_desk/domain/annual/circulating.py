"""The yearly 通报: what it begins with, its numbers, rankings and lists as annexes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cppcc_desk.domain.annual.printed import by_month, summary
from cppcc_desk.domain.charts import ColumnChart, Series
from cppcc_desk.domain.drafting.calling import EVERYBODY
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.figures import Figures, Group
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind

_FIRST = 3  # of a group that are named in the text
_SOURCES = (
    ("received_from_members", "委员反映"),
    ("received_from_informants", "信息员反映"),
    ("received_from_units", "单位集体报送"),
    ("received_from_others", "其他人员反映"),
)
_SENT = (
    ("sent_national", "报送全国政协"),
    ("sent_province", "报送省级"),
    ("sent_city", "报送市级"),
    ("sent_own", "报送本级党委政府"),
    ("sent_department", "转送有关部门"),
)
_LEVELS = (
    ("adopted_national", "全国政协采用"),
    ("adopted_province", "省级采用"),
    ("adopted_city", "市级采用"),
    ("adopted_own", "本级采用"),
)
_LEADERS = (
    ("instructed_national", "国家领导人"),
    ("instructed_province", "省领导"),
    ("instructed_city", "市领导"),
    ("instructed_own", "本级领导"),
)
_AFTER = (
    (("replied", "有关部门答复"), "件"),
    (("taken_up", "被部门采纳"), "篇"),
    (("carried_out", "意见得到落实"), "件"),
    (("media", "被媒体刊用"), "次"),
)


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
        f"{_period(told)}，各单位和广大委员、信息员围绕党政中心工作和群众关心的问题，积极反映社情民意信息。"
        "现将有关情况通报如下："
    )
    yield "一、来稿和编发情况"
    yield _received(told)
    yield _issued(told)
    yield "二、采用和批示情况"
    yield _adopted(told)
    yield _instructed(told)
    if after := _afterwards(told):
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


def _period(told: Figures) -> str:
    """2026年, or the days where it is another time or not over."""
    year = date(told.year, 1, 1), date(told.year, 12, 31)
    if (told.first, told.last) == year:
        return f"{told.year}年"
    return f"{_day(told.first)}至{_day(told.last, told.first)}"


def _day(day: date, after: date | None = None) -> str:
    year = "" if after is not None and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _received(told: Figures) -> str:
    received = f"{told.count('received')}篇{_compared(told, 'received')}{_among(_said(told, _SOURCES, '篇'))}"
    return f"共收到社情民意信息{received}；有效来稿{told.count('valid')}篇。"


def _issued(told: Figures) -> str:
    sent = _said(told, _SENT, "篇次")
    issued = f"编发{told.count('issues')}期{told.count('issued')}篇{_compared(told, 'issued')}"
    return f"{issued}；{'、'.join(sent)}。" if sent else f"{issued}。"


def _adopted(told: Figures) -> str:
    if not told.count("adopted"):
        return "还没有信息被采用。" if not told.over else "没有信息被采用。"
    parts = _said(told, _LEVELS, "篇")
    several = "同一篇信息被几级采用的，各级分别计算。" if len(parts) > 1 else ""
    return f"被采用{told.count('adopted')}篇{_compared(told, 'adopted')}{_among(parts)}。{several}"


def _instructed(told: Figures) -> str:
    if not told.count("instructed"):
        return "没有登记领导批示。"
    parts = _said(told, _LEADERS, "次")
    titles = "、".join(dict.fromkeys(f"《{one.title}》" for one in told.instructed))
    total = f"领导批示{told.count('instructed')}次{_compared(told, 'instructed', '次')}{_among(parts)}"
    return f"{total}，涉及{told.count('instructed_pieces')}篇信息：{titles}。"


def _afterwards(told: Figures) -> str:
    parts = [words for key, unit in _AFTER for words in _said(told, (key,), unit)]
    return f"{'，'.join(parts)}。" if parts else ""


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


def _said(told: Figures, parts: Sequence[tuple[str, str]], unit: str) -> list[str]:
    """What there is of each part, in words; what there is nothing of is not said."""
    return [f"{words}{told.count(key)}{unit}" for key, words in parts if told.count(key)]


def _among(parts: Sequence[str]) -> str:
    return f"，其中{'、'.join(parts)}" if parts else ""


def _compared(told: Figures, key: str, unit: str = "篇") -> str:
    """（比上年增加5篇，增长12.5%）; nothing where there is no year before, or this one is not over."""
    if told.before is None or not told.over:
        return ""
    now, before = told.count(key), told.before.count(key)
    if now == before:
        return "（与上年持平）"
    more = now > before
    change = f"（比上年{'增加' if more else '减少'}{abs(now - before)}{unit}"
    if before:
        change += f"，{'增长' if more else '下降'}{abs(now - before) / before * 100:.1f}%"
    return f"{change}）"


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
