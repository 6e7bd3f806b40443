"""Submissions in lists: what is chosen, the ids of a long register, the lines on the screen, numbers of them."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import State, Step, next_step
from cppcc_desk.queries.clocks import OPEN_STATES, Clock, Timekeeper, tightest, timekeeper
from cppcc_desk.queries.issues import sheet_refused
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # numbers in one question


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list shows; every field left as it is shows all. `scope`: "" all, open, adopted, not_adopted, deleted."""

    scope: str = ""
    state: str = ""
    group_id: int | None = None
    year: int | None = None
    category: str = ""
    step: str = ""  # only with scope open: submissions that wait for this step
    numbers: tuple[str, ...] | None = None  # these 来稿编号 and no others


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


def adopted(s: type[t.Submission] = t.Submission) -> ColumnElement[bool]:
    """Whether a submission (or an alias of it) was adopted at this level: issued, or archived after it was signed."""
    return or_(s.state == State.ISSUED.value, (s.state == State.ARCHIVED.value) & s.signed_at.is_not(None))


def _where(chosen: Filter) -> list[ColumnElement[bool]]:
    s = t.Submission
    found: list[ColumnElement[bool]] = [
        s.deleted_at.is_not(None) if chosen.scope == "deleted" else s.deleted_at.is_(None)
    ]
    if chosen.scope == "open":
        found.append(s.state.in_(OPEN_STATES))
    elif chosen.scope == "adopted":
        found.append(adopted())
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
    if chosen.numbers is not None:
        found.append(s.intake_no.in_(_each(chosen.numbers)))
    if chosen.step:
        waiting = [state.value for state in State if _waits_for(state, Step(chosen.step))]
        found.append(s.state.in_(waiting))
    return found


def _each(words: Sequence[str]) -> Select[Any]:
    """The words as rows: there may be more of them than SQLite takes as bound values."""
    told = func.json_each(json.dumps(words)).table_valued("value")
    return select(told.c.value)


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
    return tuple(row_of(found[i], keeper) for i in wanted if i in found)


def ids_of(session: Session, numbers: Sequence[str]) -> tuple[int, ...]:
    """The ids of pieces by their numbers, in that order; those that are not there are left out."""
    s = t.Submission
    found: dict[str, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(s.intake_no, s.id).where(s.intake_no.in_(numbers[start : start + _AT_ONCE]))
        found |= {row.intake_no: row.id for row in session.execute(query)}
    return tuple(found[number] for number in numbers if number in found)


def unsent(session: Session, wanted: Sequence[int]) -> dict[str, int]:
    """How many of these submissions have still to be sent to each destination, by its name."""
    query = (
        select(t.Destination.name, func.count())
        .join(t.Dispatch.destination)
        .where(t.Dispatch.submission_id.in_(wanted), t.Dispatch.sent_at.is_(None))
        .group_by(t.Destination.name)
    )
    return dict(session.execute(query).all())


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


def row_of(s: t.Submission, keeper: Timekeeper) -> SubmissionRow:
    """The line of one submission."""
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


def is_attached(session: Session, sha256: str) -> bool:
    """Whether any submission refers to the kept file."""
    return session.scalar(select(t.Attachment.id).where(t.Attachment.sha256 == sha256).limit(1)) is not None


def known_files(session: Session, digests: Iterable[str]) -> dict[str, str]:
    """SHA-256 -> 来稿编号 for files that were registered before as manuscripts."""
    found = session.execute(
        select(t.Attachment.sha256, t.Submission.intake_no)
        .join(t.Submission)
        .where(t.Attachment.sha256.in_(list(digests)), t.Attachment.source, t.Submission.deleted_at.is_(None))
        .order_by(t.Submission.id.desc())
    )
    return {row.sha256: row.intake_no for row in found}
