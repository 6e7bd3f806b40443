"""Whose score somebody means: people and units offered while a name is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import pinyin
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.queries.people import people, suggestions
from cppcc_desk.queries.people.lists import PersonRow
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.initials import pinyin_table


@dataclass(frozen=True)
class Choice:
    """Somebody to be chosen; `about` tells namesakes apart."""

    subject: Subject
    name: str
    about: str


@dataclass(frozen=True)
class Everybody:
    """The people of the roster and the units in use, read once for a dialog."""

    people: tuple[PersonRow, ...]
    units: tuple[Choice, ...]

    def found(self, typed: str, *, most: int) -> Sequence[Choice]:
        """By name, part of it or pinyin initials: people first."""
        typed = typed.strip()
        if not typed:
            return ()
        table = pinyin_table()
        persons = [
            Choice(Subject(Ledger.PERSON, one.id), one.name, "，".join(filter(None, (one.kind, one.unit or one.town))))
            for one in suggestions(self.people, typed, limit=most)
        ]
        units = [
            unit
            for unit in self.units
            if typed in unit.name or (typed.isascii() and pinyin.find(typed, unit.name, table))
        ]
        return (*persons, *units)[:most]


def everybody(session: Session) -> Everybody:
    """All who can have a score."""
    u = t.Unit
    order = list(UnitKind)
    rows = session.execute(select(u.id, u.kind, u.name).where(u.active).order_by(u.position, u.id)).all()
    units = tuple(
        Choice(Subject(Ledger.UNIT, row.id), row.name, row.kind)
        for row in sorted(rows, key=lambda row: order.index(UnitKind(row.kind)))
    )
    return Everybody(people(session), units)
