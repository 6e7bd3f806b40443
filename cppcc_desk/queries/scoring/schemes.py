"""计分办法 of the office: those that are or were in force, and drafts; which one a year is counted by."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.scoring.doubting import doubts
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.versions import Version, counting
from cppcc_desk.domain.scoring.windows import year_of
from cppcc_desk.domain.scoring.written import from_dict
from cppcc_desk.queries.office import words
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class SchemeRow:
    """One scheme; `valid_from` None for a draft, `in_force` the one that the present year is counted by."""

    id: int
    name: str
    valid_from: date | None
    in_force: bool
    note: str
    scheme: Scheme


def schemes(session: Session, *, today: date) -> tuple[SchemeRow, ...]:
    """All of them: what is in force last first, then drafts in the order in which they were made."""
    rows = session.scalars(select(t.ScoringScheme).order_by(t.ScoringScheme.id)).all()
    now = in_force(session, year_at(session, today=today)).id
    ordered = sorted((row for row in rows if row.valid_from), key=lambda row: row.valid_from or today, reverse=True)
    return tuple(_row(row, now) for row in (*ordered, *(row for row in rows if row.valid_from is None)))


def scheme_named(session: Session, name: str, *, today: date) -> SchemeRow:
    """The one of this name, or with this id as a number. Raises Missing with the names there are."""
    every = schemes(session, today=today)
    for row in every:
        if name in (row.name, str(row.id)):
            return row
    known = "、".join(row.name for row in every)
    raise Missing(f"没有“{name}”这个计分办法；已有：{known}。没有作任何改动。")


def in_force(session: Session, year: int) -> SchemeRow:
    """The scheme that `year` is counted by (`versions.counting`). Raises Missing where there is none."""
    found = {row.id: _row(row, row.id) for row in _applied(session)}
    if not found:
        raise Missing("还没有计分办法。没有作任何改动。请先在“计分办法”里选一个。")
    return found[counting([_version(row) for row in found.values()], year).id]


def versions(session: Session) -> tuple[Version, ...]:
    """All that are or were in force, for telling which years each of them counts."""
    return tuple(_version(_row(row, 0)) for row in _applied(session))


def closed_by(session: Session) -> dict[int, tuple[int, ...]]:
    """By the id of a scheme the closed years that were counted by it: it cannot be changed any more."""
    c = t.ClosedYear
    found: dict[int, list[int]] = {}
    for year in session.scalars(select(c.year).where(c.reopened_at.is_(None)).order_by(c.year)):
        found.setdefault(in_force(session, year).id, []).append(year)
    return {scheme_id: tuple(years) for scheme_id, years in found.items()}


def year_at(session: Session, *, today: date) -> int:
    """The year of scores that `today` belongs to, by the scheme that counts it."""
    likely = in_force(session, today.year).scheme
    return year_of(likely.window, today)


def scheme_of(row: t.ScoringScheme) -> Scheme:
    """What the office wrote; its name and its first day are those of the row."""
    scheme = from_dict(row.content)
    return replace(scheme, name=row.name, valid_from=row.valid_from or scheme.valid_from)


def _applied(session: Session) -> list[t.ScoringScheme]:
    s = t.ScoringScheme
    return list(session.scalars(select(s).where(s.valid_from.is_not(None)).order_by(s.valid_from)))


def _version(row: SchemeRow) -> Version:
    return Version(row.id, row.scheme.valid_from, row.scheme.window)


def _row(row: t.ScoringScheme, in_force_id: int) -> SchemeRow:
    scheme = scheme_of(row)
    return SchemeRow(row.id, row.name, row.valid_from, row.id == in_force_id, scheme.note, scheme)


def doubts_about(session: Session, scheme: Scheme) -> tuple[str, ...]:
    """What is to be read before a scheme is put in force, by the words and journals that the office has."""
    known = {
        "genres": words(session, "nature"),
        "categories": words(session, "category"),
        "identities": (*PersonKind, *UnitKind),
    }
    return doubts(scheme, journals=set(session.scalars(select(t.Journal.name))), kinds=known)
