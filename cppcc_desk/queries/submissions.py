"""Submissions to look at: rows for lists, ids for long registers, one submission whole, its history."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.workflow import TEN_STEPS, State, Step, next_step, steps_from
from cppcc_desk.queries.clocks import OPEN_STATES, Clock, Timekeeper, tightest, timekeeper
from cppcc_desk.queries.issues import sheet_refused
from cppcc_desk.storage import tables as t

ADOPTED_STATES = (State.ISSUED.value, State.ARCHIVED.value)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list shows; every field left as it is shows all. `scope`: "" all, open, adopted, not_adopted, deleted."""

    scope: str = ""
    state: str = ""
    group_id: int | None = None
    year: int | None = None
    category: str = ""
    step: str = ""  # only with scope open: submissions that wait for this step


@dataclass(frozen=True)
class SubmissionRow:
    """A line of a list."""

    id: int
    version: int
    intake_no: str
    title: str
    state: str
    next_step: str
    contributors: str
    unit: str
    group: str
    category: str
    urgency_grade: str
    received_at: datetime
    attachments: int
    destinations: str
    clock: Clock | None

    @property
    def urgency(self) -> Urgency | None:
        return self.clock.urgency if self.clock else None


def _where(chosen: Filter) -> list[ColumnElement[bool]]:
    s = t.Submission
    found: list[ColumnElement[bool]] = [
        s.deleted_at.is_not(None) if chosen.scope == "deleted" else s.deleted_at.is_(None)
    ]
    if chosen.scope == "open":
        found.append(s.state.in_(OPEN_STATES))
    elif chosen.scope == "adopted":
        found.append(or_(s.state == State.ISSUED.value, (s.state == State.ARCHIVED.value) & s.signed_at.is_not(None)))
    elif chosen.scope == "not_adopted":
        found.append(
            s.state.in_((State.REJECTED.value, State.RETAINED.value, State.TRANSFERRED.value))
            | ((s.state == State.ARCHIVED.value) & s.signed_at.is_(None))
        )
    if chosen.state:
        found.append(s.state == chosen.state)
    if chosen.group_id is not None:
        found.append(s.info_group_id == chosen.group_id)
    if chosen.year is not None:
        found.append(s.year == chosen.year)
    if chosen.category:
        found.append(s.category == chosen.category)
    if chosen.step:
        waiting = [state.value for state in State if _waits_for(state, Step(chosen.step))]
        found.append(s.state.in_(waiting))
    return found


def _waits_for(state: State, step: Step) -> bool:
    return step in (next_step(state), next_step(state, all_sent=False))


_ORDERS: dict[str, ColumnElement[Any]] = {
    "number": t.Submission.intake_no.expression,
    "title": t.Submission.title.expression,
    "unit": t.Submission.submitting_unit.expression,
    "state": t.Submission.state.expression,
    "category": t.Submission.category.expression,
    "received": t.Submission.received_at.expression,
}
ORDERS = frozenset(_ORDERS)


def ids(
    session: Session, chosen: Filter, *, order: str = "received", descending: bool = True, limit: int | None = None
) -> "array[int]":
    """Ids of the chosen submissions in the order of a column of ORDERS: the backbone of a long list."""
    first = _ORDERS[order]
    last = t.Submission.id.expression
    query = select(t.Submission.id).where(*_where(chosen))
    query = query.order_by(first.desc(), last.desc()) if descending else query.order_by(first, last)
    rows = session.connection().execute(query.limit(limit) if limit else query)  # one by one; the ORM holds them all
    return array("q", rows.scalars())


def count(session: Session, chosen: Filter) -> int:
    """How many submissions are chosen."""
    return session.execute(select(func.count()).select_from(t.Submission).where(*_where(chosen))).scalar_one()


def received_in_month(session: Session, day: date) -> int:
    """How many were received in the month of `day`."""
    first = datetime(day.year, day.month, 1)
    following = datetime(day.year + day.month // 12, day.month % 12 + 1, 1)
    where = (t.Submission.received_at >= first, t.Submission.received_at < following, t.Submission.deleted_at.is_(None))
    return session.execute(select(func.count()).select_from(t.Submission).where(*where)).scalar_one()


def rows(session: Session, wanted: Sequence[int], *, now: datetime) -> tuple[SubmissionRow, ...]:
    """The lines of these ids, in their order; ids that are gone are left out."""
    keeper = timekeeper(session, now=now)
    query = _light(select(t.Submission).where(t.Submission.id.in_(wanted)))
    found = {s.id: s for s in session.scalars(query)}
    return tuple(_row(found[i], keeper) for i in wanted if i in found)


def listing(session: Session, chosen: Filter, *, now: datetime, limit: int | None = None) -> tuple[SubmissionRow, ...]:
    """All lines of the chosen submissions, the newest first."""
    wanted = ids(session, chosen, limit=limit)
    made: list[SubmissionRow] = []
    for start in range(0, len(wanted), 500):  # below SQLite's limit of bound values
        made += rows(session, wanted[start : start + 500], now=now)
    return tuple(made)


def _light(query: Select[t.Submission]) -> Select[t.Submission]:
    s = t.Submission
    return query.options(
        selectinload(s.contributors),
        selectinload(s.dispatches).selectinload(t.Dispatch.destination),
        selectinload(s.pauses),
        selectinload(s.attachments),
        selectinload(s.info_group),
    )


def _row(s: t.Submission, keeper: Timekeeper) -> SubmissionRow:
    clocks = keeper.clocks(s)
    all_sent = bool(s.dispatches) and all(d.sent_at for d in s.dispatches)
    step = next_step(State(s.state), all_sent=all_sent, sheet_refused=sheet_refused(s))
    return SubmissionRow(
        id=s.id,
        version=s.version,
        intake_no=s.intake_no,
        title=s.title,
        state=s.state,
        next_step=step.value if step else "",
        contributors="、".join(c.name for c in s.contributors),
        unit=s.submitting_unit,
        group=s.info_group.name if s.info_group else "",
        category=s.category,
        urgency_grade=s.urgency_grade,
        received_at=s.received_at,
        attachments=len(s.attachments),
        destinations="、".join(d.destination.name for d in s.dispatches) or s.intended_destinations,
        clock=tightest(clocks),
    )


def years(session: Session) -> tuple[int, ...]:
    """The years in which something was received, the newest first."""
    return tuple(session.scalars(select(t.Submission.year).distinct().order_by(t.Submission.year.desc())))


def gaps(session: Session, year: int) -> tuple[str, ...]:
    """来稿编号 of the year that were given and are not there any more."""
    last = session.scalar(
        select(t.NumberSequence.last).where(t.NumberSequence.name == "intake_no", t.NumberSequence.year == year)
    )
    there = set(session.scalars(select(t.Submission.serial).where(t.Submission.year == year)))
    return tuple(f"{year}-{n:03d}" for n in range(1, (last or 0) + 1) if n not in there)


# --- one submission, whole -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ContributorRow:
    name: str
    person_id: int | None
    kind: str
    unit: str
    post: str
    phone: str
    sector: str
    committee: str
    town: str
    party: str


@dataclass(frozen=True)
class StepRow:
    """A line of history."""

    step: str
    by: str
    at: datetime
    conclusion: str
    opinion: str
    reason: str
    skipped: str
    state_after: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class VersionRow:
    version_no: int
    title: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class FileRow:
    id: int
    sha256: str
    file_name: str
    size: int
    source: bool


@dataclass(frozen=True)
class DispatchRow:
    id: int
    destination: str
    form: str
    clock: Clock
    way: str
    copies: int
    doc_number: str
    sent_at: datetime | None
    sent_by: str
    signed_by: str
    signed_at: datetime | None
    reason: str


@dataclass(frozen=True)
class PauseRow:
    reason: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class IssueRef:
    id: int
    journal: str
    year: int
    supplement: bool
    issue_no: int
    cumulative_no: int | None


@dataclass(frozen=True)
class SubmissionDetail:
    """Everything of one submission."""

    row: SubmissionRow
    original_title: str
    original_text: str
    edited_text: str
    contributors: tuple[ContributorRow, ...]
    intake_channel: str
    drafter: str
    collective_submission: bool
    is_commissioned: bool
    topic_call: str
    consent_public: bool
    follows: str  # 来稿编号 of the first piece
    followed_by: tuple[str, ...]
    registered_at: datetime
    registered_by: str
    group_leader: str
    nature: str
    intended_destinations: tuple[str, ...]
    keywords: str
    handling_opinion: str
    screening: str
    rejection_reason: str
    merged_into: str
    merged_from: tuple[str, ...]
    responsible_editor: str
    reviewer: str
    reviews_passed: int
    times_returned: int
    signatory: str
    signed_at: datetime | None
    journal: str
    issue: IssueRef | None
    archive_no: str
    archive_year: int | None
    retention: str
    archived_items: int | None
    archived_pages: int | None
    archived_at: datetime | None
    steps: tuple[StepRow, ...]
    versions: tuple[VersionRow, ...]
    files: tuple[FileRow, ...]
    dispatches: tuple[DispatchRow, ...]
    pauses: tuple[PauseRow, ...]
    clocks: tuple[Clock, ...]
    paused: bool
    deleted_at: datetime | None
    steps_from_here: tuple[Step, ...]

    @property
    def text(self) -> str:
        """What is worked with now: the edited text, else the original."""
        return self.edited_text or self.original_text


def id_of(session: Session, intake_no: str) -> int:
    """The id of a 来稿编号. Raises Missing."""
    found = session.scalar(select(t.Submission.id).where(t.Submission.intake_no == intake_no.strip()))
    if found is None:
        raise Missing(f"没有编号为“{intake_no}”的来稿。请核对编号，形如 2026-001。")
    return found


def detail(session: Session, submission_id: int, *, now: datetime) -> SubmissionDetail:
    """One submission whole, also from the 回收站. Raises Missing."""
    s = session.get(t.Submission, submission_id)
    if s is None:
        raise Missing("找不到这篇来稿，可能已被撤销登记。请刷新后再试。")
    keeper = timekeeper(session, now=now)
    clocks = keeper.clocks(s)
    of_dispatch = {clock.dispatch_id: clock for clock in clocks}
    item = session.get(t.IssueItem, s.id)
    return SubmissionDetail(
        row=_row(s, keeper),
        original_title=s.original_title,
        original_text=s.text.original_text,
        edited_text=s.text.edited_text,
        contributors=tuple(
            ContributorRow(c.name, c.person_id, c.kind, c.unit, c.post, c.phone, c.sector, c.committee, c.town, c.party)
            for c in s.contributors
        ),
        intake_channel=s.intake_channel,
        drafter=s.drafter,
        collective_submission=s.collective_submission,
        is_commissioned=s.is_commissioned,
        topic_call=s.topic_call,
        consent_public=s.consent_public,
        follows=s.follows.intake_no if s.follows else "",
        followed_by=_numbers(session, t.Submission.follows_id == s.id),
        registered_at=s.registered_at,
        registered_by=s.registered_by,
        group_leader=s.info_group.leader if s.info_group else "",
        nature=s.nature,
        intended_destinations=split(s.intended_destinations),
        keywords=s.keywords,
        handling_opinion=s.handling_opinion,
        screening=s.screening,
        rejection_reason=s.rejection_reason,
        merged_into=s.merged_into.intake_no if s.merged_into else "",
        merged_from=_numbers(session, t.Submission.merged_into_id == s.id),
        responsible_editor=s.responsible_editor,
        reviewer=s.reviewer,
        reviews_passed=s.reviews_passed,
        times_returned=s.times_returned,
        signatory=s.signatory,
        signed_at=s.signed_at,
        journal=s.journal.name if s.journal else "",
        issue=_issue_ref(item.issue) if item else None,
        archive_no=s.archive_no,
        archive_year=s.archive_year,
        retention=s.retention,
        archived_items=s.archived_items,
        archived_pages=s.archived_pages,
        archived_at=s.archived_at,
        steps=tuple(
            StepRow(
                r.step,
                r.by,
                r.at,
                r.conclusion,
                r.opinion,
                r.reason,
                r.skipped,
                r.state_after,
                tuple((str(k), str(v)) for k, v in r.details.items()),
            )
            for r in s.step_records
        ),
        versions=tuple(VersionRow(v.version_no, v.title, v.text, v.by, v.at) for v in s.edited_versions),
        files=tuple(FileRow(a.id, a.sha256, a.file_name, a.size, a.source) for a in s.attachments),
        dispatches=tuple(
            DispatchRow(
                d.id,
                d.destination.name,
                d.form,
                of_dispatch[d.id],
                d.way,
                d.copies,
                d.doc_number,
                d.sent_at,
                d.sent_by,
                d.signed_by,
                d.signed_at,
                d.reason,
            )
            for d in s.dispatches
        ),
        pauses=tuple(PauseRow(p.reason, p.started_at, p.ended_at) for p in s.pauses),
        clocks=clocks,
        paused=any(p.ended_at is None for p in s.pauses),
        deleted_at=s.deleted_at,
        steps_from_here=steps_from(State(s.state)),
    )


def _issue_ref(issue: t.Issue) -> IssueRef:
    return IssueRef(issue.id, issue.journal.name, issue.year, issue.supplement, issue.issue_no, issue.cumulative_no)


def _numbers(session: Session, where: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(session.scalars(select(t.Submission.intake_no).where(where).order_by(t.Submission.id)))


@dataclass(frozen=True)
class StepMark:
    """One of the ten steps of one submission, for the step bar."""

    step: Step
    done_on: datetime | None
    current: bool
    skipped: bool


def step_marks(detail: SubmissionDetail) -> tuple[StepMark, ...]:
    """Done with its date, current, or to come; a step that was passed over is marked so."""
    last: dict[str, datetime] = {}
    passed: set[str] = set()
    for record in detail.steps:
        last[record.step] = record.at
        passed |= set(split(record.skipped))
        if record.step == Step.SEND_BACK:
            to = dict(record.details).get("到", "")
            for step in TEN_STEPS[TEN_STEPS.index(Step(to)) :] if to else ():
                last.pop(step.value, None)
    current = detail.row.next_step
    if current:
        for step in TEN_STEPS[TEN_STEPS.index(Step(current)) :]:
            last.pop(step.value, None)
    return tuple(
        StepMark(step, last.get(step.value), step.value == current, step.value in passed and step.value not in last)
        for step in TEN_STEPS
    )


def known_files(session: Session, digests: Iterable[str]) -> dict[str, str]:
    """SHA-256 -> 来稿编号 for files that were registered before as manuscripts."""
    found = session.execute(
        select(t.Attachment.sha256, t.Submission.intake_no)
        .join(t.Submission)
        .where(t.Attachment.sha256.in_(list(digests)), t.Attachment.source, t.Submission.deleted_at.is_(None))
        .order_by(t.Submission.id.desc())
    )
    return {row.sha256: row.intake_no for row in found}
