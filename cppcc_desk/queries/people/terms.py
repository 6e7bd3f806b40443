"""Who held what in a term, also in one that ended long ago."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.queries.people.held import belonging_on
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class TermMember:
    """A person in a term: what they were in it, their 界别 at its end, and whether they are still in the roster."""

    person_id: int
    name: str
    kinds: tuple[str, ...]
    unit: str
    sector: str
    info_group: str
    in_roster: bool


def roll_of_term(session: Session, term_id: int) -> tuple[TermMember, ...]:
    """Whoever held a 身份 in the term, in the order of the roster; those of no term by their days. Raises Missing."""
    term = session.get(t.Term, term_id)
    if term is None:
        raise Missing("找不到这一届，可能已被撤销。没有作任何改动。请刷新后再试。")
    return tuple(_members(session, term))


def _members(session: Session, term: t.Term) -> Iterator[TermMember]:
    r, p = t.PersonRole, t.Person
    within = and_(
        r.term_id.is_(None),
        or_(r.ended.is_(None), r.ended >= term.began),
        or_(r.began.is_(None), r.began <= (term.ended or date.max)),
    )
    query = (
        select(p.id, p.name, p.unit, p.left_on, r.kind)
        .join(r, r.person_id == p.id)
        .where(or_(r.term_id == term.id, within), r.kind != PersonKind.STAFF.value, p.merged_into_id.is_(None))
        .order_by(p.id, r.id)
    )
    held: dict[int, list[str]] = {}
    facts: dict[int, tuple[str, str, bool]] = {}
    for person_id, name, unit, left_on, kind in session.execute(query):
        held.setdefault(person_id, []).append(kind)
        facts[person_id] = (name, unit, left_on is None)
    last = term.ended or date.max
    sectors, groups = (belonging_on(session, kind, last) for kind in (UnitKind.SECTOR, UnitKind.INFO_GROUP))
    for person_id, kinds in held.items():
        name, unit, in_roster = facts[person_id]
        sector, group = sectors.get(person_id, ""), groups.get(person_id, "")
        yield TermMember(person_id, name, tuple(dict.fromkeys(kinds)), unit, sector, group, in_roster)
