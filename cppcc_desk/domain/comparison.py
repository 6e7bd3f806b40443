"""What an editor changed: two Chinese texts compared paragraph by paragraph, clause by clause, then word by word.

Compared character by character throughout, Chinese falls to confetti; so unchanged paragraphs and clauses are matched
first, only what lies between them is compared by words, and a word or two that survive between changes join them.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby


class SpanKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "未改"
    REMOVED = "删去"
    ADDED = "增加"


@dataclass(frozen=True)
class Span:
    """A stretch of text, never empty; neighbours differ in kind, and what is removed comes before what is added."""

    kind: SpanKind
    text: str


@dataclass(frozen=True)
class Summary:
    """How many characters were added and removed; white space is not counted."""

    added: int
    removed: int


Piece = tuple[str, str]  # a stretch of the old text and what stands for it in the new one


def compare(old: str, new: str) -> tuple[Span, ...]:
    """The way from `old` to `new`: SAME and REMOVED joined are `old`, SAME and ADDED joined are `new`.

    Words are single Chinese characters, and whole dates, numbers and Latin words. Time is bounded: where two stretches
    are long and have hardly a clause in common, one replaces the other whole.
    """
    pieces = _joined(_Comparison().pieces(old, new, _LEVELS))
    return tuple(span for piece in _without_islands(pieces) for span in _spans(piece))


def summary(spans: Iterable[Span]) -> Summary:
    """What `compare` found, as two numbers."""
    count = Counter[SpanKind]()
    for span in spans:
        count[span.kind] += len("".join(span.text.split()))
    return Summary(added=count[SpanKind.ADDED], removed=count[SpanKind.REMOVED])


_CLAUSE = re.compile(r"[^，。；：！？、…,;:!?\n]*(?:[，。；：！？、…,;:!?]+|\n|$)")
_LONG_CLAUSE = 80  # characters; longer ones have no punctuation to speak of and are cut by their own characters
_CUT_EVERY = 16
_COMBINING = r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_WORD = re.compile(
    r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日|\d{2,4}年(?:\d{1,2}月)?"
    r"|[A-Za-z0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+(?:[.,:/'\u2019-][A-Za-z0-9]+)*[%\uff05\u2030]?"
    rf"|\n|[^\S\n]+|\S{_COMBINING}"
)


def _paragraphs(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _clauses(text: str) -> list[str]:
    return [piece for clause in _CLAUSE.findall(text) if clause for piece in _cut(clause)]


def _cut(clause: str) -> Iterator[str]:
    """A long clause cut after characters that the text itself picks, so that an edit moves no cut elsewhere."""
    start = 0
    if len(clause) > _LONG_CLAUSE:
        for place, character in enumerate(clause, 1):
            if ord(character) % _CUT_EVERY == 0:
                yield clause[start:place]
                start = place
    if start < len(clause):
        yield clause[start:]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


_LEVELS: tuple[Callable[[str], list[str]], ...] = (_paragraphs, _clauses, _words)

# A pair is a word of one text and the same word of the other: the work that matching them costs.
_PAIRS_AT_ONCE = 100_000
_PAIRS_IN_ALL = 2_000_000


class _Comparison:
    """One comparison with what it may still spend."""

    def __init__(self) -> None:
        self.pairs_left = _PAIRS_IN_ALL

    def pieces(self, old: str, new: str, levels: Sequence[Callable[[str], list[str]]]) -> Iterator[Piece]:
        """All of both texts in order, equal where nothing changed."""
        if old == new or not (old and new and levels):
            yield old, new
            return
        one, other = levels[0](old), levels[0](new)
        i = j = 0
        for a, b, size in self._matches(one, other, anchored=len(levels) > 1):
            yield from self.pieces("".join(one[i:a]), "".join(other[j:b]), levels[1:])
            yield ("".join(one[a : a + size]),) * 2
            i, j = a + size, b + size
        yield from self.pieces("".join(one[i:]), "".join(other[j:]), levels[1:])

    def _matches(self, one: list[str], other: list[str], *, anchored: bool) -> Iterator[tuple[int, int, int]]:
        """Equal runs (place in `one`, place in `other`, length) in order; first what both begin and end with."""
        shorter = min(len(one), len(other))
        head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
        tail = next((n for n in range(shorter - head) if one[-1 - n] != other[-1 - n]), shorter - head)
        yield 0, 0, head
        i = j = head
        anchors = _anchors(one, other, head, tail) if anchored else []
        for a, b in [*anchors, (len(one) - tail, len(other) - tail)]:
            for match in self._blocks(one[i:a], other[j:b]):
                yield i + match[0], j + match[1], match[2]
            if a < len(one) - tail:
                yield a, b, 1
            i, j = a + 1, b + 1
        yield len(one) - tail, len(other) - tail, tail

    def _blocks(self, one: list[str], other: list[str]) -> Iterator[tuple[int, int, int]]:
        """Equal runs by the longest first, as long as that is cheap."""
        counts = Counter(other)
        pairs = sum(counts[word] for word in one)
        if pairs > min(_PAIRS_AT_ONCE, self.pairs_left):
            return
        self.pairs_left -= pairs
        if pairs:
            yield from SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()


def _anchors(one: list[str], other: list[str], head: int, tail: int) -> list[tuple[int, int]]:
    """Places of pieces that stand once in each text, the most that keep their order in both."""
    here = _single(one, head, len(one) - tail)
    there = _single(other, head, len(other) - tail)
    common = [(place, there[piece]) for piece, place in here.items() if piece in there]
    # Longest increasing run by patience: ends[k] is the smallest end of a run of k + 1 anchors.
    ends: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(common):
        pile = bisect_left(ends, place)
        before.append(last_of[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [place]
        last_of[pile : pile + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = last_of[-1] if last_of else -1
    while number >= 0:
        chain.append(common[number])
        number = before[number]
    return chain[::-1]


def _single(pieces: list[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(pieces[start:end])
    return {pieces[n]: n for n in range(start, end) if counts[pieces[n]] == 1}


_ISLAND = 3  # characters; longer stretches that survive are always shown as such
_SENTENCE_END = re.compile(r"[。！？\n]")


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours joined that are both changed or both not."""
    groups = groupby((piece for piece in pieces if any(piece)), key=_unchanged)
    return [_one(group) for _, group in groups]


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """Changes joined across the word or two between them; sentences and paragraphs stay apart."""
    sizes = [max(map(len, piece)) for piece in pieces]

    def stays(numbered: tuple[int, Piece]) -> bool:
        place, piece = numbered
        inside = 0 < place < len(pieces) - 1
        return _unchanged(piece) and not (inside and _is_island(piece[0], min(sizes[place - 1], sizes[place + 1])))

    return [_one(piece for _, piece in group) for _, group in groupby(enumerate(pieces), key=stays)]


def _is_island(text: str, beside: int) -> bool:
    short = len(text) < 2 or (len(text) <= _ISLAND and 2 * len(text) <= beside)
    return short and not _SENTENCE_END.search(text)


def _unchanged(piece: Piece) -> bool:
    return piece[0] == piece[1]


def _one(pieces: Iterable[Piece]) -> Piece:
    old, new = zip(*pieces, strict=True)
    return "".join(old), "".join(new)


def _spans(piece: Piece) -> Iterator[Span]:
    old, new = piece
    if old == new:
        yield Span(SpanKind.SAME, old)
        return
    if old:
        yield Span(SpanKind.REMOVED, old)
    if new:
        yield Span(SpanKind.ADDED, new)
