"""Who is credited with an event of a piece, and with which part of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_desk.domain.crediting import credited_units
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Author, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme, Split, SplitWay
from cppcc_desk.domain.scoring.splitting import shares


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's part: that of `places` among as many as `writers` has, shared by `split`."""

    subject: Subject
    identities: frozenset[str]
    split: Split
    writers: tuple[bool, ...]
    percents: tuple[int | None, ...]
    places: tuple[int, ...]

    def of(self, amount: int) -> int:
        """Their part of an amount, in hundredths."""
        if len(self.writers) == 1:
            return amount
        given = shares(amount, self.split, self.writers, self.percents)
        return sum(given[place] for place in self.places)

    @property
    def words(self) -> str:
        """How the part was found, "" for who is alone."""
        count = len(self.writers)
        if count == 1:
            return ""
        of = "人" if self.subject.ledger is Ledger.PERSON or self.split.way is SplitWay.BY_AUTHORS else "个单位"
        places = "、".join(str(place + 1) for place in self.places)
        return f"{count} {of}，第 {places}：{self.split.way}"


def claims(piece: Piece, places: tuple[int, ...] | None, scheme: Scheme) -> tuple[Claim, ...]:
    """All who are credited with an event that is for the authors at `places`, None for all of them."""
    authors = piece.authors if places is None else tuple(piece.authors[place] for place in places)
    return (*_people(piece, authors, scheme), *_units(piece, authors, scheme))


def _people(piece: Piece, authors: tuple[Author, ...], scheme: Scheme) -> Iterator[Claim]:
    named = authors[: scheme.collective_named] if piece.collective else authors
    writers, percents = _parts(named)
    held: dict[int, list[int]] = {}
    for place, author in enumerate(named):
        if author.person_id is not None:
            held.setdefault(author.person_id, []).append(place)
    for person_id, mine in held.items():
        kinds = named[mine[0]].kinds
        yield Claim(Subject(Ledger.PERSON, person_id), kinds, scheme.people_split, writers, percents, tuple(mine))


def _units(piece: Piece, authors: tuple[Author, ...], scheme: Scheme) -> Iterator[Claim]:
    if piece.info_group_id is not None:
        yield _whole(UnitKind.INFO_GROUP, piece.info_group_id, scheme)
    if piece.collective:
        if piece.collective_unit is not None:
            yield _whole(*piece.collective_unit, scheme)
        return
    held: dict[tuple[UnitKind, int], list[int]] = {}
    for place, author in enumerate(authors):
        for credited in credited_units(author.units, author.chosen, scheme.credited):
            held.setdefault(credited, []).append(place)
    if scheme.units_split.way is SplitWay.BY_AUTHORS:
        writers, percents = _parts(authors)
        for (kind, unit_id), mine in held.items():
            identities = frozenset({str(kind)})
            subject = Subject(Ledger.UNIT, unit_id)
            yield Claim(subject, identities, scheme.people_split, writers, percents, tuple(mine))
        return
    by_kind: dict[UnitKind, list[int]] = {}
    for kind, unit_id in held:
        by_kind.setdefault(kind, []).append(unit_id)
    for kind, units in by_kind.items():  # the units of one kind share among themselves
        nobody = (False,) * len(units)
        for place, unit_id in enumerate(units):
            subject = Subject(Ledger.UNIT, unit_id)
            yield Claim(subject, frozenset({str(kind)}), scheme.units_split, nobody, (), (place,))


def _whole(kind: UnitKind, unit_id: int, scheme: Scheme) -> Claim:
    return Claim(Subject(Ledger.UNIT, unit_id), frozenset({str(kind)}), scheme.units_split, (False,), (), (0,))


def _parts(authors: tuple[Author, ...]) -> tuple[tuple[bool, ...], tuple[int | None, ...]]:
    return tuple(author.main for author in authors), tuple(author.percent for author in authors)
