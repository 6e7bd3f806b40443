"""People to choose from: by name, pinyin initials or the end of a phone number, the recent and frequent first."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain import pinyin
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.initials import pinyin_table

PHONE_TAIL = 3  # digits of a phone number's end before it is searched for


@dataclass(frozen=True)
class RosterPerson:
    """What the roster says of a person."""

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

    info_group: str
    active: bool
    pieces: int
    last_piece_at: datetime | None


_ROSTER = tuple(getattr(t.Person, field.name) for field in fields(RosterPerson))


def bearers(session: Session, names: Iterable[str]) -> tuple[RosterPerson, ...]:
    """The people of the roster in use who bear one of `names`, in its order."""
    query = select(*_ROSTER).where(t.Person.name.in_(list(names)), t.Person.active).order_by(t.Person.id)
    return tuple(RosterPerson(*row) for row in session.execute(query))


def posts(session: Session) -> dict[str, list[str]]:
    """What the roster says of the 职务 of those in use, by name; two people may bear one name."""
    found: dict[str, list[str]] = {}
    query = select(t.Person.name, t.Person.position).where(t.Person.active, t.Person.position != "")
    for name, position in session.execute(query.order_by(t.Person.id)):
        found.setdefault(name, []).append(position)
    return found


def people(session: Session, *, everybody: bool = False) -> tuple[PersonRow, ...]:
    """The roster, in its order."""
    pieces = (
        select(
            t.Contributor.person_id,
            func.count().label("pieces"),
            func.max(t.Submission.received_at).label("last"),
        )
        .join(t.Submission)
        .where(t.Submission.deleted_at.is_(None), t.Contributor.person_id.is_not(None))
        .group_by(t.Contributor.person_id)
        .subquery()
    )
    query = (
        select(t.Person, t.InfoGroup.name, pieces.c.pieces, pieces.c.last)
        .outerjoin(t.InfoGroup, t.InfoGroup.id == t.Person.info_group_id)
        .outerjoin(pieces, pieces.c.person_id == t.Person.id)
        .order_by(t.Person.id)
    )
    if not everybody:
        query = query.where(t.Person.active)
    return tuple(
        PersonRow(
            p.id,
            p.name,
            p.kind,
            p.unit,
            p.position,
            p.phone,
            p.sector,
            p.committee,
            p.town,
            p.party,
            p.info_group_id,
            group or "",
            p.active,
            number or 0,
            last,
        )
        for p, group, number, last in session.execute(query)
    )


def suggestions(session: Session, typed: str, *, limit: int = 8) -> tuple[PersonRow, ...]:
    """Who may be meant by `typed`: part of a name or unit, pinyin initials of either, or the end of a phone number."""
    wanted = typed.strip()
    if not wanted:
        return ()
    table = pinyin_table()
    digits = wanted.isdigit() and len(wanted) >= PHONE_TAIL

    def rank(person: PersonRow) -> int | None:
        if wanted in person.name:
            return 0 if person.name.startswith(wanted) else 1
        if digits:
            return 2 if person.phone.endswith(wanted) else None
        if wanted.isascii() and (place := pinyin.find(wanted, person.name, table)):
            return 3 if place[0] == 0 else 4  # who types one letter means the surname
        if wanted in person.unit or wanted in person.town:
            return 5
        if wanted.isascii() and (pinyin.find(wanted, person.unit, table) or pinyin.find(wanted, person.town, table)):
            return 6
        return None

    ranked = [(place, person) for person in people(session) if (place := rank(person)) is not None]
    ranked.sort(key=lambda pair: (pair[0], -_recency(pair[1]), -pair[1].pieces, pair[1].id))
    return tuple(person for _, person in ranked[:limit])


def _recency(person: PersonRow) -> int:
    return person.last_piece_at.toordinal() if person.last_piece_at else 0


def masked(phone: str) -> str:
    """A phone number as lists show it: 138****0001."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else phone
