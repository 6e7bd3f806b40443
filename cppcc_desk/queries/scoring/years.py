"""The scores of a year as they are shown: a closed one as it was closed, an open one counted now; and trials."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.events import Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.simulating import Move
from cppcc_desk.domain.scoring.simulating import moves as moved
from cppcc_desk.queries.scoring.closing import closed_scores, is_closed
from cppcc_desk.queries.scoring.pieces import scored_piece
from cppcc_desk.queries.scoring.roster import Scored, scored
from cppcc_desk.queries.scoring.schemes import in_force, year_at
from cppcc_desk.queries.scoring.standings import YearScores, basis, year_scores
from cppcc_desk.queries.submissions import id_of
from cppcc_desk.storage import tables as t


def shown_scores(
    session: Session,
    year: int,
    *,
    today: date,
    scheme: Scheme | None = None,
    first: date | None = None,
    last: date | None = None,
) -> YearScores:
    """The scores of a year; a part of a closed year, and another scheme, are counted anew. Raises Missing."""
    if scheme is None and first is None and last is None and is_closed(session, year):
        return closed_scores(session, year)
    return year_scores(session, year, today=today, first=first, last=last, scheme=scheme)


@dataclass(frozen=True)
class Trial:
    """What would change if a year were counted by another scheme: by group of ranking, who moves."""

    year: int
    before: Scheme
    after: Scheme
    moves: tuple[tuple[str, Scored, Move], ...]


def tried(session: Session, year: int, scheme: Scheme, *, against: Scheme | None = None, today: date) -> Trial:
    """Both schemes over the same year, each with its own window; `against` None: that of the year. Raises Missing."""
    old = against or in_force(session, year).scheme
    sides = []
    for one in (old, scheme):
        found = basis(session, one, year, today=today)
        until = min(found.last, max(today, found.first))
        sides.append((found, found.places(one, found.accounts(one, until=until))))
    (found, before), (other, after) = sides
    who = {**other.who, **found.who}
    names = dict.fromkeys((*before, *after))
    moves = tuple(
        (name, who[move.subject], move) for name in names for move in moved(before.get(name, ()), after.get(name, ()))
    )
    return Trial(year, old, scheme, moves)


@dataclass(frozen=True)
class RealPiece:
    """A piece of the office for trying a scheme, and what those are called who are credited with it."""

    piece: Piece
    names: Mapping[Subject, str]


def real_piece(session: Session, intake_no: str, *, today: date) -> RealPiece:
    """The piece with this number, or the one that it went into. Raises Missing."""
    found = scored_piece(session, id_of(session, intake_no))
    return RealPiece(found, {subject: one.name for subject, one in scored(session, on=today).items()})


def scored_years(session: Session, *, today: date) -> tuple[int, ...]:
    """The years that there may be scores of, the present one first."""
    present = year_at(session, today=today)
    earliest = session.scalar(select(func.min(t.Submission.received_at)))
    return tuple(range(present, min(earliest.year if earliest else present, present) - 1, -1))
