"""Who can be scored: people and units, with what they are called, what they are, and who is not ranked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import UnitKind, first_said
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.queries.people.held import belonging_on, held_on
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class Scored:
    """A person or a unit; `kinds` are what they are for rules and groups of ranking, `kind` the one that is said.

    `belongs` is the 界别 of a person, `work` their unit and post; `heads` how many people are in a unit. `unranked` is
    why they take part in no ranking, "" where they do. Who is not `present` has left, or is out of use.
    """

    subject: Subject
    name: str
    kind: str
    kinds: frozenset[str]
    belongs: str
    work: str
    heads: int
    present: bool
    unranked: str


def scored(session: Session, *, on: date) -> dict[Subject, Scored]:
    """Everybody there ever was, as they were on a day: people in the order of the roster, units in official order."""
    unranked = _unranked(session)
    found = [*_people(session, on, unranked), *_units(session, on, unranked)]
    return {one.subject: one for one in found}


def subject_of(person_id: int | None, unit_id: int | None) -> Subject:
    """Whose a row is that names either a person or a unit."""
    return Subject(Ledger.UNIT, unit_id or 0) if person_id is None else Subject(Ledger.PERSON, person_id)


def _unranked(session: Session) -> Mapping[Subject, str]:
    return {subject_of(row.person_id, row.unit_id): row.reason for row in session.scalars(select(t.Unranked))}


def _people(session: Session, on: date, unranked: Mapping[Subject, str]) -> list[Scored]:
    p, r = t.Person, t.PersonRole
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for person_id, kind in session.execute(select(r.person_id, r.kind).where(held_on(r, on))):
        kinds[person_id].add(kind)
    sectors = belonging_on(session, UnitKind.SECTOR, on)
    there = or_(p.left_on.is_(None), p.left_on >= on)
    query = select(p.id, p.name, p.unit, p.position, there).where(p.merged_into_id.is_(None)).order_by(p.id)
    found = []
    for person_id, name, unit, position, present in session.execute(query):
        subject = Subject(Ledger.PERSON, person_id)
        held = frozenset(kinds.get(person_id, ()))
        found.append(
            Scored(
                subject=subject,
                name=name,
                kind=first_said(held),
                kinds=held,
                belongs=sectors.get(person_id, ""),
                work=f"{unit}{position}",
                heads=1,
                present=bool(present),
                unranked=unranked.get(subject, ""),
            )
        )
    return found


def _units(session: Session, on: date, unranked: Mapping[Subject, str]) -> list[Scored]:
    a, u = t.Affiliation, t.Unit
    heads: defaultdict[int, set[int]] = defaultdict(set)
    for unit_id, person_id in session.execute(select(a.unit_id, a.person_id).where(held_on(a, on))):
        heads[unit_id].add(person_id)
    order = list(UnitKind)
    rows = session.execute(select(u.id, u.kind, u.name, u.active).order_by(u.position, u.id)).all()
    return [
        Scored(
            subject=(subject := Subject(Ledger.UNIT, row.id)),
            name=row.name,
            kind=row.kind,
            kinds=frozenset({row.kind}),
            belongs="",
            work="",
            heads=len(heads[row.id]),
            present=row.active,
            unranked=unranked.get(subject, ""),
        )
        for row in sorted(rows, key=lambda row: order.index(UnitKind(row.kind)))
    ]
