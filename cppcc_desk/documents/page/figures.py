"""Figures of a 公文 as .docx: a letter's head, the mark of several organs, tables in the text, pictures at a place."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml

from cppcc_desk.documents.page.tables import Borders, Cell, Margins, Row, table
from cppcc_desk.documents.page.words import Element, empty, paragraph, run, w
from cppcc_desk.domain import flow
from cppcc_desk.domain.flow import JointMark, LetterHead, TableRow
from cppcc_desk.domain.grid import LETTER_RULE_LENGTH, LINE, SHEET_WIDTH, TWIPS_PER_MM, WIDTH, text_width

_RULE = round(LETTER_RULE_LENGTH * TWIPS_PER_MM)
_FRAME_TOP = 1560  # twips from the sheet's edge: with 48 pt lines the ink of a 42 pt mark begins at 30 mm
_FRAME_LINE = 960
_RULE_SPACE = 9  # points between a mark's line and its rule: 4 mm under the ink
_BELOW_FRAME = 57  # twips down to the first line, whose ink is 4.9 mm under the rule
_BORDER = 15  # twips: a row is as high as its text and margins and one of its borders
EMU = 635  # in a twip


def letter_head(head: LetterHead) -> tuple[Element, Element]:
    """The mark in a frame of its own over the 版心, with a double border below; then room down to the first line."""
    style = flow.DOCUMENT_MARK
    element = paragraph(style, run(head.mark, size=head.size, scale=head.scale), line=_FRAME_LINE)
    properties = element[0]
    frame = w(
        "framePr",
        w=_RULE,
        hRule="auto",
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=(SHEET_WIDTH - _RULE) // 2 + 57,  # the 版心 lies a little to the right of the sheet's middle
        y=_FRAME_TOP,
    )
    properties.insert(1, frame)
    properties.insert(2, w("pBdr", w("bottom", val="thickThinSmallGap", sz=24, space=_RULE_SPACE, color="FF0000")))
    return element, empty(_BELOW_FRAME)


def letter_foot() -> Element:
    """The double rule at the foot of page 1, in its footer, wider than the 版心 on both sides."""
    beyond = round((_RULE - WIDTH) / 2)
    properties = w(
        "pPr",
        w("pBdr", w("bottom", val="thinThickSmallGap", sz=24, space=0, color="FF0000")),
        w("snapToGrid", val=0),
        w("spacing", before=0, after=0, line=240, lineRule="exact"),
        w("ind", left=-beyond, right=-beyond),
    )
    return w("p", properties)


def joint_mark(mark: JointMark) -> Element:
    """Names in rows of equal width, 文件 in a column beside them, level with the middle."""
    style = flow.DOCUMENT_MARK
    suffix = round(text_width(mark.suffix, mark.size) * mark.scale)
    names = round(max(text_width(name, mark.size) for name in mark.names) * mark.scale)
    gap = suffix // 2
    rows = []
    for number, name in enumerate(mark.names):
        first = paragraph(style, run(name, size=mark.size, scale=mark.scale))
        first[0].append(w("jc", val="distribute"))
        second = paragraph(style, *([run(mark.suffix, size=mark.size, scale=mark.scale)] if number == 0 else []))
        cells = (
            Cell(paragraphs=(first,)),
            Cell(paragraphs=(second,), joined=number == 0, continues=number > 0),
        )
        rows.append(Row(cells=cells, height=JointMark.LINE, exact=True))
    margins = Margins(left=0, right=0)
    return table(
        [names + gap // 2, suffix + gap], rows, borders=Borders(outer=0, inner=0), centred=True, margins=margins
    )


def text_table(rows: Sequence[TableRow]) -> Element:
    """A table in the text; its head stands again on every page."""
    made = []
    heads = {id(row.head) for row in rows if row.head is not None}
    for row in rows:
        cells = tuple(
            Cell(
                paragraphs=tuple(
                    paragraph(row.style(column), *([run(part)] if part else []), keep_next=row.keep_next)
                    for part in text.split("\n")
                )
            )
            for column, text in enumerate(row.cells)
        )
        made.append(Row(cells=cells, height=LINE - _BORDER, repeats=id(row) in heads))
    padding = rows[0].padding - _BORDER
    margins = Margins(top=padding // 2, left=flow.CELL_SIDE, bottom=padding - padding // 2, right=flow.CELL_SIDE)
    return table(rows[0].widths, made, borders=Borders(outer=6, inner=6), centred=True, margins=margins)


_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_ANCHOR = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:wp="{_WP}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"'
    ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{number}" name="图片{number}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="图片{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:anchor></w:drawing></w:r>"
)


def anchored(relation: str, number: int, *, x: int, y: int, width: int, height: int, told: str) -> Element:
    """A run with a picture at `x`, `y` twips from the 版心's left edge and its paragraph's top; text runs over it.

    An inline picture would be cut off by lines of exact height. `told` is for who cannot see it; "" for a picture that
    the words beside it explain.
    """
    places: dict[str, Any] = {
        name: value * EMU for name, value in (("x", x), ("y", y), ("width", width), ("height", height))
    }
    element: Element = parse_xml(_ANCHOR.format(relation=relation, number=number, **places))
    if told:
        element.find(f".//{{{_WP}}}docPr").set("descr", told)
    return element
