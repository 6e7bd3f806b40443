"""结转: what of a year and the ones before is still open, and goes on under its number with its clocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency, full
from cppcc_desk.domain.official import DocumentState
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.commissions import commissions
from cppcc_desk.queries.documents import documents
from cppcc_desk.queries.occasions import open_decisions
from cppcc_desk.queries.outcomes import assignments, awaited_adoptions
from cppcc_desk.queries.scoring.by_hand import disputes
from cppcc_desk.queries.submissions import Filter, SubmissionRow, listing
from cppcc_desk.storage import tables as t


class Open(StrEnum):
    """What kind of thing is open."""

    PIECE = "来稿"
    DISPATCH = "报送"
    DOCUMENT = "公文"
    COMMISSION = "约稿"
    ASSIGNMENT = "批示交办"
    DECISION = "会议决定"
    ADOPTION = "采用结果"
    DISPUTE = "计分异议"


@dataclass(frozen=True, kw_only=True)
class CarriedOver:
    """One open thing: its number, whose it is, since when, due when, how it stands; `page`, `target` lead there."""

    kind: Open
    number: str
    title: str
    whom: str
    since: date
    due: str = ""
    urgency: Urgency
    standing: str
    page: str
    target: dict[str, Any] = field(default_factory=dict)


def carried_over(session: Session, year: int, *, now: datetime) -> tuple[CarriedOver, ...]:
    """What began in `year` or before and is open now, kind by kind and the oldest first."""
    last = date(year, 12, 31)
    found = (
        *_pieces(session, year, now),
        *_documents(session, last),
        *_commissions(session, last, now.date()),
        *_assignments(session, last, now.date()),
        *_decisions(session, last, now.date()),
        *_adoptions(session, last, now.date()),
        *_disputes(session, year, last),
    )
    order = list(Open)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.since, one.number)))


def _pieces(session: Session, year: int, now: datetime) -> Iterator[CarriedOver]:
    """Pieces on their way; of an issued one only what has still to be sent: it waits for 存档 and for nothing else."""
    for row in listing(session, Filter(scope="open"), now=now):
        if row.received_at.year > year:
            continue
        if row.state != State.ISSUED:
            yield _piece(row, Open.PIECE, whom=row.group or row.contributors or row.unit)
        elif unsent := _unsent(session, row.id):
            yield _piece(row, Open.DISPATCH, whom=unsent)


def _piece(row: SubmissionRow, kind: Open, *, whom: str) -> CarriedOver:
    clock = row.clock
    step = f"，下一步{row.next_step}" if row.next_step else ""
    return CarriedOver(
        kind=kind,
        number=row.intake_no,
        title=row.title,
        whom=whom,
        since=row.received_at.date(),
        due=full(clock.due_at) if clock else "",
        urgency=clock.urgency if clock else Urgency.ON_TIME,
        standing="，".join(filter(None, (f"{row.state}{step}", clock.remaining if clock else ""))),
        page="submissions",
        target={"submission_id": row.id},
    )


def _unsent(session: Session, submission_id: int) -> str:
    d = t.Dispatch
    query = select(t.Destination.name).join(d.destination).where(d.submission_id == submission_id, d.sent_at.is_(None))
    return "、".join(session.scalars(query.order_by(d.id)))


def _documents(session: Session, last: date) -> Iterator[CarriedOver]:
    for row in documents(session):
        if row.state is DocumentState.DRAFT and row.drafted_at.date() <= last:
            yield CarriedOver(
                kind=Open.DOCUMENT,
                number=row.number,
                title=row.title or f"没有标题的{row.kind}",
                whom=row.drafted_by,
                since=row.drafted_at.date(),
                urgency=Urgency.ON_TIME,
                standing=f"{row.kind}，起草中",
                page="papers",
                target={"document_id": row.id},
            )


def _commissions(session: Session, last: date, today: date) -> Iterator[CarriedOver]:
    for row in commissions(session, today=today, waiting=True):
        if row.asked_on <= last:
            yield CarriedOver(
                kind=Open.COMMISSION,
                number="",
                title=row.subject,
                whom=row.name,
                since=row.asked_on,
                due=row.due_on.isoformat(),
                urgency=row.urgency,
                standing=row.standing,
                page="people",
                target={"part": "commissions", "commission_id": row.id},
            )


def _assignments(session: Session, last: date, today: date) -> Iterator[CarriedOver]:
    for row in assignments(session, today=today, waiting=True):
        if row.entry.opened_on <= last:
            yield CarriedOver(
                kind=Open.ASSIGNMENT,
                number=row.outcome.of,
                title=row.outcome.title,
                whom=row.entry.handling_unit,
                since=row.entry.opened_on,
                due=row.entry.due_on.isoformat(),
                urgency=row.urgency,
                standing=row.standing,
                page="outcomes",
                target={"part": "instructions", "assignment_id": row.id},
            )


def _decisions(session: Session, last: date, today: date) -> Iterator[CarriedOver]:
    for row in open_decisions(session, today=today):
        if row.decided_at.date() <= last:
            yield CarriedOver(
                kind=Open.DECISION,
                number="",
                title=f"{row.occasion}：{row.text}",
                whom=row.handling_unit,
                since=row.decided_at.date(),
                due=row.due_on.isoformat() if row.due_on else "",
                urgency=row.urgency,
                standing=row.left,
                page="people",
                target={"part": "occasions", "occasion_id": row.occasion_id, "decisions": True},
            )


def _adoptions(session: Session, last: date, today: date) -> Iterator[CarriedOver]:
    for row in awaited_adoptions(session, today=today):
        if row.sent_on <= last:
            yield CarriedOver(
                kind=Open.ADOPTION,
                number=row.intake_no,
                title=row.title,
                whom=row.destination,
                since=row.sent_on,
                urgency=Urgency.ON_TIME,
                standing=f"已报 {(today - row.sent_on).days} 天，还没有结果",
                page="submissions",
                target={"submission_id": row.submission_id},
            )


def _disputes(session: Session, year: int, last: date) -> Iterator[CarriedOver]:
    years = session.scalars(select(t.ScoreDispute.year).where(t.ScoreDispute.answered_on.is_(None)).distinct())
    for one in sorted(years):
        for row in disputes(session, one) if one <= year else ():
            if row.answered_on is None and row.raised_on <= last:
                yield CarriedOver(
                    kind=Open.DISPUTE,
                    number=f"{one}年度",
                    title=row.text,
                    whom=row.name,
                    since=row.raised_on,
                    urgency=Urgency.ON_TIME,
                    standing="还没有答复",
                    page="scores",
                    target={"part": "by_hand", "list": "disputes", "year": one},
                )
