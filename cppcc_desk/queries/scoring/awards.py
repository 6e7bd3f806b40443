"""表彰: what the scheme proposes, with reasons; what the office decided; 优秀信息 and 稿酬 of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.annual import Honoured
from cppcc_desk.domain.forms import Commended
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.domain.scoring.awarding import Excellent, Proposal, excellent, proposals
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.paying import Payment, payments
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.queries.quotas import standings as quota_standings
from cppcc_desk.queries.scoring.closing import closed_scores, is_closed
from cppcc_desk.queries.scoring.roster import Scored, subject_of
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import Basis, YearScores, basis, standings_of
from cppcc_desk.storage import tables as t

_MOST_AUTHORS = 6  # of a piece that are all named


@dataclass(frozen=True)
class Proposals:
    """What the scheme of a year proposes; `who` names everybody in it."""

    year: int
    awards: tuple[Proposal, ...]
    excellent: tuple[Excellent, ...]
    who: Mapping[Subject, Scored]


@dataclass(frozen=True)
class AwardRow:
    """Somebody, or a piece, that the office commends."""

    year: int
    tier: str
    group: str
    subject: Subject | None
    submission_id: int | None
    intake_no: str
    name: str  # of the person or unit, or the title of the piece
    note: str


Paid = tuple[tuple[Scored, tuple[Payment, ...]], ...]


@dataclass(frozen=True)
class Commendations:
    """Everything about commending in a year: what is proposed, what was decided, who is paid what."""

    proposals: Proposals
    decided: tuple[AwardRow, ...]
    paid: Paid


def commendations(session: Session, year: int, *, today: date) -> Commendations:
    """All of it, counted once. Raises Missing without a scheme."""
    shown, found = _counted(session, year, today=today)
    return Commendations(
        _proposed(session, shown, found, today=today), decided(session, year), _paid(found, shown.scheme)
    )


def proposed(session: Session, year: int, *, today: date) -> Proposals:
    """Everything that could be decided on. Raises Missing without a scheme."""
    return _proposed(session, *_counted(session, year, today=today), today=today)


def _counted(session: Session, year: int, *, today: date) -> tuple[YearScores, Basis]:
    """The scores that are shown, and what they are counted from, or would be."""
    if is_closed(session, year):
        shown = closed_scores(session, year)
        return shown, basis(session, shown.scheme, year, today=today)
    scheme = in_force(session, year).scheme
    found = basis(session, scheme, year, today=today)
    return standings_of(found, scheme, today=today), found


def _proposed(session: Session, shown: YearScores, found: Basis, *, today: date) -> Proposals:
    places = {ranking.group.name: ranking.places for ranking in shown.groups}
    ranked = {row.who.subject: row.who for ranking in shown.groups for row in ranking.rows}
    met = _quota_met(session, shown.year, today=today)
    return Proposals(
        shown.year,
        proposals(shown.scheme, places, quota_met=met),
        excellent(found.pieces, shown.scheme, shown.year),
        {**found.who, **ranked},
    )


def decided(session: Session, year: int) -> tuple[AwardRow, ...]:
    """The lists of a year as the office made them."""
    return tuple(_row(row) for row in session.scalars(_of_year(year)).all())


def _of_year(year: int) -> Select[t.Award]:
    a = t.Award
    return select(a).where(a.year == year).order_by(a.tier, a.group, a.position, a.id)


def honoured(session: Session, year: int) -> tuple[Honoured, ...]:
    """The lists of a year as papers tell them, with where people work and who wrote the pieces."""
    return tuple(_honoured(row) for row in session.scalars(_of_year(year)).all())


def _honoured(row: t.Award) -> Honoured:
    about = {"tier": row.tier, "group": row.group}
    if row.submission is not None:
        return Honoured(of=Commended.PIECE, name=row.submission.title, about=authors_of(row.submission), **about)
    if row.unit is not None:
        return Honoured(of=Commended.UNIT, name=row.unit.name, **about)
    assert row.person is not None
    work = f"{row.person.unit}{row.person.position}"
    return Honoured(of=Commended.PERSON, name=row.person.name, about=work, **about)


def authors_of(row: t.Submission) -> str:
    """Who wrote a piece, of many the first ones and how many."""
    names = [row.submitting_unit] if row.collective_submission else [one.name for one in row.contributors]
    told = "、".join(names[:_MOST_AUTHORS])
    return f"{told}等{len(names)}人" if len(names) > _MOST_AUTHORS else told


def paid(session: Session, year: int, *, today: date) -> Paid:
    """稿酬 of a year by person, in the order of the roster."""
    scheme = in_force(session, year).scheme
    return _paid(basis(session, scheme, year, today=today), scheme)


def _paid(found: Basis, scheme: Scheme) -> Paid:
    given = payments(found.pieces, scheme, found.year)
    return tuple((one, given[subject]) for subject, one in found.who.items() if subject in given)


def _quota_met(session: Session, year: int, *, today: date) -> frozenset[Subject]:
    """Who owes nothing, or has reported all they owe."""
    told = quota_standings(session, year, today=today)
    met = (Progress.DONE, Progress.FREE)
    owing = {
        *(Subject(Ledger.PERSON, row.id) for row in told.people if row.progress not in met),
        *(Subject(Ledger.UNIT, row.id) for row in told.units if row.progress not in met),
    }
    people = session.scalars(select(t.Person.id))
    units = session.scalars(select(t.Unit.id))
    everybody = {*(Subject(Ledger.PERSON, i) for i in people), *(Subject(Ledger.UNIT, i) for i in units)}
    return frozenset(everybody - owing)


def _row(row: t.Award) -> AwardRow:
    subject = None if row.submission_id else subject_of(row.person_id, row.unit_id)
    named = row.person or row.unit
    return AwardRow(
        year=row.year,
        tier=row.tier,
        group=row.group,
        subject=subject,
        submission_id=row.submission_id,
        intake_no=row.submission.intake_no if row.submission else "",
        name=named.name if named else row.submission.title if row.submission else "",
        note=row.note,
    )
