"""What is waited for, the oldest first: units that were handed a 批示, and uses higher up of which nothing is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.outcomes import HIGHER, Level, OutcomeKind
from cppcc_desk.queries.office import office
from cppcc_desk.queries.outcomes.levels import level_at
from cppcc_desk.queries.outcomes.lists import PieceOutcome, outcomes_of_pieces
from cppcc_desk.queries.outcomes.rows import AssignmentRow, assignments
from cppcc_desk.storage import tables as t

LONGEST_WAIT = timedelta(days=365)  # after a year nobody waits any more for a piece to be used


class Awaited(StrEnum):
    """What is waited for."""

    FEEDBACK = "办理反馈"
    ADOPTION = "采用结果"


@dataclass(frozen=True)
class AwaitedAdoption:
    """A piece that went to a higher level and of whose use there nothing is known.

    `destination` is where it went, `form` as what, `sent_on` when.
    """

    dispatch_id: int
    submission_id: int
    intake_no: str
    title: str
    destination_id: int
    destination: str
    level: Level
    form: str
    sent_on: date


@dataclass(frozen=True)
class AwaitingRow:
    """One thing that is waited for: `since` when, from whom, and in `standing` how it stands.

    Exactly one of `assignment` and `adoption` says the rest.
    """

    kind: Awaited
    since: date
    whom: str
    of: str
    title: str
    urgency: Urgency
    standing: str
    assignment: AssignmentRow | None = None
    adoption: AwaitedAdoption | None = None


def awaiting(session: Session, *, today: date) -> tuple[AwaitingRow, ...]:
    """Everything that is waited for, the oldest first."""
    return tuple(sorted((*_feedback(session, today), *_adoptions(session, today)), key=lambda row: row.since))


def _feedback(session: Session, today: date) -> Iterator[AwaitingRow]:
    for row in assignments(session, today=today, waiting=True):
        yield AwaitingRow(
            kind=Awaited.FEEDBACK,
            since=row.entry.opened_on,
            whom=row.entry.handling_unit,
            of=row.outcome.of,
            title=row.outcome.title,
            urgency=row.urgency,
            standing=row.standing,
            assignment=row,
        )


def _adoptions(session: Session, today: date) -> Iterator[AwaitingRow]:
    for row in awaited_adoptions(session, today=today):
        yield AwaitingRow(
            kind=Awaited.ADOPTION,
            since=row.sent_on,
            whom=row.destination,
            of=row.intake_no,
            title=row.title,
            urgency=Urgency.DUE_SOON,
            standing=f"已报 {(today - row.sent_on).days} 天",
            adoption=row,
        )


def awaited_adoptions(
    session: Session, *, today: date, destination_id: int | None = None
) -> tuple[AwaitedAdoption, ...]:
    """What was sent to a higher level longer ago than the office waits, without a use there or above; the oldest first.

    What went longer ago than `LONGEST_WAIT` is no longer waited for. With `destination_id` what went there only.
    """
    sent = _sent_up(session, today=today, destination_id=destination_id)
    said = outcomes_of_pieces(session, (row.submission_id for row in sent))
    return tuple(row for row in sent if not _used(said[row.submission_id], row.level))


def _used(said: Iterable[PieceOutcome], level: Level) -> bool:
    """Whether a piece was used at `level`, or above it: the city hands on to the province what it was sent."""
    enough = HIGHER[: HIGHER.index(level) + 1]
    return any(one.row.entry.kind is OutcomeKind.ADOPTION and one.row.entry.level in enough for one in said)


def _sent_up(session: Session, *, today: date, destination_id: int | None) -> list[AwaitedAdoption]:
    d, s = t.Dispatch, t.Submission
    higher = _higher_destinations(session)
    asked = [one for one in higher if destination_id in (None, one)]
    before = today - office(session, on=today).outcome_wait + timedelta(days=1)
    # Columns and not rows of tables: the window asks after every change how many there are.
    query = (
        select(d.id, d.destination_id, d.form, d.sent_at, s.id, s.intake_no, s.title)
        .join(s, d.submission_id == s.id)
        .where(d.destination_id.in_(asked), d.sent_at >= today - LONGEST_WAIT, d.sent_at < before)
        .where(s.deleted_at.is_(None))
        .order_by(d.sent_at, d.id)
    )
    return [
        AwaitedAdoption(
            dispatch_id=dispatch_id,
            submission_id=submission_id,
            intake_no=intake_no,
            title=title,
            destination_id=to,
            destination=higher[to][0],
            level=higher[to][1],
            form=form,
            sent_on=sent_at.date(),
        )
        for dispatch_id, to, form, sent_at, submission_id, intake_no, title in session.execute(query)
        if sent_at is not None
    ]


def _higher_destinations(session: Session) -> dict[int, tuple[str, Level]]:
    """The 去向 at a higher level: name and level by their ids."""
    levels = {row.id: (row.name, level_at(row)) for row in session.scalars(select(t.Destination))}
    return {one: (name, level) for one, (name, level) in levels.items() if level in HIGHER}
