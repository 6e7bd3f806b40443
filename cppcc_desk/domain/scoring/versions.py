"""Which years a scheme counts, of several that are in force from different days on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import bounds, year_of


@dataclass(frozen=True)
class Version:
    """A scheme that is in force from a day on, with what it calls a year."""

    id: int
    valid_from: date
    window: Window


@dataclass(frozen=True)
class Span:
    """The years that a scheme counts; `first` None: all before, too; `last` None: all that follow."""

    first: int | None
    last: int | None

    @property
    def words(self) -> str:
        """2026 年度起."""
        match self.first, self.last:
            case None, None:
                return "所有年度"
            case None, last:
                return f"{last} 年度及以前"
            case first, None:
                return f"{first} 年度起"
            case first, last:
                return f"{first} 年度" if first == last else f"{first}—{last} 年度"


def counting(versions: Sequence[Version], year: int) -> Version:
    """The one that counts `year`: that in force on its last day, of the first years the first one.

    A year is counted by one scheme alone, or caps and ladders would mean nothing. There must be one at least.
    """
    newest_first = sorted(versions, key=lambda one: one.valid_from, reverse=True)
    for one in newest_first:
        if one.valid_from <= bounds(one.window, year)[1]:
            return one
    return newest_first[-1]


def spans(versions: Sequence[Version]) -> dict[int, Span]:
    """By the id of the scheme the years it counts; one that counts none, as another one came within its year, is not
    there."""
    if not versions:
        return {}
    begun = [year_of(one.window, one.valid_from) for one in versions]
    years = range(min(begun) - 1, max(begun) + 2)
    held: dict[int, list[int]] = {}
    for year in years:
        held.setdefault(counting(versions, year).id, []).append(year)
    return {
        number: Span(
            None if counted[0] == years[0] else counted[0],
            None if counted[-1] == years[-1] else counted[-1],
        )
        for number, counted in held.items()
    }
