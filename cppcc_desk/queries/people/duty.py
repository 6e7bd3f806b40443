"""Everything of one person's year, or of all years: what they wrote and what became of it, how they stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.people.whole import PersonDetail, detail
from cppcc_desk.queries.quotas import Standing, quota_rules, standings
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class PersonPiece:
    """A submission of a person; `leads`: they are the first 反映人. `counts`: it counts for them; None while several
    years are shown."""

    id: int
    intake_no: str
    title: str
    received_at: datetime
    leads: bool
    joint: bool
    state: str
    issue: str  # 《社情民意》2026年第11期, of a merged piece that of what it went into; "" for none
    merged_into: str
    counts: bool | None

    @property
    def result(self) -> str:
        """What became of it in few words."""
        if self.merged_into:
            return "，".join(filter(None, (f"并入{self.merged_into}", self.issue)))
        return self.issue or self.state


@dataclass(frozen=True)
class DutyRecord:
    """One person and their pieces, the newest first.

    `standing` is None in a year in which they neither owe nor wrote anything.
    """

    person: PersonDetail
    year: int | None
    standing: Standing | None
    pieces: tuple[PersonPiece, ...]


def years_of(session: Session, person_id: int) -> tuple[int, ...]:
    """The years in which a person wrote anything, the newest first."""
    query = (
        select(t.Submission.year)
        .join(t.Contributor)
        .where(t.Contributor.person_id == person_id, t.Submission.deleted_at.is_(None))
    )
    return tuple(sorted(set(session.scalars(query)), reverse=True))


def duty_record(session: Session, person_id: int, *, year: int | None, now: datetime) -> DutyRecord:
    """What the page and the paper 履职档案 show. Raises Missing."""
    person = detail(session, person_id)
    of_year = year or now.year
    found = standings(session, of_year, today=now.date(), rules=quota_rules(session, of_year))
    standing = next((row for row in found.people if row.id == person_id), None)
    counted = set(standing.pieces) if standing else set()
    return DutyRecord(person, year, standing, tuple(_pieces(session, person_id, year, counted)))


def _pieces(session: Session, person_id: int, year: int | None, counted: set[int]) -> list[PersonPiece]:
    s, c = t.Submission, t.Contributor
    query = (
        select(s, c.position)
        .join(c)
        .where(c.person_id == person_id, s.deleted_at.is_(None))
        .order_by(s.received_at.desc(), s.id.desc())
        .options(joinedload(s.merged_into))
    )
    if year is not None:
        query = query.where(s.year == year)
    rows = session.execute(query).all()
    ids = [submission.id for submission, _ in rows]
    printed = {submission.id: submission.merged_into_id or submission.id for submission, _ in rows}
    issues = _issues(session, printed.values())
    joint = set(session.scalars(select(c.submission_id).where(c.submission_id.in_(ids), c.position > 0)))
    return [
        PersonPiece(
            id=submission.id,
            intake_no=submission.intake_no,
            title=submission.title,
            received_at=submission.received_at,
            leads=position == 0,
            joint=submission.id in joint,
            state=State(submission.state).value,
            issue=issues.get(printed[submission.id], ""),
            merged_into=submission.merged_into.intake_no if submission.merged_into else "",
            counts=submission.id in counted if year is not None else None,
        )
        for submission, position in rows
    ]


def _issues(session: Session, ids: Collection[int]) -> dict[int, str]:
    i = t.IssueItem
    query = select(i).where(i.submission_id.in_(ids)).options(joinedload(i.issue).joinedload(t.Issue.journal))
    return {
        item.submission_id: issue_name(
            item.issue.journal.name, item.issue.year, item.issue.issue_no, supplement=item.issue.supplement
        )
        for item in session.scalars(query)
    }
