"""A paragraph broken into lines as word processors break Chinese: kinsoku, hanging marks, numbers kept whole.

A mark that would begin a line hangs in the margin instead, which is what Word, WPS and LibreOffice all do by default:
a .docx then breaks where the preview broke.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat

from cppcc_desk.domain.grid import character_width
from cppcc_desk.domain.layout import Face

NEVER_FIRST = frozenset("!%),.:;?]}¢°·ˇˉ―‖’”…‰′″℃、。〃〉》」』】〕〗！＂％＇），．：；？］｀｜｝～￠")
NEVER_LAST = frozenset("$([{£¥‘“〈《「『【〔〖＄（．［｛￡￥") - {"．"}
HANGING = frozenset("!,.:;?、。！，．：；？")

_UNITS = "年月日号时分秒点期届次个件篇份页条项家户名人位所座处辆台套万亿千百元角米吨斤亩岁倍级层天周％%‰℃"
_NUMBER = r"\d[\d.,]*(?:[%％]?[—～]\d[\d.,]*)*"  # or a range of numbers
_WHOLE = re.compile(rf"〔\d{{4}}〕\d+号|第?{_NUMBER}[百千万亿]*[{_UNITS}]?(?:—(?!—))?|[^—]—(?!—)")
_BORDER = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")
_EPSILON = 1e-6


def nominal(_face: Face, character: str) -> float:
    """Width in em, the same in every face."""
    return character_width(character)


@dataclass(frozen=True)
class Measure:
    """How wide characters are, and what a program does beside and between them."""

    width: Callable[[Face, str], float] = nominal
    border: float = 0.0  # em put between Chinese and Latin, by programs that cannot be told not to
    whole_units: bool = True  # a number is not parted from its unit; word processors part it
    hangs: bool = True  # a mark that would begin a line stands in the margin; not in a cell, where a border is
    sticky_quotes: bool = False  # no break on either side of “ and ”: LibreOffice cannot tell them apart
    _tables: dict[tuple[Face, float, float], "_Widths"] = field(default_factory=dict, compare=False, repr=False)

    def table(self, face: Face, size: float, squeeze: float) -> "_Widths":
        """Width in points of each character in a face of `size` points with `squeeze` points after it."""
        key = (face, size, squeeze)
        if key not in self._tables:
            self._tables[key] = _Widths(lambda character: self.width(face, character) * size + squeeze)
        return self._tables[key]


class _Widths(dict[str, float]):
    """Widths asked for once."""

    def __init__(self, ask: Callable[[str], float]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, character: str) -> float:
        width = self[character] = self._ask(character)
        return width


NOMINAL = Measure()
WORD = Measure(whole_units=False)
LIBREOFFICE = Measure(whole_units=False, border=0.2, sticky_quotes=True)


@dataclass(frozen=True)
class Line:
    """Characters [start, end) of a paragraph; a `hanging` line's last mark stands outside the room."""

    start: int
    end: int
    hanging: bool = False


class Measured:
    """A paragraph's characters with their widths in points, ready to be broken to any room."""

    def __init__(self, runs: Sequence[tuple[str, Face]], *, size: float, squeeze: float, measure: Measure) -> None:
        self.text = "".join(text for text, _ in runs)
        self.faces = list(chain.from_iterable(repeat(face, len(text)) for text, face in runs))
        self.sticky_quotes = measure.sticky_quotes
        self.hangs = measure.hangs
        advances = list(
            chain.from_iterable(map(measure.table(face, size, squeeze).__getitem__, text) for text, face in runs)
        )
        # a border belongs to the character after it, and falls away where that one begins a line
        self.lead: dict[int, float] = {}
        if measure.border:
            for match in _BORDER.finditer(self.text):
                self.lead[match.start()] = measure.border * size
                advances[match.start()] += measure.border * size
        self._ends = [0.0, *accumulate(advances)]
        self._glued = (
            {i for match in _WHOLE.finditer(self.text) for i in range(match.start() + 1, match.end())}
            if measure.whole_units
            else frozenset[int]()
        )

    def width(self, start: int, end: int) -> float:
        """Of characters [start, end) on a line of their own."""
        return self._ends[end] - self._ends[start] - (self.lead.get(start, 0.0) if start < end else 0.0)

    def lines(self, *, first: float, others: float) -> list[Line]:
        """Break to a room of `first` points, then of `others`."""
        found: list[Line] = []
        start, room, length = 0, first, len(self.text)
        while start < length:
            limit = self._ends[start] + self.lead.get(start, 0.0) + room + _EPSILON
            overflow = bisect_right(self._ends, limit) - 1  # the first character that does not fit
            if overflow >= length:
                found.append(Line(start, length))
                break
            line = self._break(start, overflow)
            found.append(line)
            start, room = line.end, others
        return found or [Line(0, 0)]

    def _break(self, start: int, overflow: int) -> Line:
        text = self.text
        if text[overflow] == " ":  # spaces at the end of a line take no room
            end = overflow
            while end < len(text) and text[end] == " ":
                end += 1
            return Line(start, end, hanging=True)
        after = overflow + 1
        may_hang = self.hangs and text[overflow] in HANGING and overflow > start
        if may_hang and (after == len(text) or self._may_hang_before(after)):
            return Line(start, after, hanging=True)
        for end in range(overflow, start, -1):
            if self._may_break(end):
                return Line(start, end)
        return Line(start, max(overflow, start + 1))  # one word longer than a line

    def _may_hang_before(self, i: int) -> bool:
        return self._may_break(i) or (self.sticky_quotes and self.text[i] == "“")

    def _may_break(self, i: int) -> bool:
        a, b = self.text[i - 1], self.text[i]
        if b in NEVER_FIRST or a in NEVER_LAST or b == " " or i in self._glued:
            return False
        if self.sticky_quotes and (a in "“”" or b in "“”"):
            return False
        if a == b and a in "—…":
            return False
        if a.isascii() and b.isascii() and a != " ":
            return a in "-/" and b.isalpha()
        return True
