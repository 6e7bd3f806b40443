"""How a year stands at its end, in one read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.queries.yearend.carried import CarriedOver, carried_over
from cppcc_desk.queries.yearend.checks import Finding, findings
from cppcc_desk.queries.yearend.held import HeldYear, held_year
from cppcc_desk.queries.yearend.turning import Turn, turning


@dataclass(frozen=True)
class YearEnd:
    """A year with what is held of it; `turn` is of the year after it."""

    held: HeldYear
    carried: tuple[CarriedOver, ...]
    findings: tuple[Finding, ...]
    turn: tuple[Turn, ...]

    @property
    def year(self) -> int:
        """Which one."""
        return self.held.year


def year_end(session: Session, year: int, *, now: datetime) -> YearEnd:
    """Everything about the end of `year` as it stands now."""
    held = held_year(session, year, now=now)
    return YearEnd(
        held=held,
        carried=carried_over(session, year, now=now),
        findings=findings(session, held, now=now),
        turn=turning(session, year + 1, today=now.date()),
    )
