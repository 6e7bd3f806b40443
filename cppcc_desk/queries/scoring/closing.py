"""Years of scores that are closed: what they showed, what to look at before, and what has come since."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.scoring.accounts import Account
from cppcc_desk.domain.scoring.activity import Activity, activity, activity_kept
from cppcc_desk.domain.scoring.closing import Check, Difference, checks_before_closing, differences, late_label
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.freezing import Snapshot, from_values, to_values
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries.scoring.roster import Scored, scored, subject_of
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import Basis, YearScores, basis, group_rankings
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class ClosedRow:
    """One closing of a year; a later `edition` restates it. `reopened_at` None for the one that holds."""

    year: int
    edition: int
    closed_at: datetime
    closed_by: str
    reason: str
    reopened_at: datetime | None
    reopened_by: str
    reopen_reason: str


def is_closed(session: Session, year: int) -> bool:
    """Whether the scores of a year are frozen."""
    return _holding(session, year) is not None


def closings(session: Session, year: int) -> tuple[ClosedRow, ...]:
    """How often a year was closed, the last time first."""
    c = t.ClosedYear
    rows = session.scalars(select(c).where(c.year == year).order_by(c.edition.desc()))
    return tuple(map(_closing, rows))


@dataclass(frozen=True)
class ClosedYear:
    """A closing with what it keeps: the scores, and what the charts showed."""

    closing: ClosedRow
    scores: YearScores
    activity: Activity


def closed_year(session: Session, year: int, *, edition: int | None = None) -> ClosedYear:
    """A closed year exactly as it was shown, the edition that holds where None. Raises Missing."""
    c = t.ClosedYear
    row = (
        _holding(session, year)
        if edition is None
        else session.scalar(select(c).where(c.year == year, c.edition == edition))
    )
    if row is None:
        raise Missing(f"{year} 年度没有关账的结果。没有作任何改动。")
    snapshot = from_values(row.content["snapshot"])
    who = {one.subject: one for one in map(_scored, row.content["who"])}
    whole = bounds(snapshot.scheme.window, year)
    groups = group_rankings(snapshot.scheme, who, snapshot.accounts, snapshot.rankings, {})
    scores = YearScores(year, whole, *whole, snapshot.scheme, groups, tuple(row.content["uncredited"]))
    return ClosedYear(_closing(row), scores, activity_kept(snapshot.scheme.window, year, snapshot.counts))


def closed_scores(session: Session, year: int, *, edition: int | None = None) -> YearScores:
    """The scores alone. Raises Missing."""
    return closed_year(session, year, edition=edition).scores


def frozen_content(found: Basis, scores_: YearScores, *, today: date) -> dict[str, Any]:
    """What is kept of a year that is closed: everything that its pages and papers show."""
    scheme = scores_.scheme
    accounts = found.accounts(scheme, until=found.last)
    snapshot = Snapshot(
        year=found.year,
        closed_on=today,
        scheme=scheme,
        accounts=accounts,
        rankings=found.places(scheme, accounts),
        names={subject: found.who[subject].name for subject in accounts if subject in found.who},
        counts=activity(found.pieces, scheme, found.year).counts(),
    )
    return {
        "snapshot": to_values(snapshot),
        "who": [_kept(one) for subject, one in found.who.items() if subject in accounts],
        "uncredited": list(scores_.uncredited),
    }


def checks(session: Session, year: int, *, today: date) -> tuple[Check, ...]:
    """What to look at before `year` is closed."""
    scheme = in_force(session, year).scheme
    found = basis(session, scheme, year, today=today)
    return checks_before_closing(found.pieces, scheme, year, adjustments=found.adjustments)


def came_late(session: Session, year: int, *, today: date) -> tuple[tuple[Scored, Difference], ...]:
    """What a closed year would show if it were counted today, the largest difference first. Raises Missing."""
    row = _holding(session, year)
    if row is None:
        raise Missing(f"{year} 年度没有关账。没有作任何改动。")
    snapshot = from_values(row.content["snapshot"])
    found = basis(session, snapshot.scheme, year, today=today)
    accounts: Mapping[Subject, Account] = found.accounts(snapshot.scheme, until=found.last)
    then = {one.subject: one for one in map(_scored, row.content["who"])}
    told = differences(snapshot, accounts)
    return tuple((found.who.get(one.subject) or then[one.subject], one) for one in told)


@dataclass(frozen=True)
class LatePoints:
    """What somebody would have had in a closed year, by the `difference`; `entered` of it is in an open year already,
    and `open` is not. Points are hundredths."""

    who: Scored
    difference: Difference
    entered: int

    @property
    def open(self) -> int:
        """What is still to be entered, or to be taken back."""
        return self.difference.points - self.entered


def late_points(session: Session, year: int, *, today: date) -> tuple[LatePoints, ...]:
    """What came late, with what was entered of it; also who was given something that does not hold any more."""
    entered = _entered(session, year)
    late = came_late(session, year, today=today)
    rows = [LatePoints(who, difference, entered.pop(who.subject, 0)) for who, difference in late]
    if entered:
        known = scored(session, on=today)
        gone = (known[subject] for subject in entered if subject in known)
        rows += [LatePoints(who, Difference(who.subject, (), (), (), 0), entered[who.subject]) for who in gone]
    return tuple(rows)


def _entered(session: Session, year: int) -> dict[Subject, int]:
    a = t.ScoreAdjustment
    found: Counter[Subject] = Counter()
    query = select(a.person_id, a.unit_id, a.points).where(a.label == late_label(year)).order_by(a.id)
    for person_id, unit_id, points in session.execute(query):
        found[subject_of(person_id, unit_id)] += points
    return {subject: points for subject, points in found.items() if points}


def _holding(session: Session, year: int) -> t.ClosedYear | None:
    c = t.ClosedYear
    return session.scalar(select(c).where(c.year == year, c.reopened_at.is_(None)))


def _closing(row: t.ClosedYear) -> ClosedRow:
    return ClosedRow(
        row.year,
        row.edition,
        row.closed_at,
        row.closed_by,
        row.reason,
        row.reopened_at,
        row.reopened_by,
        row.reopen_reason,
    )


def _kept(one: Scored) -> dict[str, Any]:
    return {
        "ledger": one.subject.ledger.value,
        "id": one.subject.id,
        "name": one.name,
        "kind": one.kind,
        "kinds": sorted(one.kinds),
        "belongs": one.belongs,
        "work": one.work,
        "heads": one.heads,
        "present": one.present,
        "unranked": one.unranked,
    }


def _scored(kept: dict[str, Any]) -> Scored:
    return Scored(
        subject=Subject(Ledger(kept["ledger"]), kept["id"]),
        name=kept["name"],
        kind=kept["kind"],
        kinds=frozenset(kept["kinds"]),
        belongs=kept["belongs"],
        work=kept["work"],
        heads=kept["heads"],
        present=kept["present"],
        unranked=kept["unranked"],
    )
