"""任务数 of a year: the rules in force, and how far each person and unit has come, counted from the submissions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import UnitKind, first_said
from cppcc_desk.domain.quotas import (
    QUOTAS,
    Author,
    Piece,
    Progress,
    QuotaRules,
    Tally,
    due_by_now,
    progress,
    tally,
)
from cppcc_desk.queries.office import setting_values
from cppcc_desk.queries.people.held import belonging_on, held_on
from cppcc_desk.queries.submissions import adopted
from cppcc_desk.storage import tables as t

LEFT = "已退出名册"


@dataclass(frozen=True)
class Standing:
    """How somebody stands in a year; `pieces` are the ids of the submissions that count."""

    id: int
    name: str
    kind: str  # 身份 or kind of unit; LEFT of somebody who was no longer in the roster
    belongs: str  # 界别 of a person, "" for a unit
    work: str  # 工作单位 and 职务 of a person, which tell namesakes apart; "" for a unit
    quota: int
    due: int  # by now
    pieces: tuple[int, ...]
    progress: Progress

    @property
    def count(self) -> int:
        return len(self.pieces)

    @property
    def missing(self) -> int:
        """Pieces left to the quota."""
        return max(0, self.quota - self.count)


@dataclass(frozen=True)
class Standings:
    """People and units of a year under `rules`; `uncredited` pieces count, but for no person or unit."""

    year: int
    rules: QuotaRules
    people: tuple[Standing, ...]
    units: tuple[Standing, ...]
    uncredited: tuple[int, ...]


def quota_rules(session: Session, year: int) -> QuotaRules:
    """The rules in force at the end of `year`."""
    return QuotaRules.from_dict(setting_values(session, on=date(year, 12, 31))[QUOTAS])  # type: ignore[arg-type]


def standings(session: Session, year: int, *, today: date, rules: QuotaRules | None = None) -> Standings:
    """Everybody who owes something in `year`, and everybody with a piece; under other `rules` to try them.

    Those owe who were in the roster on the last day of the year, or are today, and units that are in use; the pieces of
    all others stand there without a quota, so that nothing is missing in the sum.
    """
    rules = rules or quota_rules(session, year)
    found = count(session, year, rules)
    measure = _Measure(rules, year, today)
    people, units = tuple(_people(session, found, measure)), tuple(_units(session, found, measure))
    return Standings(year, rules, people, units, found.uncredited)


def count(session: Session, year: int, rules: QuotaRules) -> Tally:
    """Which pieces received in `year` count for whom."""
    first, last = datetime(year, 1, 1), datetime(year + 1, 1, 1)
    s = t.Submission
    pieces = _pieces(session, (s.received_at >= first) & (s.received_at < last) & s.deleted_at.is_(None))
    targets = dict(pieces)
    while missing := {p.merged_into_id for p in targets.values() if p.merged_into_id} - targets.keys():
        targets |= _pieces(session, s.id.in_(missing))
    return tally(pieces.values(), targets, rules)


def _pieces(session: Session, wanted: ColumnElement[bool]) -> dict[int, Piece]:
    s, c = t.Submission, t.Contributor
    authors: defaultdict[int, list[Author]] = defaultdict(list)
    rows = session.execute(
        select(c.submission_id, c.person_id, c.sector_id, c.committee_id, c.town_id, c.party_id, c.credited)
        .join(s)
        .where(wanted)
        .order_by(c.submission_id, c.position)
    )
    kinds = (UnitKind.SECTOR, UnitKind.COMMITTEE, UnitKind.TOWN_COMMITTEE, UnitKind.PARTY)
    for submission_id, person_id, *unit_ids, credited in rows:
        units = {kind: unit_id for kind, unit_id in zip(kinds, unit_ids, strict=True) if unit_id is not None}
        authors[submission_id].append(Author(person_id, units, UnitKind(credited) if credited else None))
    columns = (
        s.id,
        s.screening,
        adopted(),
        s.merged_into_id,
        s.collective_submission,
        s.credited_unit_id,
        s.info_group_id,
    )
    query = select(*columns).where(wanted).order_by(s.id)
    return {
        row[0]: Piece(
            id=row[0],
            screening=row[1],
            adopted=row[2],
            merged_into_id=row[3],
            collective=row[4],
            collective_unit_id=row[5],
            info_group_id=row[6],
            authors=tuple(authors[row[0]]),
        )
        for row in session.execute(query)
    }


@dataclass(frozen=True)
class _Measure:
    """What standings of one year have in common."""

    rules: QuotaRules
    year: int
    today: date

    def of(self, quota: int, pieces: tuple[int, ...]) -> dict[str, Any]:
        due = due_by_now(quota, self.year, today=self.today)
        return {"quota": quota, "due": due, "pieces": pieces, "progress": progress(len(pieces), quota, due)}


def _people(session: Session, found: Tally, measure: _Measure) -> Iterator[Standing]:
    day = min(measure.today, date(measure.year, 12, 31))
    kinds, sectors = _kinds_on(session, day), belonging_on(session, UnitKind.SECTOR, day)
    p = t.Person
    there = or_(p.left_on.is_(None), p.left_on >= day)
    query = select(p.id, p.name, p.unit, p.position, there).where(p.merged_into_id.is_(None)).order_by(p.id)
    for person_id, name, unit, position, owes in session.execute(query):
        held = kinds.get(person_id, set()) if owes else set()
        told = measure.of(measure.rules.owed(held), found.people.get(person_id, ()))
        if told["quota"] or told["pieces"]:
            kind = first_said(held) if owes else LEFT
            belongs, work = sectors.get(person_id, ""), f"{unit}{position}"
            yield Standing(id=person_id, name=name, kind=kind, belongs=belongs, work=work, **told)


def _units(session: Session, found: Tally, measure: _Measure) -> Iterator[Standing]:
    u = t.Unit
    order = list(UnitKind)
    rows = session.execute(select(u.id, u.name, u.kind, u.active).order_by(u.position, u.id)).all()
    for unit_id, name, kind, active in sorted(rows, key=lambda row: order.index(UnitKind(row.kind))):
        told = measure.of(measure.rules.owed((kind,)) if active else 0, found.units.get(unit_id, ()))
        if active or told["pieces"]:
            yield Standing(id=unit_id, name=name, kind=kind, belongs="", work="", **told)


def _kinds_on(session: Session, day: date) -> dict[int, set[str]]:
    r = t.PersonRole
    found: defaultdict[int, set[str]] = defaultdict(set)
    for person_id, kind in session.execute(select(r.person_id, r.kind).where(held_on(r, day))):
        found[person_id].add(kind)
    return found
