"""The books of a year of scores: how often they were closed, what to look at before, what has come since."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.closing import Check
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries.scoring.closing import ClosedRow, LatePoints, checks, closings, late_points
from cppcc_desk.queries.scoring.schemes import in_force


@dataclass(frozen=True)
class Books:
    """`last` is the last day of the year; `late` is empty while the books are open."""

    year: int
    last: date
    closings: tuple[ClosedRow, ...]
    checks: tuple[Check, ...]
    late: tuple[LatePoints, ...]

    @property
    def closed(self) -> ClosedRow | None:
        """The closing that holds."""
        return next((row for row in self.closings if row.reopened_at is None), None)

    @property
    def found(self) -> int:
        """How many things there are to look at."""
        return sum(len(check.found) for check in self.checks)


def books(session: Session, year: int, *, today: date) -> Books:
    """Everything about closing a year. Raises Missing without a scheme."""
    last = bounds(in_force(session, year).scheme.window, year)[1]
    made = Books(year, last, closings(session, year), checks(session, year, today=today), ())
    if made.closed is None:
        return made
    return Books(year, last, made.closings, made.checks, late_points(session, year, today=today))
