"""The scores of a year as they are shown: a closed one as it was closed, an open one counted now; and trials."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.simulating import Move
from cppcc_desk.domain.scoring.simulating import moves as moved
from cppcc_desk.queries.scoring.closing import closed_scores, is_closed
from cppcc_desk.queries.scoring.roster import Scored
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import YearScores, basis, year_scores


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
