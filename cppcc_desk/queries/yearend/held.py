"""What the office holds of a year and files: issues, 公文, pieces with their forms and files, meetings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import DocumentState, issue_name
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.domain.yearend import FiledItem
from cppcc_desk.queries.documents import DocumentRow, documents
from cppcc_desk.queries.issues import IssueRow, issues
from cppcc_desk.queries.newsletters import NewsletterRow, found, newsletters
from cppcc_desk.queries.occasions.lists import in_year
from cppcc_desk.queries.office import office
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class KeptFile:
    """A file whose bytes are in the originals."""

    sha256: str
    file_name: str
    size: int


@dataclass(frozen=True)
class HeldPiece:
    """A piece with what is written of it: `forms` by their kinds, `assignments` the ids of those of its 批示.

    `item` is what the catalogue says of it, None where it is no 件 of its own in this year.
    """

    id: int
    intake_no: str
    title: str
    state: str
    received_on: date
    forms: tuple[str, ...]
    assignments: tuple[int, ...]
    originals: tuple[KeptFile, ...]
    proofs: tuple[KeptFile, ...]
    item: FiledItem | None


@dataclass(frozen=True)
class HeldIssue:
    """An issue; `item` None where its pieces stand in the catalogue under 归档号 of their own."""

    row: IssueRow
    assignments: tuple[int, ...]
    proofs: tuple[KeptFile, ...]
    item: FiledItem | None


@dataclass(frozen=True)
class HeldNewsletter:
    """An issued 《业务通讯》."""

    row: NewsletterRow
    item: FiledItem


@dataclass(frozen=True)
class HeldDocument:
    """A finished 公文."""

    row: DocumentRow
    item: FiledItem


@dataclass(frozen=True)
class HeldOccasion:
    """A meeting or an activity that took place."""

    id: int
    kind: OccasionKind
    name: str
    on: date
    files: tuple[KeptFile, ...]
    item: FiledItem


@dataclass(frozen=True)
class HeldYear:
    """Everything that is filed of a year, each kind in the order of its numbers or days."""

    year: int
    issues: tuple[HeldIssue, ...]
    newsletters: tuple[HeldNewsletter, ...]
    documents: tuple[HeldDocument, ...]
    pieces: tuple[HeldPiece, ...]
    occasions: tuple[HeldOccasion, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to file."""
        return not (self.issues or self.newsletters or self.documents or self.pieces or self.occasions)

    @property
    def kept_bytes(self) -> int:
        """How many bytes of received files there are."""
        of_all = (
            *(file for piece in self.pieces for file in (*piece.originals, *piece.proofs)),
            *(file for issue in self.issues for file in issue.proofs),
            *(file for occasion in self.occasions for file in occasion.files),
        )
        return sum(file.size for file in of_all)


def held_year(session: Session, year: int, *, now: datetime) -> HeldYear:
    """What was received, issued, finished, held or archived in a year; nothing of the 回收站."""
    printed = sorted(issues(session, year=year), key=lambda row: (row.journal, row.supplement, row.issue_no))
    heard = _Heard(session)
    pieces = tuple(_pieces(session, year, {i for row in printed for i in row.submission_ids}, heard))
    filed = {piece.id for piece in pieces if piece.state == State.ARCHIVED}
    return HeldYear(
        year=year,
        issues=tuple(_issue(row, heard, bare=not filed & set(row.submission_ids)) for row in printed),
        newsletters=tuple(_newsletters(session, year)),
        documents=tuple(_documents(session, year)),
        pieces=pieces,
        occasions=tuple(_occasions(session, year, now)),
    )


# ------------------------------------------------------------------------------------------------ pieces and issues


class _Heard:
    """What was heard of pieces and issues: files that prove it, 交办 of 批示."""

    def __init__(self, session: Session) -> None:
        o = t.Outcome
        found = session.scalars(select(o).options(selectinload(o.files), selectinload(o.assignments)).order_by(o.id))
        self.of_piece: dict[int, list[t.Outcome]] = {}
        self.of_issue: dict[int, list[t.Outcome]] = {}
        for row in found:
            if row.submission_id is not None:
                self.of_piece.setdefault(row.submission_id, []).append(row)
            elif row.issue_id is not None:
                self.of_issue.setdefault(row.issue_id, []).append(row)


def _proofs(rows: Iterable[t.Outcome]) -> tuple[KeptFile, ...]:
    return tuple(KeptFile(f.sha256, f.file_name, f.size) for row in rows for f in row.files)


def _assigned(rows: Iterable[t.Outcome]) -> tuple[int, ...]:
    return tuple(assignment.id for row in rows for assignment in row.assignments)


def _issue(row: IssueRow, heard: _Heard, *, bare: bool) -> HeldIssue:
    said = heard.of_issue.get(row.id, [])
    item = FiledItem(
        doc_number=row.name,
        responsible=str(row.content.get("issued_by", "")),
        title="；".join(row.titles),
        dated=row.issued_on,
    )
    return HeldIssue(row, _assigned(said), _proofs(said), item if bare else None)


def _newsletters(session: Session, year: int) -> Iterator[HeldNewsletter]:
    """Those that bear a day of the year, in the order of their quarters."""
    for row in reversed(newsletters(session)):
        held = found(session, row.quarter)
        if held is not None and held.content is not None and held.content.dated.year == year:
            organ = str(held.content.fields.get("issued_by", ""))
            title = held.content.title
            dated = held.content.dated
            yield HeldNewsletter(row, FiledItem(doc_number=row.name, responsible=organ, title=title, dated=dated))


def _pieces(session: Session, year: int, in_issues: set[int], heard: _Heard) -> Iterator[HeldPiece]:
    s, i = t.Submission, t.IssueItem
    filed = (s.archive_year == year) & s.archived_at.is_not(None)
    wanted = s.deleted_at.is_(None) & or_(s.year == year, filed, s.id.in_(in_issues))
    items = select(i).join(s).where(wanted).options(joinedload(i.issue).joinedload(t.Issue.journal))
    issue_of = {item.submission_id: item.issue for item in session.scalars(items)}
    query = (
        select(s)
        .where(wanted)
        .options(
            selectinload(s.attachments),
            selectinload(s.contributors),
            selectinload(s.dispatches),
            selectinload(s.step_records),
        )
        .order_by(s.year, s.serial)
    )
    merged: dict[int, list[str]] = {}
    for into, number in session.execute(select(s.merged_into_id, s.intake_no).where(s.merged_into_id.is_not(None))):
        merged.setdefault(into or 0, []).append(number)
    for row in session.scalars(query):
        said = heard.of_piece.get(row.id, [])
        yield HeldPiece(
            id=row.id,
            intake_no=row.intake_no,
            title=row.title,
            state=row.state,
            received_on=row.received_at.date(),
            forms=tuple(_forms(row)),
            assignments=_assigned(said),
            originals=tuple(KeptFile(a.sha256, a.file_name, a.size) for a in row.attachments),
            proofs=_proofs(said),
            item=_item(row, issue_of, merged) if row.archived_at and row.archive_year == year else None,
        )


def _forms(row: t.Submission) -> Iterator[str]:
    """Which forms of the office tell of a piece that came this far."""
    steps = {record.step for record in row.step_records}
    yield "来稿登记表"
    if steps & {Step.EDIT, Step.REVIEW}:
        yield "核稿单"
    if row.signed_at is not None:
        yield "发文稿纸"
    if any(dispatch.sent_at is not None for dispatch in row.dispatches):
        yield "送达登记"


def _item(row: t.Submission, issue_of: Mapping[int, t.Issue], merged: Mapping[int, list[str]]) -> FiledItem:
    issue = issue_of.get(row.id)
    wrote = row.submitting_unit if row.collective_submission else "、".join(c.name for c in row.contributors)
    told = [f"{row.archived_items}份"] if row.archived_items else []
    if joined := merged.get(row.id):
        told.append(f"含来稿{'、'.join(joined)}")
    number, by = row.intake_no, wrote or row.submitting_unit
    if issue is not None:
        number = issue_name(issue.journal.name, issue.year, issue.issue_no, supplement=issue.supplement)
        by = str(issue.content.get("issued_by", ""))
    return FiledItem(
        archive_no=row.archive_no,
        doc_number=number,
        responsible=by,
        title=row.title,
        dated=issue.issued_on if issue is not None else row.received_at.date(),
        pages=row.archived_pages,
        retention=row.retention,
        note="，".join(told),
    )


# ------------------------------------------------------------------------------------------------ 公文 and meetings


def _documents(session: Session, year: int) -> Iterator[HeldDocument]:
    numbers = dict(session.execute(select(t.Document.id, t.DocumentNumber.year).join(t.Document.number)).all())
    found = [row for row in documents(session) if row.state is DocumentState.FINISHED]
    for row in sorted(found, key=lambda one: (one.dated or date.max, one.id)):
        finished = row.finished_at.year if row.finished_at else None
        if year == numbers.get(row.id, row.dated.year if row.dated else finished):
            organs = session.get_one(t.Document, row.id).fields.get("organs") or ()
            item = FiledItem(
                doc_number=row.number, responsible="、".join(map(str, organs)), title=row.title, dated=row.dated
            )
            yield HeldDocument(row, item)


def _occasions(session: Session, year: int, now: datetime) -> Iterator[HeldOccasion]:
    o = t.Occasion
    query = select(o).where(in_year(year), o.cancelled == "", o.at <= now).options(selectinload(o.files))
    unit = office(session, on=now.date()).issued_by
    for row in session.scalars(query.order_by(o.at, o.id)):
        item = FiledItem(responsible=unit, title=f"{row.name}（会议活动记录）", dated=row.at.date())
        files = tuple(KeptFile(f.sha256, f.file_name, f.size) for f in row.files)
        yield HeldOccasion(row.id, OccasionKind(row.kind), row.name, row.at.date(), files, item)
