"""Which year, quarter and month a day belongs to, by the bounds that a scheme sets."""

from collections.abc import Callable
from datetime import date, timedelta

from cppcc_desk.domain.scoring.events import Attribution, Event, EventType, Piece
from cppcc_desk.domain.scoring.scheme import Per, Window

_LAST_MONTH = 12


def bounds(window: Window, year: int) -> tuple[date, date]:
    """First and last day of the year that is called `year`; of a window of two years, both of them."""
    return _first_day(window, year - window.years + 1), _first_day(window, year + 1) - timedelta(days=1)


def year_of(window: Window, day: date) -> int:
    """The year that `day` belongs to; of windows of two years, the one that begins last."""
    return next(y for y in (day.year + 1, day.year, day.year - 1) if _first_day(window, y) <= day)


def quarter_bounds(window: Window, year: int) -> tuple[tuple[date, date], ...]:
    """First and last days of the four quarters of `year`."""
    firsts = [_first_day(window, year), *(_day(window, year, *start) for start in quarter_starts(window))]
    lasts = [first - timedelta(days=1) for first in (*firsts[1:], _first_day(window, year + 1))]
    return tuple(zip(firsts, lasts, strict=True))


def quarter_starts(window: Window) -> tuple[tuple[int, int], ...]:
    """Month and day on which the second to the fourth quarter begin."""
    if window.quarters:
        return window.quarters
    month, day = window.starts
    return tuple(((month - 1 + 3 * place) % _LAST_MONTH + 1, day) for place in (1, 2, 3))


def dater(window: Window) -> Callable[[Event, Piece], date]:
    """Tells the day that decides where an event of a piece is counted."""
    if window.attribution is Attribution.OWN_DAY and not window.attribution_of:
        return lambda event, piece: event.own_day
    return lambda event, piece: day_of(window, event, piece)


def day_of(window: Window, event: Event, piece: Piece) -> date:
    """The day that decides where an event is counted; a piece that is not issued goes by the event's own day.

    有效来稿 of a piece that went into another one has a day of receipt of its own.
    """
    match window.attribution_of.get(event.type, window.attribution):
        case Attribution.RECEIVED:
            return event.own_day if event.type is EventType.VALID else piece.received_on
        case Attribution.ISSUED:
            return piece.issued_on or event.own_day
        case Attribution.RECORDED:
            return event.recorded_on
        case _:
            return event.own_day


def period_of(window: Window, per: Per, day: date, piece_id: int | None) -> tuple[int, ...]:
    """A key that is the same for all that one cap or target is about."""
    match per:
        case Per.PIECE:
            return (piece_id or 0,)
        case Per.MONTH:
            return (day.year, day.month)
        case Per.QUARTER:
            year = year_of(window, day)
            return (year, sum(first <= day for first, _ in quarter_bounds(window, year)))
        case _:
            return ()


def _first_day(window: Window, year: int) -> date:
    month, day = window.starts
    return date(year - 1 if window.year_before else year, month, day)


def _day(window: Window, year: int, month: int, day: int) -> date:
    """That day of the year called `year`, which may lie in either of two calendar years."""
    first = _first_day(window, year)
    found = date(first.year, month, day)
    return found if found >= first else date(first.year + 1, month, day)
