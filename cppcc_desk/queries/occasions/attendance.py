"""Where a person was asked, came and spoke; and who belonged to a group on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.occasions import OccasionKind, OccasionState, Part, Presence, state_of
from cppcc_desk.domain.people import GROUP_LEADER
from cppcc_desk.queries.occasions.lists import in_year
from cppcc_desk.queries.people import person_named
from cppcc_desk.queries.people.held import held_on
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class AttendedRow:
    """One meeting or activity that a person was asked to."""

    occasion_id: int
    kind: OccasionKind
    name: str
    at: datetime
    place: str
    group: str
    state: OccasionState
    part: Part
    presence: Presence
    spoke: bool
    remark: str


@dataclass(frozen=True)
class KindCount:
    """How often a person was asked to what has been held of a kind, came, and spoke."""

    kind: OccasionKind
    invited: int
    came: int
    spoke: int


@dataclass(frozen=True)
class PersonAttendance:
    """A person's part in meetings and activities; `counts` leaves out what lies ahead and what was cancelled."""

    rows: tuple[AttendedRow, ...]
    counts: tuple[KindCount, ...]


def attendance_of(session: Session, person_id: int, *, now: datetime, year: int | None = None) -> PersonAttendance:
    """What the duty record of a person shows: the latest first, and the numbers of each kind there was any of."""
    a, o = t.Attendance, t.Occasion
    query = select(a).join(o).where(a.person_id == person_id).order_by(o.at.desc(), o.id.desc())
    if year is not None:
        query = query.where(in_year(year))
    whole = query.options(joinedload(a.occasion).joinedload(o.info_group))
    rows = tuple(_row(attendance, now=now) for attendance in session.scalars(whole))
    held = [row for row in rows if row.state is OccasionState.HELD]
    counts = []
    for kind in OccasionKind:
        of_kind = [row for row in held if row.kind is kind]
        if of_kind:
            came = sum(row.presence is Presence.CAME for row in of_kind)
            counts.append(KindCount(kind, len(of_kind), came, sum(row.spoke for row in of_kind)))
    return PersonAttendance(rows, tuple(counts))


def _row(attendance: t.Attendance, *, now: datetime) -> AttendedRow:
    of = attendance.occasion
    return AttendedRow(
        occasion_id=of.id,
        kind=OccasionKind(of.kind),
        name=of.name,
        at=of.at,
        place=of.place,
        group=of.info_group.name if of.info_group else "",
        state=state_of(of.at, of.cancelled, now=now),
        part=Part(attendance.part),
        presence=Presence(attendance.presence),
        spoke=attendance.spoke,
        remark=attendance.remark,
    )


def members_on(session: Session, group_id: int, day: date) -> tuple[tuple[int, str], ...]:
    """Id and name of those who belonged to a group on `day`, its 组长 first."""
    a, p = t.Affiliation, t.Person
    query = (
        select(p.id, p.name, a.role)
        .join(a, a.person_id == p.id)
        .where(a.unit_id == group_id, p.merged_into_id.is_(None), held_on(a, day))
        .order_by(a.role != GROUP_LEADER, a.id)
    )
    return tuple({person_id: (person_id, name) for person_id, name, _ in session.execute(query)}.values())


def attendances_of(session: Session, occasion_id: int, names: Iterable[str]) -> tuple[int, ...]:
    """Ids of the attendances of people, each named as on the list or as in `people.person_named`.

    Raises Missing for somebody who was not asked, Invalid.
    """
    a, p = t.Attendance, t.Person
    shown = func.coalesce(p.name, a.name).label("shown")
    query = select(a.id, a.person_id, shown).outerjoin(p, p.id == a.person_id).where(a.occasion_id == occasion_id)
    asked = session.execute(query.order_by(a.position)).all()
    found = []
    for words in names:
        there = [row.id for row in asked if row.shown == words.strip()]
        if len(there) != 1:
            name, person = person_named(session, words)
            there = [row.id for row in asked if person and row.person_id == person.id] or [
                row.id for row in asked if row.person_id is None and row.shown == name
            ]
        if not there:
            raise Missing(f"名单里没有“{words}”。没有作任何改动。请先列入参加人员。")
        found.append(there[0])
    return tuple(found)
