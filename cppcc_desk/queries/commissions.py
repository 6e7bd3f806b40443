"""约稿 as rows: from whom, what, by when, how it stands; what is due, what may have come in, who may be asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, load_only

from cppcc_desk.domain.commissions import WAITING, CommissionState, standing, state_of, urgency_of
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import WORD_OF_UNIT, UnitKind
from cppcc_desk.queries.people import kinds_said
from cppcc_desk.storage import tables as t

MOST_ANSWERS = 20


@dataclass(frozen=True)
class CommissionRow:
    """One piece asked of a person or a unit; `standing` are the words beside the lamp of `urgency`.

    `kind` is the 身份 of the person or the kind of the unit, `intake_no` the piece that came in, `binned` whether that
    lies in the 回收站, `closed_on` the day when it was received, or when nothing more was waited for.
    """

    id: int
    person_id: int | None
    unit_id: int | None
    name: str
    kind: str
    phone: str
    subject: str
    topic_call_id: int | None
    topic: str
    asked_on: date
    due_on: date
    state: CommissionState
    urgency: Urgency
    standing: str
    submission_id: int | None
    intake_no: str
    piece_title: str
    binned: bool
    closed_on: date | None
    close_reason: str

    @property
    def waiting(self) -> bool:
        """Whether a piece is still waited for."""
        return self.state in WAITING


def commissions(
    session: Session, *, today: date, waiting: bool = False, topic_call_id: int | None = None
) -> tuple[CommissionRow, ...]:
    """All that was asked for: what is waited for first, the earliest due first; then the rest, the newest first.

    Only what is still waited for, or what belongs to one topic.
    """
    c = t.CommissionedPiece
    where: list[ColumnElement[bool]] = [c.closed_on.is_(None)] if waiting else []
    if topic_call_id is not None:
        where.append(c.topic_call_id == topic_call_id)
    return _commissions(session, where, today=today)


def commission(session: Session, commission_id: int, *, today: date) -> CommissionRow:
    """One of them. Raises Missing."""
    for row in _commissions(session, [t.CommissionedPiece.id == commission_id], today=today):
        return row
    raise Missing(f"没有序号为 {commission_id} 的约稿，可能已被撤销。请刷新后再试。")


def commissions_due(session: Session, *, today: date) -> tuple[CommissionRow, ...]:
    """What is overdue or due within `SOON_DAYS`, the latest first: for the workbench."""
    pressing = (Urgency.OVERDUE, Urgency.DUE_SOON)
    return tuple(row for row in commissions(session, today=today, waiting=True) if row.urgency in pressing)


def open_commissions_of(
    session: Session, person_ids: Collection[int], *, unit_name: str = "", today: date
) -> tuple[CommissionRow, ...]:
    """What is still waited for from any of these people, or from the unit of this name, the earliest due first."""
    c = t.CommissionedPiece
    whom: ColumnElement[bool] = c.person_id.in_(list(person_ids))
    if unit_name:
        whom = or_(whom, c.unit_id.in_(select(t.Unit.id).where(t.Unit.name == unit_name)))
    return _commissions(session, [c.closed_on.is_(None), whom], today=today)


def _commissions(session: Session, where: Iterable[ColumnElement[bool]], *, today: date) -> tuple[CommissionRow, ...]:
    c, s = t.CommissionedPiece, t.Submission
    query = (
        select(c, s)
        .outerjoin(s, s.id == c.submission_id)
        .options(joinedload(c.person), joinedload(c.unit), joinedload(c.topic_call))
        .options(load_only(s.intake_no, s.title, s.received_at, s.deleted_at))
        .where(*where)
    )
    found = session.execute(query).all()
    kinds = kinds_said(session, {row.person_id for row, _ in found if row.person_id is not None})
    made = [_row(row, piece, kinds, today=today) for row, piece in found]
    open_first = sorted((row for row in made if row.waiting), key=lambda row: (row.due_on, row.id))
    closed = sorted((row for row in made if not row.waiting), key=lambda row: (row.closed_on, row.id), reverse=True)
    return (*open_first, *closed)


def _row(
    row: t.CommissionedPiece, piece: t.Submission | None, kinds: Mapping[int, str], *, today: date
) -> CommissionRow:
    closed_on = piece.received_at.date() if piece else row.closed_on  # the receipt of a piece may be put right
    state = state_of(answered=row.submission_id is not None, closed_on=closed_on, due_on=row.due_on, today=today)
    return CommissionRow(
        id=row.id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        name=row.person.name if row.person else row.unit.name if row.unit else "",
        kind=kinds.get(row.person_id or 0, "") if row.person else row.unit.kind if row.unit else "",
        phone=row.person.phone if row.person else "",
        subject=row.subject,
        topic_call_id=row.topic_call_id,
        topic=row.topic_call.theme if row.topic_call else "",
        asked_on=row.asked_on,
        due_on=row.due_on,
        state=state,
        urgency=urgency_of(state, row.due_on, today=today),
        standing=standing(state, row.due_on, closed_on=closed_on, today=today),
        submission_id=row.submission_id,
        intake_no=piece.intake_no if piece else "",
        piece_title=piece.title if piece else "",
        binned=piece is not None and piece.deleted_at is not None,
        closed_on=closed_on,
        close_reason=row.close_reason,
    )


@dataclass(frozen=True)
class Answer:
    """A piece that may have come in for what was asked."""

    submission_id: int
    intake_no: str
    title: str


def likely_answers(session: Session, commission_id: int, *, today: date) -> tuple[Answer, ...]:
    """Pieces of the person or the unit that came in since they were asked, the newest first. Raises Missing."""
    asked = commission(session, commission_id, today=today)
    s, c = t.Submission, t.Contributor
    if asked.person_id is not None:
        by: ColumnElement[bool] = s.id.in_(select(c.submission_id).where(c.person_id == asked.person_id))
    else:
        meant = or_(*(getattr(c, f"{word}_id") == asked.unit_id for word in WORD_OF_UNIT.values()))
        of_people = s.id.in_(select(c.submission_id).where(meant))
        by = or_(of_people, s.credited_unit_id == asked.unit_id, s.info_group_id == asked.unit_id)
    query = select(s.id, s.intake_no, s.title).where(by, s.deleted_at.is_(None), s.received_at >= asked.asked_on)
    found = session.execute(query.order_by(s.received_at.desc(), s.id.desc()).limit(MOST_ANSWERS))
    return tuple(Answer(*row) for row in found)


@dataclass(frozen=True)
class UnitChoice:
    """A unit in use."""

    id: int
    kind: str
    name: str


_FIRST = (UnitKind.COMMITTEE, UnitKind.TOWN_COMMITTEE, UnitKind.SECTOR, UnitKind.PARTY, UnitKind.INFO_GROUP)


def units_to_ask(session: Session) -> tuple[UnitChoice, ...]:
    """Who may be asked beside people, and may lead a topic: 专委会 first, each kind in its order."""
    u = t.Unit
    found = [
        UnitChoice(*row)
        for row in session.execute(select(u.id, u.kind, u.name).where(u.active).order_by(u.position, u.id))
    ]
    return tuple(sorted(found, key=lambda unit: _FIRST.index(UnitKind(unit.kind))))
