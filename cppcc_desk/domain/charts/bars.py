"""Bars one under the other beside their names, each with its number at its end."""

from collections.abc import Sequence
from typing import Final

from cppcc_desk.domain.charts.axis import axis
from cppcc_desk.domain.charts.chart import BarChart
from cppcc_desk.domain.charts.parts import BESIDE, FOOT, Arrangement, Box, Line, Mark, Role, Words, elided, width
from cppcc_desk.domain.charts.telling import number

_BAR = 0.62  # part of a row
_THICKEST = 1.5  # em
_MOST_NAMES = 0.36  # part of the chart's width
_AFTER = 0.4  # em between a bar and its number
_ABOVE: Final = 0.3  # em over the first row


def bars(chart: BarChart, room: Box) -> Arrangement:
    """The bars with names and axis in `room`."""
    values = [value for value in chart.values if value is not None]
    lines = axis(values)
    names = min(max(map(width, chart.names), default=0.0), room.width * _MOST_NAMES)
    below = [value for value in values if value < 0]
    left = room.x + names + BESIDE + (_beside(below) if below else 0.0)
    right = room.right - max(_beside(values), width(number(lines[-1])) / 2)
    plot = Box(left, room.y + _ABOVE, right - left, room.height - FOOT - _ABOVE)
    row = plot.height / max(1, len(chart.names))
    thick = min(_THICKEST, row * _BAR)

    def place(value: float) -> float:
        return plot.x + (value - lines[0]) / (lines[-1] - lines[0]) * plot.width

    marks, slots, words = [], [], []
    for category, (name, value) in enumerate(zip(chart.names, chart.values, strict=True)):
        top = plot.y + category * row
        middle = top + row / 2
        slots.append(Mark(category, 0, Box(room.x, top, room.width, row)))
        words.append(Words(elided(name, names), room.x + names, middle, 1, Role.NAME))
        if value is not None:
            ends = sorted((place(0), place(value)))
            marks.append(Mark(category, 0, Box(ends[0], middle - thick / 2, ends[1] - ends[0], thick)))
            at, anchor = (ends[0] - _AFTER, 1.0) if value < 0 else (ends[1] + _AFTER, 0.0)
            words.append(Words(number(value), at, middle, anchor, Role.VALUE))
    foot = room.bottom - FOOT / 2
    words += [Words(number(line), place(line), foot, 0.5, Role.NOTE) for line in lines]
    return Arrangement(
        lines=tuple(Line(place(line), plot.y, place(line), plot.bottom) for line in lines),
        base=Line(place(0), plot.y, place(0), plot.bottom),
        marks=tuple(marks),
        keys=(),
        words=tuple(words),
        slots=tuple(slots),
    )


def _beside(values: Sequence[float]) -> float:
    """Room for the widest number at the end of a bar."""
    return max((width(number(value)) for value in values), default=0.0) + _AFTER
