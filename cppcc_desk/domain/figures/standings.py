"""Who handed in what in a time, and how they stand in the year so far: the lines of tables by unit and by person."""

from dataclasses import dataclass

from cppcc_desk.domain.figures.counts import Figures
from cppcc_desk.domain.figures.reconciling import Mismatch
from cppcc_desk.domain.scoring.scheme import Window


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What is credited to somebody in a time, pieces by their numbers; `score` in hundredths of a point."""

    submitted: tuple[str, ...]
    adopted: tuple[str, ...]
    instructed: tuple[str, ...]
    score: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Somebody's line: in the time, and in the year up to its end, by which `rank` goes; None for who is not ranked.

    `place` is theirs in the official order; `quota` of the year, None where nothing is owed.
    """

    rank: int | None
    place: int
    name: str
    about: str
    quota: int | None
    now: Tally
    so_far: Tally


@dataclass(frozen=True)
class StandingGroup:
    """Those who are ranked together, the first one first.

    `outside` are pieces of the time, submitted and adopted, that are nobody's of the group; `shared` those that are of
    several.
    """

    name: str
    of_units: bool
    rows: tuple[Standing, ...]
    outside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    shared: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, kw_only=True)
class PeriodFigures:
    """A part of a year: its own numbers, beside those of the year before in `now.before`, and those of the year as far
    as its end; `scheme` is what the points go by, "" where the office has none."""

    window: Window
    now: Figures
    so_far: Figures
    groups: tuple[StandingGroup, ...]
    scheme: str
    mismatches: tuple[Mismatch, ...]
