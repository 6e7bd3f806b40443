"""签到表 of a 信息小组: its people in the order of the roster, and rows left for whoever else comes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.grid import millimetres
from cppcc_desk.domain.titles import cells

_HEADS = ((14, "序号"), (26, "姓名"), (62, "单位及职务"), (34, "签名"), (22, "备注"))
_STYLES = (form.CENTRED, form.CENTRED, form.REGISTER_TEXT)  # of what is known, the rest is the pen's
_HEAD_ROW, _ROW = 10.0, 10.5  # mm
_LEAST_EMPTY = 2
_BORDER = 0.4  # mm that word processors add to each row
_SPARE = 4.0  # mm left at the foot of every page


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
    entries = [_entry(number, person) for number, person in enumerate(facts.attendants, start=1)]
    used = sum(_height(block) for block in above)
    heights = _empty_rows([entry.height for entry in entries], used=used)
    empty = (_entry(number, Attendant(name=""), height) for number, height in enumerate(heights, len(entries) + 1))
    return form.Form(
        kind="签到表",
        title=f"签到表 {facts.group}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*above, form.Grid((head, *entries, *empty))),
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


def _entry(number: int, person: Attendant, least: float = _ROW) -> form.Row:
    texts = (str(number), person.name, person.work)
    known = tuple(zip((width for width, _ in _HEADS), texts, _STYLES, strict=False))
    return form.row(
        *(form.value(width, text, style=style) for width, text, style in known),
        *(form.Cell(width=width) for width, _ in _HEADS[len(known) :]),
        height=max(least, *(_text_height(*cell) for cell in known)),
    )


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


def _empty_rows(heights: Sequence[float], *, used: float) -> list[float]:
    """Heights of the empty rows that fill the last page under rows of `heights`, all a little more than the least."""
    page = form.PORTRAIT.height - form.PORTRAIT.top - form.PORTRAIT.bottom - _SPARE - _HEAD_ROW
    room = page - used
    for height in heights:
        if height + _BORDER > room:
            room = page
        room -= height + _BORDER
    count = int(room // (_ROW + _BORDER))
    if count < _LEAST_EMPTY:
        return [*[_ROW] * count, *_filling(page)]
    return _filling(room)


def _filling(room: float) -> list[float]:
    count = int(room // (_ROW + _BORDER))
    return [room / count - _BORDER] * count
