"""A form of the office before it is set: title, text and grids of cells, with room for the pen where nothing is known.

Lengths across and down are mm. Press sets a form into pages, documents writes it as .docx, and neither knows the other.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate, pairwise

from cppcc_desk.domain import flow
from cppcc_desk.domain.charts import Chart
from cppcc_desk.domain.deadlines import WEEKDAYS
from cppcc_desk.domain.flow import Align, Figure, Gap, Paragraph, Run, Style
from cppcc_desk.domain.grid import TWIPS_PER_MM
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.official import clean_paragraphs, official_date
from cppcc_desk.domain.titles import break_title, cells

TITLE = Style(name="表单标题", face=Face.XIAOBIAOSONG, size=22, line=640, align=Align.CENTRE, outline=0)
ABOVE = Style(name="表上文字", face=Face.FANGSONG, size=12, line=440)
BELOW = Style(name="表下说明", face=Face.FANGSONG, size=10.5, line=340, hanging=2)
LABEL = Style(name="表单栏目", face=Face.HEI, size=12, line=380, align=Align.CENTRE, hangs=False)
VALUE = Style(name="表单内容", face=Face.FANGSONG, size=12, line=380, hangs=False)
CENTRED = Style(name="表单居中", face=Face.FANGSONG, size=12, line=380, align=Align.CENTRE, hangs=False)
SIGNED = Style(name="表单签名", face=Face.FANGSONG, size=12, line=420, align=Align.RIGHT, right=0.5, hangs=False)
LARGE_LABEL = Style(name="稿纸栏目", face=Face.HEI, size=14, line=440, align=Align.CENTRE, hangs=False)
LARGE_VALUE = Style(name="稿纸内容", face=Face.FANGSONG, size=14, line=440, hangs=False)
SUBTITLE = Style(name="回执标题", face=Face.XIAOBIAOSONG, size=16, line=480, align=Align.CENTRE, outline=1)
HEADING = Style(name="表单小标题", face=Face.HEI, size=12, line=440, hangs=False)
TEXT = Style(name="表单正文", face=Face.FANGSONG, size=12, line=400, align=Align.JUSTIFY, first=2, hangs=False)
RULE = Style(name="期限算法", face=Face.FANGSONG, size=9, line=260, align=Align.CENTRE, hangs=False)
RULE_BESIDE = Style(name="期限说明", face=Face.FANGSONG, size=9, line=260, hangs=False)
REGISTER_LABEL = Style(name="登记栏目", face=Face.HEI, size=10.5, line=320, align=Align.CENTRE, hangs=False)
REGISTER_VALUE = Style(name="登记内容", face=Face.FANGSONG, size=10.5, line=320, align=Align.CENTRE, hangs=False)
REGISTER_TEXT = Style(name="登记长项", face=Face.FANGSONG, size=10.5, line=320, hangs=False)
ADDRESSEE = Style(name="函件称呼", face=Face.FANGSONG, size=14, line=500)
LETTER = Style(name="函件正文", face=Face.FANGSONG, size=14, line=500, align=Align.JUSTIFY, first=2)
SIGNATURE = Style(name="函件落款", face=Face.FANGSONG, size=14, line=460, align=Align.RIGHT, right=2)
CUT = Style(name="裁切线", face=Face.SONG, size=10.5, line=340, align=Align.CENTRE)
PAGE_COUNT = Style(name="表单页码", face=Face.SONG, size=10.5, line=320, align=Align.CENTRE)

OUTER, INNER = 0.353, 0.265  # mm: table borders of 8/8 and 6/8 pt

TICKED, UNTICKED = "☑", "☐"  # one em wide; drawn by press, of a symbol font in a .docx
PEN_DATE = "　　年　　月　　日"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Paper and margins; forms stand a little wider on their sheet than a 公文, for the pen needs the room."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


PORTRAIT = Sheet(width=210, height=297, top=26, right=24, bottom=22, left=28)
LANDSCAPE = Sheet(width=297, height=210, top=25, right=16, bottom=18, left=16)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A red double line around every page."""

    distance: float  # from the sheet's edge to the outer line
    thickness: float  # of each line
    white: float  # between them


PAGE_COUNT_FOOT = 10.0  # from the foot of the page number's line to the edge of the sheet


class Padding:
    """Between a cell's border and its text, mm."""

    LEFT, RIGHT, TOP, BOTTOM = 2.0, 2.0, 0.5, 1.1

    SIDES = LEFT + RIGHT


class Stand(StrEnum):
    """Where text stands in a cell higher than it."""

    TOP = "靠上"
    MIDDLE = "居中"
    BOTTOM = "靠下"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One box of a grid; without paragraphs it is left to the pen."""

    width: float
    paragraphs: tuple[Paragraph, ...] = ()
    stand: Stand = Stand.MIDDLE


ROW = 9.5  # mm: one line of a row for the pen


@dataclass(frozen=True, kw_only=True)
class Row:
    """Cells side by side, at least `height` high; grows with its text."""

    cells: tuple[Cell, ...]
    height: float = ROW
    splits: bool = False  # its text may go on on the next page
    repeats: bool = False  # stands again at the head of every page


@dataclass(frozen=True)
class Grid:
    """Rows of equal width; each divides it as it needs."""

    rows: tuple[Row, ...]
    whole: bool = False  # stays on one page, with the `keep_next` paragraphs above it

    def __post_init__(self) -> None:
        if len({_mm(sum(cell.width for cell in row.cells)) for row in self.rows}) != 1:
            raise ValueError("the rows of a grid are not equally wide")

    @property
    def width(self) -> float:
        return sum(cell.width for cell in self.rows[0].cells)

    def columns(self) -> tuple[float, ...]:
        """Widths of the finest columns, of which every cell spans a whole number."""
        edges = {0.0} | {edge for row in self.rows for edge in _edges(row)}
        return tuple(_mm(right - left) for left, right in pairwise(sorted(edges)))

    def spans(self, row: Row) -> tuple[int, ...]:
        """How many of the finest columns each cell of `row` spans."""
        edges = sorted({0.0} | {edge for other in self.rows for edge in _edges(other)})
        places = [0, *(edges.index(edge) for edge in _edges(row))]
        return tuple(right - left for left, right in pairwise(places))


def _edges(row: Row) -> list[float]:
    return [_mm(edge) for edge in accumulate(cell.width for cell in row.cells)]


def _mm(length: float) -> float:
    return round(length, 2)


Block = Paragraph | Gap | Grid | Figure


@dataclass(frozen=True, kw_only=True)
class Form:
    """A whole form; `office` and `dated` are also the author and the date of its files."""

    kind: str
    title: str
    office: str
    dated: date
    blocks: tuple[Block, ...]
    sheet: Sheet = PORTRAIT
    frame: Frame | None = None
    counts_pages: bool = True  # letters to several people are no pages of one paper


# ------------------------------------------------------------------------------------------------ parts of a form


def title_lines(title: str, *, sheet: Sheet = PORTRAIT) -> tuple[Paragraph, Gap]:
    room = int(sheet.text_width / 25.4 * 72 / TITLE.size)
    return Paragraph(style=TITLE, lines=break_title(title, room)), Gap(160)


def above(left: str, intake_no: str, *more: str) -> tuple[Paragraph, Gap]:
    """The line on top of a grid: something at its left edge, the 来稿编号 and more at the right."""
    number = f"来稿编号：{intake_no or '　' * 6}"
    return Paragraph(style=ABOVE, runs=(Run(left),), end="　　".join((number, *more))), Gap(50)


def below(*notes: str) -> tuple[Block, ...]:
    """Notes under the last grid, begun with 注：."""
    return Gap(100), *(Paragraph(style=BELOW, runs=(Run(f"注：{note}"),)) for note in notes)


def paragraphs(text: str, style: Style) -> tuple[Paragraph, ...]:
    """One paragraph a line, without what neither a page nor XML can show."""
    return tuple(Paragraph(style=style, runs=(Run(line),)) for line in printable_lines(text))


def printable_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without empty ones; rare and private characters of names stay."""
    return clean_paragraphs("".join(_shown(c) for c in text))


def inline(text: str) -> str:
    return "".join(printable_lines(text))


_SPACES = {"\t": " ", "\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n", "\n": "\n"}


def _shown(character: str) -> str:
    if character in _SPACES:
        return _SPACES[character]
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in "\ufffe\uffff"
    return "" if hidden else character


def row(*cells: Cell, height: float = ROW, splits: bool = False, repeats: bool = False) -> Row:
    return Row(cells=cells, height=height, splits=splits, repeats=repeats)


def label(width: float, text: str, *, style: Style = LABEL) -> Cell:
    return Cell(width=width, paragraphs=tuple(Paragraph(style=style, runs=(Run(line),)) for line in text.split("\n")))


def value(width: float, text: str, *, style: Style = VALUE, stand: Stand = Stand.MIDDLE) -> Cell:
    return Cell(width=width, paragraphs=paragraphs(text, style), stand=stand)


def explained(width: float, text: str, explanation: str, *, style: Style = VALUE, small: Style = RULE_BESIDE) -> Cell:
    """A value with the reason for it in small print under it."""
    return Cell(width=width, paragraphs=(*paragraphs(text, style), *paragraphs(explanation, small)))


def due(width: float, at: datetime | None, rule: str) -> Cell:
    """A due time with its weekday and the rule that produced it."""
    return explained(width, paper_due(at) if at else "", tight(rule))


def long_text(width: float, heading: str, text: str) -> Cell:
    """A heading and text of any length under it."""
    return Cell(
        width=width,
        paragraphs=(Paragraph(style=HEADING, runs=(Run(heading),)), *paragraphs(text, TEXT)),
        stand=Stand.TOP,
    )


def ticks(
    width: float, choices: Iterable[str], chosen: Collection[str], *, style: Style = VALUE, pen: str = ""
) -> Cell:
    """Boxes with a choice each, ticked where chosen; what was chosen outside the list is added to it.

    `pen` is a last choice with a line for the pen. A box and its word stay on one line.
    """
    marked = {inline(choice) for choice in chosen}
    offered = dict.fromkeys([*map(inline, choices), *map(inline, chosen)])
    items = [f"{TICKED if choice in marked else UNTICKED}{choice}" for choice in offered if choice]
    if pen:
        items.append(f"{UNTICKED}{pen}：＿＿＿＿＿＿")
    room = ems(width, style)
    lines: list[str] = []
    for item in items:
        if lines and cells(f"{lines[-1]}　{item}") <= room:
            lines[-1] += f"　{item}"
        else:
            lines.append(item)
    return Cell(width=width, paragraphs=tuple(Paragraph(style=style, runs=(Run(line),)) for line in lines))


def signed(
    width: float,
    names: Sequence[tuple[str, date | None]],
    opinion: str = "",
    *,
    style: Style = VALUE,
    stand: Stand = Stand.BOTTOM,
) -> Cell:
    """An opinion in `style` with names and dates under it, by rule at the foot of its box; the unknown is the pen's."""
    room = ems(width, SIGNED) - SIGNED.right
    lines: list[str] = []
    for name, day in names or [("", None)]:
        who, when = inline(name), PEN_DATE if day is None else official_date(day)
        together = f"{who}　{when}" if who else when
        lines += [together] if cells(together) <= room else [who, when]
    return Cell(
        width=width,
        paragraphs=(*paragraphs(opinion, style), *(Paragraph(style=SIGNED, runs=(Run(line),)) for line in lines)),
        stand=stand,
    )


def ems(width: float, style: Style) -> float:
    """How many full-width characters of `style` fit side by side into a cell."""
    return (width - Padding.SIDES) / 25.4 * 72 / style.size


def tight(words: str) -> str:
    """Words of the screen as papers have them: no blanks between 汉字 and digits."""
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[!-~])|(?<=[!-~]) (?=[^\x00-\x7f])", "", words)


def figure(chart: Chart, *, sheet: Sheet = PORTRAIT, keep_next: bool = False) -> Figure:
    """A chart as wide as the text of a sheet, and on one page."""
    width, most = round(sheet.text_width * TWIPS_PER_MM), int(sheet.text_height * TWIPS_PER_MM)
    return flow.figure(chart, width=width, most=most, pitch=1, keep_next=keep_next)


# ------------------------------------------------------------------------------------------------ times on papers


def paper_time(at: datetime | None) -> str:
    """2026年11月20日 14时30分; nothing for an unknown time."""
    return "" if at is None else f"{official_date(at.date())} {at.hour}时{at:%M}分"


def paper_day(day: date | None) -> str:
    return "" if day is None else official_date(day)


def paper_due(at: datetime) -> str:
    """A due time with its weekday: 2026年10月2日（星期五）23时59分."""
    return f"{official_date(at.date())}（星期{WEEKDAYS[at.weekday()]}）{at.hour}时{at:%M}分"
