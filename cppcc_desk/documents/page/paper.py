"""A .docx in the making, from an empty page to a file written whole."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx

from cppcc_desk.documents.packing import without_times
from cppcc_desk.documents.page.figures import EMU, anchored, letter_foot
from cppcc_desk.documents.page.styles import template
from cppcc_desk.documents.page.words import (
    COLOURS,
    STYLE_ID,
    STYLES,
    XML_SPACE,
    Element,
    W,
    empty,
    exact,
    paragraph,
    run,
    run_properties,
    w,
)
from cppcc_desk.domain import grid
from cppcc_desk.domain.flow import Style
from cppcc_desk.domain.layout import Face, Ink
from cppcc_desk.paths import write_whole

_LETTER_FOOTER = 1110  # twips from the edge: the double rule of a letter's first page ends 20 mm above it [10.1]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Paper size and margins in twips; the default is GB/T 9704's."""

    width: int = grid.SHEET_WIDTH
    height: int = grid.SHEET_HEIGHT
    top: int = grid.TOP
    right: int = grid.RIGHT
    bottom: int = grid.BOTTOM
    left: int = grid.LEFT
    line: int | None = grid.LINE  # pitch of the grid; None where there is none, for text then begins at the margin
    footer: int = 1418  # from the edge: puts the dash 7 mm under the 版心 [7.5]
    frame: int | None = None  # a red double line around every page, so far from the sheet's edge

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
    letter: bool = False  # the first page bears a double rule at its foot instead of a number [10.1]
    counted: Style | None = None  # 第1页　共3页 in this style at every foot instead of the 公文 page number
    sheet: Sheet = field(default_factory=Sheet)
    styles: tuple[Style, ...] = STYLES
    marked: bool = False  # bookmarks stand where pieces begin, so that pages can be referred to
    covered: bool = field(default=False, init=False)  # the first section is a cover: numbers begin behind it

    def __post_init__(self) -> None:
        self._document = docx.Document(io.BytesIO(template(self.styles)))
        self._body: Element = self._document.element.body
        self._pictures = 0

    def add(self, *blocks: Element) -> None:
        self._body.extend(blocks)

    def picture(self, data: bytes, *, x: int, y: int, width: int, height: int, told: str = "") -> Element:
        """A run that shows an image at a place (`anchored`); the same image is stored once."""
        self._pictures += 1
        relation, _ = self._document.part.get_or_add_image(io.BytesIO(data))
        return anchored(relation, self._pictures, x=x, y=y, width=width, height=height, told=told)

    def inline(self, data: bytes, *, width: int, height: int, style: Style) -> Element:
        """A paragraph that holds an image of this size (twips) and is as high as it; the same image is stored once."""
        shown = self._document.part.new_pic_inline(io.BytesIO(data), width * EMU, height * EMU)
        for side in ("distT", "distB", "distL", "distR"):  # unsaid, LibreOffice leaves 3 mm beside it
            shown.set(side, "0")
        properties = w("pPr", w("pStyle", val=STYLE_ID[style.name]), w("spacing", line=240, lineRule="auto"))
        return w("p", properties, w("r", w("drawing", shown)))

    def save(self, path: Path) -> None:
        """Write the file whole; the same content gives the same bytes. Raises OSError; the old file then stays."""
        self._finish_section()
        _write_properties(self._document, self.title, self.author, self.dated)
        buffer = io.BytesIO()
        self._document.save(buffer)
        content = without_times(buffer.getvalue())
        write_whole(path, lambda part: _fill(part, content))

    def leave_cover(self) -> None:
        """What stands so far is the cover, without numbers; the next page is page 1."""
        self._body[-1].find(f"{{{W}}}pPr").append(self._section())
        self.covered = True

    def leave_unnumbered_page(self) -> None:
        """One empty page; neither it nor what follows bears a number [7.5].

        A section that begins on an even page would do the same, but programs leave out its blank page when they print
        or export.
        """
        self._body[-1].find(f"{{{W}}}pPr").append(self._section())
        self.add(empty(grid.LINE))

    def _finish_section(self) -> None:
        self._body.append(self._section(first=1 if self.covered else None))
        if self.counted is not None:
            _fill_footer(self._document.sections[0].footer, _page_count(self.counted))
            return
        if not self.numbered:
            return
        self._document.settings.odd_and_even_pages_header_footer = True
        for number, section in enumerate(self._document.sections):
            for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
                content = [_page_number(odd)] if number == int(self.covered) else [empty(grid.LINE)]
                if self.letter:
                    content.append(empty(self.sheet.footer - _LETTER_FOOTER))
                _fill_footer(footer, *content)
        if self.letter:
            first = self._document.sections[0]
            first.different_first_page_header_footer = True
            _fill_footer(first.first_page_footer, letter_foot())

    def _section(self, *, first: int | None = None) -> Element:
        """The properties of a section, the pages of which are numbered from `first` on where it is given."""
        sheet = self.sheet
        size: dict[str, object] = {"w": sheet.width, "h": sheet.height}
        if sheet.width > sheet.height:
            size["orient"] = "landscape"
        margins = {"top": sheet.top, "right": sheet.right, "bottom": sheet.bottom, "left": sheet.left}
        return w(
            "sectPr",
            w("type", val="nextPage"),
            w("pgSz", **size),
            w("pgMar", **margins, header=851, footer=_LETTER_FOOTER if self.letter else sheet.footer, gutter=0),
            *(() if sheet.frame is None else (_frame(sheet.frame),)),
            *(() if first is None else (w("pgNumType", start=first),)),
            w("cols", space=425),
            w("docGrid", linePitch=312) if sheet.line is None else w("docGrid", type="lines", linePitch=sheet.line),
        )


def _frame(distance: int) -> Element:
    """Two equal lines: programs do not agree on which one of an unequal pair is outside."""
    looks: dict[str, object] = {"sz": 18, "space": round(distance / 20), "color": COLOURS[Ink.RED]}
    sides = ("top", "left", "bottom", "right")
    return w("pgBorders", *(w(side, val="double", **looks) for side in sides), offsetFrom="page")


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _fill_footer(footer: Any, *content: Element) -> None:
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.extend(content)


def _page_count(style: Style) -> Element:
    return paragraph(style, run("第"), *_field("PAGE", "1"), run("页　共"), *_field("NUMPAGES", "1"), run("页"))


def page_of(piece: int, shown: str) -> tuple[Element, ...]:
    """The number of the page on which a piece begins that is `marked`: `shown`, until a program counts it anew."""
    return _field(f"PAGEREF {_bookmark(piece)} \\h", shown)


def marked(piece: int, *runs: Element) -> tuple[Element, ...]:
    """Runs that the page of a piece is told by."""
    start = w("bookmarkStart", id=piece, name=_bookmark(piece))
    return start, *runs, w("bookmarkEnd", id=piece)


def _bookmark(piece: int) -> str:
    return f"piece{piece + 1}"


def _field(code: str, shown: str) -> tuple[Element, ...]:
    words = w("instrText")
    words.set(XML_SPACE, "preserve")
    words.text = f" {code} "
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return begin, w("r", words), separate, run(shown), end


def _page_number(odd: bool) -> Element:
    """— 1 — in 4号 宋体, one character in from the outer edge [7.5]; the size is on every run or the digits lose it."""
    side = "right" if odd else "left"
    indent = {f"{side}Chars": 100, side: 280}
    properties = w(
        "pPr",
        w("snapToGrid", val=0),
        exact(360),
        w("ind", **indent),
        w("jc", val=side),
    )

    def piece(*content: Element) -> Element:
        looks = run_properties(face=Face.SONG, size=grid.PAGE_NUMBER_SIZE, ink=None, spread=None)
        looks.find(f"{{{W}}}rFonts").set(f"{{{W}}}hint", "eastAsia")
        return w("r", looks, *content)

    def words(text: str) -> Element:
        element = w("t")
        element.set(XML_SPACE, "preserve")
        element.text = text
        return piece(element)

    code = w("instrText")
    code.set(XML_SPACE, "preserve")
    code.text = " PAGE "
    return w(
        "p",
        properties,
        words("— "),
        piece(w("fldChar", fldCharType="begin")),
        piece(code),
        piece(w("fldChar", fldCharType="separate")),
        words("1"),
        piece(w("fldChar", fldCharType="end")),
        words(" —"),
    )


def _write_properties(document: Any, title: str, author: str, dated: date) -> None:
    properties = document.core_properties
    moment = datetime(dated.year, dated.month, dated.day)
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = moment
    properties.revision, properties.comments, properties.keywords = 1, "", ""
    properties.language = "zh-CN"
