"""The GB/T 9704 page as a .docx: paper, styles, page numbers, 版记 and tables; the only raw XML in the program.

python-docx packs the file; what it has no words for (exact East Asian fonts, indents in characters, a table pinned to
the foot of the page) is written here. Element order follows the schema, or Word calls the file damaged.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.parser import oxml_parser

from cppcc_desk.domain import flow, grid
from cppcc_desk.domain.flow import Align, Style
from cppcc_desk.domain.layout import Face, Ink
from cppcc_desk.paths import write_whole

# Trade names as offices and WPS have them; written always, whether this PC has the fonts or not.
FONT_NAMES = {
    Face.FANGSONG: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.XIAOBIAOSONG: "方正小标宋简体",
}
COLOURS = {Ink.BLACK: "000000", Ink.RED: "FF0000", Ink.GREY: "7F7F7F"}
_JC = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # lxml's elements; its stubs stop where python-docx begins

STYLES: tuple[Style, ...] = tuple(value for value in vars(flow).values() if isinstance(value, Style))
_STYLE_ID = {style.name: f"Office{number}" for number, style in enumerate(STYLES, start=1)}


def _w(tag: str, *children: Element, **attributes: object) -> Element:
    named = {f"{{{_W}}}{name}": str(value) for name, value in attributes.items()}
    element = oxml_parser.makeelement(f"{{{_W}}}{tag}", named, {"w": _W})
    element.extend(children)
    return element


# ---------------------------------------------------------------------------------------------- what paragraphs are of


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell: its paragraphs, how many columns it spans, and whether it goes on from the row above."""

    paragraphs: tuple[Element, ...]
    columns: int = 1
    continues: bool = False  # joined to the cell above
    joined: bool = False  # the first of cells joined downwards
    align: str = "center"  # top, center, bottom


@dataclass(frozen=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    height: int | None = None  # twips
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Borders:
    """Thickness in eighths of a point; 0 is no line."""

    outer: int = 8
    inner: int = 4
    sides: bool = True
    colour: str = "000000"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Paper size and margins in twips; the default is GB/T 9704's."""

    width: int = grid.SHEET_WIDTH
    height: int = grid.SHEET_HEIGHT
    top: int = grid.TOP
    right: int = grid.RIGHT
    bottom: int = grid.BOTTOM
    left: int = grid.LEFT
    line: int = grid.LINE

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right


@dataclass(kw_only=True)
class Paper:
    """A .docx in the making: add paragraphs and tables from top to bottom, then save it whole."""

    title: str
    author: str
    dated: date
    numbered: bool = True
    sheet: Sheet = field(default_factory=Sheet)

    def __post_init__(self) -> None:
        self._document = docx.Document()
        self._body: Element = self._document.element.body
        for child in list(self._body):
            self._body.remove(child)
        self._broken = False
        _strip(self._document)
        _write_styles(self._document)
        _write_settings(self._document)

    def add(self, *blocks: Element) -> None:
        self._body.extend(blocks)

    def save(self, path: Path) -> None:
        """Write the file whole; the same content gives the same bytes. Raises OSError; the old file then stays."""
        self._finish_section()
        _write_properties(self._document, self.title, self.author, self.dated)
        buffer = io.BytesIO()
        self._document.save(buffer)
        content = _without_times(buffer.getvalue())
        write_whole(path, lambda part: _fill(part, content))

    def start_even_page_unnumbered(self) -> None:
        """What follows begins on the next even page; the blank page left before it and that page bear no number."""
        last = self._body[-1]
        last.find(f"{{{_W}}}pPr").append(self._section("nextPage"))
        self._broken = True

    def _finish_section(self) -> None:
        self._body.append(self._section("evenPage" if self._broken else "nextPage"))
        if not self.numbered:
            return
        self._document.settings.odd_and_even_pages_header_footer = True
        for number, section in enumerate(self._document.sections):
            for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
                footer.is_linked_to_previous = False
                element = footer._element
                for child in list(element):
                    element.remove(child)
                element.append(_page_number(odd) if number == 0 else empty(grid.LINE))

    def _section(self, kind: str) -> Element:
        sheet = self.sheet
        size: dict[str, object] = {"w": sheet.width, "h": sheet.height}
        if sheet.width > sheet.height:
            size["orient"] = "landscape"
        margins = {"top": sheet.top, "right": sheet.right, "bottom": sheet.bottom, "left": sheet.left}
        return _w(
            "sectPr",
            _w("type", val=kind),
            _w("pgSz", **size),
            # a footer 1418 from the edge puts the dash 7 mm under the 版心 [7.5]
            _w("pgMar", **margins, header=851, footer=1418, gutter=0),
            _w("cols", space=425),
            _w("docGrid", type="lines", linePitch=sheet.line),
        )


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


# ---------------------------------------------------------------------------------------------- paragraphs and tables


def run(
    text: str,
    *,
    face: Face | None = None,
    size: float | None = None,
    ink: Ink | None = None,
    spread: float | None = None,
) -> Element:
    """A run; what is None comes from the paragraph's style. A line break in `text` breaks the line, a tab is a tab.

    `size` and `spread` (extra width after each character) are in points.
    """
    element = _w("r")
    properties = _run_properties(face=face, size=size, ink=ink, spread=spread)
    # the hint makes Word take quotation marks and dashes from the Chinese font, at full width
    fonts = properties.find(f"{{{_W}}}rFonts")
    if fonts is None:
        fonts = _w("rFonts")
        properties.insert(0, fonts)
    fonts.set(f"{{{_W}}}hint", "eastAsia")
    element.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(_w("br"))
        for position, stretch in enumerate(line.split("\t")):
            if position:
                element.append(_w("tab"))
            if stretch:
                piece = _w("t")
                piece.set(_XML_SPACE, "preserve")
                piece.text = _printable(stretch)
                element.append(piece)
    return element


def _printable(text: str) -> str:
    """XML has no words for control characters; a Word file with one does not open."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")


def _run_properties(
    *, face: Face | None, size: float | None, ink: Ink | None, spread: float | None, language: bool = False
) -> Element:
    properties = _w("rPr")
    if face is not None:
        name = FONT_NAMES[face]
        properties.append(_w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name))
    if ink is not None:
        properties.append(_w("color", val=COLOURS[ink]))
    if spread is not None:
        properties.append(_w("spacing", val=round(spread * 20)))
    if size is not None:
        properties.append(_w("sz", val=round(size * 2)))
        properties.append(_w("szCs", val=round(size * 2)))
    if language:
        properties.append(_w("lang", val="en-US", eastAsia="zh-CN"))
    return properties


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab stop, in twips from the left edge of the text."""

    position: int
    align: str = "right"
    leader: str = "none"


def paragraph(
    style: Style,
    *runs: Element,
    page_break: bool = False,
    keep_next: bool = False,
    align: Align | None = None,
    tabs: Sequence[Tab] = (),
    hanging: float | None = None,
    line: int | None = None,
) -> Element:
    """A paragraph in a named style. `hanging` (characters) and `line` (twips, exact) override the style's."""
    properties = _w("pPr", _w("pStyle", val=_STYLE_ID[style.name]))
    if keep_next:
        properties.append(_w("keepNext"))
    if page_break:
        properties.append(_w("pageBreakBefore"))
    if tabs:
        stops = (_w("tab", val=tab.align, leader=tab.leader, pos=tab.position) for tab in tabs)
        properties.append(_w("tabs", *stops))
    if line is not None:
        properties.append(_exact(line))
    if hanging is not None:
        properties.append(_indent(style, hanging=hanging))
    if align is not None:
        properties.append(_w("jc", val=_JC[align]))
    return _w("p", properties, *runs)


def empty(height: int, *, page_break: bool = False, keep_next: bool = False) -> Element:
    """An empty paragraph of exactly `height` twips."""
    return paragraph(flow.SPACER, line=height, page_break=page_break, keep_next=keep_next)


def ruled(height: int, thickness: float, ink: Ink) -> Element:
    """An empty paragraph with a line across the whole 版心 at its foot; `thickness` in mm, part of `height`."""
    properties = _w("pPr", _w("pStyle", val=_STYLE_ID[flow.SPACER.name]))
    eighths = round(thickness / 25.4 * 72 * 8)
    properties.append(_w("pBdr", _w("bottom", val="single", sz=eighths, space=0, color=COLOURS[ink])))
    properties.append(_exact(height - round(eighths / 8 * 20)))  # a border lies under its paragraph
    return _w("p", properties)


def _exact(height: int) -> Element:
    return _w("spacing", before=0, after=0, line=height, lineRule="exact")


def _indent(style: Style, *, hanging: float | None = None) -> Element:
    """Indents in hundredths of a character for Word and WPS, and in twips for everybody else."""
    character = style.size * 20
    hang = style.hanging if hanging is None else hanging
    values: dict[str, object] = {}
    for name, characters in (("left", style.left + hang), ("right", style.right)):
        values[f"{name}Chars"] = round(characters * 100)
        values[name] = round(characters * character)
    if hang:
        values["hangingChars"], values["hanging"] = round(hang * 100), round(hang * character)
    else:
        values["firstLineChars"], values["firstLine"] = round(style.first * 100), round(style.first * character)
    return _w("ind", **values)


def table(widths: Sequence[int], rows: Iterable[Row], *, borders: Borders, centred: bool = False) -> Element:
    """A table of fixed column widths (twips) in the flow; rows keep whole, cells have small side margins."""
    properties = _w("tblPr", _w("tblW", w=sum(widths), type="dxa"))
    if centred:
        properties.append(_w("jc", val="center"))
    properties.append(_table_borders(borders))
    properties.append(_w("tblLayout", type="fixed"))
    properties.append(_cell_margins(80))
    element = _w("tbl", properties, _w("tblGrid", *(_w("gridCol", w=width) for width in widths)))
    element.extend(_row(row, widths) for row in rows)
    return element


def boxed(content: Element, *, width: int, padding: int, side: int) -> Element:
    """A paragraph in a thin frame that stays on one page; padding above and below, `side` twips beside it."""
    properties = _w(
        "tblPr",
        _w("tblW", w=width, type="dxa"),
        _table_borders(Borders(outer=6)),
        _w("tblLayout", type="fixed"),
        _w(
            "tblCellMar",
            _w("top", w=padding, type="dxa"),
            _w("left", w=side, type="dxa"),
            _w("bottom", w=padding, type="dxa"),
            _w("right", w=side, type="dxa"),
        ),
    )
    cell = _w("tc", _w("tcPr", _w("tcW", w=width, type="dxa")), content)
    row = _w("tr", _w("trPr", _w("cantSplit")), cell)
    return _w("tbl", properties, _w("tblGrid", _w("gridCol", w=width)), row)


def _table_borders(borders: Borders) -> Element:
    def side(name: str, size: int) -> Element:
        if not size:
            return _w(name, val="nil")
        return _w(name, val="single", sz=size, space=0, color=borders.colour)

    outer_side = borders.outer if borders.sides else 0
    return _w(
        "tblBorders",
        side("top", borders.outer),
        side("left", outer_side),
        side("bottom", borders.outer),
        side("right", outer_side),
        side("insideH", borders.inner),
        side("insideV", borders.inner if borders.sides else 0),
    )


def _cell_margins(sides: int) -> Element:
    return _w(
        "tblCellMar",
        _w("top", w=0, type="dxa"),
        _w("left", w=sides, type="dxa"),
        _w("bottom", w=0, type="dxa"),
        _w("right", w=sides, type="dxa"),
    )


def _row(row: Row, widths: Sequence[int]) -> Element:
    properties = _w("trPr", _w("cantSplit"))
    if row.height is not None:
        properties.append(_w("trHeight", val=row.height, hRule="exact" if row.exact else "atLeast"))
    element = _w("tr", properties)
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.columns])
        column += cell.columns
        inside = _w("tcPr", _w("tcW", w=width, type="dxa"))
        if cell.columns > 1:
            inside.append(_w("gridSpan", val=cell.columns))
        if cell.joined:
            inside.append(_w("vMerge", val="restart"))
        elif cell.continues:
            inside.append(_w("vMerge"))
        inside.append(_w("vAlign", val=cell.align))
        element.append(_w("tc", inside, *(cell.paragraphs or (paragraph(flow.CELL),))))
    return element


def foot_table(groups: Sequence[Sequence[Element]], *, width: int, page_break: bool) -> tuple[Element, Element]:
    """The 版记: groups of paragraphs between rules, pinned to the foot of the page of the paragraph that follows it.

    A floating table stands on the 版心's bottom edge exactly; a text box or frame does not in every program.
    """
    properties = _w(
        "tblPr",
        _w(
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
        _w("tblOverlap", val="never"),
        _w("tblW", w=width, type="dxa"),
        _w("tblLayout", type="fixed"),
        _cell_margins(0),
    )
    element = _w("tbl", properties, _w("tblGrid", _w("gridCol", w=width)))
    for number, paragraphs in enumerate(groups):
        thick_top, thick_bottom = number == 0, number == len(groups) - 1
        borders = _w(
            "tcBorders",
            _w("top", val="single", sz=8 if thick_top else 6, space=0, color="000000"),
            _w("left", val="nil"),
            _w("bottom", val="single", sz=8 if thick_bottom else 6, space=0, color="000000"),
            _w("right", val="nil"),
        )
        cell = _w("tc", _w("tcPr", _w("tcW", w=width, type="dxa"), borders), *paragraphs)
        element.append(_w("tr", _w("trPr", _w("cantSplit")), cell))
    return element, empty(20, page_break=page_break)


# ---------------------------------------------------------------------------------------------- package


def _page_number(odd: bool) -> Element:
    """— 1 — in 4号 宋体, one character in from the outer edge [7.5]; the size is on every run or the digits lose it."""
    side = "right" if odd else "left"
    indent = {f"{side}Chars": 100, side: 280}
    properties = _w(
        "pPr",
        _w("snapToGrid", val=0),
        _exact(360),
        _w("ind", **indent),
        _w("jc", val=side),
    )

    def piece(*content: Element) -> Element:
        looks = _run_properties(face=Face.SONG, size=grid.PAGE_NUMBER_SIZE, ink=None, spread=None)
        looks.find(f"{{{_W}}}rFonts").set(f"{{{_W}}}hint", "eastAsia")
        return _w("r", looks, *content)

    def words(text: str) -> Element:
        element = _w("t")
        element.set(_XML_SPACE, "preserve")
        element.text = text
        return piece(element)

    code = _w("instrText")
    code.set(_XML_SPACE, "preserve")
    code.text = " PAGE "
    return _w(
        "p",
        properties,
        words("— "),
        piece(_w("fldChar", fldCharType="begin")),
        piece(code),
        piece(_w("fldChar", fldCharType="separate")),
        words("1"),
        piece(_w("fldChar", fldCharType="end")),
        words(" —"),
    )


def _strip(document: Any) -> None:
    """Take from python-docx's template what belongs to somebody else's letter: theme, thumbnail, fonts, numbering."""
    keep = {REL.STYLES, REL.SETTINGS, REL.OFFICE_DOCUMENT, REL.CORE_PROPERTIES}
    for owner in (document.part, document.part.package):
        for key, relationship in list(owner.rels.items()):
            if relationship.reltype not in keep:
                del owner.rels[key]


def _write_styles(document: Any) -> None:
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(_defaults())
    root.append(_normal())
    root.extend(_style(style) for style in STYLES)


def _defaults() -> Element:
    looks = _run_properties(face=Face.FANGSONG, size=grid.BODY_SIZE, ink=None, spread=None, language=True)
    # no pPrDefault: the template's would make every single line 1.15 rows high
    return _w("docDefaults", _w("rPrDefault", looks), _w("pPrDefault"))


def _normal() -> Element:
    return _w("style", _w("name", val="Normal"), _w("qFormat"), type="paragraph", default=1, styleId="Normal")


def _style(style: Style) -> Element:
    paragraph_properties = _w(
        "pPr",
        _w("widowControl", val=0),  # 22 lines on every full page
        # overflowPunct stays unsaid: LibreOffice reads it the wrong way round, and unsaid all let marks hang
        _w("topLinePunct", val=0),
        _w("autoSpaceDE", val=0),  # a quarter character beside every digit would leave the 28-character grid
        _w("autoSpaceDN", val=0),
        _w("adjustRightInd", val=0),
        _w("snapToGrid", val=0),
        _exact(style.line),
        _indent(style),
        _w("jc", val=_JC[style.align]),
    )
    if style.outline is not None:
        paragraph_properties.append(_w("outlineLvl", val=style.outline))
    looks = _run_properties(face=style.face, size=style.size, ink=style.ink, spread=style.squeeze or None)
    return _w(
        "style",
        _w("name", val=style.name),
        _w("basedOn", val="Normal"),
        _w("qFormat"),
        paragraph_properties,
        looks,
        type="paragraph",
        customStyle=1,
        styleId=_STYLE_ID[style.name],
    )


_SETTINGS = f"""<w:settings xmlns:w="{_W}">
<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""


def _write_settings(document: Any) -> None:
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(_SETTINGS)))


def _write_properties(document: Any, title: str, author: str, dated: date) -> None:
    properties = document.core_properties
    moment = datetime(dated.year, dated.month, dated.day)
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = moment
    properties.revision, properties.comments, properties.keywords = 1, "", ""
    properties.language = "zh-CN"


_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can tell


def _without_times(packed: bytes) -> bytes:
    """The same parts with one fixed time, so that the same paper is the same file."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return result.getvalue()
