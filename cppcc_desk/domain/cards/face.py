"""What stands on a 信息员证, and how large: the front with its picture, the back with the notice to its bearer.

Press puts it at its place on the sheet, documents writes it as a table, and neither knows the other; every text is
fitted here, so that both break it alike. Lengths are mm from the top left of the card.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cppcc_desk.domain.flow import Align, Style
from cppcc_desk.domain.layout import Face, Ink
from cppcc_desk.domain.numerals import without_mark
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.titles import break_title, cells

WIDTH, HEIGHT = 85.6, 54.0  # the bank card's size (ISO/IEC 7810 ID-1): every holder and pouch for sale fits it
ACROSS, DOWN = 2, 5  # cards on a sheet of A4
SIDE = 5.0  # white at both sides
PHOTO_X, PHOTO_Y = 6.0, 17.0
PHOTO_WIDTH, PHOTO_HEIGHT = 23.0, 32.2  # 一寸照 (25 x 35), a little smaller
FIELDS_X = 32.0  # where what stands beside the picture begins
LABEL_WIDTH = 11.4  # four characters
VALUE_X = FIELDS_X + LABEL_WIDTH + 2.6
VALUE_WIDTH = WIDTH - SIDE - VALUE_X
FIELDS_TOP, FIELDS_END = 22.2, 49.3  # between the card's name and its lower edge
_MOST_WHITE = 1.3  # between two fields
HEAD_MIDDLE = 6.8  # of the office's name, on however many lines
RULE_Y, RULE_THICK, RULE_GAP, RULE_THIN = 11.3, 0.6, 0.85, 0.2  # the red double rule under the office's name

OFFICE = Style(name="证件单位", face=Face.XIAOBIAOSONG, size=12, line=300, align=Align.CENTRE, ink=Ink.RED, hangs=False)
TITLE = Style(name="证件名称", face=Face.XIAOBIAOSONG, size=15, line=400, align=Align.CENTRE, hangs=False)
LABEL = Style(name="证件栏目", face=Face.HEI, size=8, line=230, hangs=False)
NAME = Style(name="证件姓名", face=Face.HEI, size=12, line=300, hangs=False)
VALUE = Style(name="证件内容", face=Face.FANGSONG, size=10, line=260, hangs=False)
PHOTO = Style(name="证件照片", face=Face.HEI, size=9, line=260, align=Align.CENTRE, ink=Ink.GREY, hangs=False)
PICTURE = Style(name="证件相片", face=Face.FANGSONG, size=9, line=260, hangs=False)
NOTICE_TITLE = Style(
    name="须知标题", face=Face.XIAOBIAOSONG, size=13, line=360, align=Align.CENTRE, ink=Ink.RED, hangs=False
)
NOTICE = Style(
    name="须知内容", face=Face.FANGSONG, size=9, line=260, align=Align.JUSTIFY, first=0, hanging=1.2, hangs=False
)
NOTICE_END = Style(name="须知落款", face=Face.FANGSONG, size=8, line=230, align=Align.CENTRE, hangs=False)

NOTICE_WORDS: Final = "持　证　须　知"
NOTICE_TOP, NOTICE_ROOM, NOTICE_SIDE = 13.4, 34.0, 1.0  # of the text on the back, and how high it may be
_POINT = 25.4 / 72  # mm
_LEADING = 1.15  # line height in sizes
_NOTICE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_NOTICE_LEADING = 1.42  # line height in sizes
_MOST_NOTICE = 400  # characters; more is a leaflet

NEVER_FIRST = "，。、；：！？）》”’〉】%"


@dataclass(frozen=True)
class Fitted:
    """A text in lines of at most its room, in the largest size that fits, in points."""

    size: float
    lines: tuple[str, ...]

    @property
    def pitch(self) -> float:
        """Height of one line in mm."""
        return self.size * _POINT * _LEADING

    @property
    def height(self) -> float:
        """Of all of them in mm."""
        return len(self.lines) * self.pitch


def fitted(text: str, width: float, one: Sequence[float], two: Sequence[float] = ()) -> Fitted:
    """`text` in a room `width` mm wide: on one line in the first size of `one` that fits, else on two lines in `two`.

    What fits nowhere is set in the last size on as many lines as it takes: nothing of a name is ever left out.
    """
    plain = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    for size in one:
        if cells(plain) <= width / (size * _POINT):
            return Fitted(size, (plain,))
    for size in two:
        room = width / (size * _POINT)
        parted = _halves(plain) or break_title(plain, int(room))  # by sense, and evenly
        if len(parted) <= 2 and all(cells(line) <= room for line in parted):
            return Fitted(size, parted)
    last = (*one, *two)[-1]
    return Fitted(last, _broken(plain, width / (last * _POINT)))


def _halves(text: str) -> tuple[str, ...]:
    """A name of several parts, 古丽努尔·阿卜杜, broken between two of them; () for any other."""
    ends = [place + 1 for place, character in enumerate(text) if character == "·" and 0 < place < len(text) - 1]
    if not ends:
        return ()
    at = min(ends, key=lambda end: abs(end - len(text) / 2))
    return text[:at], text[at:]


def _broken(text: str, room: float) -> tuple[str, ...]:
    """Full lines of `room` em; none begins with a mark, and no single character stands alone on the last."""
    made: list[str] = []
    rest = text
    while cells(rest) > room:
        end = next(n for n in range(len(rest), 0, -1) if n == 1 or cells(rest[:n]) <= room)
        while end > 1 and (rest[end] in NEVER_FIRST or len(rest) - end == 1):
            end -= 1
        made.append(rest[:end])
        rest = rest[end:]
    return (*made, rest)


@dataclass(frozen=True)
class Field:
    """A line beside the picture: its label, its value, and the white that is part of its height."""

    label: str
    style: Style
    value: Fitted
    white: float  # mm

    @property
    def height(self) -> float:
        """Of value and white in mm."""
        return self.value.height + self.white


@dataclass(frozen=True, kw_only=True)
class CardFace:
    """The front of one card; `photo` are the bytes of a picture, b"" leaves a box to paste one into."""

    office: str  # 中国人民政治协商会议云溪县委员会
    title: str
    name: str
    unit: str
    number: str
    valid_until: date
    issuer: str
    photo: bytes = b""

    @property
    def head(self) -> Fitted:
        """The office's name over the red rule, on one line, or a long one evenly on two."""
        return fitted(self.office, WIDTH - 2 * SIDE, (OFFICE.size, 11, 10, 9, 8, 7), (8.5, 8, 7, 6))

    @property
    def heading(self) -> Fitted:
        """What the card is called."""
        return fitted(self.title, WIDTH - SIDE - FIELDS_X, (TITLE.size, 14, 13, 12))

    @property
    def fields(self) -> tuple["Field", ...]:
        """What stands beside the picture, from top to bottom."""
        one, two = (VALUE.size, 9.0, 8.5), (8.5, 8.0, 7.5, 7.0, 6.0)
        values: tuple[tuple[str, Style, Fitted], ...] = (
            ("姓名", NAME, fitted(self.name, VALUE_WIDTH, (NAME.size, 10.5, 9.0, 8.0), (9.0, 8.0, 7.0))),
            ("单位", VALUE, fitted(self.unit, VALUE_WIDTH, one, two)),
            ("编号", VALUE, fitted(self.number, VALUE_WIDTH, (*one, 8.0, 7.0, 6.0))),
            ("有效期", VALUE, fitted(f"至{official_date(self.valid_until)}", VALUE_WIDTH, one)),
            ("发证单位", VALUE, fitted(self.issuer, VALUE_WIDTH, one, two)),
        )
        text = sum(value.height for _, _, value in values)
        white = min(_MOST_WHITE, (FIELDS_END - FIELDS_TOP - text) / len(values))
        return tuple(Field(label, style, value, white) for label, style, value in values)


@dataclass(frozen=True, kw_only=True)
class CardSheets:
    """Cards to be printed together; `notice` are the rules on their backs, () for fronts alone."""

    title: str
    office: str
    dated: date
    faces: tuple[CardFace, ...]
    notice: tuple[str, ...] = ()

    @property
    def issuer(self) -> str:
        """Who signs the backs."""
        return self.faces[0].issuer

    @property
    def pages(self) -> tuple[tuple[CardFace, ...], ...]:
        """The cards of each sheet."""
        most = ACROSS * DOWN
        return tuple(self.faces[first : first + most] for first in range(0, len(self.faces), most))


def notice_lines(text: str) -> tuple[str, ...]:
    """The rules of a notice, one a line, without the marks that somebody may have typed before them: 1. 一、 （一）."""
    return tuple(line for line in map(without_mark, text.splitlines()) if line)


def fitted_notice(lines: Sequence[str]) -> tuple[Fitted, ...] | None:
    """Each rule of a notice with its number, all in the largest size that fits the back; None where none does."""
    width = WIDTH - 2 * (SIDE + NOTICE_SIDE)
    for size in _NOTICE_SIZES:
        room = width / (size * _POINT) - NOTICE.hanging
        made = [Fitted(size, _broken(line, room)) for line in lines]
        if sum(len(rule.lines) for rule in made) * notice_pitch(size) <= NOTICE_ROOM:
            return tuple(made)
    return None


def notice_pitch(size: float) -> float:
    """Height of a line of the notice in mm."""
    return size * _POINT * _NOTICE_LEADING


def problem_of_notice(text: str) -> str:
    """What is wrong with the text for the back, as a sentence; "" for nothing. No text at all is right: no back."""
    if len(text) > _MOST_NOTICE or fitted_notice(notice_lines(text)) is None:
        return "背面文字太多，证件背面印不下，请精简到十行以内、二百字左右。"
    return ""
