"""What people decided about scores: points by hand, disputes, who is not ranked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.queries.people import person_ever
from cppcc_desk.queries.scoring.roster import subject_of
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class AdjustmentRow:
    """Points by hand, in hundredths."""

    id: int
    subject: Subject
    name: str
    counted_on: date
    points: int
    label: str
    reason: str
    approved_by: str
    recorded_on: date
    recorded_by: str


@dataclass(frozen=True)
class DisputeRow:
    """A dispute; `answered_on` None while it is open."""

    id: int
    subject: Subject
    name: str
    year: int
    raised_on: date
    raised_by: str
    text: str
    answered_on: date | None
    answer: str


@dataclass(frozen=True)
class UnrankedRow:
    """Somebody who takes part in no ranking."""

    subject: Subject
    name: str
    reason: str


def given_by_hand(session: Session, first: date, last: date) -> tuple[AdjustmentRow, ...]:
    """Points given in a time, the newest first."""
    a = t.ScoreAdjustment
    query = select(a).where(a.counted_on.between(first, last)).order_by(a.counted_on.desc(), a.id.desc())
    return tuple(
        AdjustmentRow(
            id=row.id,
            subject=subject_of(row.person_id, row.unit_id),
            name=_name(row),
            counted_on=row.counted_on,
            points=row.points,
            label=row.label,
            reason=row.reason,
            approved_by=row.approved_by,
            recorded_on=row.recorded_at.date(),
            recorded_by=row.recorded_by,
        )
        for row in session.scalars(query)
    )


def disputes(session: Session, year: int) -> tuple[DisputeRow, ...]:
    """Those about a year, open ones first, then the newest."""
    d = t.ScoreDispute
    query = select(d).where(d.year == year).order_by(d.answered_on.is_not(None), d.raised_on.desc(), d.id.desc())
    return tuple(
        DisputeRow(
            id=row.id,
            subject=subject_of(row.person_id, row.unit_id),
            name=_name(row),
            year=row.year,
            raised_on=row.raised_on,
            raised_by=row.raised_by,
            text=row.text,
            answered_on=row.answered_on,
            answer=row.answer,
        )
        for row in session.scalars(query)
    )


def unranked(session: Session) -> tuple[UnrankedRow, ...]:
    """Everybody who is left out, people first."""
    u = t.Unranked
    rows = session.scalars(select(u).order_by(u.person_id.is_(None), u.id))
    return tuple(UnrankedRow(subject_of(row.person_id, row.unit_id), _name(row), row.reason) for row in rows)


def subject_named(session: Session, name: str) -> Subject:
    """A person, named as in `people.person_named`, or a unit by its name, 界别：教育 where two kinds have the same.

    Raises Missing with what there is, Invalid where several are meant.
    """
    kind, _, rest = name.strip().partition("：")
    u = t.Unit
    query = select(u.id, u.kind).where(u.name == (rest if rest else kind))
    if rest:
        query = query.where(u.kind == kind)
    found = session.execute(query).all()
    if len(found) > 1:
        known = "、".join(f"{row.kind}：{name.strip()}" for row in found)
        raise Invalid(f"叫“{name.strip()}”的单位有 {len(found)} 个，请写明：{known}。没有作任何改动。")
    if found:
        return Subject(Ledger.UNIT, found[0].id)
    if rest and kind in set(UnitKind):
        raise Missing(f"没有“{rest}”这个{kind}。没有作任何改动。")
    return Subject(Ledger.PERSON, person_ever(session, name).id)


def _name(row: t.ScoreAdjustment | t.ScoreDispute | t.Unranked) -> str:
    named = row.person or row.unit
    return named.name if named else ""
