"""Issues of the journals: what a sheet says, composed from its submissions; lists of issues and of papers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.official import Bulletin, Piece, clean_paragraphs, issue_called, issue_name
from cppcc_desk.domain.people import PersonKind, unit_and_post
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.workflow import CLOSED, State, Step, Verdict
from cppcc_desk.queries.office import Office, named, office
from cppcc_desk.storage import tables as t

_GIVEN_UP = CLOSED - {State.ARCHIVED}
_OF_THE_OFFICE = frozenset({PersonKind.MEMBER.value, PersonKind.STANDING_MEMBER.value})


def compose(session: Session, issue: t.Issue, submissions: Sequence[t.Submission]) -> Bulletin:
    """The sheet of `issue` as its submissions stand now; number, date and, printed again, the head are its own."""
    journal = issue.journal
    rules = office(session, on=issue.issued_on)
    sent_to = {d.destination.name: d.destination.parent_id is None for s in submissions for d in s.dispatches}
    return Bulletin(
        journal=journal.mark,
        letterhead=issue.content.get("letterhead") if issue.content else journal.letterhead,
        year=issue.year,
        issue_no=issue.issue_no,
        cumulative_no=issue.cumulative_no,
        supplement=issue.supplement,
        issued_by=journal.issued_by,
        date=issue.issued_on,
        pieces=tuple(_piece(session, s, rules) for s in submissions),
        restricted=True,
        report_to=split(journal.report_to) or tuple(name for name, upper in sent_to.items() if upper),
        send_to=split(journal.send_to) or tuple(name for name, upper in sent_to.items() if not upper),
        distribute_to=split(journal.distribute_to),
        copies=issue.copies,
        editor=_names(s.responsible_editor for s in submissions),
        reviewer=_names(s.reviewer for s in submissions),
        signatory=_names(s.signatory for s in submissions),
    )


def _names(people: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, map(named, people))))


def _piece(session: Session, submission: t.Submission, rules: Office) -> Piece:
    merged = session.scalars(
        select(t.Submission).where(t.Submission.merged_into_id == submission.id).order_by(t.Submission.id)
    )
    authors = [c for s in (submission, *merged) for c in s.contributors]
    told = "、".join(dict.fromkeys(_author(c, rules) for c in authors)) or submission.submitting_unit
    return Piece(
        title=submission.title,
        paragraphs=clean_paragraphs(submission.text.edited_text or submission.text.original_text),
        source=f"反映人：{told}" if told else "",
    )


def _author(contributor: t.Contributor, rules: Office) -> str:
    office_kind = f"{rules.office_short_name}{contributor.kind}" if contributor.kind in _OF_THE_OFFICE else ""
    work = unit_and_post(contributor.unit, contributor.post)
    who = "，".join(part for part in (office_kind, work) if part)
    return f"{who}　{contributor.name}" if who else contributor.name


def sheet_refused(submission: t.Submission) -> bool:
    """Whether the last proof of its sheet found errors and it has not been printed again since."""
    if submission.state != State.PRINTING:
        return False
    about = (r for r in reversed(submission.step_records) if r.step in (Step.PRINT, Step.PROOFREAD))
    last = next(about, None)
    return last is not None and last.step == Step.PROOFREAD and last.conclusion == Verdict.SEND_BACK


@dataclass(frozen=True)
class IssueRow:
    """A line of 期刊与公文; `state` is where its submissions stand.

    `going_on` are the ids of those that have not been given up since; printed again, the issue goes without the others.
    """

    id: int
    journal: str
    year: int
    supplement: bool
    issue_no: int
    cumulative_no: int | None
    issued_on: date
    state: str
    titles: tuple[str, ...]
    intake_nos: tuple[str, ...]
    submission_ids: tuple[int, ...]
    going_on: tuple[int, ...]
    copies: int
    printed_by: str
    layout: str
    frozen_at: datetime | None
    content: Mapping[str, Any]

    @property
    def bulletin(self) -> Bulletin:
        """The sheet as it was frozen at 排印."""
        return Bulletin.from_dict(self.content)

    @property
    def name(self) -> str:
        """《社情民意》2026年第11期."""
        return issue_name(self.journal, self.year, self.issue_no, supplement=self.supplement)

    @property
    def full_name(self) -> str:
        """《社情民意》2026年第11期（总第83期）; a supplement has no running number."""
        return f"{self.name}（总第{self.cumulative_no}期）" if self.cumulative_no else self.name


def issues(session: Session, *, year: int | None = None, journal: str = "") -> tuple[IssueRow, ...]:
    """Issues that have their number, the newest first."""
    query = select(t.Issue).join(t.Journal).order_by(t.Issue.assigned_at.desc(), t.Issue.id.desc())
    if year is not None:
        query = query.where(t.Issue.year == year)
    if journal:
        query = query.where(t.Journal.name == journal)
    return tuple(_row(issue) for issue in session.scalars(query))


def issue(session: Session, issue_id: int) -> IssueRow:
    """One issue. Raises Missing."""
    row = session.get(t.Issue, issue_id)
    if row is None:
        raise Missing("找不到这一期。请刷新后再试。")
    return _row(row)


def id_of(session: Session, issue_no: int, *, journal: str, year: int, supplement: bool = False) -> int:
    """The id of an issue by its number. Raises Missing."""
    name = journal.strip().strip("《》")
    found = session.scalar(
        select(t.Issue.id)
        .join(t.Journal)
        .where(
            t.Journal.name == name,
            t.Issue.year == year,
            t.Issue.supplement.is_(supplement),
            t.Issue.issue_no == issue_no,
        )
    )
    if found is None:
        word = "增刊" if supplement else ""
        raise Missing(f"没有《{name}》{year}年{word}第{issue_no}期。没有作任何改动。请核对刊物、年度和期号。")
    return found


def id_called(session: Session, words: str) -> int | None:
    """The id of an issue as it is called (`official.issue_called`); None for words that call none.

    Raises Missing, and Invalid where several journals have one of that number and the words name none of them.
    """
    wanted = issue_called(words)
    if wanted is None:
        return None
    known = [
        row
        for row in issues(session, year=wanted.year, journal=wanted.journal)
        if (row.supplement, row.issue_no) == (wanted.supplement, wanted.issue_no)
    ]
    if len(known) > 1:
        told = "、".join(row.name for row in known)
        raise Invalid(f"“{words}”有 {len(known)} 种：{told}。没有作任何改动。请连刊物一起写。")
    if not known:
        raise Missing(f"没有“{words}”这一期。没有作任何改动。请核对刊物、年度和期号。")
    return known[0].id


def issue_of(session: Session, submission_id: int) -> IssueRow | None:
    """The issue a submission is in."""
    item = session.get(t.IssueItem, submission_id)
    return _row(item.issue) if item else None


def _row(issue: t.Issue) -> IssueRow:
    pieces = [item.submission for item in issue.items]
    going_on = [s for s in pieces if s.state not in _GIVEN_UP] or pieces
    return IssueRow(
        issue.id,
        issue.journal.name,
        issue.year,
        issue.supplement,
        issue.issue_no,
        issue.cumulative_no,
        issue.issued_on,
        _state(going_on),
        tuple(s.title for s in pieces),
        tuple(s.intake_no for s in pieces),
        tuple(s.id for s in pieces),
        tuple(s.id for s in going_on),
        issue.copies,
        issue.printed_by,
        issue.layout,
        issue.frozen_at,
        issue.content,
    )


def _state(pieces: Sequence[t.Submission]) -> str:
    """The state of the piece that is furthest behind."""
    order = list(State)
    return min((s.state for s in pieces), key=lambda state: order.index(State(state)), default="")


@dataclass(frozen=True)
class SignedRow:
    """A signed piece that waits for its number."""

    id: int
    intake_no: str
    title: str
    journal: str
    signatory: str
    signed_at: datetime | None
    destinations: str


def to_print(session: Session) -> tuple[SignedRow, ...]:
    """What is signed and waits for 排印, the earliest signature first."""
    query = (
        select(t.Submission)
        .where(t.Submission.state == State.SIGNED_OFF.value, t.Submission.deleted_at.is_(None))
        .order_by(t.Submission.signed_at, t.Submission.id)
    )
    return tuple(
        SignedRow(
            s.id,
            s.intake_no,
            s.title,
            s.journal.name if s.journal else "",
            s.signatory,
            s.signed_at,
            "、".join(d.destination.name for d in s.dispatches),
        )
        for s in session.scalars(query)
    )


@dataclass(frozen=True)
class PaperRow:
    """A paper that was written as a file."""

    id: int
    kind: str
    submission_id: int | None
    issue_id: int | None
    file_name: str
    sha256: str
    made_at: datetime
    made_by: str


def papers(
    session: Session,
    *,
    submission_id: int | None = None,
    issue_id: int | None = None,
    document_id: int | None = None,
    newsletter_id: int | None = None,
) -> tuple[PaperRow, ...]:
    """Papers written so far, the newest first."""
    query = select(t.Paper).order_by(t.Paper.id.desc())
    if submission_id is not None:
        query = query.where(t.Paper.submission_id == submission_id)
    if issue_id is not None:
        query = query.where(t.Paper.issue_id == issue_id)
    if document_id is not None:
        query = query.where(t.Paper.document_id == document_id)
    if newsletter_id is not None:
        query = query.where(t.Paper.newsletter_id == newsletter_id)
    return tuple(
        PaperRow(p.id, p.kind, p.submission_id, p.issue_id, p.file_name, p.sha256, p.made_at, p.made_by)
        for p in session.scalars(query)
    )
