"""批示 with what each set going: to whom it was assigned, and how that stands."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.outcomes import AssignmentState, OutcomeKind
from cppcc_desk.queries.outcomes.lists import OutcomeFilter, outcomes
from cppcc_desk.queries.outcomes.rows import AssignmentRow, OutcomeRow, assignments

UNASSIGNED = "未交办"


@dataclass(frozen=True)
class InstructionRow:
    """A 批示 with its assignments, the earliest due first."""

    outcome: OutcomeRow
    assignments: tuple[AssignmentRow, ...]

    @property
    def id(self) -> int:
        """That of the outcome."""
        return self.outcome.id

    @property
    def pressing(self) -> AssignmentRow | None:
        """The one that says how the 批示 stands: waited for, else answered and not closed, else the last."""
        ranked = sorted(self.assignments, key=lambda row: (_RANKS[row.state], row.entry.due_on))
        return ranked[0] if ranked else None

    @property
    def waiting(self) -> bool:
        """Whether a unit has still to answer."""
        return any(row.waiting for row in self.assignments)

    @property
    def urgency(self) -> Urgency:
        """Its lamp; one that was assigned to nobody need not be."""
        return self.pressing.urgency if self.pressing else Urgency.PAUSED

    @property
    def standing(self) -> str:
        """The words beside the lamp."""
        return self.pressing.standing if self.pressing else UNASSIGNED


_RANKS = {
    AssignmentState.LATE: 0,
    AssignmentState.OPEN: 1,
    AssignmentState.ANSWERED: 2,
    AssignmentState.CLOSED: 3,
}


def instructions(session: Session, *, today: date) -> tuple[InstructionRow, ...]:
    """All 批示: those of which something is waited for first, the earliest due at the top; then the newest."""
    given: dict[int, list[AssignmentRow]] = {}
    for assigned in assignments(session, today=today):
        given.setdefault(assigned.outcome.id, []).append(assigned)
    rows = [
        InstructionRow(outcome, tuple(given.get(outcome.id, ())))
        for outcome in outcomes(session, OutcomeFilter(kind=OutcomeKind.INSTRUCTION))
    ]
    waited = sorted((row for row in rows if row.waiting), key=_due)
    return (*waited, *(row for row in rows if not row.waiting))


def _due(row: InstructionRow) -> date:
    return min(assigned.entry.due_on for assigned in row.assignments if assigned.waiting)
