"""A year of scores with all that its page shows beside the ranking, counted in one go."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.activity import Activity, activity
from cppcc_desk.domain.scoring.periods import YEAR, Period, periods
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries.scoring.closing import ClosedRow, closed_year, is_closed
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import YearScores, basis, standings_of

OWN = "own"  # the key of a time from one day to another that somebody chose


@dataclass(frozen=True)
class Overview:
    """`period` is the part of the year that is shown, one of `periods` or OWN; `closing` the closing that it shows,
    None for what was counted now. The activity is that of the whole year, as far as it has come."""

    scores: YearScores
    period: str
    periods: tuple[Period, ...]
    closing: ClosedRow | None
    activity: Activity


def overview(
    session: Session,
    year: int,
    *,
    today: date,
    period: str = YEAR,
    own: tuple[date, date] | None = None,
    edition: int | None = None,
) -> Overview:
    """A year, or the part of it that `period` says, `own` where that is OWN; a closed year as it was closed, of which
    a part is counted anew; an `edition` as that was. Raises Missing."""
    if edition is not None or (period == YEAR and is_closed(session, year)):
        kept = closed_year(session, year, edition=edition)
        known = periods(kept.scores.scheme.window, year, today=today)
        return Overview(kept.scores, YEAR, known, kept.closing, kept.activity)
    scheme = in_force(session, year).scheme
    known = periods(scheme.window, year, today=today)
    if period == OWN and own is not None:
        first, last = _within(own, bounds(scheme.window, year))
    else:
        chosen = next((one for one in known if one.key == period), known[0])
        period, first, last = chosen.key, chosen.first, chosen.last
    found = basis(session, scheme, year, today=today)
    shown = standings_of(found, scheme, today=today, first=first, last=last)
    return Overview(shown, period, known, None, activity(found.pieces, scheme, year, until=max(today, found.first)))


def _within(own: tuple[date, date], whole: tuple[date, date]) -> tuple[date, date]:
    """The days in order, and none outside of the year."""
    first, last = sorted(own)
    first = min(max(first, whole[0]), whole[1])
    return first, max(min(last, whole[1]), first)
