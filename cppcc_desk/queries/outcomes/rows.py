"""Outcomes and assignments as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.outcomes import (
    WAITING,
    About,
    AdoptionForm,
    AssignmentEntry,
    AssignmentState,
    Fault,
    LeaderRank,
    Level,
    OutcomeEntry,
    OutcomeKind,
    standing,
    state_of,
    urgency_of,
)
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome as recorded; `intake_no` or `issue` is what it is of, `title` that of the piece or of the first one.

    `piece_ids` are all the pieces that it was recorded of, with an issue those that stand in it; `files` and
    `assignments` say how many there are, `destination_id` the 去向 that the organ is.
    """

    id: int
    about: About
    intake_no: str
    issue: str
    title: str
    piece_ids: tuple[int, ...]
    entry: OutcomeEntry
    destination_id: int | None
    files: int
    assignments: int
    recorded_at: datetime
    recorded_by: str

    @property
    def of(self) -> str:
        """2026-014, or 《社情民意》2026年第11期."""
        return self.intake_no or self.issue

    @property
    def place(self) -> str:
        """Where it was used: 市政协《江宁社情》第45期."""
        printed = f"《{self.entry.journal.strip('《》')}》" if self.entry.journal else ""
        return f"{self.entry.organ}{printed}{self.entry.issue_no}"

    @property
    def words(self) -> str:
        """It in one line: 市级采用（单篇） 市政协《江宁社情》第45期, 县委书记江承志批示, 县水利局答复 A 已解决."""
        entry = self.entry
        level = entry.level.said if entry.level else ""
        match entry.kind:
            case OutcomeKind.ADOPTION:
                form = f"（{entry.adoption_form}）" if entry.adoption_form else ""
                return f"{level}采用{form} {self.place}".strip()
            case OutcomeKind.INSTRUCTION:
                return f"{entry.leader_post}{entry.leader}批示"
            case OutcomeKind.REPLY:
                return f"{entry.organ}答复 {entry.answer}".strip()
            case OutcomeKind.MEDIA:
                return f"{entry.organ}刊登"
            case OutcomeKind.FAULT:
                return f"{entry.fault}"
        return f"{entry.organ}{entry.kind}"


def told_of(row: t.Outcome) -> OutcomeEntry:
    """What the row says."""
    return OutcomeEntry(
        kind=OutcomeKind(row.kind),
        occurred_on=row.occurred_on,
        level=Level(row.level) if row.level else None,
        adoption_form=AdoptionForm(row.adoption_form) if row.adoption_form else None,
        organ=row.organ,
        journal=row.journal,
        issue_no=row.issue_no,
        leader=row.leader,
        leader_post=row.leader_post,
        leader_rank=LeaderRank(row.leader_rank) if row.leader_rank else None,
        answer=row.answer,
        fault=Fault(row.fault) if row.fault else None,
        text=row.text,
        evidence=row.evidence,
        remark=row.remark,
        follows_id=row.follows_id,
    )


def entry_of(session: Session, outcome_id: int) -> OutcomeEntry:
    """What is said of one, as a form is filled from it. Raises Missing."""
    return told_of(_found(session, outcome_id))


def loaded(query: Select[Any]) -> Select[Any]:
    """`query` for outcomes with what `outcome_row` looks at."""
    o = t.Outcome
    return query.options(
        joinedload(o.piece).load_only(t.Submission.intake_no, t.Submission.title),
        joinedload(o.issue).joinedload(t.Issue.journal),
        joinedload(o.issue)
        .selectinload(t.Issue.items)
        .joinedload(t.IssueItem.submission)
        .load_only(t.Submission.title),
    )


def outcome_rows(session: Session, query: Select[Any]) -> tuple[OutcomeRow, ...]:
    """The rows of a query for outcomes, in its order."""
    found = session.scalars(loaded(query)).unique().all()
    ids = [row.id for row in found]
    files, assigned = (_numbers(session, column, ids) for column in (t.OutcomeFile.outcome_id, t.Assignment.outcome_id))
    return tuple(_row(row, files.get(row.id, 0), assigned.get(row.id, 0)) for row in found)


_AT_ONCE = 500  # below SQLite's limit of bound values


def _numbers(session: Session, column: Any, ids: Sequence[int]) -> dict[int, int]:
    """How many rows there are for each value of `column`."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        found |= dict(session.execute(select(column, func.count()).where(column.in_(part)).group_by(column)).all())
    return found


def _row(row: t.Outcome, files: int, assignments: int) -> OutcomeRow:
    issue = row.issue
    title = row.piece.title if row.piece else next((i.submission.title for i in issue.items), "") if issue else ""
    return OutcomeRow(
        id=row.id,
        about=About(submission_id=row.submission_id, issue_id=row.issue_id),
        intake_no=row.piece.intake_no if row.piece else "",
        issue=issue_name(issue.journal.name, issue.year, issue.issue_no, supplement=issue.supplement) if issue else "",
        title=title,
        piece_ids=tuple(item.submission_id for item in issue.items) if issue else (row.submission_id or 0,),
        entry=told_of(row),
        destination_id=row.destination_id,
        files=files,
        assignments=assignments,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


@dataclass(frozen=True)
class OutcomeFileRow:
    id: int
    sha256: str
    file_name: str
    size: int


@dataclass(frozen=True)
class SupervisionRow:
    """A line of the 督办 log."""

    on: date
    by: str
    way: str
    text: str


@dataclass(frozen=True)
class AssignmentRow:
    """One assignment of a 批示, which `outcome` is; `standing` are the words beside the lamp of `urgency`."""

    id: int
    outcome: OutcomeRow
    entry: AssignmentEntry
    feedback_on: date | None
    feedback: str
    closed_on: date | None
    close_reason: str
    state: AssignmentState
    urgency: Urgency
    standing: str
    supervisions: tuple[SupervisionRow, ...]

    @property
    def waiting(self) -> bool:
        """Whether the unit has still to answer."""
        return self.state in WAITING


@dataclass(frozen=True)
class OutcomeDetail:
    """One outcome whole."""

    row: OutcomeRow
    files: tuple[OutcomeFileRow, ...]
    assignments: tuple[AssignmentRow, ...]
    followed_by: tuple[OutcomeRow, ...]


def outcome(session: Session, outcome_id: int, *, today: date) -> OutcomeDetail:
    """One outcome with its files, assignments and what came of it. Raises Missing."""
    found = _found(session, outcome_id)
    o = t.Outcome
    (row,) = outcome_rows(session, select(o).where(o.id == outcome_id))
    return OutcomeDetail(
        row=row,
        files=tuple(OutcomeFileRow(f.id, f.sha256, f.file_name, f.size) for f in found.files),
        assignments=assignments(session, today=today, outcome_id=outcome_id),
        followed_by=outcome_rows(session, select(o).where(o.follows_id == outcome_id).order_by(o.occurred_on, o.id)),
    )


def assignment(session: Session, assignment_id: int, *, today: date) -> AssignmentRow:
    """One assignment. Raises Missing."""
    for row in _assignments(session, select(t.Assignment).where(t.Assignment.id == assignment_id), today=today):
        return row
    raise Missing(f"没有序号为 {assignment_id} 的交办，可能已被取消。请刷新后再试。")


def assignments(
    session: Session, *, today: date, outcome_id: int | None = None, waiting: bool = False
) -> tuple[AssignmentRow, ...]:
    """All of them, or those of one 批示, or those that a unit has still to answer; the earliest due first."""
    a = t.Assignment
    query = select(a).order_by(a.due_on, a.id)
    if outcome_id is not None:
        query = query.where(a.outcome_id == outcome_id)
    if waiting:
        query = query.where(a.feedback_on.is_(None), a.closed_on.is_(None))
    return _assignments(session, query, today=today)


def _assignments(session: Session, query: Select[t.Assignment], *, today: date) -> tuple[AssignmentRow, ...]:
    found = session.scalars(query.options(selectinload(t.Assignment.supervisions))).all()
    of = {row.outcome_id for row in found}
    outcomes = {row.id: row for row in outcome_rows(session, select(t.Outcome).where(t.Outcome.id.in_(of)))}
    return tuple(_assignment(row, outcomes[row.outcome_id], today=today) for row in found)


def _assignment(row: t.Assignment, of: OutcomeRow, *, today: date) -> AssignmentRow:
    state = state_of(feedback_on=row.feedback_on, closed_on=row.closed_on, due_on=row.due_on, today=today)
    return AssignmentRow(
        id=row.id,
        outcome=of,
        entry=AssignmentEntry(
            handling_unit=row.handling_unit, opened_on=row.opened_on, due_on=row.due_on, demand=row.demand
        ),
        feedback_on=row.feedback_on,
        feedback=row.feedback,
        closed_on=row.closed_on,
        close_reason=row.close_reason,
        state=state,
        urgency=urgency_of(state, row.due_on, today=today),
        standing=standing(state, row.due_on, feedback_on=row.feedback_on, today=today),
        supervisions=tuple(SupervisionRow(s.on, s.by, s.way, s.text) for s in row.supervisions),
    )


def _found(session: Session, outcome_id: int) -> t.Outcome:
    row = session.get(t.Outcome, outcome_id)
    if row is None:
        raise Missing(f"没有序号为 {outcome_id} 的反馈，可能已被撤回。请刷新后再试。")
    return row
