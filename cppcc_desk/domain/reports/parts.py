"""Sentences and tables that the papers of a time share; what there is nothing of is not said."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from cppcc_desk.domain.annual.printed import ITEM, UNIT
from cppcc_desk.domain.figures import KEYS, Figures, Standing, StandingGroup
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import quoted
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.reports.facts import Missed, Paced, Refused, ReportFacts, Silence
from cppcc_desk.domain.scoring.phrases import points_text

NAMED = 30  # names in a sentence; of more only the number is said
_FEW = 3  # names in a short paper
_USED = 8  # titles in a sentence
_BRACKETS = str.maketrans("()", "（）")

Section = tuple[str, list[Any]]


def numbered(sections: Iterable[Section]) -> list[Any]:
    """Those that say something, under 一、 二、 三、."""
    body: list[Any] = []
    for number, (heading, blocks) in enumerate(((h, b) for h, b in sections if b), start=1):
        body += [f"{numeral(number)}、{heading}", *blocks]
    return body


def stands_behind(annexes: Sequence[str]) -> str:
    """The sentence that sends to the annexes."""
    return f"{'、'.join(annexes)}见附件。"


def until(facts: ReportFacts) -> str:
    """2026年11月, with the day it is told on where it is not over."""
    return facts.span.words if facts.over else f"{facts.span.words}（截至{_day(facts.now.last)}）"


def beside(
    facts: ReportFacts, *, now: str, earlier: Sequence[tuple[str, Figures | None]], only: Collection[str] = ()
) -> dict[str, Any]:
    """Numbers beside those of other times, all or `only` some; a row in which all are nought is left out."""
    others = [(head, told) for head, told in earlier if told is not None]
    rows = []
    for key in KEYS:
        counts = [facts.now.count(key.key), *(told.count(key.key) for _, told in others)]
        if any(counts) and (not only or key.key in only):
            rows.append([key.label, key.unit, *map(str, counts)])
    if only:
        return _abreast([[f"{row[0]}（{row[1]}）", *row[2:]] for row in rows], [now, *(head for head, _ in others)])
    wide, unit = 62.0, 24.0
    each = (156.0 - wide - unit) / (1 + len(others))
    columns = [ITEM, UNIT, now, *(head for head, _ in others)]
    return {"table": {"columns": columns, "rows": rows, "widths_mm": [wide, unit, *[each] * (1 + len(others))]}}


def _abreast(rows: Sequence[list[str]], heads: Sequence[str]) -> dict[str, Any]:
    """Two rows in one, for a short paper."""
    high = -(-len(rows) // 2)
    blank = [""] * (1 + len(heads))
    lines = [[*left, *right] for left, right in zip_longest(rows[:high], rows[high:], fillvalue=blank)]
    each = 15.0 if len(heads) > 2 else 18.0
    widths = [78.0 - each * len(heads), *[each] * len(heads)]
    return {"table": {"columns": [ITEM, *heads] * 2, "rows": lines, "widths_mm": widths * 2}}


def adoptions(told: Figures) -> dict[str, Any]:
    """The pieces that were used."""
    rows = [
        [str(number), piece.title, piece.authors, "；".join(piece.uses)]
        for number, piece in enumerate(told.adopted, start=1)
    ]
    columns = ["序号", "题目", "反映人", "采用情况"]
    return {"table": {"columns": columns, "rows": rows, "widths_mm": [14.0, 66.0, 24.0, 52.0]}}


def listed(titles: Sequence[str]) -> str:
    """《…》《…》, 等 behind the first ones of many."""
    shown = "".join(quoted(title.replace("\n", "")) for title in titles[:_USED])
    return f"{shown}等" if len(titles) > _USED else shown


def by_level(told: Figures) -> str:
    """What was used at which level, each piece with who wrote it: 省级采用1篇：《…》（张三）；…."""
    said = []
    for level in (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.OWN):
        those = [piece for piece in told.adopted if level in piece.levels]
        if those:
            titles = "".join(
                quoted(piece.title.replace("\n", "")) + (f"（{piece.authors}）" if piece.authors else "")
                for piece in those[:_USED]
            )
            more = "等" if len(those) > _USED else ""
            said.append(f"{level.said}采用{len(those)}篇：{titles}{more}")
    return f"{'；'.join(said)}。" if said else ""


def came_back(refused: Sequence[Refused]) -> str:
    """筛选退回补充3篇、不采用2篇。退回补充的原因：内容空泛2篇、…… ; "" where nothing came back."""
    if not refused:
        return ""
    conclusions = list(dict.fromkeys(one.conclusion for one in refused))
    totals = [f"{word}{_sum(one for one in refused if one.conclusion == word)}篇" for word in conclusions]
    reasons = []
    for word in conclusions:
        those = sorted((one for one in refused if one.conclusion == word), key=lambda one: -len(one.pieces))
        said = "、".join(f"{one.reason.translate(_BRACKETS) or '没有写明'}{len(one.pieces)}篇" for one in those)
        reasons.append(f"{word}的原因：{said}")
    return f"经筛选，{'、'.join(totals)}。{'；'.join(reasons)}。"


def _sum(refused: Iterable[Refused]) -> int:
    return sum(len(one.pieces) for one in refused)


def late(missed: Sequence[Missed]) -> Iterator[str]:
    """Each dispatch that missed its day."""
    said = []
    for one in missed[:_USED]:
        sent = f"{_day(one.sent_on)}报出" if one.sent_on else "还没有报出"
        said.append(f"{quoted(one.title)}报{one.destination}，应于{_day(one.due_on)}报出，{sent}")
    more = f"；另有{len(missed) - _USED}件" if len(missed) > _USED else ""
    if said:
        yield f"有{len(missed)}件没有在时限内报出：{'；'.join(said)}{more}。"


def silent(silence: Sequence[Silence]) -> Iterator[str]:
    """Who reported nothing, by group; the names where they are not too many."""
    for one in silence:
        unit = "个" if one.of_units else "人"
        if not one.rows:
            continue
        names = f"：{'、'.join(row.name for row in one.rows)}" if len(one.rows) <= NAMED else ""
        yield f"{one.group}共{one.of}{unit}，没有报送的{len(one.rows)}{unit}{names}。"


def silent_briefly(silence: Sequence[Silence]) -> list[str]:
    """The same in a sentence, the names only of a few units."""
    said = []
    for one in silence:
        names = f"（{'、'.join(row.name for row in one.rows)}）" if one.of_units and len(one.rows) <= _FEW else ""
        said += [f"{one.group}{len(one.rows)}{'个' if one.of_units else '人'}{names}"] if one.rows else []
    return [f"没有报送的有：{'；'.join(said)}。"] if said else []


def behind(facts: ReportFacts) -> list[str]:
    """Who is behind what is due by now, by kind."""
    those = [one for one in facts.pace if one.behind]
    kinds = dict.fromkeys(one.kind for one in those)
    said = "、".join(
        f"{kind}{sum(one.kind == kind for one in those)}{'个' if _of_units(those, kind) else '人'}" for kind in kinds
    )
    return [f"按全年任务和时间进度，截至{_day(facts.now.last)}进度落后的有：{said}。"] if said else []


def _of_units(those: Sequence[Paced], kind: str) -> bool:
    return next(one.of_unit for one in those if one.kind == kind)


def pace_table(facts: ReportFacts) -> dict[str, Any] | None:
    """The units that are behind."""
    units = [one for one in facts.pace if one.behind and one.of_unit]
    rows = [[one.name, str(one.quota), str(one.due), str(one.count), str(one.due - one.count)] for one in units]
    columns = ["单位", "全年任务", "目前应完成", "已完成", "落后"]
    table = {"columns": columns, "rows": rows, "widths_mm": [60.0, 24.0, 28.0, 22.0, 22.0]}
    return {"table": table} if units else None


def first_ones(groups: Sequence[StandingGroup], *, most: int = 3) -> str:
    """The first ones of each group by points; "" where nobody has any."""
    found = []
    for group in groups:
        first = [row.name for row in group.rows if row.rank is not None and row.rank <= most and row.so_far.score > 0]
        if first:
            found.append(f"{group.name}：{'、'.join(first)}")
    return f"按计分办法，得分居前的是：{'；'.join(found)}。" if found else ""


def rankings(groups: Sequence[StandingGroup]) -> Iterator[Any]:
    """A table for each group under its name: all who reported or have a score."""
    shown = [(group, [row for row in group.rows if row.now.submitted or row.now.score]) for group in groups]
    for number, (group, rows) in enumerate(((g, r) for g, r in shown if r), start=1):
        yield f"{numeral(number)}、{group.name}"
        who = ["单位"] if group.of_units else ["姓名", "单位职务"]
        widths = [
            16.0,
            *([68.0] if group.of_units else [24.0, 52.0]),
            19.0,
            *([17.0] if group.of_units else [15.0]) * 3,
        ]
        table = [_ranked(row, of_units=group.of_units) for row in rows]
        yield {"table": {"columns": ["名次", *who, "得分", "来稿", "采用", "批示"], "rows": table, "widths_mm": widths}}


def _ranked(row: Standing, *, of_units: bool) -> list[str]:
    told = row.now
    return [
        "—" if row.rank is None else str(row.rank),
        row.name,
        *([] if of_units else [row.about]),
        points_text(told.score),
        *(str(len(pieces)) for pieces in (told.submitted, told.adopted, told.instructed)),
    ]


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
