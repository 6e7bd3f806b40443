"""What one piece gives to each of those credited with it, before the account as a whole is looked at.

Pieces that are alike give alike: what comes out is computed once for each kind of piece and of claim.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from cppcc_desk.domain.scoring.claims import Claim, Claimer, Part, Places
from cppcc_desk.domain.scoring.events import ADOPTIONS, Event, EventType, Piece, Subject
from cppcc_desk.domain.scoring.matching import NO_VERDICT, Matcher, Verdict, Verdicts, Who, asked_of
from cppcc_desk.domain.scoring.scheme import Across, Extra, Instructions, Rule, Scheme, Take, Target
from cppcc_desk.domain.scoring.years import Dated, Happened, height

NO_EVIDENCE = "无佐证不计分"
NOT_HIGHEST = "同一组只计最高"
OTHER_GROUP = "同一篇只计一组"
OTHER_INSTRUCTION = "多次批示不重复计"


BY_DAY = attrgetter("on")


@dataclass(slots=True, eq=False)
class Entry:
    """A line of an account in the making; amounts are hundredths of a point.

    `points` is what the rule says, `full` the part of it, `counted` what is left of that; `note` tells why less.
    Without a `source` an event is only counted, no line. `extras` stand behind the entry of the event they belong to.
    `share`: which part it is, None for the whole. `on`, `event` and `piece` are missing in what is the same for many;
    targets have no event. `capped_by` is the cap that left no more.
    """

    source: Rule | Extra | Target | None
    part: str
    points: int
    full: int
    counted: int
    note: str = ""
    verdict: Verdict = NO_VERDICT
    share: Part | None = None
    extras: "tuple[Entry, ...]" = ()
    on: date = date.min
    event: Event | None = None
    piece: Piece | None = None
    capped_by: str = ""

    @property
    def total(self) -> int:
        """With the extras."""
        return self.counted + sum(extra.counted for extra in self.extras) if self.extras else self.counted

    def all(self) -> "tuple[Entry, ...]":
        """The entry and its extras."""
        return (self, *self.extras)

    def drop(self, note: str) -> None:
        """What was won counts for nothing, extras too."""
        for entry in self.all():
            if entry.counted:
                entry.counted, entry.note = 0, note

    def at(self, on: date, event: Event, piece: Piece) -> "Entry":
        """The same for an event of one piece."""
        extras = tuple([extra.at(on, event, piece) for extra in self.extras]) if self.extras else ()
        return Entry(
            self.source, self.part, self.points, self.full, self.counted, self.note, self.verdict,
            self.share, extras, on, event, piece,
        )  # fmt: skip


@dataclass(slots=True, eq=False)
class Outcome:
    """What a kind of claim gets of a kind of piece, by event; `total` in hundredths.

    `counts` is what is counted of the piece: each type and level of event once, 批示 as often as there were.
    """

    identities: frozenset[str]
    entries: tuple[Entry, ...]
    total: int
    counts: tuple[tuple[EventType, str], ...]
    adopted: bool
    excludes: bool
    targets: frozenset[str]


@dataclass(slots=True, eq=False)
class Held:
    """What somebody is credited with: of each piece what became of it, and what that gives."""

    happened: list[Happened] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        """One for each event, in the order of the days; within a day the order of the pieces stays."""
        found = [
            entry.at(on, event, happened.piece)
            for happened, outcome in zip(self.happened, self.outcomes, strict=True)
            for (on, event), entry in zip(happened.dated, outcome.entries, strict=True)
        ]
        found.sort(key=BY_DAY)
        return found


@dataclass(slots=True, eq=False)
class _Kind:
    """Pieces that are alike: what became of them, as far as points depend on it, and what that gives by claim."""

    verdicts: Verdicts
    outcomes: dict[tuple[Who, Part | None], Outcome] = field(default_factory=dict)


class PieceScorer:
    """Scores piece by piece under one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._matcher = Matcher(scheme)
        self._claimer = Claimer(scheme)
        self._evidence_needed = scheme.evidence_needed
        self._across = scheme.across
        self._instructed_by = _INSTRUCTED_BY[scheme.instructions]
        self._highest = frozenset(group.name for group in scheme.groups if group.take is Take.HIGHEST)
        self._kinds: dict[tuple[object, ...], _Kind] = {}

    def credits(self, happened: Happened) -> Iterator[tuple[Subject, Happened, Outcome]]:
        """What each gets who is credited with the piece."""
        dated = happened.dated
        kind = self._kind(happened)
        if any(event.authors is not None for _, event in dated):
            yield from self._credits_of_some(happened, kind)
            return
        for claim in self._claimer.claims(happened.piece, None):
            subject, who, part = claim
            outcome = kind.outcomes.get((who, part))
            if outcome is None:
                outcome = self._outcome([(claim, event) for _, event in dated], kind)
                kind.outcomes[who, part] = outcome
            yield subject, happened, outcome

    def _credits_of_some(self, whole: Happened, kind: _Kind) -> Iterator[tuple[Subject, Happened, Outcome]]:
        """Of a piece with events that are not for all of its authors: to each what is theirs."""
        claims: dict[Places | None, list[Claim]] = {}
        held: dict[Subject, list[tuple[Claim, Dated]]] = {}
        for on, event in whole.dated:
            if event.authors not in claims:
                claims[event.authors] = self._claimer.claims(whole.piece, event.authors)
            for claim in claims[event.authors]:
                held.setdefault(claim.subject, []).append((claim, (on, event)))
        for subject, theirs in held.items():
            outcome = self._outcome([(claim, event) for claim, (_, event) in theirs], kind)
            yield subject, Happened(whole.piece, tuple(dated for _, dated in theirs)), outcome

    def _kind(self, happened: Happened) -> _Kind:
        piece, dated = happened.piece, happened.dated
        facets = self._matcher.facets(piece, frozenset([event.type for _, event in dated]))
        by, needed = self._instructed_by, self._evidence_needed
        key = (
            facets,
            *[
                (
                    asked_of(event),
                    event.evidence if needed else True,
                    by(event) if by is not None and event.type is EventType.INSTRUCTED else "",
                )
                for _, event in dated
            ],
        )
        found = self._kinds.get(key)
        if found is None:
            found = self._kinds[key] = _Kind(self._matcher.verdicts(facets))
        return found

    def _outcome(self, claimed: list[tuple[Claim, Event]], kind: _Kind) -> Outcome:
        entries = [self._entry(event, claim, kind.verdicts.of(event)[claim.who]) for claim, event in claimed]
        if len(entries) > 1:
            self._combine([(entry, event) for entry, (_, event) in zip(entries, claimed, strict=True)])
        told = [(event.type, event.level) for _, event in claimed]
        instructed = [one for one in told if one[0] is EventType.INSTRUCTED]
        return Outcome(
            identities=frozenset().union(*(claim.who[1] for claim, _ in claimed)),
            entries=tuple(entries),
            total=sum(entry.total for entry in entries),
            counts=(*{one for one in told if one[0] is not EventType.INSTRUCTED}, *instructed),
            adopted=any(kind in ADOPTIONS for kind, _ in told),
            targets=frozenset().union(*(entry.verdict.targets for entry in entries)),
            excludes=any(isinstance(entry.source, Rule) and entry.source.disqualifies for entry in entries),
        )

    def _entry(self, event: Event, claim: Claim, verdict: Verdict) -> Entry:
        rule, share = verdict.rule, claim.part
        if rule is None:
            return Entry(None, "", 0, 0, 0, verdict=verdict)
        kept = None if rule.whole else share
        full = verdict.reached if kept is None else kept.of(verdict.reached)
        made = Entry(rule, rule.part, verdict.points, full, full, verdict=verdict, share=kept)
        made.extras = tuple(_extra(extra, points, made, share) for extra, points in verdict.extras)
        if self._evidence_needed and not event.evidence:
            for entry in made.all():
                if entry.counted > 0:
                    entry.counted, entry.note = 0, NO_EVIDENCE
        return made

    def _combine(self, entries: list[tuple[Entry, Event]]) -> None:
        """Let count what the scheme lets count of several events of one piece; what takes points away always does."""
        gained = [(entry, event) for entry, event in entries if entry.total > 0]
        self._reduce_instructions(gained)
        groups: dict[str, list[tuple[Entry, Event]]] = {}
        for entry, event in gained:
            if entry.total > 0 and isinstance(entry.source, Rule):
                groups.setdefault(entry.source.group, []).append((entry, event))
        for name, members in groups.items():
            if name in self._highest:
                _keep_best([entry for entry, _ in members], NOT_HIGHEST)
        if self._across is Across.ALL or len(groups) <= 1:
            return
        rank = _by_level if self._across is Across.TOP_LEVEL else _by_sum
        kept = max(groups.values(), key=rank)  # of equal ones the first
        for members in groups.values():
            if members is not kept:
                for entry, _ in members:
                    entry.drop(OTHER_GROUP)

    def _reduce_instructions(self, entries: list[tuple[Entry, Event]]) -> None:
        if self._instructed_by is None:
            return
        same: dict[str, list[Entry]] = {}
        for entry, event in entries:
            if event.type is EventType.INSTRUCTED:
                same.setdefault(self._instructed_by(event), []).append(entry)
        for members in same.values():
            _keep_best(members, OTHER_INSTRUCTION)


_INSTRUCTED_BY: dict[Instructions, Callable[[Event], str] | None] = {
    Instructions.ALL: None,
    Instructions.HIGHEST: lambda event: "",
    Instructions.EACH_LEADER: lambda event: event.leader or event.id,
    Instructions.EACH_LEVEL: lambda event: event.level,
}


def _extra(extra: Extra, points: int, made: Entry, share: Part | None) -> Entry:
    kept = None if extra.own else share
    given = points if kept is None else kept.of(points)
    return Entry(extra, made.part, points, given, given, verdict=made.verdict, share=kept)


def _keep_best(entries: list[Entry], note: str) -> None:
    kept = max(entries, key=lambda entry: entry.total)
    for entry in entries:
        if entry is not kept:
            entry.drop(note)


def _by_sum(entries: list[tuple[Entry, Event]]) -> tuple[int, int]:
    return 0, sum(entry.total for entry, _ in entries)


def _by_level(entries: list[tuple[Entry, Event]]) -> tuple[int, int]:
    highest = min(height(event.level) for entry, event in entries if entry.total > 0)
    return -highest, sum(entry.total for entry, _ in entries)
