"""What a newsletter is told from: numbers, answers, topics, activities, pieces that may be printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cppcc_desk.domain.drafting import CalledTopic
from cppcc_desk.domain.figures import PeriodFigures
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.topics import Quarter


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What an organ answered, or carried out; `did` is 答复 or 落实情况, `answer` a word of the office's list."""

    numbers: tuple[str, ...]
    title: str
    authors: str
    organ: str
    did: str
    on: date
    answer: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity of a 信息小组, or a meeting, that took place."""

    on: date
    kind: OccasionKind
    group: str
    name: str
    place: str
    came: int
    produced: int  # pieces that came of it


@dataclass(frozen=True, kw_only=True)
class PrintedPiece:
    """A piece as it may be printed; `uses` say where it was used, the highest level first."""

    number: str
    title: str
    authors: str
    paragraphs: tuple[str, ...]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Material:
    """All of it, for `quarter`, counted from `first` to `last`; `announced` is the quarter that `topics` are of.

    `pieces` are by their numbers: those that may be printed.
    """

    quarter: Quarter
    first: date
    last: date
    figures: PeriodFigures
    feedback: tuple[Feedback, ...] = ()
    topics: tuple[CalledTopic, ...] = ()
    activities: tuple[Activity, ...] = ()
    pieces: Mapping[str, PrintedPiece] = field(default_factory=dict)

    @property
    def announced(self) -> Quarter:
        """The quarter whose 征集要点 are announced."""
        return self.quarter.next
