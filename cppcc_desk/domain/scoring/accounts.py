"""The account of one person or unit in one year: every line with what it counts, and why it counts less.

The order is fixed, and it is that of the days, never that of entering: 1. ladders, 2. best-of rules, 3. targets,
4. caps, 5. adjustments by hand. Amounts are hundredths of a point.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cppcc_desk.domain.scoring.events import ADOPTIONS, LEVELS, EventType, Subject
from cppcc_desk.domain.scoring.matching import asks_of_event, fits_subject, hundredths
from cppcc_desk.domain.scoring.pieces import Bundle, Entry, part_of
from cppcc_desk.domain.scoring.scheme import Best, Cap, Per, Rule, Scheme, Target, Window
from cppcc_desk.domain.scoring.windows import bounds, period_of, quarter_bounds

OVER_CAP = "超过最高分限制"
_TYPES = tuple(EventType)


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
    """The score of somebody: `total` is the sum of what the lines count.

    `pieces` counts pieces by type and level of event, 批示 each by itself; `adopted` pieces that were used here or
    further up, each once. `disqualified`: names of the rules that
    exclude from awards.
    """

    subject: Subject
    entries: tuple[Entry, ...]
    adjustments: tuple[Adjustment, ...]
    total: int
    pieces: Mapping[tuple[EventType, str], int]
    adopted: int
    disqualified: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the days; told anew each time, as a ranking needs none of them."""
        lines = [*map(_line, self.entries), *map(_adjusted, self.adjustments)]
        return tuple(sorted(lines, key=lambda line: line.on))

    def count(self, kind: EventType, *levels: str) -> int:
        """Pieces with an event of this type, at one of these levels where there are any given."""
        return sum(n for (t, level), n in self.pieces.items() if t is kind and (not levels or level in levels))


def account(
    subject: Subject,
    identities: frozenset[str],
    bundles: Iterable[Bundle],
    scheme: Scheme,
    *,
    year: int,
    until: date,
    adjustments: Sequence[Adjustment] = (),
) -> Account:
    """Close the account of `year` as it stands at the end of the day `until`."""
    ordered = sorted(bundles, key=_place)
    _climb(ordered)
    for best in scheme.best:
        _keep_best(best, ordered, scheme.window)
    entries = [entry for bundle in ordered for entry in bundle.entries]
    entries += _reached(scheme, subject, identities, ordered, year=year, until=until)
    entries.sort(key=lambda entry: entry.on)  # stable: within a day the order of the bundles stays
    _cap(entries, subject, identities, scheme)
    return Account(
        subject=subject,
        entries=tuple(entries),
        adjustments=tuple(sorted(adjustments, key=lambda given: (given.on, given.id))),
        total=sum(entry.counted for entry in entries) + sum(given.points for given in adjustments),
        pieces=_counted(ordered),
        adopted=len({bundle.piece.id for bundle in ordered if bundle.event.type in ADOPTIONS}),
        disqualified=tuple(dict.fromkeys(e.source.name for e in entries if _excludes(e))),
    )


def _place(bundle: Bundle) -> tuple[object, ...]:
    """The fixed order: by day, then by what the event is, never by when it was entered."""
    event, piece = bundle.event, bundle.piece
    level = LEVELS.index(event.level) if event.level in LEVELS else len(LEVELS)
    said = (event.form, event.journal, event.leader, event.words)
    return (bundle.on, piece.received_on, piece.number, _TYPES.index(event.type), level, event.own_day, said, event.id)


def _climb(bundles: list[Bundle]) -> None:
    """Give every item on a ladder the points of its step."""
    reached: Counter[str] = Counter()
    for bundle in bundles:
        rule = bundle.verdict.rule
        if rule is None or not rule.steps or bundle.entries[0].counted <= 0:
            continue
        reached[rule.key] += 1
        step = next((s for s in rule.steps if s.up_to is None or reached[rule.key] <= s.up_to), None)
        entry = bundle.entries[0]
        entry.points = hundredths(step.points) if step else 0
        entry.full = entry.counted = part_of(bundle, entry.points)
        entry.part = (step.part if step else "") or rule.part
        entry.note = f"第 {reached[rule.key]} 项"


def _keep_best(best: Best, bundles: list[Bundle], window: Window) -> None:
    found: dict[tuple[int, ...], list[tuple[Bundle, list[Entry]]]] = {}
    for bundle in bundles:
        if best not in bundle.verdict.best:
            continue
        entries = [e for e in bundle.entries if e.counted > 0 and (not best.parts or e.part in best.parts)]
        if entries:
            key = period_of(window, best.per, bundle.on, bundle.piece.id)
            found.setdefault(key, []).append((bundle, entries))
    for items in found.values():
        items.sort(key=lambda item: -sum(entry.counted for entry in item[1]))  # stable: of equal ones the earlier
        for _, entries in items[best.count :]:
            for entry in entries:
                entry.drop(f"{best.name}：只计最高的 {best.count} 项")


def _reached(
    scheme: Scheme, subject: Subject, identities: frozenset[str], bundles: list[Bundle], *, year: int, until: date
) -> Iterator[Entry]:
    """What targets give: at once when reached, what is lost by missing them only when their time is over."""
    for target in scheme.targets:
        if not fits_subject(target.when, subject.ledger, identities):
            continue
        pieces: dict[tuple[int, ...], set[int]] = {}
        for bundle in bundles:
            if target in bundle.verdict.targets:
                key = period_of(scheme.window, target.per, bundle.on, None)
                pieces.setdefault(key, set()).add(bundle.piece.id)
        for first, last in _periods(scheme.window, target.per, year):
            if first > until:
                continue
            count = len(pieces.get(period_of(scheme.window, target.per, first, None), ()))
            missing = max(0, target.pieces - count)
            points = _given(target, missing, over=last <= until)
            told = f"{count} 篇" + (f"，差 {missing} 篇" if missing else "")
            yield Entry(target, min(last, until), target.part, hundredths(target.points), points, points, note=told)


def _given(target: Target, missing: int, *, over: bool) -> int:
    if not missing:
        return hundredths(target.points)
    if target.per_missing is None or not over:
        return 0
    return hundredths(target.points - target.per_missing * missing)


def _periods(window: Window, per: Per, year: int) -> Iterator[tuple[date, date]]:
    first, last = bounds(window, year)
    if per is Per.QUARTER:
        for of in range(year - window.years + 1, year + 1):
            yield from quarter_bounds(window, of)
        return
    if per is not Per.MONTH:
        yield first, last
        return
    while first <= last:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield first, min(last, date.fromordinal(following.toordinal() - 1))
        first = following


def _cap(entries: list[Entry], subject: Subject, identities: frozenset[str], scheme: Scheme) -> None:
    """Let nothing be counted beyond a cap; of several caps on one line the tightest decides."""
    used: Counter[tuple[str, tuple[int, ...]]] = Counter()
    bare = [
        cap for cap in scheme.caps if not asks_of_event(cap.when) and fits_subject(cap.when, subject.ledger, identities)
    ]
    for entry in entries:
        caps = entry.bundle.verdict.caps if entry.bundle else bare
        if entry.counted <= 0 or not caps:
            continue
        held = [(cap, key) for cap in caps if (key := _kept_in(cap, entry, scheme.window)) is not None]
        room, tightest = min(
            ((hundredths(cap.most) - used[key], cap) for cap, key in held),
            key=lambda pair: pair[0],
            default=(entry.counted, None),
        )
        if tightest is not None and room < entry.counted:
            entry.counted = max(0, room)
            entry.note = "，".join(filter(None, (entry.note, f"{OVER_CAP}（{tightest.name}）")))
        for _, key in held:
            used[key] += entry.counted


def _kept_in(cap: Cap, entry: Entry, window: Window) -> tuple[str, tuple[int, ...]] | None:
    if cap.parts and entry.part not in cap.parts:
        return None
    piece_id = entry.bundle.piece.id if entry.bundle else None
    return cap.key, period_of(window, cap.per, entry.on, piece_id)


def _excludes(entry: Entry) -> bool:
    return isinstance(entry.source, Rule) and entry.source.disqualifies


def _counted(bundles: list[Bundle]) -> Mapping[tuple[EventType, str], int]:
    seen: set[tuple[EventType, str, int | str]] = set()
    for bundle in bundles:
        event = bundle.event
        what = event.id if event.type is EventType.INSTRUCTED else bundle.piece.id
        seen.add((event.type, event.level, what))
    return Counter((kind, level) for kind, level, _ in seen)


def _line(entry: Entry) -> Line:
    bundle, source = entry.bundle, entry.source
    if bundle is None:
        return Line(
            entry.on, source.key, source.name, "", None, "", "", "", entry.part,
            entry.points, (), "", entry.full, entry.counted, entry.note,
        )  # fmt: skip
    of_rule = isinstance(source, Rule)
    shared = not (source.whole if isinstance(source, Rule) else getattr(source, "own", False))
    return Line(
        on=entry.on,
        key=source.key,
        name=source.name,
        words=bundle.event.words,
        piece_id=bundle.piece.id,
        number=bundle.piece.number,
        title=bundle.piece.title,
        event_id=bundle.event.id,
        part=entry.part,
        points=entry.points,
        times=tuple((factor.name, factor.by) for factor in bundle.verdict.factors) if of_rule else (),
        share=bundle.claim.words if shared else "",
        full=entry.full,
        counted=entry.counted,
        note=entry.note,
    )


def _adjusted(given: Adjustment) -> Line:
    words = f"{given.reason}（{given.approved_by}批准）" if given.approved_by else given.reason
    return Line(
        given.on, f"adjustment-{given.id}", given.label, words, None, "", "", "", "",
        given.points, (), "", given.points, given.points, "",
    )  # fmt: skip
