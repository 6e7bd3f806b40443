"""A paper as it lies on the table: pages of placed text, rules and pictures, in mm from the top left of the sheet.

press sets values into a `Layout` and paints it; documents reads the same layout to pin what the pages decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cppcc_desk.domain.charts import Chart


class Face(StrEnum):
    """Typefaces of GB/T 9704-2012 by their trade names; what stands in for one on this PC is press's business."""

    FANGSONG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"
    XIAOBIAOSONG = "小标宋"


class Ink(StrEnum):
    BLACK = "黑"
    RED = "红"
    GREY = "灰"  # hints on forms that a pen will cover


@dataclass(frozen=True, kw_only=True)
class Text:
    """A run of text on one baseline; with `width` its characters are spread or squeezed to exactly that many mm."""

    x: float
    baseline: float
    text: str
    face: Face
    size: float  # points
    ink: Ink = Ink.BLACK
    width: float | None = None
    scale: float = 1.0  # of the characters' width: a mark is squeezed to fit its line


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float  # mm
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image file's bytes scaled into a box."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart painted into a box."""

    x: float
    y: float
    width: float
    height: float
    chart: Chart


Item = Text | Rule | Picture | Drawing


@dataclass(frozen=True, kw_only=True)
class Page:
    items: tuple[Item, ...]


class TailPlace(StrEnum):
    """Where the 版记 stands so that it is at the foot of the last even page."""

    NONE = "没有版记"
    SAME_PAGE = "与正文同页"
    NEXT_PAGE = "另起一页"
    BLANK_LEAF = (
        "空一页后另起"  # the text ends on an even page without room: neither of the two pages is numbered [7.5]
    )


@dataclass(frozen=True)
class Division:
    """A paragraph of the flow, by its index, whose characters from `at` on begin a page, that 署名 and 成文日期 have
    text above them there [7.3.5.5]."""

    block: int
    at: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Pages of one size, and how press broke the flow, so that the .docx can pin the same pages."""

    pages: tuple[Page, ...]
    width: float = 210.0
    height: float = 297.0
    title_lines: tuple[str, ...] = ()  # of the first title
    lines: tuple[tuple[str, ...], ...] = ()  # of each body paragraph, as set
    page_starts: tuple[int, ...] = ()  # indexes of the flow's blocks that must begin a page
    piece_pages: tuple[int, ...] = ()  # page number on which each piece begins
    tail: TailPlace = TailPlace.NONE
    text_pages: tuple[tuple[int, int], ...] = ()  # pages on which each part of the text begins and ends, from 0
    signature_page: int | None = None
    division: Division | None = None

    @property
    def signature_alone(self) -> bool:
        """Whether 署名 and 成文日期 stand on a page without text, which should not be [7.3.5.5]."""
        page = self.signature_page
        return page is not None and not any(first <= page <= last for first, last in self.text_pages)

    @property
    def text_on_first_page(self) -> bool:
        """Whether page 1 shows some of the text, which it must [7.3.3]."""
        return any(first == 0 for first, _ in self.text_pages)


def joined(layouts: Sequence[Layout]) -> Layout:
    """Several papers of one size, one after another."""
    return replace(layouts[0], pages=tuple(page for layout in layouts for page in layout.pages))
