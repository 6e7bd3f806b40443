"""照片 of people: their shape and limits, and whom the name of a picture's file means."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH_MM, HEIGHT_MM = 25, 35  # 一寸照
MOST_PIXELS: Final = (413, 579)  # 25 x 35 mm at 420 dpi: sharp on paper, some 40 KB
LEAST_SIDE: Final = 100  # pixels; less is a blur at 25 mm
LARGEST_FILE: Final = 20 << 20  # bytes
LARGEST_PICTURE: Final = 50_000_000  # pixels: 200 MB once decoded
PICTURE_KINDS: Final = (".jpg", ".jpeg", ".png", ".bmp")
_ABOVE: Final = 1 / 3  # of what a tall picture is too tall: the head is in its upper part

_ID_NO = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?![\dXx])")
_PHONE = re.compile(r"(?<!\d)(1\d{10})(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+(?:[·•][^\W\d_]+)*")
_LEAST_OF_UNIT = 2  # characters of a unit that tell namesakes apart


@dataclass(frozen=True)
class Crop:
    """A part of a picture, in its pixels."""

    x: int
    y: int
    width: int
    height: int


def crop(width: int, height: int) -> Crop:
    """The largest part of 25 x 35: in the middle across, of a tall picture more of the lower part left away."""
    if width * HEIGHT_MM > height * WIDTH_MM:
        narrow = max(1, round(height * WIDTH_MM / HEIGHT_MM))
        return Crop((width - narrow) // 2, 0, narrow, height)
    low = max(1, round(width * HEIGHT_MM / WIDTH_MM))
    return Crop(0, round((height - low) * _ABOVE), width, low)


def scaled(part: Crop) -> tuple[int, int]:
    """Width and height in which it is kept: as it is, or so that it fits into MOST_PIXELS."""
    share = min(1.0, MOST_PIXELS[0] / part.width, MOST_PIXELS[1] / part.height)
    return max(1, round(part.width * share)), max(1, round(part.height * share))


@dataclass(frozen=True)
class Bearer:
    """Somebody whose picture a file may be."""

    id: int
    name: str
    unit: str
    phone: str
    other_phone: str
    id_no: str


def bearers(file_stem: str, people: Sequence[Bearer]) -> tuple[Bearer, ...]:
    """Whom a file's name means: by identity or phone number, else by a whole word; several where that does not tell.

    柳青禾, 03柳青禾, 柳青禾_13800000001, 柳青禾（石桥镇中心卫生院）; of namesakes the one whose unit is named too.
    """
    stem = unicodedata.normalize("NFKC", file_stem)
    numbers = {match.upper() for match in _ID_NO.findall(stem)}
    phones = set(_PHONE.findall(_ID_NO.sub(" ", stem)))
    numbered = tuple(
        p for p in people if p.id_no.upper() in numbers or not phones.isdisjoint({p.phone, p.other_phone} - {""})
    )
    words = _words(stem)
    return numbered or _of_unit([person for person in people if person.name in words], words)


def hinted(file_stem: str, people: Sequence[Bearer]) -> tuple[Bearer, ...]:
    """Whose name stands inside a longer word of a file's name, the longest such name.

    柳青禾照片 is 柳青禾, but 李明辉 is not 李明: they are to be offered, and only a person can tell.
    """
    words = _words(unicodedata.normalize("NFKC", file_stem))
    within = [person for person in people if len(person.name) > 1 and any(person.name in word for word in words)]
    longest = max((len(person.name) for person in within), default=0)
    return _of_unit([person for person in within if len(person.name) == longest], words)


def _words(stem: str) -> list[str]:
    return [word.replace("•", "·") for word in _WORDS.findall(stem)]


def _of_unit(named: Sequence[Bearer], words: Sequence[str]) -> tuple[Bearer, ...]:
    """Those whose unit is among the words too; where none's is, all of them."""
    rest = [word for word in words if len(word) >= _LEAST_OF_UNIT]
    of_unit = [
        p for p in named if any(word != p.name and (word in p.unit or p.unit in word) for word in rest if p.unit)
    ]
    return tuple(of_unit or named)
