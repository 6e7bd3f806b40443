"""Who is credited with an event of a piece, and with which part of it."""

from typing import NamedTuple

from cppcc_desk.domain.crediting import credited_units
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Author, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme, Split, SplitWay
from cppcc_desk.domain.scoring.splitting import shares


class Part(NamedTuple):
    """A part of the points: that of `places` among as many as `writers` has, shared by `split`."""

    split: Split
    writers: tuple[bool, ...]
    percents: tuple[int | None, ...]
    places: tuple[int, ...]

    def of(self, amount: int) -> int:
        """In hundredths, like the amount."""
        if len(self.writers) == 1:
            return amount
        given = shares(amount, self.split, self.writers, self.percents)
        return sum(given[place] for place in self.places)


class Claim(NamedTuple):
    """Who is credited, what they are, and with which part."""

    subject: Subject
    identities: frozenset[str]
    part: Part

    @property
    def words(self) -> str:
        """How the part was found, "" for who is alone."""
        count = len(self.part.writers)
        if count == 1:
            return ""
        way = self.part.split.way
        by_people = self.subject.ledger is Ledger.PERSON or way is SplitWay.BY_AUTHORS
        places = "、".join(str(place + 1) for place in self.part.places)
        return f"{count} {'人' if by_people else '个单位'}，第 {places}：{way}"


_ALONE = Part(Split(), (False,), (), (0,))
_IDENTITY = {kind: frozenset({str(kind)}) for kind in UnitKind}


def claims(piece: Piece, places: tuple[int, ...] | None, scheme: Scheme) -> list[Claim]:
    """All who are credited with an event that is for the authors at `places`, None for all of them."""
    authors = piece.authors if places is None else tuple(piece.authors[place] for place in places)
    named = authors[: scheme.collective_named] if piece.collective else authors
    found = _people(named, scheme)
    if piece.info_group_id is not None:
        found.append(_whole(UnitKind.INFO_GROUP, piece.info_group_id))
    if piece.collective:
        if piece.collective_unit is not None:
            found.append(_whole(*piece.collective_unit))
        return found
    return found + _units(authors, scheme)


def _people(authors: tuple[Author, ...], scheme: Scheme) -> list[Claim]:
    if len(authors) == 1:
        (author,) = authors
        person_id = author.person_id
        return [] if person_id is None else [Claim(Subject(Ledger.PERSON, person_id), author.kinds, _ALONE)]
    held: dict[int, list[int]] = {}
    for place, author in enumerate(authors):
        if author.person_id is not None:
            held.setdefault(author.person_id, []).append(place)
    writers, percents = _agreed(authors)
    return [
        Claim(
            Subject(Ledger.PERSON, person_id),
            authors[places[0]].kinds,
            Part(scheme.people_split, writers, percents, tuple(places)),
        )
        for person_id, places in held.items()
    ]


def _units(authors: tuple[Author, ...], scheme: Scheme) -> list[Claim]:
    if len(authors) == 1:
        (author,) = authors
        return [_whole(kind, unit_id) for kind, unit_id in credited_units(author.units, author.chosen, scheme.credited)]
    held: dict[UnitKind, dict[int, list[int]]] = {}
    for place, author in enumerate(authors):
        for kind, unit_id in credited_units(author.units, author.chosen, scheme.credited):
            held.setdefault(kind, {}).setdefault(unit_id, []).append(place)
    by_authors = scheme.units_split.way is SplitWay.BY_AUTHORS
    writers, percents = _agreed(authors)
    found = []
    for kind, units in held.items():  # the units of one kind share among themselves
        nobody = (False,) * len(units)
        for number, (unit_id, places) in enumerate(units.items()):
            part = (
                Part(scheme.people_split, writers, percents, tuple(places))
                if by_authors
                else Part(scheme.units_split, nobody, (), (number,))
            )
            found.append(Claim(Subject(Ledger.UNIT, unit_id), _IDENTITY[kind], part))
    return found


def _whole(kind: UnitKind, unit_id: int) -> Claim:
    return Claim(Subject(Ledger.UNIT, unit_id), _IDENTITY[kind], _ALONE)


def _agreed(authors: tuple[Author, ...]) -> tuple[tuple[bool, ...], tuple[int | None, ...]]:
    return tuple(author.main for author in authors), tuple(author.percent for author in authors)
