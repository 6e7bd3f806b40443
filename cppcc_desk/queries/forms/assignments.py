"""What 批示督办单 shows of an assignment."""

from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.queries.office import office
from cppcc_desk.queries.outcomes import assignment


def assigned(session: Session, assignment_id: int, now: datetime) -> forms.AssignmentFacts:
    """Raises Missing."""
    row = assignment(session, assignment_id, today=now.date())
    of = row.outcome
    return forms.AssignmentFacts(
        office=office(session, on=now.date()).issued_by,
        printed_on=now.date(),
        about=f"来稿编号：{of.intake_no}" if of.intake_no else of.issue,
        title=of.title,
        leader=f"{of.entry.leader_post}{of.entry.leader}",
        instructed_on=of.entry.occurred_on,
        instruction=of.entry.text,
        handling_unit=row.entry.handling_unit,
        opened_on=row.entry.opened_on,
        due_on=row.entry.due_on,
        standing=row.standing,
        demand=row.entry.demand,
        log=tuple(
            forms.LoggedSupervision(on=line.on, way=line.way, text=line.text, by=line.by) for line in row.supervisions
        ),
        feedback=row.feedback,
        feedback_on=row.feedback_on,
    )
