"""What one piece gives to each of those credited with it, before the account as a whole is looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cppcc_desk.domain.scoring.claims import Claim, claims
from cppcc_desk.domain.scoring.events import LEVELS, Event, EventType, Piece, Subject
from cppcc_desk.domain.scoring.matching import Matcher, Verdict, Verdicts, facets_of
from cppcc_desk.domain.scoring.scheme import Across, Extra, Instructions, Rule, Scheme, Take, Target

NO_EVIDENCE = "无佐证不计分"
NOT_HIGHEST = "同一组只计最高"
OTHER_GROUP = "同一篇只计一组"
OTHER_INSTRUCTION = "多次批示不重复计"


@dataclass(slots=True, eq=False)
class Entry:
    """A line of an account in the making, of a rule, an extra or a target; amounts are hundredths of a point.

    `points` is what the rule says, `full` the part of it, `counted` what is left of that; `note` tells why less.
    """

    source: Rule | Extra | Target
    on: date
    part: str
    points: int
    full: int
    counted: int
    bundle: "Bundle | None" = None
    note: str = ""

    def drop(self, note: str) -> None:
        """It counts for nothing."""
        self.counted, self.note = 0, note


@dataclass(slots=True, eq=False)
class Bundle:
    """An event for somebody: the entry of the rule that fits it, if any, and behind it those of the extras."""

    on: date
    piece: Piece
    event: Event
    claim: Claim
    verdict: Verdict
    entries: list[Entry]

    @property
    def total(self) -> int:
        """In hundredths."""
        return sum(entry.counted for entry in self.entries)

    def drop(self, note: str) -> None:
        """It counts for nothing."""
        for entry in self.entries:
            if entry.counted:
                entry.drop(note)


class PieceScorer:
    """Scores piece by piece under one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._matcher = Matcher(scheme)
        self._take = {group.name: group.take for group in scheme.groups}

    def bundles(self, piece: Piece, events: Iterable[tuple[date, Event]]) -> dict[Subject, list[Bundle]]:
        """For whom, what each of `events`, with the day that decides, gives."""
        dated = list(events)
        facets = facets_of(piece, frozenset(event.type for _, event in dated))
        verdicts = self._matcher.of_piece(facets)
        credited: dict[tuple[int, ...] | None, list[Claim]] = {}
        found: dict[Subject, list[Bundle]] = {}
        for on, event in dated:
            if event.authors not in credited:
                credited[event.authors] = claims(piece, event.authors, self._scheme)
            for claim in credited[event.authors]:
                found.setdefault(claim.subject, []).append(self._bundle(on, piece, event, claim, verdicts))
        for made_of in found.values():
            if len(made_of) > 1:
                self._combine(made_of)
        return found

    def _bundle(self, on: date, piece: Piece, event: Event, claim: Claim, verdicts: Verdicts) -> Bundle:
        verdict = verdicts.of(claim.subject.ledger, claim.identities, event)
        made = Bundle(on, piece, event, claim, verdict, [])
        rule = verdict.rule
        if rule is None:
            return made
        full = part_of(made, verdict.points)
        made.entries.append(Entry(rule, on, rule.part, verdict.points, full, full, made))
        for extra, points in verdict.extras:
            given = points if extra.own else claim.part.of(points)
            made.entries.append(Entry(extra, on, rule.part, points, given, given, made))
        if self._scheme.evidence_needed and not event.evidence:
            for entry in made.entries:
                if entry.counted > 0:
                    entry.drop(NO_EVIDENCE)
        return made

    def _combine(self, bundles: list[Bundle]) -> None:
        """Let count what the scheme lets count of several events of one piece; what takes points away always does."""
        gained = [bundle for bundle in bundles if bundle.total > 0]
        self._reduce_instructions([bundle for bundle in gained if bundle.event.type is EventType.INSTRUCTED])
        groups: dict[str, list[Bundle]] = {}
        for bundle in gained:
            if bundle.total > 0 and bundle.verdict.rule is not None:
                groups.setdefault(bundle.verdict.rule.group, []).append(bundle)
        for name, members in groups.items():
            if self._take.get(name) is Take.HIGHEST:
                _keep_best(members, NOT_HIGHEST)
        if self._scheme.across is Across.ALL or len(groups) <= 1:
            return
        rank = _by_level if self._scheme.across is Across.TOP_LEVEL else _by_sum
        kept = max(groups.values(), key=rank)  # of equal ones the first
        for members in groups.values():
            if members is not kept:
                for bundle in members:
                    bundle.drop(OTHER_GROUP)

    def _reduce_instructions(self, bundles: list[Bundle]) -> None:
        key = _INSTRUCTED_BY[self._scheme.instructions]
        if key is None:
            return
        same: dict[str, list[Bundle]] = {}
        for bundle in bundles:
            same.setdefault(key(bundle.event), []).append(bundle)
        for members in same.values():
            _keep_best(members, OTHER_INSTRUCTION)


_INSTRUCTED_BY: dict[Instructions, Callable[[Event], str] | None] = {
    Instructions.ALL: None,
    Instructions.HIGHEST: lambda event: "",
    Instructions.EACH_LEADER: lambda event: event.leader or event.id,
    Instructions.EACH_LEVEL: lambda event: event.level,
}


def part_of(bundle: Bundle, points: int) -> int:
    """What is somebody's of the points of a rule: with all factors, half up to the hundredth, then their share."""
    verdict = bundle.verdict
    if verdict.by != 1:
        points = multiplied(points, verdict.by)
    return points if verdict.rule is None or verdict.rule.whole else bundle.claim.part.of(points)


def multiplied(points: int, by: Fraction) -> int:
    """Half up to the hundredth."""
    product = points * by
    return (product.numerator * 2 + product.denominator) // (2 * product.denominator)


def _keep_best(bundles: list[Bundle], note: str) -> None:
    kept = max(bundles, key=lambda bundle: bundle.total, default=None)
    for bundle in bundles:
        if bundle is not kept:
            bundle.drop(note)


def _by_sum(bundles: list[Bundle]) -> tuple[int, int]:
    return 0, sum(bundle.total for bundle in bundles)


def _by_level(bundles: list[Bundle]) -> tuple[int, int]:
    highest = min(_height(bundle.event.level) for bundle in bundles if bundle.total > 0)
    return -highest, sum(bundle.total for bundle in bundles)


def _height(level: str) -> int:
    """0 for the highest level; what has none, such as 有效来稿, is below all."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
