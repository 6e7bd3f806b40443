"""One person whole: what the form of their facts is filled from, and what they were and belonged to over time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import PersonEntry, term_name
from cppcc_desk.queries.people.lists import entries
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class RoleRow:
    """身份 from a day to a day; None where it is not known, or where it has not ended."""

    kind: str
    term: str
    began: date | None
    ended: date | None
    recommended_by: str


@dataclass(frozen=True)
class AffiliationRow:
    """A unit from a day to a day, and what the person was in it."""

    kind: str
    unit: str
    role: str
    began: date | None
    ended: date | None


@dataclass(frozen=True)
class PersonDetail:
    """What the roster says of one person, now and over time; `photo` is the SHA-256 of its bytes or ""."""

    id: int
    entry: PersonEntry
    photo: str
    left_on: date | None
    left_reason: str
    roles: tuple[RoleRow, ...]
    affiliations: tuple[AffiliationRow, ...]


def entry_of(session: Session, person_id: int) -> PersonEntry:
    """The facts of a person as the form edits them. Raises Missing."""
    found = entries(session, everybody=True, only=[person_id])
    if person_id not in found:
        raise Missing("找不到这个人，可能已被删除或与别人合并。没有作任何改动。请刷新后再试。")
    return found[person_id]


def detail(session: Session, person_id: int) -> PersonDetail:
    """One person, also one who has left. Raises Missing."""
    entry = entry_of(session, person_id)
    row = session.get_one(t.Person, person_id)
    return PersonDetail(
        id=row.id,
        entry=entry,
        photo=row.photo,
        left_on=row.left_on,
        left_reason=row.left_reason,
        roles=tuple(
            RoleRow(r.kind, term_name(r.term.number) if r.term else "", r.began, r.ended, r.recommended_by)
            for r in row.roles
        ),
        affiliations=tuple(
            AffiliationRow(a.unit.kind, a.unit.name, a.role, a.began, a.ended) for a in row.affiliations
        ),
    )
