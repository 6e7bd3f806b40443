"""公文 and their numbers: lists, one whole, the register of 发文字号 with what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.bigrams import normal
from cppcc_desk.domain.drafting import MadeFor, Occasion, is_general
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import DocumentState, Kind, doc_number
from cppcc_desk.domain.spans import Told
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.office import destinations, office
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.catching_up import DOC_NUMBER

_BRACKETS = dict.fromkeys(map(ord, "〔〕[]［］【】()（）"))


@dataclass(frozen=True)
class DocumentRow:
    """A line of the list of 公文."""

    id: int
    version: int
    kind: Kind
    title: str
    state: DocumentState
    number: str
    intake_no: str  # of the piece it was made for
    dispatch_id: int | None
    destination: str  # of that dispatch
    group: str  # 信息小组
    occasion: str  # what the meeting or activity is called
    quarter: Quarter | None  # whose 征集要点 it sends out
    inquiry: str  # the destination that is asked what it used
    year: int | None  # of scores that it tells of
    report: Told | None  # the paper on a time that it is
    drafted_at: datetime
    drafted_by: str
    finished_at: datetime | None
    dated: date | None  # 成文日期, where it has been filled in

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def purpose(self) -> str:
        """What it was made for, in words: 2026-035 报县教育局; 第二信息小组 冬季供水; 2026年第三季度征集要点;
        向市政协查询采用情况; 2026年度情况; 2026年10月点评."""
        to = f"报{self.destination}" if self.destination else ""
        topics = f"{self.quarter.words}征集要点" if self.quarter else ""
        asked = f"向{self.inquiry}查询采用情况" if self.inquiry else ""
        of_year = f"{self.year}年度{'表彰' if self.kind is Kind.DECISION else '情况'}" if self.year else ""
        report = self.report.words if self.report else ""
        return " ".join(filter(None, (self.intake_no, to, self.group, self.occasion, topics, asked, of_year, report)))


@dataclass(frozen=True)
class DocumentDetail:
    """One paper whole; `fields` are those of domain.official.fields."""

    row: DocumentRow
    fields: dict[str, Any]
    made_for: MadeFor


class NumberState(StrEnum):
    """What became of a number."""

    TAKEN = "已用"
    RESERVED = "预留"
    VOID = "作废"


@dataclass(frozen=True)
class NumberRow:
    """A line of the register of 发文字号."""

    id: int
    sequence: str
    number: str
    serial: int
    state: NumberState
    purpose: str
    given_at: datetime
    given_by: str
    void_reason: str
    voided_at: datetime | None
    voided_by: str
    document_id: int | None


@dataclass(frozen=True)
class SequenceState:
    """One sequence this year: what it gives next, and the serials below that nothing bears."""

    sequence: str
    org_code: str
    following: str
    gaps: tuple[int, ...]


def documents(
    session: Session, *, words: str = "", submission_id: int | None = None, quarter: Quarter | None = None
) -> tuple[DocumentRow, ...]:
    """All papers, the newest first; only those with each of `words` in number, text or what they were made for, those
    made for one submission, or those that send out the 征集要点 of a quarter."""
    query = (
        select(t.Document)
        .order_by(t.Document.id.desc())
        .options(
            joinedload(t.Document.number),
            joinedload(t.Document.submission),
            joinedload(t.Document.dispatch).joinedload(t.Dispatch.destination),
            joinedload(t.Document.info_group),
            joinedload(t.Document.topic_notice),
            joinedload(t.Document.inquiry),
        )
    )
    if submission_id is not None:
        query = query.where(t.Document.submission_id == submission_id)
    if quarter is not None:
        n = t.TopicNotice
        query = query.join(n).where(n.year == quarter.year, n.quarter == quarter.number)
    wanted = [normal(word) for word in words.split()]
    found = ((_row(row), row.fields) for row in session.scalars(query))
    return tuple(row for row, fields in found if not wanted or _holds(row, fields, wanted))


def _holds(row: DocumentRow, fields: dict[str, Any], wanted: Sequence[str]) -> bool:
    """In the text without its blanks, for a title may be broken anywhere; in the number whatever its brackets."""
    text = "".join(normal(f"{row.kind}\n{row.purpose}\n{''.join(_texts(fields))}").split())
    number = normal(row.number).translate(_BRACKETS)
    return all(word in text or ((bare := word.translate(_BRACKETS)) and bare in number) for word in wanted)


def _texts(value: Any) -> Iterator[str]:
    """Every word of the fields, without their keys."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


def document(session: Session, document_id: int) -> DocumentDetail:
    """One paper. Raises Missing."""
    row = session.get(t.Document, document_id)
    if row is None:
        raise Missing("找不到这份公文，可能已被删除。请刷新后再试。")
    occasion = Occasion.from_dict(row.occasion) if row.occasion else None
    about = MadeFor(
        submission_id=row.submission_id,
        dispatch_id=row.dispatch_id,
        group_id=row.info_group_id,
        occasion=occasion,
        quarter=_quarter(row),
        inquiry_id=row.inquiry_id,
        year=row.about_year,
        report=_told(row),
    )
    return DocumentDetail(_row(row), dict(row.fields), about)


def of_year(session: Session, kind: Kind, year: int) -> DocumentRow | None:
    """The paper of this kind that was made for a year of scores, the newest one that is not void."""
    d = t.Document
    query = select(d).where(d.kind == kind.value, d.about_year == year, d.state != DocumentState.VOID.value)
    row = session.scalar(query.order_by(d.id.desc()).limit(1))
    return _row(row) if row is not None else None


def of_report(session: Session, kind: Kind, told: Told) -> DocumentRow | None:
    """The paper of this kind on a time, the newest one that is not void."""
    d = t.Document
    query = select(d).where(d.kind == kind.value, d.report == str(told), d.state != DocumentState.VOID.value)
    row = session.scalar(query.order_by(d.id.desc()).limit(1))
    return _row(row) if row is not None else None


def addressees(session: Session, made_for: MadeFor) -> tuple[tuple[str, ...], ...]:
    """Whom a paper made for a submission, a dispatch or a query may be addressed to, each with all its names.

    Empty where anybody may be: made for nothing of the kind, no destination chosen yet, or no one in particular.
    """
    submission = session.get(t.Submission, made_for.submission_id) if made_for.submission_id is not None else None
    inquiry = session.get(t.Destination, made_for.inquiry_id) if made_for.inquiry_id is not None else None
    if inquiry is not None:
        return ((inquiry.name, *split(inquiry.aliases)),)
    if submission is None:
        return ()
    meant = [d.destination.name for d in submission.dispatches if made_for.dispatch_id in (None, d.id)]
    known = {row.name: row for row in destinations(session, all_destinations=True)}
    found = []
    for name in meant or split(submission.intended_destinations):
        names = (name, *split(known[name].aliases)) if name in known else (name,)
        if is_general(names):
            return ()
        found.append(names)
    return tuple(found)


def _row(row: t.Document) -> DocumentRow:
    number = row.number
    return DocumentRow(
        row.id,
        row.version,
        Kind(row.kind),
        row.title,
        DocumentState(row.state),
        doc_number(number.org_code, number.year, number.serial) if number else "",
        row.submission.intake_no if row.submission else "",
        row.dispatch_id,
        row.dispatch.destination.name if row.dispatch else "",
        row.info_group.name if row.info_group else "",
        str(row.occasion.get("name", "")),
        _quarter(row),
        row.inquiry.name if row.inquiry else "",
        row.about_year,
        _told(row),
        row.drafted_at,
        row.drafted_by,
        row.finished_at,
        _day(row.fields.get("date")),
    )


def _told(row: t.Document) -> Told | None:
    return Told.parse(row.report) if row.report else None


def _quarter(row: t.Document) -> Quarter | None:
    return Quarter(row.topic_notice.year, row.topic_notice.quarter) if row.topic_notice else None


def _day(value: Any) -> date | None:
    """A draft may hold anything; what is no date is told when it is finished."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def numbers(session: Session, *, year: int | None = None) -> tuple[NumberRow, ...]:
    """The register, by sequence and then the highest first."""
    n = t.DocumentNumber
    query = (
        select(n, t.Document.id)
        .outerjoin(t.Document, t.Document.number_id == n.id)
        .order_by(n.year.desc(), n.sequence, n.serial.desc())
    )
    if year is not None:
        query = query.where(n.year == year)
    return tuple(
        NumberRow(
            number.id,
            number.sequence,
            doc_number(number.org_code, number.year, number.serial),
            number.serial,
            NumberState.VOID if number.voided_at else NumberState.TAKEN if document_id else NumberState.RESERVED,
            number.purpose,
            number.given_at,
            number.given_by,
            number.void_reason,
            number.voided_at,
            number.voided_by,
            document_id,
        )
        for number, document_id in session.execute(query)
    )


def sequence_states(session: Session, *, now: datetime) -> tuple[SequenceState, ...]:
    """Every sequence of the office as it stands this year."""
    found = []
    for sequence, code in office(session, on=now.date()).org_codes.items():
        sequences = t.NumberSequence
        last = session.scalar(
            select(sequences.last).where(sequences.name == f"{DOC_NUMBER}{code}", sequences.year == now.year)
        )
        n = t.DocumentNumber
        used = set(session.scalars(select(n.serial).where(n.org_code == code, n.year == now.year)))
        gaps = tuple(serial for serial in range(1, (last or 0) + 1) if serial not in used)
        found.append(SequenceState(sequence, code, doc_number(code, now.year, (last or 0) + 1), gaps))
    return tuple(found)


def number_id_of(session: Session, text: str) -> int:
    """The id of a number such as 云政协〔2026〕5号. Raises Missing."""
    for row in numbers(session):
        if row.number == text.strip():
            return row.id
    raise Missing(f"没有编过“{text}”这个发文字号。请核对，形如 云政协〔2026〕5号。")
