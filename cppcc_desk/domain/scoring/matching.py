"""Which rules of a scheme fit an event of a piece, for one person or unit; the same question is answered once."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cppcc_desk.domain.scoring.events import Event, EventType, Ledger, Piece
from cppcc_desk.domain.scoring.scheme import Best, Cap, Extra, Factor, Rule, Scheme, Target, When


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
    """What conditions ask of an event, and of whom it is counted for."""

    ledger: Ledger
    identities: frozenset[str]
    type: EventType
    level: str
    form: str
    journal: str
    leader_rank: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What fits: the one rule, with everything that looks at its points. Points are in hundredths."""

    rule: Rule | None
    points: int
    factors: tuple[Factor, ...]
    by: Fraction
    extras: tuple[tuple[Extra, int], ...]
    best: tuple[Best, ...]
    caps: tuple[Cap, ...]
    targets: tuple[Target, ...]


def facets_of(piece: Piece, events: frozenset[EventType]) -> Facets:
    """`events` are those that count."""
    return Facets(
        piece.genre,
        piece.category,
        piece.commissioned,
        piece.on_topic,
        piece.comprehensive,
        piece.joint,
        frozenset(kind for author in piece.authors for kind in author.kinds),
        events,
    )


def hundredths(points: Decimal) -> int:
    """Points as they are counted."""
    return int(points * 100)


class Matcher:
    """A scheme that is asked the same questions again and again, and answers each once."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._known: dict[Facets, Verdicts] = {}

    def of_piece(self, facets: Facets) -> "Verdicts":
        """For all pieces that are alike."""
        found = self._known.get(facets)
        if found is None:
            found = self._known[facets] = Verdicts(self._scheme, facets)
        return found


class Verdicts:
    """What the events of pieces that are alike give."""

    def __init__(self, scheme: Scheme, facets: Facets) -> None:
        self._scheme, self._facets = scheme, facets
        self._known: dict[Asked, Verdict] = {}

    def of(self, ledger: Ledger, identities: frozenset[str], event: Event) -> Verdict:
        """What an event gives to somebody who is all of `identities`."""
        asked = Asked(ledger, identities, event.type, event.level, event.form, event.journal, event.leader_rank)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._decide(asked, self._facets)
        return found

    def _decide(self, asked: Asked, facets: Facets) -> Verdict:
        scheme = self._scheme
        targets = tuple(target for target in scheme.targets if fits(target.when, asked, facets))
        rule = next((rule for rule in scheme.rules if fits(rule.when, asked, facets)), None)
        if rule is None:
            return Verdict(None, 0, (), Fraction(1), (), (), (), targets)
        factors = tuple(factor for factor in scheme.factors if fits(factor.when, asked, facets))
        by = Fraction(1)
        for factor in factors:
            by *= Fraction(factor.by)
        return Verdict(
            rule=rule,
            points=hundredths(rule.steps[0].points if rule.steps else rule.points),
            factors=factors,
            by=by,
            extras=tuple((e, hundredths(e.points)) for e in scheme.extras if fits(e.when, asked, facets)),
            best=tuple(best for best in scheme.best if fits(best.when, asked, facets)),
            caps=tuple(cap for cap in scheme.caps if fits(cap.when, asked, facets)),
            targets=targets,
        )


def fits(when: When, asked: Asked, facets: Facets) -> bool:
    """Whether all conditions hold."""
    return (
        fits_subject(when, asked.ledger, asked.identities)
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


def _among(word: str, words: frozenset[str] | frozenset[EventType]) -> bool:
    return not words or word in words
