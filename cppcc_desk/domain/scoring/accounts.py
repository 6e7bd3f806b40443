"""The account of one person or unit in one year: every line with what it counts, and why it counts less.

The order is fixed, and it is that of the days, never that of entering: 1. ladders, 2. best-of rules, 3. targets,
4. caps, 5. adjustments by hand. Amounts are hundredths of a point.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cppcc_desk.domain.scoring.claims import share_words
from cppcc_desk.domain.scoring.events import EventType, Ledger, Subject
from cppcc_desk.domain.scoring.matching import asks_of_event, fits_subject, limits
from cppcc_desk.domain.scoring.pieces import BY_DAY, Entry, Held
from cppcc_desk.domain.scoring.scheme import Rule, Scheme
from cppcc_desk.domain.scoring.stages import cap_entries, climb, keep_best, reached

OVER_CAP = "超过最高分限制"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an account. `points` is what the rule says, `full` the part of it, `counted` what counts.

    `times` are the factors with their names, `share` tells how the part was found, `note` why `counted` is less. Of a
    target or an adjustment there is no piece: `piece_id` is None.
    """

    on: date
    key: str
    name: str
    words: str
    piece_id: int | None
    number: str
    title: str
    event_id: str
    part: str
    points: int
    times: tuple[tuple[str, Decimal], ...]
    share: str
    full: int
    counted: int
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """Points given or taken by hand; `points` in hundredths. `label` is what it is, such as 补记."""

    id: int
    subject: Subject
    on: date
    points: int
    label: str
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Account:
    """The score of somebody: `total` is the sum of what the lines count, in hundredths.

    `tell` gives the lines; they are told anew each time, as a ranking needs none of them. `pieces` counts pieces by
    type and level of event, 批示 each by itself; `adopted` pieces that were used here or further up, each once.
    `disqualified`: names of the rules that exclude from awards.
    """

    subject: Subject
    total: int
    pieces: Mapping[tuple[EventType, str], int]
    adopted: int
    disqualified: tuple[str, ...]
    tell: Callable[[], tuple[Line, ...]] = field(repr=False, compare=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the days."""
        return self.tell()

    def count(self, kind: EventType, *levels: str) -> int:
        """Pieces with an event of this type, at one of these levels where there are any given."""
        return sum(n for (t, level), n in self.pieces.items() if t is kind and (not levels or level in levels))


def since(account: Account, before: Account | None, first: date) -> Account:
    """What came on `first` and after it, `before` being the same account at the end of the day before.

    The difference of the two, so that the parts of a year add up to the year whatever was replaced or capped meanwhile.
    """
    if before is None:
        return account
    pieces = Counter(account.pieces)
    pieces.subtract(before.pieces)
    return Account(
        subject=account.subject,
        total=account.total - before.total,
        pieces=pieces,
        adopted=account.adopted - before.adopted,
        disqualified=account.disqualified,
        tell=lambda: tuple(line for line in account.lines if line.on >= first),
    )


class Accountant:
    """Closes accounts of `year` under one scheme, as they stand at the end of the day `until`."""

    def __init__(self, scheme: Scheme, *, year: int, until: date) -> None:
        self._scheme, self._year, self._until = scheme, year, until
        self._adds_up = not (scheme.best or scheme.targets or scheme.caps or any(rule.steps for rule in scheme.rules))
        self._bare = tuple(cap for cap in scheme.caps if not asks_of_event(cap.when))

    def account(
        self, subject: Subject, identities: frozenset[str] | None, held: Held, adjustments: Sequence[Adjustment] = ()
    ) -> Account:
        """Of `subject`, who is all of `identities`; None: all that was said of them with the pieces."""
        kinds = Counter(held.outcomes)
        if identities is None:
            identities = frozenset().union(*{outcome.identities for outcome in kinds})
        told = _Told(self, subject, identities, held, tuple(sorted(adjustments, key=lambda one: (one.on, one.id))))
        if self._adds_up:
            total = sum([outcome.total * times for outcome, times in kinds.items()])
        else:
            total = sum([entry.counted for entry in self.entries(subject, identities, held)])
        pieces: dict[tuple[EventType, str], int] = {}
        for outcome, times in kinds.items():
            for what in outcome.counts:
                pieces[what] = pieces.get(what, 0) + times
        return Account(
            subject=subject,
            total=total + sum([given.points for given in adjustments]),
            pieces=pieces,
            adopted=sum([times for outcome, times in kinds.items() if outcome.adopted]),
            disqualified=_disqualified(held) if any(outcome.excludes for outcome in kinds) else (),
            tell=told.lines,
        )

    def entries(self, subject: Subject, identities: frozenset[str], held: Held) -> list[Entry]:
        """What the lines are, in the order of the days."""
        scheme = self._scheme
        events = held.entries()
        climb(events)
        for best in scheme.best:
            keep_best(best, events, scheme.window)
        made = [entry for entry in events if entry.source is not None]
        if scheme.extras:
            made = [one for entry in made for one in entry.all()]
        if scheme.targets:
            made += reached(scheme, subject, identities, held, year=self._year, until=self._until)
            made.sort(key=BY_DAY)
        if scheme.caps:
            bare = limits(cap for cap in self._bare if fits_subject(cap.when, subject.ledger, identities))
            cap_entries(made, bare, scheme.window)
        return made


class _Told(NamedTuple):
    """The lines of an account, told when somebody asks."""

    accountant: Accountant
    subject: Subject
    identities: frozenset[str]
    held: Held
    adjustments: tuple[Adjustment, ...]

    def lines(self) -> tuple[Line, ...]:
        entries = self.accountant.entries(self.subject, self.identities, self.held)
        lines = [*(_line(entry, self.subject.ledger) for entry in entries), *map(_adjusted, self.adjustments)]
        return tuple(sorted(lines, key=lambda line: line.on))


def _disqualified(held: Held) -> tuple[str, ...]:
    found = [
        (on, entry.source.name)
        for happened, outcome in zip(held.happened, held.outcomes, strict=True)
        for (on, _), entry in zip(happened.dated, outcome.entries, strict=True)
        if isinstance(entry.source, Rule) and entry.source.disqualifies
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda item: item[0])))


def _line(entry: Entry, ledger: Ledger) -> Line:
    source, event, piece = entry.source, entry.event, entry.piece
    assert source is not None
    factors = entry.verdict.factors if isinstance(source, Rule) else ()
    return Line(
        on=entry.on,
        key=source.key,
        name=source.name,
        words=event.words if event else "",
        piece_id=piece.id if piece else None,
        number=piece.number if piece else "",
        title=piece.title if piece else "",
        event_id=event.id if event else "",
        part=entry.part,
        points=entry.points,
        times=tuple((factor.name, factor.by) for factor in factors),
        share=share_words(ledger, entry.share),
        full=entry.full,
        counted=entry.counted,
        note="，".join(filter(None, (entry.note, entry.capped_by and f"{OVER_CAP}（{entry.capped_by}）"))),
    )


def _adjusted(given: Adjustment) -> Line:
    words = f"{given.reason}（{given.approved_by}批准）" if given.approved_by else given.reason
    return Line(
        given.on, f"adjustment-{given.id}", given.label, words, None, "", "", "", "",
        given.points, (), "", given.points, given.points, "",
    )  # fmt: skip
