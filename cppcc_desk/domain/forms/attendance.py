"""签到表 of a 信息小组: its people in the order of the roster, and rows left for whoever else comes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from cppcc_desk.domain.flow import Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.grid import millimetres
from cppcc_desk.domain.titles import cells

_NUMBER, _NAME, _WORK, _SIGNATURE, _REMARK = 14, 26, 62, 34, 22  # mm
_HEADS = ((_NUMBER, "序号"), (_NAME, "姓名"), (_WORK, "单位及职务"), (_SIGNATURE, "签名"), (_REMARK, "备注"))
_HEAD_ROW, _ROW = 10.0, 10.5  # mm
_LEAST_EMPTY = 2
_BORDER = 0.3  # mm that word processors add to each row
_SPARE = 3.0  # mm left at the foot of every page


@dataclass(frozen=True, kw_only=True)
class Attendant:
    """One of the people expected."""

    name: str
    work: str = ""  # 单位职务


@dataclass(frozen=True, kw_only=True)
class SignInFacts:
    """One 信息小组; when, where and about what is the pen's."""

    office: str
    printed_on: date
    group: str
    group_leader: str = ""
    attendants: tuple[Attendant, ...] = ()


def sign_in_sheet(facts: SignInFacts) -> form.Form:
    """The people, then as many empty rows as fill the last page; the head of the rows stands on every page."""
    title = form.title_lines(f"{facts.group}活动签到表")
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    above = (*title, made, Gap(50), _about(facts), Gap(120))
    head = form.row(*(form.label(width, text) for width, text in _HEADS), height=_HEAD_ROW, repeats=True)
    least = [*map(_least_height, facts.attendants), *[_ROW] * _LEAST_EMPTY]
    heights = tuple(_heights(least, used=sum(_height(block) for block in above)))
    nobody = (Attendant(name=""),) * (len(heights) - len(facts.attendants))
    rows = map(_entry, count(1), (*facts.attendants, *nobody), heights)
    return form.Form(
        kind="签到表",
        title=f"签到表 {facts.group}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*above, form.Grid((head, *rows))),
    )


def _about(facts: SignInFacts) -> form.Grid:
    expected = f"应到{len(facts.attendants)}人，" if facts.attendants else ""
    return form.Grid(
        (
            form.row(
                form.label(20, "时间"), form.Cell(width=60), form.label(20, "地点"), form.Cell(width=58), height=12
            ),
            form.row(form.label(20, "主题"), form.Cell(width=138), height=13),
            form.row(
                form.label(20, "组长"),
                form.value(60, facts.group_leader),
                form.label(20, "人数"),
                form.value(58, f"{expected}实到　　　人"),
            ),
        )
    )


def _entry(number: int, person: Attendant, height: float) -> form.Row:
    return form.row(
        form.value(_NUMBER, str(number), style=form.CENTRED),
        form.value(_NAME, person.name, style=form.CENTRED),
        form.value(_WORK, person.work, style=form.REGISTER_TEXT),
        form.Cell(width=_SIGNATURE),
        form.Cell(width=_REMARK),
        height=height,
    )


def _least_height(person: Attendant) -> float:
    name = _text_height(_NAME, person.name, form.CENTRED)
    return max(_ROW, name, _text_height(_WORK, person.work, form.REGISTER_TEXT))


def _text_height(width: float, text: str, style: Style) -> float:
    room = form.ems(width, style)
    # A text of several lines does not fill every one of them: rather one too many than one too few.
    lines = 1 if cells(text) <= room else math.ceil((cells(text) + 1) / room)
    return lines * millimetres(style.line) + form.Padding.TOP + form.Padding.BOTTOM


def _height(block: form.Block) -> float:
    match block:
        case Paragraph():
            return max(1, len(block.lines)) * millimetres(block.style.line)
        case Gap():
            return millimetres(block.height)
        case form.Grid():
            return sum(row.height for row in block.rows)


def _heights(least: Sequence[float], *, used: float) -> Iterator[float]:
    """Heights of at least these rows: every page is full, and what is left of it makes its rows higher."""
    whole = form.PORTRAIT.height - form.PORTRAIT.top - form.PORTRAIT.bottom - _SPARE - _HEAD_ROW
    page: list[float] = []
    free = whole - used
    for height in least:
        if height + _BORDER > free:
            yield from _stretched(page, free)
            page, free = [], whole
        page.append(height)
        free -= height + _BORDER
    more = int(free // (_ROW + _BORDER))
    yield from _stretched([*page, *[_ROW] * more], free - more * (_ROW + _BORDER))


def _stretched(page: Sequence[float], free: float) -> Iterator[float]:
    return (height + free / len(page) for height in page)
