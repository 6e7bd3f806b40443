"""Who is credited with an event of a piece, and with which part of it."""

from dataclasses import dataclass
from typing import NamedTuple

from cppcc_desk.domain.crediting import credited_units
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Author, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.matching import Who
from cppcc_desk.domain.scoring.scheme import Scheme, SplitWay
from cppcc_desk.domain.scoring.splitting import Sharer

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the points: that of `places` among as many as `writers` has; one object for all that are the same."""

    sharer: Sharer
    writers: tuple[bool, ...]
    percents: tuple[int | None, ...]
    places: Places

    def of(self, amount: int) -> int:
        """In hundredths, like the amount."""
        given = self.sharer.shares(amount, self.writers, self.percents)
        places = self.places
        return given[places[0]] if len(places) == 1 else sum(given[place] for place in places)


class Claim(NamedTuple):
    """Who is credited, what they are, and with which part; None is the whole."""

    subject: Subject
    who: Who
    part: Part | None


def share_words(ledger: Ledger, part: Part | None) -> str:
    """How a part was found, "" for the whole."""
    if part is None:
        return ""
    way = part.sharer.split.way
    by_people = ledger is Ledger.PERSON or way is SplitWay.BY_AUTHORS
    places = "、".join(str(place + 1) for place in part.places)
    return f"{len(part.writers)} {'人' if by_people else '个单位'}，第 {places}：{way}"


_OF_KIND: dict[UnitKind, Who] = {kind: (Ledger.UNIT, frozenset({str(kind)})) for kind in UnitKind}


class Claimer:
    """Finds who is credited under one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._credited, self._named = scheme.credited, scheme.collective_named
        self._people_sharer = Sharer(scheme.people_split)
        self._by_authors = scheme.units_split.way is SplitWay.BY_AUTHORS
        self._units_sharer = Sharer(scheme.units_split)
        # what is the same is one object, so that many credits leave little behind
        self._people_alone: dict[tuple[int, frozenset[str]], Claim] = {}
        self._units_alone: dict[tuple[UnitKind, int], Claim] = {}
        self._parts: dict[tuple[object, ...], Part] = {}

    def claims(self, piece: Piece, places: Places | None) -> list[Claim]:
        """All who are credited with an event that is for the authors at `places`, None for all of them."""
        authors = piece.authors if places is None else tuple(piece.authors[place] for place in places)
        found = self._people(authors[: self._named] if piece.collective else authors)
        if not piece.collective:
            found += self._units(authors)
        elif piece.collective_unit is not None:
            found.append(self._whole(*piece.collective_unit))
        if piece.info_group_id is not None:
            group = self._whole(UnitKind.INFO_GROUP, piece.info_group_id)
            if all(claim.subject != group.subject for claim in found):  # else it is credited already
                found.append(group)
        return found

    def _people(self, authors: tuple[Author, ...]) -> list[Claim]:
        if len(authors) == 1:
            (author,) = authors
            person_id = author.person_id
            if person_id is None:
                return []
            return [self._alone(person_id, author.kinds)]
        held: dict[int, list[int]] = {}
        for place, author in enumerate(authors):
            if author.person_id is not None:
                held.setdefault(author.person_id, []).append(place)
        writers, percents = _agreed(authors)
        return [
            Claim(
                Subject(Ledger.PERSON, person_id),
                (Ledger.PERSON, authors[places[0]].kinds),
                self._part(self._people_sharer, writers, percents, tuple(places)),
            )
            for person_id, places in held.items()
        ]

    def _units(self, authors: tuple[Author, ...]) -> list[Claim]:
        if len(authors) == 1:
            (author,) = authors
            credited = credited_units(author.units, author.chosen, self._credited)
            return [self._whole(kind, unit_id) for kind, unit_id in credited]
        held: dict[UnitKind, dict[int, list[int]]] = {}
        for place, author in enumerate(authors):
            for kind, unit_id in credited_units(author.units, author.chosen, self._credited):
                held.setdefault(kind, {}).setdefault(unit_id, []).append(place)
        found = []
        agreed = _agreed(authors) if self._by_authors else ((), ())
        for kind, units in held.items():  # the units of one kind share among themselves
            nobody = (False,) * len(units)
            for number, (unit_id, places) in enumerate(units.items()):
                part = None
                if self._by_authors:
                    part = self._part(self._people_sharer, *agreed, tuple(places))
                elif len(units) > 1:
                    part = self._part(self._units_sharer, nobody, (), (number,))
                found.append(Claim(Subject(Ledger.UNIT, unit_id), _OF_KIND[kind], part))
        return found

    def _alone(self, person_id: int, kinds: frozenset[str]) -> Claim:
        key = (person_id, kinds)
        found = self._people_alone.get(key)
        if found is None:
            found = self._people_alone[key] = Claim(Subject(Ledger.PERSON, person_id), (Ledger.PERSON, kinds), None)
        return found

    def _whole(self, kind: UnitKind, unit_id: int) -> Claim:
        key = (kind, unit_id)
        found = self._units_alone.get(key)
        if found is None:
            found = self._units_alone[key] = Claim(Subject(Ledger.UNIT, unit_id), _OF_KIND[kind], None)
        return found

    def _part(
        self, sharer: Sharer, writers: tuple[bool, ...], percents: tuple[int | None, ...], places: Places
    ) -> Part:
        key = (sharer, writers, percents, places)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = Part(sharer, writers, percents, places)
        return found


def _agreed(authors: tuple[Author, ...]) -> tuple[tuple[bool, ...], tuple[int | None, ...]]:
    return tuple([author.main for author in authors]), tuple([author.percent for author in authors])
