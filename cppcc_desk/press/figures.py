"""What is no running text, in millimetres: heads of letters and joint papers, tables, pictures, seals."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import Figure, Image, JointMark, LetterHead, Paragraph, Style, TableRow
from cppcc_desk.domain.grid import (
    BASELINE,
    LEFT,
    LETTER_RULE_BELOW,
    LETTER_RULE_LENGTH,
    LETTER_RULE_THICK,
    LETTER_RULE_THIN,
    LETTER_RULE_WHITE,
    LETTER_TOP,
    SEAL,
    SEAL_ABOVE,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    TAIL_THIN,
    TOP,
    WIDTH,
    millimetres,
    text_width,
)
from cppcc_desk.domain.layout import Drawing, Ink, Item, Picture, Rule, Text
from cppcc_desk.press.galleys import CellLine, Galley
from cppcc_desk.press.pages import Place

_INK_ABOVE = 0.83  # of the size: from a mark's baseline to the top of its ink, in 小标宋
_INK_BELOW = 0.09
_POINT = 25.4 / 72


def letter_head(head: LetterHead) -> Iterator[Item]:
    """The mark and the double rule under it, thick over thin, 4 mm below the ink [10.1]."""
    style = papers.DOCUMENT_MARK
    width = millimetres(text_width(head.mark, head.size) * head.scale)
    baseline = LETTER_TOP + _INK_ABOVE * head.size * _POINT
    if head.mark:
        yield Text(
            x=(millimetres(SHEET_WIDTH) - width) / 2 + millimetres(LEFT - (SHEET_WIDTH - WIDTH) // 2),
            baseline=baseline,
            text=head.mark,
            face=style.face,
            size=head.size,
            ink=style.ink,
            width=width,
            scale=head.scale,
        )
    yield from _double_rule(baseline + _INK_BELOW * head.size * _POINT + 4.0, thick_first=True)


def letter_foot() -> Iterator[Item]:
    """The double rule at the foot of page 1, thin over thick, ending 20 mm above the edge [10.1]."""
    height = LETTER_RULE_THICK + LETTER_RULE_WHITE + LETTER_RULE_THIN
    yield from _double_rule(millimetres(SHEET_HEIGHT) - LETTER_RULE_BELOW - height, thick_first=False)


def _double_rule(top: float, *, thick_first: bool) -> Iterator[Rule]:
    middle = millimetres(LEFT + WIDTH / 2)
    left, right = middle - LETTER_RULE_LENGTH / 2, middle + LETTER_RULE_LENGTH / 2
    thicknesses = (LETTER_RULE_THICK, LETTER_RULE_THIN)
    y = top
    for thickness in thicknesses if thick_first else reversed(thicknesses):
        centre = y + thickness / 2
        yield Rule(x1=left, y1=centre, x2=right, y2=centre, thickness=thickness, ink=Ink.RED)
        y += thickness + LETTER_RULE_WHITE


def joint_mark(mark: JointMark, place: Place) -> Iterator[Item]:
    """The names one above the other, each as wide as the longest, 文件 level with the middle of them [7.2.4]."""
    style = papers.DOCUMENT_MARK
    columns = joint_columns(mark)
    names = millimetres(columns[0] - columns[1] // 2)
    left = millimetres(LEFT + (WIDTH - sum(columns)) / 2)

    def set_text(text: str, x: float, y: float, width: float) -> Text:
        return Text(
            x=x,
            baseline=millimetres(y + BASELINE * JointMark.LINE),
            text=text,
            face=style.face,
            size=mark.size,
            ink=style.ink,
            width=width,
            scale=mark.scale,
        )

    for number, name in enumerate(mark.names):
        yield set_text(name, left, place.y + number * JointMark.LINE, names)
    middle = place.y + (len(mark.names) - 1) * JointMark.LINE / 2
    yield set_text(mark.suffix, left + millimetres(columns[0]), middle, millimetres(columns[1]))


def joint_columns(mark: JointMark) -> tuple[int, int]:
    """Twips of the column of names, with half the suffix's width of white after it, and of the suffix."""
    suffix = round(text_width(mark.suffix, mark.size) * mark.scale)
    names = round(max(text_width(name, mark.size) for name in mark.names) * mark.scale)
    return names + suffix // 2, suffix


def table_row(galley: Galley, places: Sequence[Place], *, below_head: bool) -> Iterator[tuple[int, Item]]:
    """A row in its frame on each page it stands on, under the table's head where it begins one.

    `below_head`: the head itself stands above the row and is not set again, though both may begin the page.
    """
    block = galley.block
    if not isinstance(block, TableRow) or not places:
        return
    pages = sorted({place.page for place in places})
    for page in pages:
        if galley.whole:
            top, height, lines = places[0].y, galley.height, range(galley.count)
        else:
            here = [number for number, place in enumerate(places) if place.page == page]
            top, height = places[here[0]].y, len(here) * galley.pitch
            lines = range(here[0], here[-1] + 1)
        if galley.head is not None and isinstance(galley.head.block, TableRow):
            head_top = top - galley.head.height
            if page and head_top == TOP and not (below_head and page == places[0].page):
                yield from _row(galley.head.block, galley.head, page, head_top, galley.head.height, None)
        yield from _row(block, galley, page, top, height, lines)


def _row(  # noqa: PLR0917 - a row, its text and its frame
    row: TableRow, galley: Galley, page: int, top: float, height: int, lines: range | None
) -> Iterator[tuple[int, Item]]:
    edges = [LEFT + (WIDTH - sum(row.widths)) / 2 + edge for edge in accumulate((0, *row.widths))]
    for x in edges:
        at = millimetres(x)
        yield page, Rule(x1=at, y1=millimetres(top), x2=at, y2=millimetres(top + height), thickness=TAIL_THIN)
    for y in (top, top + height):
        at = millimetres(y)
        yield page, Rule(x1=millimetres(edges[0]), y1=at, x2=millimetres(edges[-1]), y2=at, thickness=TAIL_THIN)
    for number, (cell, wraps) in enumerate(zip(galley.cells, row.wraps, strict=True)):
        shown = cell if lines is None else cell[lines.start : lines.stop]
        above = (height - len(shown) * row.line) / 2
        for place, line in enumerate(shown):
            y = top + above + place * row.line
            item = _cell_line(line, edges[number], row.widths[number], y, style=row.style(number), from_left=wraps)
            if item is not None:
                yield page, item


def _cell_line(line: CellLine, left: float, width: int, y: float, *, style: Style, from_left: bool) -> Text | None:
    measured, where = line
    text = measured.text[where.start : where.end].rstrip(" ")
    if not text:
        return None
    wide = measured.width(where.start, where.start + len(text)) * 20
    x = left + papers.CELL_SIDE if from_left else left + (width - wide) / 2
    return Text(
        x=millimetres(x),
        baseline=millimetres(y + BASELINE * style.line),
        text=text,
        face=style.face,
        size=style.size,
        width=millimetres(wide),
    )


def image(block: Image, place: Place) -> Picture:
    """A picture at its place: in the middle of its room, if nothing else is said."""
    x, y = block.at
    return Picture(
        x=millimetres(LEFT + x),
        y=millimetres(place.y + y),
        width=millimetres(block.picture_width),
        height=millimetres(block.picture_height),
        data=block.data,
    )


def drawing(block: Figure, place: Place) -> Drawing:
    """A chart in the middle of the 版心."""
    return Drawing(
        x=millimetres(LEFT + (WIDTH - block.width) / 2),
        y=millimetres(place.y),
        width=millimetres(block.width),
        height=millimetres(block.height),
        chart=block.chart,
    )


def seals(block: Paragraph, place: Place) -> Iterator[Picture]:
    """Seals on a line: their centre stands a little above it, so that name and date lie below the middle [7.3.5.1]."""
    for seal in block.seals:
        yield Picture(
            x=millimetres(LEFT + seal.centre) - SEAL / 2,
            y=millimetres(place.y) - SEAL_ABOVE,
            width=SEAL,
            height=SEAL,
            data=seal.data,
        )
