"""The people of the roster as rows: who they are now, what they belong to, how often they contributed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import (
    FACTS,
    GROUP_LEADER,
    WORD_OF_UNIT,
    PersonEntry,
    PersonKind,
    UnitKind,
    first_said,
)
from cppcc_desk.storage import tables as t

_SHORT, _MOBILE = 7, 11  # digits of a number of the town and of a mobile one
_GROUP = (UnitKind.INFO_GROUP, "info_group")


@dataclass(frozen=True)
class RosterPerson:
    """What the roster says of a person now; of several units of one kind the first."""

    id: int
    name: str
    kind: str
    unit: str
    position: str
    phone: str
    sector: str
    committee: str
    town: str
    party: str
    info_group_id: int | None


@dataclass(frozen=True)
class PersonRow(RosterPerson):
    """A person of the roster, with how often and when last they contributed."""

    kinds: tuple[str, ...]  # every present 身份
    info_group: str
    leads: bool  # is 组长 of that group
    gender: str
    left_on: date | None
    pieces: int
    last_piece_at: datetime | None

    @property
    def active(self) -> bool:
        """Still in the roster."""
        return self.left_on is None


def bearers(session: Session, names: Iterable[str], *, gone: bool = False) -> tuple[RosterPerson, ...]:
    """The people of the roster in use who bear one of `names`, in its order; `gone`: of those who have left."""
    p = t.Person
    there = p.left_on.is_not(None) & p.merged_into_id.is_(None) if gone else p.left_on.is_(None)
    wanted = list(session.scalars(select(p.id).where(p.name.in_(list(names)), there)))
    return _people(session, everybody=gone, only=wanted) if wanted else ()


def kinds_said(session: Session, person_ids: Collection[int]) -> dict[int, PersonKind]:
    """Which 身份 is said of each of these people; of those who have left, what they were when they did."""
    held = _kinds(session, person_ids)
    return {person_id: first_said(held.get(person_id, ())) for person_id in person_ids}


def posts(session: Session) -> dict[str, list[str]]:
    """What the roster says of the 职务 of those in use, by name; two people may bear one name."""
    found: dict[str, list[str]] = {}
    query = select(t.Person.name, t.Person.position).where(t.Person.left_on.is_(None), t.Person.position != "")
    for name, position in session.execute(query.order_by(t.Person.id)):
        found.setdefault(name, []).append(position)
    return found


def people(session: Session, *, everybody: bool = False) -> tuple[PersonRow, ...]:
    """The roster, in its order; `everybody`: also who has left, but never who was merged into another."""
    return _people(session, everybody=everybody)


def _people(session: Session, *, everybody: bool = False, only: Collection[int] | None = None) -> tuple[PersonRow, ...]:
    p = t.Person
    query = select(p.id, p.name, p.unit, p.position, p.phone, p.gender, p.left_on).where(p.merged_into_id.is_(None))
    if not everybody:
        query = query.where(p.left_on.is_(None))
    if only is not None:
        query = query.where(p.id.in_(only))
    kinds, units, pieces = _kinds(session, only), _units(session, only), _pieces(session, only)
    made: list[PersonRow] = []
    for person_id, name, unit, position, phone, gender, left_on in session.execute(query.order_by(p.id)):
        held = tuple(kinds.get(person_id, ()))
        belongs = units.get(person_id, {})
        words = {word: belongs[kind][1] if kind in belongs else "" for kind, word in WORD_OF_UNIT.items()}
        group_id, group, role = belongs.get(UnitKind.INFO_GROUP, (None, "", ""))
        number, last = pieces.get(person_id, (0, None))
        made.append(
            PersonRow(
                id=person_id,
                name=name,
                kind=first_said(held),
                unit=unit,
                position=position,
                phone=phone,
                **words,
                info_group_id=group_id,
                kinds=held,
                info_group=group,
                leads=role == GROUP_LEADER,
                gender=gender,
                left_on=left_on,
                pieces=number,
                last_piece_at=last,
            )
        )
    return tuple(made)


def _kinds(session: Session, only: Collection[int] | None) -> dict[int, list[str]]:
    """Of those who have left: what they were when they did."""
    r = t.PersonRole
    query = select(r.person_id, r.kind).join(t.Person).where(_holds(r)).order_by(r.id)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, kind in session.execute(query if only is None else query.where(r.person_id.in_(only))):
        found[person_id].append(kind)
    return found


def _units(session: Session, only: Collection[int] | None) -> dict[int, dict[str, tuple[int | None, str, str]]]:
    """Person -> kind of unit -> id, name and the person's role in the first one of that kind."""
    a, u = t.Affiliation, t.Unit
    query = (
        select(a.person_id, u.kind, u.id, u.name, a.role)
        .join(u, u.id == a.unit_id)
        .join(t.Person)
        .where(_holds(a))
        .order_by(a.id)
    )
    found: defaultdict[int, dict[str, tuple[int | None, str, str]]] = defaultdict(dict)
    for person_id, kind, unit_id, name, role in session.execute(
        query if only is None else query.where(a.person_id.in_(only))
    ):
        found[person_id].setdefault(kind, (unit_id, name, role))
    return found


def _holds(table: type[t.PersonRole] | type[t.Affiliation]) -> ColumnElement[bool]:
    return (table.ended.is_(None)) | (table.ended == t.Person.left_on)


def _pieces(session: Session, only: Collection[int] | None) -> dict[int, tuple[int, datetime]]:
    c, s = t.Contributor, t.Submission
    query = (
        select(c.person_id, func.count(s.id.distinct()), func.max(s.received_at))
        .join(s)
        .where(s.deleted_at.is_(None), c.person_id.is_not(None))
        .group_by(c.person_id)
    )
    rows = session.execute(query if only is None else query.where(c.person_id.in_(only)))
    return {person_id: (number, last) for person_id, number, last in rows if person_id is not None}


def entries(
    session: Session, *, everybody: bool = False, only: Collection[int] | None = None
) -> dict[int, PersonEntry]:
    """The facts of people as their form edits them, by id, in the order of the roster; `everybody` as for `people`."""
    p = t.Person
    query = select(p.id, *(getattr(p, fact) for fact in FACTS)).where(p.merged_into_id.is_(None))
    if not everybody:
        query = query.where(p.left_on.is_(None))
    if only is not None:
        query = query.where(p.id.in_(only))
    kinds, units, recommended = _kinds(session, only), _units(session, only), _recommended(session, only)
    made: dict[int, PersonEntry] = {}
    for person_id, *facts in session.execute(query.order_by(p.id)):
        held = frozenset(PersonKind(kind) for kind in kinds.get(person_id, ()))
        kind = first_said(held)
        belongs = units.get(person_id, {})
        words: dict[str, Any] = {
            word: belongs[of][1] if of in belongs else "" for of, word in (*WORD_OF_UNIT.items(), _GROUP)
        }
        made[person_id] = PersonEntry(
            **dict(zip(FACTS, facts, strict=True)),
            **words,
            kind=kind,
            also=held - {kind},
            recommended_by=recommended.get(person_id, ""),
        )
    return made


def _recommended(session: Session, only: Collection[int] | None) -> dict[int, str]:
    r = t.PersonRole
    query = select(r.person_id, r.recommended_by).join(t.Person).where(_holds(r), r.recommended_by != "")
    found: dict[int, str] = {}
    for person_id, unit in session.execute(
        (query if only is None else query.where(r.person_id.in_(only))).order_by(r.id)
    ):
        found.setdefault(person_id, unit)
    return found


def masked(phone: str) -> str:
    """A telephone or identity number as lists show it: 138****0001; one of the house's own exchange is no secret."""
    if len(phone) < _SHORT:
        return phone
    shown = (3, 4) if len(phone) >= _MOBILE else (2, 2)
    return f"{phone[: shown[0]]}****{phone[-shown[1] :]}"
