"""Scores and ranks of a year, or of part of it, counted from the events each time it is asked for.

A part of a year is what came in it: the account at its end less the account before its beginning, so that the parts of
a year always add up to the year, whatever was capped or replaced meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.accounts import Account, Adjustment, since
from cppcc_desk.domain.scoring.awarding import band
from cppcc_desk.domain.scoring.events import EventType, Piece, Subject
from cppcc_desk.domain.scoring.ranking import Place, rankings
from cppcc_desk.domain.scoring.scheme import RankGroup, Scheme
from cppcc_desk.domain.scoring.scores import scores
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries.scoring.pieces import scored_pieces
from cppcc_desk.queries.scoring.roster import Scored, scored, subject_of
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class ScoreRow:
    """Somebody in a ranking: `rank` None for who takes part in none. `before` are hundredths that were theirs already
    when the part of the year began; `score` is what came in it."""

    rank: int | None
    who: Scored
    account: Account
    score: int
    before: int
    submitted: int
    adopted: int
    own: int
    city: int
    province: int
    national: int
    instructed: int
    band: str


@dataclass(frozen=True)
class GroupRanking:
    """One group of ranking: those ranked, and behind them those who take part in none."""

    group: RankGroup
    rows: tuple[ScoreRow, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class YearScores:
    """Scores of `year` from `first` to `last`, by `scheme`; `whole` are the first and last day of the year."""

    year: int
    whole: tuple[date, date]
    first: date
    last: date
    scheme: Scheme
    groups: tuple[GroupRanking, ...]
    uncredited: tuple[str, ...]  # numbers of pieces that were used and count for nobody

    def row_of(self, subject: Subject) -> ScoreRow | None:
        """The row of somebody, the first one where they stand in several groups."""
        return next((row for group in self.groups for row in group.rows if row.who.subject == subject), None)


@dataclass(frozen=True)
class Basis:
    """What scores are counted from; read once, counted as often as one likes."""

    year: int
    first: date
    last: date
    pieces: tuple[Piece, ...]
    who: Mapping[Subject, Scored]
    adjustments: tuple[Adjustment, ...]

    def accounts(self, scheme: Scheme, *, until: date) -> dict[Subject, Account]:
        """Everybody's account at the end of a day."""
        return scores(self.pieces, scheme, self.year, until=until, roster=self.roster, adjustments=self.adjustments)

    @property
    def roster(self) -> dict[Subject, frozenset[str]]:
        """Everybody who is there, with what they are."""
        return {subject: one.kinds for subject, one in self.who.items() if one.present}

    @property
    def unranked(self) -> frozenset[Subject]:
        """Who takes part in no ranking."""
        return frozenset(subject for subject, one in self.who.items() if one.unranked)

    @property
    def heads(self) -> dict[Subject, int]:
        """How many people are in each unit."""
        return {subject: one.heads for subject, one in self.who.items()}

    def places(self, scheme: Scheme, accounts: Mapping[Subject, Account]) -> dict[str, tuple[Place, ...]]:
        """The places by the name of the group."""
        return rankings(accounts, scheme, self.roster, unranked=self.unranked, heads=self.heads)


def basis(session: Session, scheme: Scheme, year: int, *, today: date) -> Basis:
    """Everything that a scheme needs for a year."""
    first, last = bounds(scheme.window, year)
    return Basis(
        year=year,
        first=first,
        last=last,
        pieces=scored_pieces(session, first=first, last=last, today=today),
        who=scored(session, on=min(last, today)),
        adjustments=adjustments(session, first, last),
    )


def year_scores(
    session: Session,
    year: int,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
    scheme: Scheme | None = None,
) -> YearScores:
    """Scores of a year, or from `first` to `last` in it, by its own scheme or by another one to try it.

    Raises Missing where the office has no scheme.
    """
    used = scheme or in_force(session, year).scheme
    return standings_of(basis(session, used, year, today=today), used, today=today, first=first, last=last)


def standings_of(
    found: Basis, scheme: Scheme, *, today: date, first: date | None = None, last: date | None = None
) -> YearScores:
    """The same from what was read already."""
    start, end = max(found.first, first or found.first), min(found.last, last or found.last, max(today, found.first))
    accounts = found.accounts(scheme, until=end)
    before = found.accounts(scheme, until=start - timedelta(days=1)) if start > found.first else {}
    gained = {subject: since(account, before.get(subject), start) for subject, account in accounts.items()}
    groups = group_rankings(scheme, found.who, gained, found.places(scheme, gained), before)
    return YearScores(found.year, (found.first, found.last), start, end, scheme, groups, _uncredited(found, end))


def adjustments(session: Session, first: date, last: date) -> tuple[Adjustment, ...]:
    """Points given by hand in a time, with the person they are of now where two records were made one."""
    a = t.ScoreAdjustment
    rows = session.scalars(select(a).where(a.counted_on.between(first, last)).order_by(a.id))
    return tuple(
        Adjustment(
            id=row.id,
            subject=subject_of(row.person_id, row.unit_id),
            on=row.counted_on,
            points=row.points,
            label=row.label,
            reason=row.reason,
            approved_by=row.approved_by,
        )
        for row in rows
    )


def group_rankings(
    scheme: Scheme,
    who: Mapping[Subject, Scored],
    accounts: Mapping[Subject, Account],
    places: Mapping[str, Sequence[Place]],
    before: Mapping[Subject, Account],
) -> tuple[GroupRanking, ...]:
    """Every group of ranking: its places, and behind them who has an account and takes part in no ranking."""
    found = []
    for group in scheme.ranking:
        ranked = places.get(group.name, ())
        there = {place.subject for place in ranked}
        outside = [
            one
            for one in who.values()
            if one.subject.ledger is group.ledger
            and one.kinds & group.kinds
            and one.subject not in there
            and one.subject in accounts
            and (one.present or accounts[one.subject].total or accounts[one.subject].pieces)
        ]
        outside.sort(key=lambda one: -accounts[one.subject].total)
        rows = (
            *(_row(who[place.subject], place, place.account, before, scheme) for place in ranked),
            *(_row(one, None, accounts[one.subject], before, scheme) for one in outside),
        )
        found.append(GroupRanking(group, rows, tuple(ranked)))
    return tuple(found)


def _row(
    who: Scored, place: Place | None, account: Account, before: Mapping[Subject, Account], scheme: Scheme
) -> ScoreRow:
    earlier = before[who.subject].total if who.subject in before else 0
    return ScoreRow(
        rank=place.rank if place else None,
        who=who,
        account=account,
        score=account.total,
        before=earlier,
        submitted=account.count(EventType.VALID),
        adopted=account.adopted,
        own=account.count(EventType.OWN),
        city=account.count(EventType.UPPER, "市"),
        province=account.count(EventType.UPPER, "省"),
        national=account.count(EventType.UPPER, "全国"),
        instructed=account.count(EventType.INSTRUCTED),
        band=band(scheme, account.total + earlier),
    )


def _uncredited(found: Basis, until: date) -> tuple[str, ...]:
    """Pieces that somebody used and whose authors nobody knows."""
    return tuple(
        piece.number
        for piece in found.pieces
        if any(event.type in (EventType.OWN, EventType.UPPER) for event in piece.events)
        and (piece.issued_on or piece.received_on) <= until
        and all(author.person_id is None and not author.units for author in piece.authors)
        and piece.collective_unit is None
    )
