"""What happened in a time, by the same rules as the yearly papers and the rankings (`queries.figures`)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.domain.quotas import REFUSED
from cppcc_desk.domain.scoring.events import ADOPTIONS
from cppcc_desk.domain.statistics import NO_LEVEL, Dimension, Facts, Happening, Material, Measure
from cppcc_desk.queries.scoring.pieces import used_pieces
from cppcc_desk.queries.statistics.facts import Books
from cppcc_desk.queries.statistics.values import known_values
from cppcc_desk.storage import tables as t

_OF_KIND = {
    OutcomeKind.INSTRUCTION.value: Measure.INSTRUCTED,
    OutcomeKind.REPLY.value: Measure.REPLIED,
    OutcomeKind.IMPLEMENTATION.value: Measure.CARRIED_OUT,
}
_OF_ITSELF = frozenset({Measure.RECEIVED, Measure.VALID})  # counted piece by piece, also when it went into another one


@dataclass(frozen=True, slots=True)
class _Record:
    """Something recorded of a piece, in whatever time."""

    measure: Measure
    piece: int
    on: date
    own: dict[Dimension, str]


def material(books: Books, first: date, last: date, *, month_starts: int = 1, with_uses: bool = True) -> Material:
    """Everything that happened from `first` to `last`. Without `with_uses` nothing is known of 采用, which takes most
    of the time."""
    found, session = _Reading(books, first, last), books.session
    found.keep(_of_pieces(books, first, last))
    found.keep(_of_issues(session, first, last))
    found.keep(_sent(session, books))
    found.keep(_heard(session, books))
    if with_uses:
        found.keep(_used(session, first, last))
    return Material(
        first=first,
        last=last,
        happenings=tuple(found.happenings()),
        known=known_values(books),
        month_starts=month_starts,
        with_uses=with_uses,
        binned=tuple(sorted(found.binned)),
    )


@dataclass
class _Reading:
    """Records of a time, and what pieces have reached in any time."""

    books: Books
    first: date
    last: date
    records: list[_Record] = field(default_factory=list)
    reached: defaultdict[int, dict[Dimension, dict[str, None]]] = field(default_factory=lambda: defaultdict(dict))
    binned: set[str] = field(default_factory=set)

    def keep(self, records: Iterator[_Record]) -> None:
        """Take those of the time; of all of them the levels that the piece has reached."""
        for one in records:
            within = self.first <= one.on <= self.last
            if one.piece not in self.books.pieces:
                if within and one.piece in self.books.numbers:
                    self.binned.add(self.books.numbers[one.piece])
                continue
            for dimension, key in one.own.items():
                self.reached[one.piece].setdefault(dimension, {})[key] = None
            if within:
                self.records.append(one)

    def happenings(self) -> Iterator[Happening]:
        """The records with the facts of their pieces. What went into another piece has reached what that has."""
        for piece in self.books.pieces:
            if self.books.pieces[piece].merged_into_id is not None:
                root = self.reached.get(self.books.root(piece), {})
                for dimension, keys in root.items():
                    self.reached[piece].setdefault(dimension, {}).update(keys)
        known: dict[tuple[int, bool], Facts] = {}
        for one in self.records:
            of_parts = one.measure not in _OF_ITSELF and bool(self.books.merged[one.piece])
            facts = known.get((one.piece, of_parts))
            if facts is None:
                facts = self.books.facts(one.piece, self.reached, of_parts=of_parts)
                known[one.piece, of_parts] = facts
            yield Happening(one.measure, one.on, facts, one.own)


def _of_pieces(books: Books, first: date, last: date) -> Iterator[_Record]:
    for row in books.pieces.values():
        day = row.received_at.date()
        if not first <= day <= last:
            continue
        yield _Record(Measure.RECEIVED, row.id, day, {})
        if row.screening not in REFUSED:
            yield _Record(Measure.VALID, row.id, day, {})


def _of_issues(session: Session, first: date, last: date) -> Iterator[_Record]:
    query = select(t.IssueItem.submission_id, t.Issue.issued_on).join(t.Issue, t.Issue.id == t.IssueItem.issue_id)
    query = query.where(t.Issue.issued_on.between(first, last)).order_by(t.IssueItem.submission_id)
    for piece, day in session.execute(query):
        yield _Record(Measure.ISSUED, piece, day, {})


def _sent(session: Session, books: Books) -> Iterator[_Record]:
    d = t.Dispatch
    query = select(d.submission_id, d.destination_id, d.sent_at).where(d.sent_at.is_not(None)).order_by(d.id)
    for piece, destination, sent_at in session.execute(query):
        name, level = books.destinations[destination]
        own = {Dimension.SENT_LEVEL: level, Dimension.DESTINATION: name}
        assert sent_at is not None  # by the query
        yield _Record(Measure.SENT, piece, sent_at.date(), own)


def _heard(session: Session, books: Books) -> Iterator[_Record]:
    """Of a piece, or of an issue and with it of all its pieces."""
    o = t.Outcome
    query = select(o.kind, o.submission_id, o.issue_id, o.level, o.occurred_on).where(o.kind.in_(_OF_KIND))
    for row in session.execute(query.order_by(o.id)):
        for piece in _about(row, books):
            measure = _OF_KIND[row.kind]
            own = {Dimension.INSTRUCTED_LEVEL: row.level or NO_LEVEL} if measure is Measure.INSTRUCTED else {}
            yield _Record(measure, piece, row.occurred_on, own)


def _about(row: Any, books: Books) -> list[int]:
    return [row.submission_id] if row.submission_id is not None else books.issues.get(row.issue_id, [])


def _used(session: Session, first: date, last: date) -> Iterator[_Record]:
    for piece in used_pieces(session, first=first, last=last):
        for event in piece.events:
            if event.type in ADOPTIONS:
                own = {Dimension.ADOPTED_LEVEL: str(event.level) or NO_LEVEL}
                yield _Record(Measure.ADOPTED, piece.id, event.own_day, own)
