"""Runs and paragraphs in named styles, in the schema's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.parser import oxml_parser

from cppcc_desk.domain import flow
from cppcc_desk.domain.cards import face
from cppcc_desk.domain.flow import Align, Style
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.certificate import STYLES as CERTIFICATE_STYLES
from cppcc_desk.domain.layout import Face, Ink

# Trade names as offices and WPS have them; written always, whether this PC has the fonts or not.
FONT_NAMES = {
    Face.FANGSONG: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.XIAOBIAOSONG: "方正小标宋简体",
}
COLOURS = {Ink.BLACK: "000000", Ink.RED: "FF0000", Ink.GREY: "7F7F7F"}
JC = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # lxml's elements; its stubs stop where python-docx begins

STYLES: tuple[Style, ...] = tuple(value for value in vars(flow).values() if isinstance(value, Style))
FORM_STYLES: tuple[Style, ...] = (
    flow.SPACER,
    *(v for v in vars(form).values() if isinstance(v, Style)),
    *CERTIFICATE_STYLES,
)
CARD_STYLES: tuple[Style, ...] = (flow.SPACER, *(v for v in vars(face).values() if isinstance(v, Style)))
STYLE_ID = {
    **{style.name: f"Card{number}" for number, style in enumerate(CARD_STYLES, start=1)},
    **{style.name: f"Form{number}" for number, style in enumerate(FORM_STYLES, start=1)},
    **{style.name: f"Office{number}" for number, style in enumerate(STYLES, start=1)},
}


def w(tag: str, *children: Element, **attributes: object) -> Element:
    named = {f"{{{W}}}{name}": str(value) for name, value in attributes.items()}
    element = oxml_parser.makeelement(f"{{{W}}}{tag}", named, {"w": W})
    element.extend(children)
    return element


def run(
    text: str,
    *,
    face: Face | None = None,
    size: float | None = None,
    ink: Ink | None = None,
    spread: float | None = None,
    scale: float = 1.0,
    font: str | None = None,
    page_break: bool = False,
) -> Element:
    """A run, behind a page break if so said; what is None comes from the paragraph's style. A line break in `text`
    breaks the line, a tab is a tab.

    `size` and `spread` (extra width after each character) are in points, `scale` is of the characters' width; `font` is
    a font for symbols that no face has.
    """
    element = w("r")
    properties = run_properties(face=face, size=size, ink=ink, spread=spread, scale=scale)
    # the hint makes Word take quotation marks and dashes from the Chinese font, at full width
    fonts = properties.find(f"{{{W}}}rFonts")
    if fonts is None:
        fonts = w("rFonts")
        properties.insert(0, fonts)
    if font is None:
        fonts.set(f"{{{W}}}hint", "eastAsia")
    else:
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(f"{{{W}}}{script}", font)
    element.append(properties)
    if page_break:
        element.append(w("br", type="page"))
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(w("br"))
        for position, stretch in enumerate(line.split("\t")):
            if position:
                element.append(w("tab"))
            if stretch:
                piece = w("t")
                piece.set(XML_SPACE, "preserve")
                piece.text = printable(stretch)
                element.append(piece)
    return element


def printable(text: str) -> str:
    """XML has no words for control characters; a Word file with one does not open."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")


def run_properties(
    *,
    face: Face | None,
    size: float | None,
    ink: Ink | None,
    spread: float | None,
    scale: float = 1.0,
    language: bool = False,
) -> Element:
    properties = w("rPr")
    if face is not None:
        name = FONT_NAMES[face]
        properties.append(w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name))
    if ink is not None:
        properties.append(w("color", val=COLOURS[ink]))
    if spread is not None:
        properties.append(w("spacing", val=round(spread * 20)))
    if scale != 1.0:
        properties.append(w("w", val=round(scale * 100)))
    if size is not None:
        properties.append(w("sz", val=round(size * 2)))
        properties.append(w("szCs", val=round(size * 2)))
    if language:
        properties.append(w("lang", val="en-US", eastAsia="zh-CN"))
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
    keep_lines: bool = False,
    align: Align | None = None,
    tabs: Sequence[Tab] = (),
    hanging: float | None = None,
    right: int | None = None,
    line: int | None = None,
) -> Element:
    """A paragraph in a named style; `hanging` (characters), `right` and `line` (twips, exact) override the style's."""
    properties = w("pPr", w("pStyle", val=STYLE_ID[style.name]))
    if keep_next:
        properties.append(w("keepNext"))
    if keep_lines:
        properties.append(w("keepLines"))
    if page_break:
        properties.append(w("pageBreakBefore"))
    if tabs:
        stops = (w("tab", val=tab.align, leader=tab.leader, pos=tab.position) for tab in tabs)
        properties.append(w("tabs", *stops))
    if line is not None:
        properties.append(exact(line))
    if hanging is not None or right is not None:
        properties.append(indent(style, hanging=hanging, right=right))
    if align is not None:
        properties.append(w("jc", val=JC[align]))
    return w("p", properties, *runs)


def empty(height: int, *, page_break: bool = False, keep_next: bool = False) -> Element:
    """An empty paragraph of exactly `height` twips."""
    return paragraph(flow.SPACER, line=height, page_break=page_break, keep_next=keep_next)


def ruled(height: int, thickness: float, ink: Ink) -> Element:
    """An empty paragraph with a line across the whole 版心 at its foot; `thickness` in mm, part of `height`."""
    properties = w("pPr", w("pStyle", val=STYLE_ID[flow.SPACER.name]))
    eighths = round(thickness / 25.4 * 72 * 8)
    properties.append(w("pBdr", w("bottom", val="single", sz=eighths, space=0, color=COLOURS[ink])))
    properties.append(exact(height - round(eighths / 8 * 20)))  # a border lies under its paragraph
    return w("p", properties)


def exact(height: int) -> Element:
    return w("spacing", before=0, after=0, line=height, lineRule="exact")


def indent(style: Style, *, hanging: float | None = None, right: int | None = None) -> Element:
    """Indents in hundredths of a character for Word and WPS, and in twips for everybody else."""
    character = style.size * 20
    hang = style.hanging if hanging is None else hanging
    on_right = style.right if right is None else right / character
    values: dict[str, object] = {}
    for name, characters in (("left", style.left + hang), ("right", on_right)):
        values[f"{name}Chars"] = round(characters * 100)
        values[name] = round(characters * character)
    if hang:
        values["hangingChars"], values["hanging"] = round(hang * 100), round(hang * character)
    else:
        values["firstLineChars"], values["firstLine"] = round(style.first * 100), round(style.first * character)
    return w("ind", **values)
