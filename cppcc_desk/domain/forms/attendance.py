"""签到表 of a 信息小组 or of one meeting or activity: who is expected, and rows left for whoever else comes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from cppcc_desk.domain.flow import Figure, Gap, Paragraph, Run
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
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInFacts:
    """A group's activity, or a meeting that belongs to none; what is not told is the pen's."""

    office: str
    printed_on: date
    group: str = ""
    group_leader: str = ""
    meeting: str = ""  # what it is called, where it is no group's
    host: str = ""
    at: datetime | None = None
    place: str = ""
    theme: str = ""
    attendants: tuple[Attendant, ...] = ()

    @property
    def called(self) -> str:
        """第二信息小组活动, or the meeting."""
        return f"{self.group}活动" if self.group else self.meeting


def sign_in_sheet(facts: SignInFacts) -> form.Form:
    """The people, then as many empty rows as fill the last page; the head of the rows stands on every page."""
    title = form.title_lines(f"{facts.called}签到表")
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    above = (*title, made, Gap(50), _about(facts), Gap(120))
    head = form.row(*(form.label(width, text) for width, text in _HEADS), height=_HEAD_ROW, repeats=True)
    least = [*map(_least_height, facts.attendants), *[_ROW] * _LEAST_EMPTY]
    heights = tuple(_heights(least, used=sum(_height(block) for block in above)))
    nobody = (Attendant(name=""),) * (len(heights) - len(facts.attendants))
    rows = map(_entry, count(1), (*facts.attendants, *nobody), heights)
    return form.Form(
        kind="签到表",
        title=f"签到表 {facts.group or facts.meeting}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*above, form.Grid((head, *rows))),
    )


def _about(facts: SignInFacts) -> form.Grid:
    expected = f"应到{len(facts.attendants)}人，" if facts.attendants else ""
    return form.Grid(
        (
            form.row(
                form.label(20, "时间"),
                form.value(60, form.paper_time(facts.at)),
                form.label(20, "地点"),
                form.value(58, facts.place),
                height=12,
            ),
            form.row(form.label(20, "主题" if facts.group else "议题"), form.value(138, facts.theme), height=13),
            form.row(
                form.label(20, "主持" if facts.host or not facts.group else "组长"),
                form.value(60, facts.host or facts.group_leader),
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
        form.value(_REMARK, person.remark, style=form.REGISTER_VALUE),
        height=height,
    )


def _least_height(person: Attendant) -> float:
    return _row_height(_entry(1, person, _ROW))


def _row_height(row: form.Row) -> float:
    return max(row.height, *map(_cell_height, row.cells))


def _cell_height(cell: form.Cell) -> float:
    lines = sum(_lines(cell.width, paragraph) * millimetres(paragraph.style.line) for paragraph in cell.paragraphs)
    return lines + form.Padding.TOP + form.Padding.BOTTOM


def _lines(width: float, paragraph: Paragraph) -> int:
    room = form.ems(width, paragraph.style)
    # A text of several lines does not fill every one of them: rather one too many than one too few.
    return 1 if cells(paragraph.text) <= room else math.ceil((cells(paragraph.text) + 1) / room)


def _height(block: form.Block) -> float:
    match block:
        case Paragraph():
            return max(1, len(block.lines)) * millimetres(block.style.line)
        case Gap() | Figure():
            return millimetres(block.height)
        case form.Grid():
            return sum(map(_row_height, block.rows))


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
