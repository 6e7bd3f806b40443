"""What meetings decided and how it goes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.occasions import OccasionKind, decision_left, decision_urgency
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class FollowUpRow:
    """How a decision was going on a day, and who wrote it down."""

    on: date
    text: str
    by: str


@dataclass(frozen=True)
class DecisionRow:
    """One decision; `number` is its place among those of the meeting, from 1; `left` says how it stands in words."""

    id: int
    occasion_id: int
    occasion: str
    kind: OccasionKind
    decided_at: datetime
    number: int
    text: str
    handling_unit: str
    due_on: date | None
    done_on: date | None
    urgency: Urgency
    left: str
    follow_ups: tuple[FollowUpRow, ...]


def open_decisions(session: Session, *, today: date) -> tuple[DecisionRow, ...]:
    """Those not done yet, of what was not cancelled; the one due first stands first, undated ones last."""
    d, o = t.Decision, t.Occasion
    query = (
        select(d)
        .join(o)
        .where(d.done_on.is_(None), o.cancelled == "")
        .order_by(d.due_on.is_(None), d.due_on, d.id)
        .options(joinedload(d.occasion).selectinload(o.decisions), selectinload(d.follow_ups))
    )
    return tuple(row_of(decision, today=today) for decision in session.scalars(query))


def row_of(decision: t.Decision, *, today: date) -> DecisionRow:
    """One decision as it stands on the day `today`."""
    of = decision.occasion
    return DecisionRow(
        id=decision.id,
        occasion_id=of.id,
        occasion=of.name,
        kind=OccasionKind(of.kind),
        decided_at=of.at,
        number=of.decisions.index(decision) + 1,
        text=decision.text,
        handling_unit=decision.handling_unit,
        due_on=decision.due_on,
        done_on=decision.done_on,
        urgency=decision_urgency(decision.due_on, decision.done_on, today=today),
        left=decision_left(decision.due_on, decision.done_on, today=today),
        follow_ups=tuple(FollowUpRow(f.on, f.text, f.by) for f in decision.follow_ups),
    )
