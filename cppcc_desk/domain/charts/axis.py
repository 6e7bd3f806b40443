"""The numbers on the axis of a chart: few, round, and none between whole things that are counted."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Final

MOST_LINES: Final = 5
_FEWEST: Final = 3  # 0 and the top alone say little, where there can be more
_ROUND: Final = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
_HUNDREDTH: Final = Fraction(1, 100)  # points have two decimals


def axis(values: Iterable[float | None], *, most: int = MOST_LINES) -> tuple[float, ...]:
    """Where lines are drawn, ascending and evenly: 0 and all values lie between the first and the last.

    At most `most` lines, which is 3 or more; steps are 1, 2, 2.5 or 5 of some power of ten, whole where all values are.
    Of the steps that fit, one that leaves least room beyond the values.
    """
    known = [Fraction(value) for value in values if value is not None]
    low, high = min(known, default=Fraction(0)), max(known, default=Fraction(0))
    low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        return 0, 1
    least = Fraction(1) if all(value.denominator == 1 for value in known) else _HUNDREDTH
    fitting = [
        (first, last, step)
        for step in _steps(least, high - low)
        if (last := ceil(high / step)) - (first := floor(low / step)) < most
    ]
    first, last, step = min(fitting, key=lambda each: (each[1] - each[0] + 1 < _FEWEST, _span(*each), each[2]))
    lines = (step * number for number in range(first, last + 1))
    return tuple(int(line) if line.denominator == 1 else float(line) for line in lines)


def _span(first: int, last: int, step: Fraction) -> Fraction:
    return (last - first) * step


def _steps(least: Fraction, span: Fraction) -> list[Fraction]:
    """Round steps from `least` to one that is more than `span`, each a multiple of `least`."""
    found: list[Fraction] = []
    ten = least
    while not found or found[-1] <= span:
        found += [step for each in _ROUND if (step := each * ten) % least == 0]
        ten *= 10
    return found
