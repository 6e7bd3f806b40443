"""One submission whole: its texts, people, steps, files and dispatches, and how far it is on its way."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Particulars
from cppcc_desk.domain.workflow import TEN_STEPS, State, Step, steps_from
from cppcc_desk.queries.clocks import Clock, timekeeper
from cppcc_desk.queries.office import leaders
from cppcc_desk.queries.submissions.lists import SubmissionRow, row_of
from cppcc_desk.storage import tables as t


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
    contributors: tuple[Contributor, ...]
    intake_channel: str
    drafter: str
    collective_submission: bool
    is_commissioned: bool
    topic_call_id: int | None
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

    @property
    def particulars(self) -> Particulars:
        """What 登记 recorded of how it came and from whom."""
        return Particulars(
            contributors=self.contributors,
            received_at=self.row.received_at,
            intake_channel=IntakeChannel(self.intake_channel),
            submitting_unit=self.row.unit,
            drafter=self.drafter,
            collective_submission=self.collective_submission,
            is_commissioned=self.is_commissioned,
            topic_call_id=self.topic_call_id,
            consent_public=self.consent_public,
            follows_intake_no=self.follows,
        )


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
    leader = leaders(session).get(s.info_group_id or 0)
    return SubmissionDetail(
        row=row_of(s, keeper),
        original_title=s.original_title,
        original_text=s.text.original_text,
        edited_text=s.text.edited_text,
        contributors=tuple(
            Contributor(
                name=c.name,
                person_id=c.person_id,
                kind=PersonKind(c.kind),
                unit=c.unit,
                position=c.post,
                phone=c.phone,
                sector=c.sector,
                committee=c.committee,
                town=c.town,
                party=c.party,
                credited=UnitKind(c.credited) if c.credited else None,
            )
            for c in s.contributors
        ),
        intake_channel=s.intake_channel,
        drafter=s.drafter,
        collective_submission=s.collective_submission,
        is_commissioned=s.is_commissioned,
        topic_call_id=s.topic_call_id,
        topic_call=s.topic_call.theme if s.topic_call else "",
        consent_public=s.consent_public,
        follows=s.follows.intake_no if s.follows else "",
        followed_by=_numbers(session, t.Submission.follows_id == s.id),
        registered_at=s.registered_at,
        registered_by=s.registered_by,
        group_leader=leader.name if leader else "",
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
