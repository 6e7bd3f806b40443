"""Who gets what for one piece, by the scheme of each year in which something became of it; how its authors share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.accounts import Account, Line
from cppcc_desk.domain.scoring.claims import Claimer
from cppcc_desk.domain.scoring.events import Ledger, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.queries.scoring.closing import closed_scores, is_closed
from cppcc_desk.queries.scoring.pieces import scored_piece
from cppcc_desk.queries.scoring.roster import Scored
from cppcc_desk.queries.scoring.schemes import in_force, year_at
from cppcc_desk.queries.scoring.standings import basis
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class PieceLine:
    """A line of somebody's account that is of the piece."""

    who: Scored
    line: Line


@dataclass(frozen=True)
class PieceScores:
    """What a piece gives in a year, people first; `number` is that of the piece it went into, or its own."""

    year: int
    number: str
    scheme: Scheme
    closed: bool
    lines: tuple[PieceLine, ...]


@dataclass(frozen=True)
class AuthorShare:
    """What is agreed on for one author, in their order: `percent` None for nothing."""

    name: str
    percent: int | None
    main: bool


def piece_scores(session: Session, submission_id: int, *, today: date) -> tuple[PieceScores, ...]:
    """The years in which it gives something, the newest first; where it gives nothing at all, the last year alone.

    Caps and ladders look at all that somebody has in the year, so the whole year is counted. Raises Missing.
    """
    piece = scored_piece(session, submission_id)
    found = [_in_year(session, piece, year, today=today) for year in sorted(_years(session, piece), reverse=True)]
    return tuple(one for one in found if one.lines) or tuple(found[:1])


def shares(session: Session, submission_id: int) -> tuple[AuthorShare, ...]:
    """How the authors of a piece share what it gives, as it was agreed on."""
    c = t.Contributor
    rows = session.scalars(select(c).where(c.submission_id == submission_id).order_by(c.position))
    return tuple(AuthorShare(row.name, row.percent, row.main) for row in rows)


def _years(session: Session, piece: Piece) -> set[int]:
    """Every year that a day of the piece lies in: which of them counts is for the scheme to say."""
    days = {piece.received_on, *([piece.issued_on] if piece.issued_on else [])}
    for event in piece.events:
        days |= {event.own_day, event.recorded_on}
    return {year_at(session, today=day) for day in days}


def _in_year(session: Session, piece: Piece, year: int, *, today: date) -> PieceScores:
    closed = is_closed(session, year)
    accounts: Mapping[Subject, Account]
    if closed:
        shown = closed_scores(session, year)
        scheme = shown.scheme
        rows = [row for group in shown.groups for row in group.rows]
        who, accounts = {row.who.subject: row.who for row in rows}, {row.who.subject: row.account for row in rows}
    else:
        scheme = in_force(session, year).scheme
        found = basis(session, scheme, year, today=today)
        who, accounts = dict(found.who), found.accounts(scheme, until=min(found.last, max(today, found.first)))
    lines = tuple(_lines(piece, _credited(piece, scheme), who, accounts))
    return PieceScores(year, piece.number, scheme, closed, lines)


def _credited(piece: Piece, scheme: Scheme) -> Iterable[Subject]:
    """Everybody whom some event is for: people first, each in the order of the authors."""
    claimer = Claimer(scheme)
    claims = [claim for event in piece.events for claim in claimer.claims(piece, event.authors)]
    subjects = dict.fromkeys(claim.subject for claim in claims)
    return sorted(subjects, key=lambda subject: subject.ledger is not Ledger.PERSON)


def _lines(
    piece: Piece, subjects: Iterable[Subject], who: Mapping[Subject, Scored], accounts: Mapping[Subject, Account]
) -> Iterator[PieceLine]:
    for subject in subjects:
        if subject in who and subject in accounts:
            own = (line for line in accounts[subject].lines if line.piece_id == piece.id)
            yield from (PieceLine(who[subject], line) for line in own)
