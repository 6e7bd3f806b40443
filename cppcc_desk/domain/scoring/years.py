"""What became of pieces, sorted into years and put in order: that of the days and of what it is, never of entering."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from cppcc_desk.domain.scoring.events import LEVELS, Event, EventType, Piece
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import bounds, dater

_TYPES = {kind: place for place, kind in enumerate(EventType)}
_HEIGHTS = {level: place for place, level in enumerate(LEVELS)}

Dated = tuple[date, Event]  # the day that decides, and what happened


class Happened(NamedTuple):
    """What became of a piece in a year, in order."""

    piece: Piece
    dated: tuple[Dated, ...]


def happened(pieces: Iterable[Piece], window: Window, ends: Mapping[int, date]) -> Iterator[tuple[int, Happened]]:
    """Year by year of those in `ends`, up to and with the day it ends on: what became of each piece, by the pieces."""
    on_day, years_of = dater(window), _YearsOf(window, ends)
    for piece in sorted(pieces, key=lambda piece: (piece.received_on, piece.number, piece.id)):
        dated: dict[int, list[Dated]] = {}
        for event in piece.events:
            on = on_day(event, piece)
            for year in years_of[on]:
                dated.setdefault(year, []).append((on, event))
        for year, these in dated.items():
            if len(these) > 1:
                these.sort(key=_place)
            yield year, Happened(piece, tuple(these))


def end_of(window: Window, year: int, until: date | None) -> date:
    """The last day of a year that is looked at: that of the year, where None or later."""
    _, last = bounds(window, year)
    return last if until is None else min(until, last)


def height(level: str) -> int:
    """0 for the highest level; what has none, such as 有效来稿, is below all."""
    return _HEIGHTS.get(level, len(_HEIGHTS))


class _YearsOf(dict[date, tuple[int, ...]]):
    """The years that a day counts in, as far as they are asked for."""

    def __init__(self, window: Window, ends: Mapping[int, date]) -> None:
        super().__init__()
        self._spans = tuple((year, bounds(window, year)[0], end) for year, end in ends.items())

    def __missing__(self, day: date) -> tuple[int, ...]:
        found = self[day] = tuple(year for year, first, last in self._spans if first <= day <= last)
        return found


def _place(dated: Dated) -> tuple[Any, ...]:
    """By day, then by what it is; the id decides only between two that are the same in all else."""
    on, event = dated
    said = (event.form, event.journal, event.leader, event.leader_rank, event.words, not event.evidence)
    return (on, _TYPES[event.type], height(event.level), event.own_day, said, event.authors or (), event.id)
