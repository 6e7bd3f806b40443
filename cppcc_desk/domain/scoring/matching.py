"""Which rules of a scheme fit an event of a piece, for one person or unit; the same question is answered once.

Only what some condition of the scheme looks at belongs to a question, so that there are few of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import NamedTuple

from cppcc_desk.domain.scoring.events import Event, EventType, Ledger, Piece
from cppcc_desk.domain.scoring.scheme import Cap, Extra, Factor, Rule, Scheme, When

Who = tuple[Ledger, frozenset[str]]  # of which ledger, and what they are


class Facets(NamedTuple):
    """What conditions ask of a piece as a whole."""

    genre: str
    category: str
    commissioned: bool
    on_topic: bool
    comprehensive: bool
    joint: bool
    authored_by: frozenset[str]
    events: frozenset[EventType]


class Asked(NamedTuple):
    """What conditions ask of an event."""

    type: EventType
    level: str
    form: str
    journal: str
    leader_rank: str


def asked_of(event: Event) -> Asked:
    """What conditions ask of `event`."""
    return Asked(event.type, event.level, event.form, event.journal, event.leader_rank)


class Climbed(NamedTuple):
    """A step of a ladder: `points` in hundredths, `reached` the same with all factors, `part` where they go."""

    up_to: int | None
    points: int
    reached: int
    part: str


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Caps, each with the most it gives in hundredths."""

    caps: tuple[tuple[Cap, int], ...]
    _by_part: dict[str, tuple[tuple[Cap, int], ...]] = field(default_factory=dict)

    def on(self, part: str) -> tuple[tuple[Cap, int], ...]:
        """Those that a part of the account comes under."""
        found = self._by_part.get(part)
        if found is None:
            held = tuple((cap, most) for cap, most in self.caps if not cap.parts or part in cap.parts)
            found = self._by_part[part] = held
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What fits: the one rule, with everything that looks at its points; `best` and `targets` by their keys.

    `points` are the rule's in hundredths, `reached` the same with all factors.
    """

    rule: Rule | None
    targets: frozenset[str]
    points: int = 0
    factors: tuple[Factor, ...] = ()
    reached: int = 0
    steps: tuple[Climbed, ...] = ()
    extras: tuple[tuple[Extra, int], ...] = ()
    best: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=lambda: Limits(()))


NO_VERDICT = Verdict(None, frozenset())  # of what is no event


def hundredths(points: Decimal) -> int:
    """Points as they are counted."""
    return int(points * 100)


def limits(caps: Iterable[Cap]) -> Limits:
    """Caps, ready to be looked at."""
    return Limits(tuple((cap, hundredths(cap.most)) for cap in caps))


def multiplied(points: int, by: Fraction) -> int:
    """Half up to the hundredth."""
    product = points * by
    return (product.numerator * 2 + product.denominator) // (2 * product.denominator)


class Matcher:
    """A scheme that is asked the same questions again and again, and answers each once."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        whens = tuple(_whens(scheme))
        self._authors = frozenset(word for when in whens for word in when.authored_by)
        self._events = frozenset(kind for when in whens for kind in when.having | when.lacking)
        self._genres = frozenset(word for when in whens for word in when.genres)
        self._categories = frozenset(word for when in whens for word in when.categories)
        self._known: dict[Facets, Verdicts] = {}

    def facets(self, piece: Piece, events: frozenset[EventType]) -> Facets:
        """What the scheme looks at of a piece; `events` are those that count."""
        return Facets(
            piece.genre if piece.genre in self._genres else "",
            piece.category if piece.category in self._categories else "",
            piece.commissioned,
            piece.on_topic,
            piece.comprehensive,
            piece.joint,
            frozenset(k for author in piece.authors for k in author.kinds & self._authors) if self._authors else NOBODY,
            events & self._events,
        )

    def verdicts(self, facets: Facets) -> "Verdicts":
        """For all pieces that are alike."""
        found = self._known.get(facets)
        if found is None:
            found = self._known[facets] = Verdicts(self._scheme, facets)
        return found


class Verdicts:
    """What the events of pieces that are alike give."""

    def __init__(self, scheme: Scheme, facets: Facets) -> None:
        self._scheme, self._facets = scheme, facets
        self._known: dict[Asked, ForWhom] = {}

    def of(self, event: Event) -> "ForWhom":
        """What an event gives."""
        asked = asked_of(event)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = ForWhom(self._scheme, asked, self._facets)
        return found


class ForWhom(dict[Who, Verdict]):
    """What an event gives to each."""

    def __init__(self, scheme: Scheme, asked: Asked, facets: Facets) -> None:
        super().__init__()
        self._scheme, self._asked, self._facets = scheme, asked, facets

    def __missing__(self, who: Who) -> Verdict:
        found = self[who] = self._decide(who)
        return found

    def _decide(self, who: Who) -> Verdict:
        scheme = self._scheme
        targets = frozenset(target.key for target in scheme.targets if self._fits(target.when, who))
        rule = next((rule for rule in scheme.rules if self._fits(rule.when, who)), None)
        if rule is None:
            return Verdict(None, targets)
        factors = tuple(factor for factor in scheme.factors if self._fits(factor.when, who))
        by = prod((Fraction(factor.by) for factor in factors), start=Fraction(1))
        points = hundredths(_first_points(rule))
        return Verdict(
            rule=rule,
            targets=targets,
            points=points,
            factors=factors,
            reached=multiplied(points, by),
            steps=tuple(
                Climbed(step.up_to, number, multiplied(number, by), step.part or rule.part)
                for step in rule.steps
                for number in (hundredths(step.points),)
            ),
            extras=tuple((e, hundredths(e.points)) for e in scheme.extras if self._fits(e.when, who)),
            best=frozenset(best.key for best in scheme.best if self._fits(best.when, who)),
            limits=limits(cap for cap in scheme.caps if self._fits(cap.when, who)),
        )

    def _fits(self, when: When, who: Who) -> bool:
        return fits(when, who, self._asked, self._facets)


def fits(when: When, who: Who, asked: Asked, facets: Facets) -> bool:
    """Whether all conditions hold."""
    return (
        fits_subject(when, *who)
        and _among(asked.type, when.types)
        and _among(asked.level, when.levels)
        and _among(asked.form, when.forms)
        and _among(asked.journal, when.journals)
        and _among(asked.leader_rank, when.leader_ranks)
        and _among(facets.genre, when.genres)
        and _among(facets.category, when.categories)
        and (not when.authored_by or bool(when.authored_by & facets.authored_by))
        and when.having <= facets.events
        and not (when.lacking & facets.events)
        and when.commissioned in (None, facets.commissioned)
        and when.on_topic in (None, facets.on_topic)
        and when.comprehensive in (None, facets.comprehensive)
        and when.joint in (None, facets.joint)
    )


def fits_subject(when: When, ledger: Ledger, identities: frozenset[str]) -> bool:
    """Whether the conditions hold that look at nothing but the person or unit."""
    return when.ledger in (None, ledger) and (not when.identities or bool(when.identities & identities))


def asks_of_event(when: When) -> bool:
    """Whether there are conditions that only an event of a piece can fulfil."""
    return replace(when, ledger=None, identities=frozenset()) != When()


NOBODY: frozenset[str] = frozenset()


def _whens(scheme: Scheme) -> Iterator[When]:
    for items in (scheme.rules, scheme.extras, scheme.factors, scheme.best, scheme.targets, scheme.caps):
        yield from (item.when for item in items)
    yield from (item.when for item in scheme.pay)
    yield scheme.excellent


def _first_points(rule: Rule) -> Decimal:
    """Of a ladder, those of the first step that gives any, for comparing within a piece."""
    return next((step.points for step in rule.steps if step.points), rule.points)


def _among(word: str, words: frozenset[str] | frozenset[EventType]) -> bool:
    return not words or word in words
