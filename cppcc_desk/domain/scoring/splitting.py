"""Points shared out among authors or units, to the hundredth and without a remainder lost.

All amounts are hundredths of a point. What one share is depends on the whole and the place alone, so that it can be
computed for one person without the others.
"""

from collections.abc import Sequence

from cppcc_desk.domain.scoring.scheme import Remainder, Split, SplitWay


class Sharer:
    """One split, which shares out the same amount among as many once."""

    def __init__(self, split: Split) -> None:
        self.split = split
        self._known: dict[tuple[int, tuple[bool, ...], tuple[int | None, ...]], tuple[int, ...]] = {}

    def shares(self, amount: int, writers: tuple[bool, ...], percents: tuple[int | None, ...]) -> tuple[int, ...]:
        """As the function `shares`."""
        key = (amount, writers, percents)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = shares(amount, self.split, writers, percents)
        return found


def shares(amount: int, split: Split, writers: Sequence[bool], percents: Sequence[int | None] = ()) -> tuple[int, ...]:
    """What each of several gets of `amount`, in their order; `writers` tells who is a 主笔.

    Equal parts, the rest behind a first share, and agreed parts of 100 % add up to `amount`; the other ways give what
    their percentages say. Without a 主笔 the first one is it; without agreed parts all parts are equal.
    """
    count = len(writers)
    inside = count if split.only_first is None else min(count, split.only_first)
    if amount < 0:
        return tuple(-share for share in shares(-amount, split, writers, percents))
    found = _inside(amount, split, tuple(writers[:inside]), tuple(percents[:inside]))
    return (*found, *(0 for _ in range(count - inside)))


def _inside(  # noqa: PLR0911 - one line for each way
    amount: int, split: Split, writers: tuple[bool, ...], percents: tuple[int | None, ...]
) -> tuple[int, ...]:
    count = len(writers)
    if count <= 1:
        return (amount,) * count
    match split.way:
        case SplitWay.EQUAL:
            return _evenly(amount, count, split.remainder)
        case SplitWay.HALF:
            return (_part(amount, 50),) * count
        case SplitWay.FIRST_SHARE:
            first = _part(amount, split.first)
            return (first, *_evenly(amount - first, count - 1, split.remainder))
        case SplitWay.FIXED:
            return (_part(amount, split.first), *((_part(amount, split.others),) * (count - 1)))
        case SplitWay.WRITERS:
            main = writers if any(writers) else (True, *writers[1:])
            return tuple(_part(amount, split.first if is_main else split.others) for is_main in main)
        case SplitWay.AGREED:
            return _agreed(amount, percents, count, split.remainder)
        case _:
            return (amount,) * count


def _agreed(amount: int, percents: tuple[int | None, ...], count: int, remainder: Remainder) -> tuple[int, ...]:
    parts = [percent for percent in percents if percent is not None]
    if len(parts) != count:
        return _evenly(amount, count, remainder)
    floors = [amount * part // 100 for part in parts]
    left = amount - sum(floors) if sum(parts) == 100 else 0
    # only who lost something by rounding down can have more; nobody gets something for a part of nothing
    return _handed_out(floors, left, remainder, [place for place in range(count) if amount * parts[place] % 100])


def _evenly(amount: int, count: int, remainder: Remainder) -> tuple[int, ...]:
    each, left = divmod(amount, count)
    return _handed_out([each] * count, left, remainder, range(count))


def _handed_out(floors: list[int], left: int, remainder: Remainder, places: Sequence[int]) -> tuple[int, ...]:
    """The hundredths that are left over go one by one to the first of `places`, or to the last ones."""
    lucky = frozenset(places[:left] if remainder is Remainder.FIRST else places[len(places) - left :])
    return tuple([floor + (place in lucky) for place, floor in enumerate(floors)])


def _part(amount: int, percent: int) -> int:
    """Per cent of an amount, half up."""
    return (amount * percent + 50) // 100
