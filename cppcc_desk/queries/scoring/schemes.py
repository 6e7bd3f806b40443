"""计分办法 of the office: those that are or were in force, and drafts; which one a year is counted by."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.scoring.doubting import doubts
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.versions import Span, Version, counting, spans
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


@dataclass(frozen=True)
class SchemeInUse:
    """A scheme with what hangs on it: the years it counts, None for none, and those of them that are closed."""

    row: SchemeRow
    state: str
    span: Span | None
    closed: tuple[int, ...]

    @property
    def id(self) -> int:
        """That of the scheme."""
        return self.row.id

    @property
    def is_draft(self) -> bool:
        """Whether no year is counted by it, and none can be before it is applied."""
        return self.row.valid_from is None

    @property
    def years(self) -> str:
        """Which years it counts, in words; "" for a draft."""
        if self.is_draft:
            return ""
        return self.span.words if self.span else "不计任何年度"

    @property
    def counts(self) -> str:
        """计 2026 年度起; "" for a draft."""
        return f"计{' ' if self.years[:1].isdigit() else ''}{self.years}" if self.span else self.years

    @property
    def locked(self) -> str:
        """Why it cannot be changed, "" where it can."""
        if not self.closed:
            return ""
        told = "、".join(map(str, self.closed))
        return (
            f"{told} 年度已按这个办法关账，不能再改，当年的得分才不会变。"
            f"要改以后的计分，请另存一份，从 {self.closed[-1] + 1} 年度起启用。"
        )


def schemes_in_use(session: Session, *, today: date) -> tuple[SchemeInUse, ...]:
    """All of them, in the order of `schemes`."""
    counted, closed = spans(versions(session)), closed_by(session)
    found = []
    state = "以后用的"  # those that begin later come first
    for row in schemes(session, today=today):
        if row.in_force:
            state = "现在用的"
        elif row.valid_from is None:
            state = "草案"
        found.append(SchemeInUse(row, state, counted.get(row.id), closed.get(row.id, ())))
        if row.in_force:
            state = "以前用的"
    return tuple(found)


def if_applied(session: Session, scheme_id: int, *, valid_from: date) -> tuple[tuple[str, str], ...]:
    """Which years each scheme would count if this one were in force from a day on, this one first: names and words."""
    rows = {row.id: _row(row, 0) for row in session.scalars(select(t.ScoringScheme))}
    others = [one for one in versions(session) if one.id != scheme_id]
    counted = spans([*others, Version(scheme_id, valid_from, rows[scheme_id].scheme.window)])
    order = (scheme_id, *(one.id for one in reversed(others)))
    return tuple((rows[one].name, counted[one].words if one in counted else "不计任何年度") for one in order)


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
