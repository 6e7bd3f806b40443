"""What is scored: pieces, who wrote them, and what became of each, told as events.

An event is a fact, no points: points come from a scheme (`scheme.Scheme`), and another scheme gives others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cppcc_desk.domain.people import UnitKind


class EventType(StrEnum):
    """What may be counted, what is for good first; the last four take points away."""

    VALID = "有效来稿"
    OWN = "本级采用"
    UPPER = "上级采用"
    FORWARDED = "转送"
    INSTRUCTED = "批示"
    TAKEN_UP = "部门采纳"
    CARRIED_OUT = "落实"
    MEDIA = "媒体"
    PLAGIARISM = "抄袭"
    FALSE = "失实"
    LATE = "迟报"
    MISSED = "漏约稿"


FAULTS = frozenset({EventType.PLAGIARISM, EventType.FALSE, EventType.LATE, EventType.MISSED})
ADOPTIONS = frozenset({EventType.OWN, EventType.UPPER})
LEVELS = ("全国", "省", "市", "本级", "部门")  # high to low


class Attribution(StrEnum):
    """Which day decides into which year and quarter an event falls."""

    OWN_DAY = "采用、批示等发生的日期"
    RECEIVED = "收稿日期"
    ISSUED = "印发日期"
    RECORDED = "登记入册的日期"


class Ledger(StrEnum):
    """The two accounts that every event is entered in."""

    PERSON = "个人"
    UNIT = "单位"


class Subject(NamedTuple):
    """Whose score it is: a person or a unit by its id."""

    ledger: Ledger
    id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Somebody who wrote a piece, as they were when it was registered.

    `kinds` are their 身份, `chosen` the kind of unit that was chosen to be credited. `main`: a 主笔. `percent` is their
    part where it was agreed on, None where not.
    """

    person_id: int | None
    name: str = ""
    kinds: frozenset[str] = frozenset()
    units: Mapping[UnitKind, int] = field(default_factory=dict)
    chosen: UnitKind | None = None
    main: bool = False
    percent: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that became of a piece.

    `id` names it for good, such as "采用 5"; `words` say it to a reader. `own_day` is when it happened, `recorded_on`
    when the office wrote it down. `authors` are the places, in `Piece.authors`, of those it is for, None for all.
    """

    id: str
    type: EventType
    own_day: date
    recorded_on: date
    words: str = ""
    level: str = ""
    form: str = ""
    journal: str = ""
    leader: str = ""
    leader_rank: str = ""
    evidence: bool = True
    authors: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A piece with everything that became of it; of a 综合 piece all who wrote the merged ones are authors.

    `collective`: a 集体来稿, whose `collective_unit` is the only unit credited, where the office knows it. `issued_on`
    is the day of its first issue, None before.
    """

    id: int
    number: str
    title: str
    received_on: date
    issued_on: date | None = None
    genre: str = ""
    category: str = ""
    commissioned: bool = False
    on_topic: bool = False
    comprehensive: bool = False
    collective: bool = False
    collective_unit: tuple[UnitKind, int] | None = None
    info_group_id: int | None = None
    authors: tuple[Author, ...]
    events: tuple[Event, ...]

    @property
    def joint(self) -> bool:
        """Whether several people wrote it."""
        return len(self.authors) > 1
