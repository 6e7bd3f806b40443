"""Scores and rankings of ten years against one plain pass over the same events that adds up what each is worth."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random
from statistics import median

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import Author, Event, EventType, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.ranking import rankings
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.scores import scores_of_years
from cppcc_desk.storage.presets import presets
from tests.bench.table import Bench, Row, told

EVENTS = 20_000
PEOPLE = 400
YEARS = range(2017, 2027)
GOAL = 5.0  # of every scheme, also of those that ask more than the plain pass does
TIMES = 7  # runs of each, in turn
_DAYS = (date(YEARS.stop, 1, 1) - date(YEARS.start, 1, 1)).days
_PLAIN = {
    (EventType.VALID, ""): 50,
    (EventType.OWN, "本级"): 100,
    (EventType.UPPER, "市"): 500,
    (EventType.UPPER, "省"): 1_000,
    (EventType.UPPER, "全国"): 2_000,
    (EventType.INSTRUCTED, "市"): 1_000,
}


@cache
def _office() -> tuple[tuple[Piece, ...], dict[Subject, frozenset[str]]]:
    """The pieces of ten years, and who is scored."""
    random = Random(11)
    people = [
        (
            frozenset({random.choice(["委员", "信息员"])}),
            {UnitKind.SECTOR: 1_000 + n % 20, UnitKind.TOWN_COMMITTEE: 2_000 + n % 15},
        )
        for n in range(PEOPLE)
    ]
    roster = {Subject(Ledger.PERSON, n): kinds for n, (kinds, _) in enumerate(people)}
    for first, count, kind in ((1_000, 20, "界别"), (2_000, 15, "镇街工委"), (3_000, 5, "信息小组")):
        roster |= {Subject(Ledger.UNIT, first + n): frozenset({kind}) for n in range(count)}
    pieces: list[Piece] = []
    events = 0
    while events < EVENTS:
        pieces.append(_piece(len(pieces) + 1, random, people))
        events += len(pieces[-1].events)
    return tuple(pieces), roster


def _piece(number: int, random: Random, people: list[tuple[frozenset[str], dict[UnitKind, int]]]) -> Piece:
    day = date(YEARS.start, 1, 1) + timedelta(days=random.randrange(_DAYS))
    happened = [(EventType.VALID, ""), (EventType.OWN, "本级"), (EventType.UPPER, random.choice(["市", "省", "全国"]))]
    happened.append((EventType.INSTRUCTED, "市"))
    kept = [one for one, share in zip(happened, (1, 0.6, 0.3, 0.1), strict=True) if random.random() < share]
    return Piece(
        id=number,
        number=f"{day.year}-{number:05}",
        title=f"第 {number} 篇",
        received_on=day,
        info_group_id=3_000 + number % 5,
        authors=tuple(
            Author(person_id=n, kinds=people[n][0], units=people[n][1])
            for n in random.sample(range(PEOPLE), random.choice([1, 1, 1, 2, 3]))
        ),
        events=tuple(
            Event(id=f"{number}-{kind}", type=kind, level=level, own_day=day, recorded_on=day) for kind, level in kept
        ),
    )


def _plain_pass() -> dict[tuple[int, str, int], int]:
    """The least that anybody would write: what each person and unit is credited with, in order, and the sum."""
    found: dict[tuple[int, str, int], list[tuple[date, str, int]]] = {}
    for piece in _office()[0]:
        for event in piece.events:
            year, day, points = event.own_day.year, event.own_day, _PLAIN.get((event.type, event.level), 0)
            for author in piece.authors:
                share = points // len(piece.authors)
                found.setdefault((year, "p", author.person_id or 0), []).append((day, piece.number, share))
                for unit_id in author.units.values():
                    found.setdefault((year, "u", unit_id), []).append((day, piece.number, share))
            found.setdefault((year, "u", piece.info_group_id or 0), []).append((day, piece.number, points))
    for lines in found.values():
        lines.sort()
    return {key: sum(points for _, _, points in lines) for key, lines in found.items()}


def _scored(scheme: Scheme) -> None:
    pieces, roster = _office()
    years = scores_of_years(pieces, scheme, YEARS, rosters=dict.fromkeys(YEARS, roster))
    for accounts in years.values():
        rankings(accounts, scheme, roster)


def _row(name: str, scheme: Scheme) -> Row:
    _office()
    works: tuple[Callable[[], object], ...] = (lambda: _scored(scheme), _plain_pass)
    taken = [[_processor_time(work) for work in works] for _ in range(TIMES)]
    ours, plain = (median(times) for times in zip(*taken, strict=True))
    return Row(name=name, measured=told(ours), against=f"plain pass {told(plain)}", ratio=ours / plain, goal=GOAL)


def _processor_time(work: Callable[[], object]) -> float:
    """Both only compute; what else the machine does in the meantime is no part of the ratio."""
    start = time.process_time()
    work()
    return time.process_time() - start


def scores_of_ten_years(bench: Bench) -> Row:
    """Everything adds up, authors share, ranks with ties broken."""
    return _row(f"scores of 10 years, {EVENTS} events", presets()[0])


def scores_highest_of_ten_years(bench: Bench) -> Row:
    """Of each piece only the highest counts."""
    return _row("the same, highest only", presets()[2])


def scores_capped_of_ten_years(bench: Bench) -> Row:
    """With a ladder, targets, and caps by month and year: every line is looked at again in the order of the days."""
    return _row("the same, ladder, targets, caps", presets()[3])
