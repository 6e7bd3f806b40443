"""What an outcome is of as rows: the piece or the issue, what it is called, whose history tells of it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.outcomes import About
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting


def found(session: Session, about: About) -> t.Submission | t.Issue:
    """The piece or the issue. Raises Missing, also for a piece in the 回收站."""
    if about.submission_id is not None:
        return finding.submission(session, about.submission_id)
    row = session.get(t.Issue, about.issue_id)
    if row is None:
        raise Missing(f"找不到这一期。{NOTHING}请刷新后再试。")
    return row


def of_row(row: t.Outcome) -> t.Submission | t.Issue:
    """The piece or the issue of a recorded outcome; the database has one of the two for each."""
    of = row.piece or row.issue
    if of is None:
        raise ValueError(f"outcome {row.id} is of nothing")
    return of


def named(of: t.Submission | t.Issue) -> str:
    """2026-014, or 《社情民意》2026年第11期."""
    if isinstance(of, t.Submission):
        return of.intake_no
    return issue_name(of.journal.name, of.year, of.issue_no, supplement=of.supplement)


def begun(of: t.Submission | t.Issue) -> tuple[date, str]:
    """The day before which nothing can have come of it, and what was done on it."""
    return (of.received_at.date(), "收稿") if isinstance(of, t.Submission) else (of.issued_on, "印发")


def told(session: Session, of: t.Submission | t.Issue, label: str) -> None:
    """Call the step `label` and what it is of; the history of every piece that it is said of tells of it."""
    acting(session).label = f"{label} {named(of)}"
    own = {of.id} if isinstance(of, t.Submission) else {item.submission_id for item in of.items}
    s = t.Submission
    acting(session).concerns |= own | set(session.scalars(select(s.id).where(s.merged_into_id.in_(own))))
