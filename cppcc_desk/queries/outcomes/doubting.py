"""What is doubtful about an outcome, seen beside all else that is known of its piece or issue."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.outcomes import About, Around, Level, OutcomeEntry, doubts
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.outcomes.levels import level_at
from cppcc_desk.queries.outcomes.lists import outcomes_of_issue, outcomes_of_piece
from cppcc_desk.queries.outcomes.rows import OutcomeRow
from cppcc_desk.storage import tables as t

_NOT_TAKEN_UP = (State.REJECTED, State.RETAINED, State.TRANSFERRED)


def outcome_doubts(
    session: Session, about: About, entry: OutcomeEntry, *, files: int = 0, outcome_id: int | None = None
) -> tuple[str, ...]:
    """Sentences about `entry`, to be recorded of `about` with so many files, or recorded already as `outcome_id`."""
    if about.submission_id is not None:
        said = [one.row for one in outcomes_of_piece(session, about.submission_id)]
        pieces = [about.submission_id]
    else:
        said = list(outcomes_of_issue(session, about.issue_id or 0))
        items = select(t.IssueItem.submission_id).where(t.IssueItem.issue_id == about.issue_id)
        pieces = list(session.scalars(items))
    return doubts(
        entry,
        Around(
            issued=about.issue_id is not None or _is_issued(session, pieces[0]),
            given_up=_given_up(session, about),
            sent=_sent(session, pieces),
            journals={journal.name: journal.active for journal in session.scalars(select(t.Journal))},
            others=[row.entry for row in said if row.id != outcome_id],
            files=files,
        ),
    )


def _printed_as(session: Session, submission_id: int) -> int:
    """The piece that it went into, or itself."""
    into = session.scalar(select(t.Submission.merged_into_id).where(t.Submission.id == submission_id))
    return into or submission_id


def _is_issued(session: Session, submission_id: int) -> bool:
    return session.get(t.IssueItem, _printed_as(session, submission_id)) is not None


def _given_up(session: Session, about: About) -> str:
    state = session.scalar(select(t.Submission.state).where(t.Submission.id == about.submission_id))
    return state if state in _NOT_TAKEN_UP else ""


def _sent(session: Session, pieces: list[int]) -> dict[Level, date]:
    """When pieces, or what they went into, first went to each level."""
    d = t.Dispatch
    printed = [_printed_as(session, piece) for piece in pieces]
    query = select(d).where(d.submission_id.in_([*pieces, *printed]), d.sent_at.is_not(None)).order_by(d.sent_at)
    found: dict[Level, date] = {}
    for row in session.scalars(query):
        if row.sent_at is not None:
            found.setdefault(level_at(row.destination), row.sent_at.date())
    return found


def doubts_of(session: Session, row: OutcomeRow) -> tuple[str, ...]:
    """The same for one that is recorded."""
    return outcome_doubts(session, row.about, row.entry, files=row.files, outcome_id=row.id)
