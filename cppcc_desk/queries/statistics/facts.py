"""Every piece with what tells it apart, read in one pass over the tables; pieces in the 回收站 are none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import Source, of_source
from cppcc_desk.domain.people import WORD_OF_UNIT, UnitKind
from cppcc_desk.domain.statistics import COLLECTIVE, Dimension, Facts
from cppcc_desk.queries.outcomes.levels import level_at
from cppcc_desk.storage import tables as t

Reached = Mapping[int, dict[Dimension, dict[str, None]]]  # by piece: what has come about so far, at which levels

UNITS = {
    UnitKind.SECTOR: Dimension.SECTOR,
    UnitKind.COMMITTEE: Dimension.COMMITTEE,
    UnitKind.TOWN_COMMITTEE: Dimension.TOWN,
    UnitKind.PARTY: Dimension.PARTY,
}


def person_key(person_id: int | None, name: str) -> str:
    """Of somebody of the roster, or of a name that is not in it."""
    return name if person_id is None else f"person-{person_id}"


@dataclass
class Books:
    """The tables, each read once."""

    session: Session
    pieces: dict[int, Any] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)  # of every piece, those in the 回收站 as well
    merged: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    authors: defaultdict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    issues: dict[int, list[int]] = field(default_factory=dict)  # ids of pieces by issue
    units: dict[int, tuple[str, str]] = field(default_factory=dict)  # kind and name
    destinations: dict[int, tuple[str, str]] = field(default_factory=dict)  # name and level

    def __post_init__(self) -> None:
        s, c, u, i = t.Submission, t.Contributor, t.Unit, t.IssueItem
        read = self.session.execute
        columns = (
            s.id, s.intake_no, s.received_at, s.state, s.intake_channel, s.category, s.nature, s.screening,
            s.collective_submission, s.credited_unit_id, s.info_group_id, s.merged_into_id, s.deleted_at,
        )  # fmt: skip
        for row in read(select(*columns).order_by(s.year, s.serial)):
            self.numbers[row.id] = row.intake_no
            if row.deleted_at is None:
                self.pieces[row.id] = row
        for row in self.pieces.values():
            if row.merged_into_id in self.pieces:
                self.merged[row.merged_into_id].append(row.id)
        units = [getattr(c, word) for word in WORD_OF_UNIT.values()]
        ids = [getattr(c, f"{word}_id") for word in WORD_OF_UNIT.values()]
        query = select(c.submission_id, c.person_id, c.name, c.kind, *units, *ids)
        for row in read(query.order_by(c.submission_id, c.position)):
            self.authors[row.submission_id].append(row)
        self.units = {row.id: (row.kind, row.name) for row in read(select(u.id, u.kind, u.name))}
        for issue_id, piece in read(select(i.issue_id, i.submission_id).order_by(i.issue_id, i.position)):
            self.issues.setdefault(issue_id, []).append(piece)
        for destination in self.session.scalars(select(t.Destination)):
            self.destinations[destination.id] = (destination.name, level_at(destination).value)

    def root(self, piece: int) -> int:
        """What a piece went into, itself where it was not merged."""
        while (into := self.pieces[piece].merged_into_id) in self.pieces:
            piece = into
        return piece

    def whole(self, piece: int) -> Iterator[int]:
        """The piece and all that went into it."""
        yield piece
        for part in self.merged[piece]:
            yield from self.whole(part)

    def facts(self, piece: int, reached: Reached, *, of_parts: bool) -> Facts:
        """What tells a piece apart. `of_parts`: as what it has become, with the authors of all that went into it."""
        row = self.pieces[piece]
        parts = tuple(self.whole(piece)) if of_parts else (piece,)
        values = {
            Dimension.CATEGORY: _said(row.category),
            Dimension.NATURE: _said(row.nature),
            Dimension.CHANNEL: _said(row.intake_channel),
            Dimension.STATE: _said(row.state),
            Dimension.SOURCE: _said(self._source(row)),
            Dimension.GROUP: self._names([row.info_group_id]),
            Dimension.PERSON: _each(key for part in parts for key in self._people(self.pieces[part])),
        }
        for kind, dimension in UNITS.items():
            values[dimension] = _each(name for part in parts for name in self._of_kind(self.pieces[part], kind))
        values |= {dimension: tuple(keys) for dimension, keys in reached.get(piece, {}).items()}
        return Facts(row.intake_no, row.received_at.date(), values)

    def _source(self, row: Any) -> str:
        if row.collective_submission:
            return Source.UNIT.value
        authors = self.authors[row.id]
        return of_source(authors[0].kind).value if authors else ""

    def _people(self, row: Any) -> Iterator[str]:
        if row.collective_submission:
            yield COLLECTIVE
        else:
            yield from (person_key(one.person_id, one.name) for one in self.authors[row.id] if one.name)

    def _of_kind(self, row: Any, kind: UnitKind) -> Iterator[str]:
        """By what is known of the unit, else as it was written."""
        if row.collective_submission:
            known = self.units.get(row.credited_unit_id)
            if known is not None and known[0] == kind:
                yield known[1]
            return
        word = WORD_OF_UNIT[kind]
        for one in self.authors[row.id]:
            known = self.units.get(getattr(one, f"{word}_id"))
            name = known[1] if known is not None else getattr(one, word)
            if name:
                yield name

    def _names(self, units: Sequence[int | None]) -> tuple[str, ...]:
        return tuple(self.units[unit][1] for unit in units if unit in self.units)


def _said(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
