"""How many pieces came and how many were used in a year, month by month, and at which levels: for charts.

Counted from the same events as the scores, so that chart and ranking say the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.events import ADOPTIONS, LEVELS, EventType, Piece
from cppcc_desk.domain.scoring.periods import months_of
from cppcc_desk.domain.scoring.scheme import Scheme, Window
from cppcc_desk.domain.scoring.years import end_of, happened

USED_AT = LEVELS[:4]  # a department takes a piece up; it does not print it
_RECEIVED, _USED = "来稿", "采用"


@dataclass(frozen=True)
class Activity:
    """`months` are year and number; `received` and `used` count pieces month by month, a piece once in each.

    A piece is used in the month when somebody did so first; `levels` counts it at each level that used it.
    """

    months: tuple[tuple[int, int], ...]
    received: tuple[int, ...]
    used: tuple[int, ...]
    levels: tuple[tuple[str, int], ...]

    def counts(self) -> dict[str, int]:
        """As numbers with names, to be kept with a closed year."""
        found = {}
        for (year, month), received, used in zip(self.months, self.received, self.used, strict=True):
            found[f"{year}-{month:02} {_RECEIVED}"] = received
            found[f"{year}-{month:02} {_USED}"] = used
        return found | {f"{level} {_USED}": count for level, count in self.levels}


def activity(pieces: Iterable[Piece], scheme: Scheme, year: int, *, until: date | None = None) -> Activity:
    """Of a year as a scheme bounds it, up to and with the day `until`."""
    received: Counter[tuple[int, int]] = Counter()
    used: Counter[tuple[int, int]] = Counter()
    levels: Counter[str] = Counter()
    for _, theirs in happened(pieces, scheme.window, {year: end_of(scheme.window, year, until)}):
        received.update((on.year, on.month) for on, event in theirs.dated if event.type is EventType.VALID)
        uses = [(on, event) for on, event in theirs.dated if event.type in ADOPTIONS]
        if uses:
            first = min(on for on, _ in uses)
            used[first.year, first.month] += 1
        levels.update({_level(event.type, event.level) for _, event in uses})
    months = months_of(scheme.window, year)
    return Activity(
        months,
        tuple(received[month] for month in months),
        tuple(used[month] for month in months),
        tuple((level, levels[level]) for level in reversed(USED_AT)),
    )


def activity_kept(window: Window, year: int, counts: Mapping[str, int]) -> Activity:
    """What was kept with a closed year."""
    months = months_of(window, year)
    return Activity(
        months,
        tuple(counts.get(f"{y}-{month:02} {_RECEIVED}", 0) for y, month in months),
        tuple(counts.get(f"{y}-{month:02} {_USED}", 0) for y, month in months),
        tuple((level, counts.get(f"{level} {_USED}", 0)) for level in reversed(USED_AT)),
    )


def _level(kind: EventType, level: str) -> str:
    return "本级" if kind is EventType.OWN else level
