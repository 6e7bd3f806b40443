"""Tables: grids of forms, a framed paragraph, and the 版记 pinned to the foot of its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cppcc_desk.documents.page.words import Element, empty, paragraph, w
from cppcc_desk.domain import flow


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Between a cell's border and its text, twips."""

    top: int = 0
    left: int = 80
    bottom: int = 0
    right: int = 80


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell: its paragraphs, how many columns it spans, and whether it goes on from the row above.

    `bare` are sides without the line that the table's borders give it; `margins` are its own.
    """

    paragraphs: tuple[Element, ...]
    columns: int = 1
    continues: bool = False  # joined to the cell above
    joined: bool = False  # the first of cells joined downwards
    align: str = "center"  # top, center, bottom
    bare: tuple[str, ...] = ()  # of top, left, bottom, right
    margins: Margins | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    height: int | None = None  # twips
    exact: bool = False
    splits: bool = False  # may go on on the next page
    repeats: bool = False  # stands again at the head of every page; only the first rows of a table can


@dataclass(frozen=True, kw_only=True)
class Borders:
    """Thickness in eighths of a point; 0 is no line."""

    outer: int = 8
    inner: int = 4
    sides: bool = True
    colour: str = "000000"


def table(
    widths: Sequence[int],
    rows: Iterable[Row | Element],
    *,
    borders: Borders,
    centred: bool = False,
    margins: Margins = Margins(),
) -> Element:
    """A table of fixed column widths (twips) in the flow; a row keeps whole unless it says otherwise, and may be one
    that `row_of` made."""
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"))
    if centred:
        properties.append(w("jc", val="center"))
    properties.append(_table_borders(borders))
    properties.append(w("tblLayout", type="fixed"))
    properties.append(_margins("tblCellMar", margins))
    element = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    element.extend(row_of(row, widths) if isinstance(row, Row) else row for row in rows)
    return element


_SIDES = ("top", "left", "bottom", "right")  # in the order of the schema


def boxed(content: Element, *, width: int, padding: int, side: int) -> Element:
    """A paragraph in a thin frame that stays on one page; padding above and below, `side` twips beside it."""
    properties = w(
        "tblPr",
        w("tblW", w=width, type="dxa"),
        _table_borders(Borders(outer=6)),
        w("tblLayout", type="fixed"),
        _margins("tblCellMar", Margins(top=padding, left=side, bottom=padding, right=side)),
    )
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content)
    row = w("tr", w("trPr", w("cantSplit")), cell)
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width)), row)


def _table_borders(borders: Borders) -> Element:
    def side(name: str, size: int) -> Element:
        if not size:
            return w(name, val="nil")
        return w(name, val="single", sz=size, space=0, color=borders.colour)

    outer_side = borders.outer if borders.sides else 0
    return w(
        "tblBorders",
        side("top", borders.outer),
        side("left", outer_side),
        side("bottom", borders.outer),
        side("right", outer_side),
        side("insideH", borders.inner),
        side("insideV", borders.inner if borders.sides else 0),
    )


def _margins(tag: str, margins: Margins) -> Element:
    widths = (margins.top, margins.left, margins.bottom, margins.right)
    return w(tag, *(w(side, w=width, type="dxa") for side, width in zip(_SIDES, widths, strict=True)))


def row_of(row: Row, widths: Sequence[int]) -> Element:
    """One row of a table of these columns."""
    properties = w("trPr")
    if not row.splits:
        properties.append(w("cantSplit"))
    if row.height is not None:
        properties.append(w("trHeight", val=row.height, hRule="exact" if row.exact else "atLeast"))
    if row.repeats:
        properties.append(w("tblHeader"))
    element = w("tr", properties)
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.columns])
        column += cell.columns
        inside = w("tcPr", w("tcW", w=width, type="dxa"))
        if cell.columns > 1:
            inside.append(w("gridSpan", val=cell.columns))
        if cell.joined:
            inside.append(w("vMerge", val="restart"))
        elif cell.continues:
            inside.append(w("vMerge"))
        if cell.bare:
            inside.append(w("tcBorders", *(w(side, val="nil") for side in _SIDES if side in cell.bare)))
        if cell.margins is not None:
            inside.append(_margins("tcMar", cell.margins))
        inside.append(w("vAlign", val=cell.align))
        element.append(w("tc", inside, *(cell.paragraphs or (paragraph(flow.CELL),))))
    return element


def foot_table(
    groups: Sequence[Sequence[Element]], *, width: int, page_break: bool, ruled: bool = True
) -> tuple[Element, Element]:
    """The 版记: groups of paragraphs between rules, pinned to the foot of the page of the paragraph that follows it.

    A floating table stands on the 版心's bottom edge exactly; a text box or frame does not in every program.
    """
    properties = w(
        "tblPr",
        w(
            "tblpPr",
            leftFromText=0,
            rightFromText=0,
            topFromText=0,
            bottomFromText=0,
            vertAnchor="margin",
            horzAnchor="margin",
            tblpX=0,
            tblpYSpec="bottom",
        ),
        w("tblOverlap", val="never"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        _margins("tblCellMar", Margins(left=0, right=0)),
    )
    element = w("tbl", properties, w("tblGrid", w("gridCol", w=width)))
    for number, paragraphs in enumerate(groups):
        thick_top, thick_bottom = number == 0, number == len(groups) - 1
        top, bottom = (
            w(side, val="single", sz=8 if thick else 6, space=0, color="000000") if ruled else w(side, val="nil")
            for side, thick in (("top", thick_top), ("bottom", thick_bottom))
        )
        borders = w("tcBorders", top, w("left", val="nil"), bottom, w("right", val="nil"))
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), borders), *paragraphs)
        element.append(w("tr", w("trPr", w("cantSplit")), cell))
    return element, empty(20, page_break=page_break)
