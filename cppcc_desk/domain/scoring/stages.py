"""What looks at an account as a whole, stage by stage: ladders, best-of rules, targets, caps.

Each changes what entries count, or adds some; amounts are hundredths of a point.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.matching import Limits, fits_subject, hundredths
from cppcc_desk.domain.scoring.pieces import Entry, Held
from cppcc_desk.domain.scoring.scheme import Best, Per, Scheme, Target, Window
from cppcc_desk.domain.scoring.windows import bounds, period_of, quarter_bounds


def climb(entries: list[Entry]) -> None:
    """Give every item on a ladder the points of its step."""
    climbed: dict[str, int] = {}
    for entry in entries:
        steps = entry.verdict.steps
        if not steps or entry.source is None or entry.counted <= 0:
            continue
        key = entry.source.key
        number = climbed[key] = climbed.get(key, 0) + 1
        step = next((step for step in steps if step.up_to is None or number <= step.up_to), None)
        entry.points, full = (step.points, step.reached) if step else (0, 0)
        entry.full = entry.counted = full if entry.share is None else entry.share.of(full)
        entry.part = step.part if step else entry.part
        entry.note = f"第 {number} 项"
        for extra in entry.extras:
            extra.part = entry.part


def keep_best(best: Best, entries: list[Entry], window: Window) -> None:
    found: dict[tuple[int, ...], list[list[Entry]]] = {}
    for entry in entries:
        if entry.piece is None or best.key not in entry.verdict.best:
            continue
        held = [one for one in entry.all() if one.counted > 0 and (not best.parts or one.part in best.parts)]
        if held:
            key = period_of(window, best.per, entry.on, entry.piece.id)
            found.setdefault(key, []).append(held)
    for items in found.values():
        items.sort(key=lambda held: -sum(one.counted for one in held))  # stable: of equal ones the earlier
        for held in items[best.count :]:
            for one in held:
                one.counted, one.note = 0, f"{best.name}：只计最高的 {best.count} 项"


def reached(
    scheme: Scheme, subject: Subject, identities: frozenset[str], held: Held, *, year: int, until: date
) -> Iterator[Entry]:
    """What targets give: at once when reached, what is lost by missing them only when their time is over."""
    for target in scheme.targets:
        if not fits_subject(target.when, subject.ledger, identities):
            continue
        pieces = _pieces_for(target, held, scheme.window)
        for first, last in _periods(scheme.window, target.per, year):
            if first > until:
                continue
            count = pieces[period_of(scheme.window, target.per, first, None)]
            missing = max(0, target.pieces - count)
            points = _given(target, missing, over=last <= until)
            told = f"{count} 篇" + (f"，差 {missing} 篇" if missing else "")
            on = min(last, until)
            yield Entry(target, target.part, hundredths(target.points), points, points, note=told, on=on)


def _pieces_for(target: Target, held: Held, window: Window) -> Counter[tuple[int, ...]]:
    """How many pieces there are for a target in each of its periods, each piece once."""
    key = target.key
    if target.per is Per.YEAR:
        return Counter({(): sum([key in outcome.targets for outcome in held.outcomes])})
    return Counter(
        period
        for happened, outcome in zip(held.happened, held.outcomes, strict=True)
        for period in {
            period_of(window, target.per, on, None)
            for (on, _), entry in zip(happened.dated, outcome.entries, strict=True)
            if key in entry.verdict.targets
        }
    )


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


def cap_entries(entries: list[Entry], bare: Limits, window: Window) -> None:
    """Let nothing be counted beyond a cap; of several caps on one line the tightest decides.

    `bare` are those that a line of no event comes under.
    """
    used: dict[object, int] = {}
    year = Per.YEAR
    for entry in entries:
        room = entry.counted
        if room <= 0:
            continue
        keys = []
        for cap, most in (bare if entry.piece is None else entry.verdict.limits).on(entry.part):
            key: object = cap.key
            if cap.per is not year:
                key = (key, period_of(window, cap.per, entry.on, entry.piece.id if entry.piece else None))
            keys.append(key)
            left = most - used.get(key, 0)
            if left < room:
                room, entry.capped_by = left, cap.name
        entry.counted = room
        if room:
            for key in keys:
                used[key] = used.get(key, 0) + room
