"""The office's own 版头 as a value: what its picture or Word file puts on the first page, and how far it reaches."""

from dataclasses import dataclass
from enum import StrEnum

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.flow import Align
from cppcc_desk.domain.grid import HEIGHT, LINE, TWIPS_PER_MM
from cppcc_desk.domain.layout import Face, Ink
from cppcc_desk.domain.official.picture import Picture

TALLEST = HEIGHT - 8 * LINE  # twips: below it title and 主送 must fit, and some of the text
_BELOW_MARK = 3 * LINE + 210  # two blank lines, the number, and the red line 4 mm under it [7.2.5, 7.2.7]
_MARK_TOP = round(35 * TWIPS_PER_MM)  # [7.2.4]
WHOLE_FROM = 0.35  # height by width: a picture this high shows more than the mark


class Covers(StrEnum):
    """What of the 版头 the office's own one is."""

    MARK = "发文机关标志"  # number and red line follow as the standard has them
    HEAD = "整个版头"  # to its red line; only 份号, 发文字号 and 签发人 are set into it


@dataclass(frozen=True, kw_only=True)
class HeadText:
    """A line of text; `top` in twips from the top of the 版心, as of everything in a head, `height` of its line."""

    top: int
    height: int
    text: str
    face: Face
    size: float  # points
    ink: Ink = Ink.BLACK
    align: Align = Align.CENTRE
    left: int = 0  # twips from the left edge of the 版心
    scale: float = 1.0  # of the characters' width
    spread: float = 0.0  # points after each character


@dataclass(frozen=True, kw_only=True)
class HeadRule:
    """A line across the 版心; `thickness` in mm."""

    top: int
    thickness: float
    ink: Ink = Ink.RED


@dataclass(frozen=True, kw_only=True)
class HeadPicture:
    """A picture; `left` from the left edge of the 版心, where a scan of a whole sheet begins outside of it."""

    top: int
    left: int
    width: int
    height: int
    picture: Picture


HeadPart = HeadText | HeadRule | HeadPicture


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """From top to bottom, none over another but what is set over a picture.

    `height`: twips from the top of the 版心, or for a mark without a place of its own from its top, to the foot.
    `number_foot`: to the foot of the line of 发文字号, where the head is a whole one and says so.
    """

    name: str  # of the file
    covers: Covers
    parts: tuple[HeadPart, ...]
    height: int
    placed: bool = False  # a mark has its place on the page; without, it stands where the kind has its mark
    number_foot: int | None = None


def refuse_for_letters(letterhead: Letterhead) -> None:
    """Raises Invalid for one that has its place on the page, where a letter has its double rule [10.1]."""
    if letterhead.covers is Covers.MARK and letterhead.placed:
        raise Invalid(
            f"函的版头在双红线之上，“{letterhead.name}”里没有红线。没有写出任何文件。"
            "请用图片做标志，或在 Word 版头里画上红线。"
        )


def refuse_tall(name: str, height: int, covers: Covers = Covers.HEAD, *, placed: bool = True) -> None:
    """Raises Invalid for a head of so many twips below which a first page has no room for its text [7.3.3].

    Below a mark there are number and red line besides; one without a place of its own stands where the standard has it.
    """
    most = TALLEST
    if covers is Covers.MARK:
        most -= _BELOW_MARK + (0 if placed else _MARK_TOP)
    if height > most:
        told, most = (round(length / TWIPS_PER_MM) for length in (height, most))
        raise Invalid(f"版头“{name}”有 {told} 毫米高，首页排不下标题和正文。没有写出任何文件。请裁到 {most} 毫米以内。")
