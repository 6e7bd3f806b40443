"""A paragraph broken into lines as word processors break Chinese: kinsoku, hanging marks, numbers kept whole.

A mark that would begin a line hangs in the margin instead, which is what Word, WPS and LibreOffice all do by default:
a .docx then breaks where the preview broke, but for these differences, all that are left:

- `keeps_whole`: we do not part a number from its unit (26.8|万元), a date, a range (3—5), 〔2026〕5号 or a name of two
  characters, nor begin a line with the dash of a range [GB/T 15834]. Word processors do, and no setting of a .docx
  forbids it: a word joiner would change the text, a custom list of kinsoku would keep 年 and 人 from beginning any line
  (LibreOffice reads none).
- `border`: LibreOffice puts 0.2 em between 汉字 and Latin letters or digits whatever autoSpaceDE and autoSpaceDN say,
  in a style or a paragraph, and leaves the spacing of the character before it alone, so nothing can cancel it.
- `loose_ends`: for that reason the last character of every stretch of one script or face is not squeezed there.
- `shrink`: LibreOffice makes a justified line up to a quarter of a space too wide where a .docx is of Word 2013 or
  later; of an earlier one Word would say 兼容模式 in its title.
- `by_script`: LibreOffice parts nothing on either side of a quotation mark, and lets no mark hang after a Latin letter
  or digit. Were digits called Chinese (w:lang), marks would hang after them, but 26.|8 would be parted.

tests/documents/test_line_breaks.py holds `LIBREOFFICE` against LibreOffice's own pages, line by line, and names the
cause of each paragraph that is broken elsewhere there. Word was not at hand: `WORD` is what is known of it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat

from cppcc_desk.domain.grid import character_width
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.names import names_of_two

NEVER_FIRST = frozenset("!%),.:;?]}¢°·ˇˉ―‖’”…‰′″℃、。〃〉》」』】〕〗！＂％＇），．：；？］｀｜｝～￠")
NEVER_LAST = frozenset("$([{£¥‘“〈《「『【〔〖＄（．［｛￡￥") - {"．"}
HANGING = frozenset("!,.:;?、。！，．：；？")

_UNITS = "年月日号时分秒点期届次个件篇份页条项家户名人位所座处辆台套万亿千百元角米吨斤亩岁倍级层天周％%‰℃"
_NUMBER = r"\d[\d.,]*(?:[%％]?[—～]\d[\d.,]*)*"  # or a range of numbers
_DATE = r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
_WHOLE = re.compile(
    rf"〔\d{{4}}〕\d+号|(?:{_DATE})(?:—(?!—))?|第?{_NUMBER}[百千万亿]*[{_UNITS}]?(?:—(?!—))?|[^—]—(?!—)"
)
_HAN = "\u2460-\u24ff\u3400-\u9fff"
_BORDER = re.compile(rf"(?<=[A-Za-z0-9])(?=[{_HAN}])|(?<=[{_HAN}])(?=[A-Za-z0-9])")
# LibreOffice's Latin text; dashes and the like go with what is before them
_LATIN = re.compile(r"[!-~\u00a1-\u1fff][ !-~\u00a1-\u1fff\u2000-\u2017\u2020-\u2e7f]*")
_QUOTES = "“”‘’"
_EPSILON = 1e-6


def nominal(_face: Face, character: str) -> float:
    """Width in em, the same in every face."""
    return character_width(character)


@dataclass(frozen=True)
class Measure:
    """How wide characters are, and what a program does beside and between them."""

    width: Callable[[Face, str], float] = nominal
    keeps_whole: bool = True  # a number with its unit, a date, a name of two characters; word processors part them
    hangs: bool = True  # a mark that would begin a line stands in the margin; not in a cell, where a border is
    border: float = 0.0  # em put between Chinese and Latin, by programs that cannot be told not to
    loose_ends: bool = False  # the last character of a stretch of one script and face is not squeezed
    shrink: float = 0.0  # of a space: by so much a justified line may be too wide, and again for each space in it
    by_script: bool = False  # where a line may end depends on the script there, and “ is not told from ”
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
WORD = Measure(keeps_whole=False)
LIBREOFFICE = Measure(keeps_whole=False, border=0.2, loose_ends=True, shrink=0.25, by_script=True)


def _kept_whole(text: str) -> Iterator[tuple[int, int]]:
    """Where what no line may end in begins and ends."""
    yield from (found.span() for found in _WHOLE.finditer(text))
    yield from names_of_two(text)


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
        self.hangs = measure.hangs
        self.by_script = measure.by_script
        self._slack = measure.shrink * nominal(Face.FANGSONG, " ") * size
        advances = list(
            chain.from_iterable(map(measure.table(face, size, squeeze).__getitem__, text) for text, face in runs)
        )
        # a border belongs to the character after it, and falls away where that one begins a line
        self.lead: dict[int, float] = {}
        if measure.border:
            for match in _BORDER.finditer(self.text):
                self.lead[match.start()] = measure.border * size
                advances[match.start()] += measure.border * size
        loose = self._stretch_ends() if measure.loose_ends else frozenset[int]()
        for i in loose:
            advances[i] -= squeeze
        self._ends = [0.0, *accumulate(advances)]
        self._reach = self._ends  # of each character as the last on its line
        if measure.loose_ends:
            self._reach = [end - squeeze for end in self._ends]
            self._reach[0] = 0.0
            for i in loose:
                self._reach[i + 1] = self._ends[i + 1]
        whole = _kept_whole(self.text) if measure.keeps_whole else ()
        self._glued = {i for start, end in whole for i in range(start + 1, end)}

    def width(self, start: int, end: int) -> float:
        """Of characters [start, end) on a line of their own."""
        return self._ends[end] - self._ends[start] - (self.lead.get(start, 0.0) if start < end else 0.0)

    def _stretch_ends(self) -> set[int]:
        """Characters after which script or face changes, the last one among them."""
        turns = [*chain.from_iterable(match.span() for match in _LATIN.finditer(self.text)), len(self.text)]
        turns += [i for i in range(1, len(self.faces)) if self.faces[i] is not self.faces[i - 1]]
        return {turn - 1 for turn in turns if turn}

    def lines(self, *, first: float, others: float, justified: bool = False, cut: int = 0) -> list[Line]:
        """Break to a room of `first` points, then of `others`; a line ends before character `cut` in any case."""
        found: list[Line] = []
        start, room, length = 0, first, len(self.text)
        while start < length:
            limit = self._ends[start] + self.lead.get(start, 0.0) + room + _EPSILON
            line = self._break(start, limit)
            if justified and self._slack:
                slack = self._slack * (1 + self.text.count(" ", start, line.end))
                line = max(line, self._break(start, limit + slack), key=lambda line: line.end)
            if start < cut < line.end:
                line = Line(start, cut)
            found.append(line)
            start, room = line.end, others
        return found or [Line(0, 0)]

    def _break(self, start: int, limit: float) -> Line:
        """The line that begins at `start` and reaches no further than `limit`."""
        text = self.text
        overflow = bisect_right(self._reach, limit) - 1  # the first character that does not fit
        if overflow >= len(text):
            return Line(start, len(text))
        if text[overflow] == " ":  # spaces at the end of a line take no room
            end = overflow
            while end < len(text) and text[end] == " ":
                end += 1
            if end == len(text) or self._may_break(end, overflow):
                return Line(start, end, hanging=True)
        after = overflow + 1
        may_hang = self.hangs and text[overflow] in HANGING and overflow > start
        if may_hang and self.by_script and self._after_latin(overflow, overflow):
            may_hang = False
        if may_hang and (after == len(text) or self._may_break(after, overflow)):
            return Line(start, after, hanging=True)
        for end in range(overflow, start, -1):
            if self._may_break(end, overflow):
                return Line(start, end)
        return Line(start, max(overflow, start + 1))  # one word longer than a line

    def _may_break(self, i: int, overflow: int) -> bool:
        """Whether a line may end before character `i` where `overflow` does not fit."""
        a, b = self.text[i - 1], self.text[i]
        if self.by_script and (told := self._by_script(i, overflow)) is not None:
            return told
        last = i - 1
        while last > 0 and self.text[last] == " ":
            last -= 1
        if b in NEVER_FIRST or self.text[last] in NEVER_LAST or b == " " or i in self._glued:
            return False
        if a == b and a in "—…":
            return False
        if a.isascii() and b.isascii() and a != " ":
            return a in "-/" and b.isalpha()
        return True

    def _by_script(self, i: int, overflow: int) -> bool | None:
        """What LibreOffice alone allows and forbids; None where it does as everybody does."""
        a, b = self.text[i - 1], self.text[i]
        if b == "～" and a.isascii():
            return self._after_latin(i, overflow)
        if a in HANGING and b in "“‘…":
            return not self._after_latin(i, overflow)
        if a in _QUOTES or b in _QUOTES:
            return False
        if a in "%％℃" and b in "（〔":
            return False
        if a == "-" and b.isdigit():
            return i > 1 and self.text[i - 2].isdigit()
        return None

    def _after_latin(self, i: int, overflow: int) -> bool:
        """Whether Latin rules hold: a Latin letter or digit is the last before `i`, and no Chinese one overflows."""
        ahead = self.text[i : overflow + 1]
        if ahead[-1:].isalnum() and not ahead[-1].isascii() and not any(c.isascii() and c.isalnum() for c in ahead):
            return False
        return next((c for c in reversed(self.text[:i]) if c.isalnum()), "一").isascii()
