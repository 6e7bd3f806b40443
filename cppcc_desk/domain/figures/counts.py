"""The numbers of a time as the office's papers tell them; every number keeps what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from cppcc_desk.domain.figures.reconciling import Mismatch
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonKind


class Source(StrEnum):
    """Where pieces come from; each piece is of one."""

    MEMBER = "委员"
    INFORMANT = "信息员"
    UNIT = "单位集体"
    OTHER = "其他人员"


_OF_KIND = {
    PersonKind.MEMBER: Source.MEMBER,
    PersonKind.STANDING_MEMBER: Source.MEMBER,
    PersonKind.INFORMANT: Source.INFORMANT,
    PersonKind.INVITED_INFORMANT: Source.INFORMANT,
}


@cache
def of_source(kind: str) -> Source:
    """That of a piece whose first author is of this 身份."""
    return next((source for known, source in _OF_KIND.items() if known == kind), Source.OTHER)


class Key(NamedTuple):
    """A number of the time: what it is called in commands and on paper, and what is counted."""

    key: str
    label: str
    unit: str


_SOURCES = {Source.MEMBER: "members", Source.INFORMANT: "informants", Source.UNIT: "units", Source.OTHER: "others"}
_LEVELS = {
    Level.OWN: "own",
    Level.CITY: "city",
    Level.PROVINCE: "province",
    Level.NATIONAL: "national",
    Level.DEPARTMENT: "department",
}
_LADDER = (Level.OWN, Level.CITY, Level.PROVINCE, Level.NATIONAL)
_TO = {
    Level.NATIONAL: "报送全国政协",
    Level.PROVINCE: "报送省级",
    Level.CITY: "报送市级",
    Level.OWN: "报送本级党委政府",
    Level.DEPARTMENT: "转送有关部门",
}

KEYS = (
    Key("received", "收到来稿", "篇"),
    *(Key(f"received_from_{_SOURCES[source]}", f"来自{source}", "篇") for source in Source),
    Key("valid", "有效来稿", "篇"),
    Key("issues", "编发期数", "期"),
    Key("issued", "编发篇数", "篇"),
    *(Key(f"sent_{_LEVELS[level]}", words, "篇次") for level, words in _TO.items()),
    Key("adopted", "采用", "篇"),
    *(Key(f"adopted_{_LEVELS[level]}", f"{level.said}采用", "篇") for level in _LADDER),
    Key("instructed", "领导批示", "次"),
    *(Key(f"instructed_{_LEVELS[level]}", f"{level.said}领导批示", "次") for level in _LADDER),
    Key("instructed_pieces", "批示涉及", "篇"),
    Key("replied", "部门答复", "件"),
    Key("taken_up", "部门采纳", "篇"),
    Key("carried_out", "意见落实", "件"),
    Key("media", "媒体刊用", "次"),
)
_BY_KEY = {key.key: key for key in KEYS}


def figure_key(word: str, part: Source | Level | None = None) -> str:
    """The key of a number, or of its part: adopted and 市 give adopted_city."""
    match part:
        case Source():
            return f"{word}_from_{_SOURCES[part]}"
        case Level():
            return f"{word}_{_LEVELS[part]}"
    return word


@dataclass(frozen=True)
class Item:
    """One thing that a number counts: a piece, or something that happened to one or, with an issue, to several."""

    pieces: tuple[str, ...]  # their numbers
    words: str = ""  # what happened; "" for the piece itself


@dataclass(frozen=True)
class Figure:
    """One number: as many as there are items behind it."""

    key: Key
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """The number."""
        return len(self.items)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The pieces behind it, each once."""
        return tuple(dict.fromkeys(number for item in self.items for number in item.pieces))


@dataclass(frozen=True)
class Month:
    """What came in a month, and what was first adopted in it; numbers of pieces."""

    label: str
    received: tuple[str, ...]
    adopted: tuple[str, ...]


@dataclass(frozen=True)
class AdoptedPiece:
    """A piece that somebody used: where, from the highest level down."""

    number: str
    title: str
    authors: str
    uses: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class InstructedPiece:
    """A piece or an issue that a leader wrote a 批示 on; what was written stays in the office."""

    numbers: tuple[str, ...]
    title: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A line of a ranking; `rank` None for who takes part in none."""

    rank: int | None
    name: str
    about: str
    score: str
    submitted: int
    adopted: int
    instructed: int

    @property
    def silent(self) -> bool:
        """Reported nothing."""
        return self.submitted == 0


@dataclass(frozen=True)
class Group:
    """Those who are ranked together."""

    name: str
    of_units: bool
    rows: tuple[Ranked, ...]

    @property
    def told(self) -> tuple[Ranked, ...]:
        """Whom the ranking names: all who reported or have a score."""
        return tuple(row for row in self.rows if not row.silent or row.score != "0")

    @property
    def silent(self) -> tuple[Ranked, ...]:
        """零报送: who is ranked and reported nothing."""
        return tuple(row for row in self.rows if row.silent and row.rank is not None)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A year from `first` to `last`, the day it is told on where it is not over; `before` is the year before, None
    where there was none."""

    year: int
    first: date
    last: date
    over: bool
    figures: tuple[Figure, ...]
    months: tuple[Month, ...]
    adopted: tuple[AdoptedPiece, ...] = ()
    instructed: tuple[InstructedPiece, ...] = ()
    groups: tuple[Group, ...] = ()
    scheme: str = ""
    before: "Figures | None" = None
    mismatches: tuple[Mismatch, ...] = ()

    def count(self, key: str) -> int:
        """One number."""
        return next(figure.count for figure in self.figures if figure.key.key == key)


def figure(key: str, items: Iterable[Item]) -> Figure:
    """The number called `key`: of all these."""
    return Figure(_BY_KEY[key], tuple(items))


def of_pieces(numbers: Iterable[str]) -> tuple[Item, ...]:
    """Pieces by their numbers, each once."""
    return tuple(Item((number,)) for number in dict.fromkeys(numbers))
