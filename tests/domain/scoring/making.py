"""Pieces and events for tests of the engine, with as few words as a vector needs; and schemes read from data."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.accounts import Account
from cppcc_desk.domain.scoring.events import Author, Event, EventType, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.scores import scores
from cppcc_desk.domain.scoring.written import from_dict

DAY = date(2026, 5, 6)
SCHEMES = Path(__file__).parent / "schemes"


def scheme(name: str, /, **changed: Any) -> Scheme:
    """The scheme of a vector, as data; `changed` replaces keys at its top."""
    given = json.loads((SCHEMES / f"{name}.json").read_text(encoding="utf-8"))
    return from_dict({**given, **changed})


def event(kind: EventType, level: str = "", *, on: date = DAY, **more: Any) -> Event:
    """An event; its id is what it says."""
    words = more.pop("words", f"{level}{kind}")
    return Event(
        id=more.pop("id", f"{kind}-{level}-{on}"),
        type=kind,
        level=level,
        own_day=on,
        recorded_on=on,
        words=words,
        **more,
    )


def author(person_id: int | None, *kinds: str, **more: Any) -> Author:
    """Somebody with their 身份."""
    return Author(person_id=person_id, kinds=frozenset(kinds), **more)


def piece(number: int, *events: Event, by: tuple[Author, ...] = (), **more: Any) -> Piece:
    """A piece of 2026, by person 1 where nobody else is named, received on the day of its first event."""
    received = more.pop("received_on", events[0].own_day if events else DAY)
    return Piece(
        id=number,
        number=f"2026-{number:04}",
        title=f"第 {number} 篇",
        received_on=received,
        authors=by or (author(1),),
        events=events,
        **more,
    )


def person(number: int = 1) -> Subject:
    return Subject(Ledger.PERSON, number)


def unit(number: int) -> Subject:
    return Subject(Ledger.UNIT, number)


def of(account: Account) -> Decimal:
    """A score in points."""
    return Decimal(account.total) / 100


def score(used: Scheme, *pieces: Piece, who: Subject | None = None, year: int = 2026) -> Decimal:
    """The score of person 1, or of somebody else."""
    found = scores(pieces, used, year)
    subject = who or person()
    return of(found[subject]) if subject in found else Decimal(0)


SECTOR = UnitKind.SECTOR
TOWN = UnitKind.TOWN_COMMITTEE
