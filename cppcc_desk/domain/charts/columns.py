"""Columns side by side over their categories, and the numbers over them that have room."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from cppcc_desk.domain.charts.axis import MOST_LINES, axis
from cppcc_desk.domain.charts.chart import ColumnChart
from cppcc_desk.domain.charts.parts import BESIDE, FOOT, LINE, Arrangement, Box, Line, Mark, Role, Words, elided, width
from cppcc_desk.domain.charts.telling import number

ABOVE: Final = 1.4  # em, for the number over a column as high as the axis
_LEAST_PITCH = 1.9  # em between lines of the axis
_GROUP = 0.68  # part of a category's room that its columns take
_GAP = 0.3  # em between columns of a category
_WIDEST = 2.8  # em
_OVER = 0.15  # em between a column and its number
_LEAST_NAME = 4.0  # em of a name, before every second one is left out
_BETWEEN_NAMES = 0.4  # em

_Stretch = tuple[float, float]  # from left to right


def columns(chart: ColumnChart, room: Box) -> Arrangement:
    """The columns with axis and names in `room`."""
    values = [value for series in chart.series for value in series.values if value is not None]
    under = ABOVE if min(values, default=0) < 0 else 0.0
    top, bottom = room.y + ABOVE, room.bottom - FOOT - under
    lines = axis(values, most=max(3, min(MOST_LINES, int((bottom - top) / _LEAST_PITCH) + 1)))
    numbers = max(width(number(line)) for line in lines)
    plot = Box(room.x + numbers + BESIDE, top, room.width - numbers - BESIDE, bottom - top)

    def level(value: float) -> float:
        return plot.bottom - (value - lines[0]) / (lines[-1] - lines[0]) * plot.height

    marks, slots = [], []
    for category, row in enumerate(zip(*(series.values for series in chart.series), strict=True)):
        places, rooms = _across(plot, category, len(chart.categories), len(row))
        for series, value in enumerate(row):
            (left, right), (first, last) = places[series], rooms[series]
            slots.append(Mark(category, series, Box(first, room.y, last - first, room.height)))
            if value is not None:
                top, foot = sorted((level(value), level(0)))
                marks.append(Mark(category, series, Box(left, top, right - left, foot - top)))
    return Arrangement(
        lines=tuple(Line(plot.x, level(line), plot.right, level(line)) for line in lines),
        base=Line(plot.x, level(0), plot.right, level(0)),
        marks=tuple(marks),
        keys=(),
        words=(
            *(Words(number(line), plot.x - BESIDE, level(line), 1, Role.NOTE) for line in lines),
            *_names(chart, plot, room.bottom - FOOT / 2),
            *_values(chart, marks, room),
        ),
        slots=tuple(slots),
    )


def _across(plot: Box, category: int, categories: int, count: int) -> tuple[list[_Stretch], list[_Stretch]]:
    """Where the columns of a category begin and end, and the room around each: together all of the category's."""
    each = plot.width / categories
    gap = min(_GAP, each * 0.04)
    wide = min(_WIDEST, (each * _GROUP - gap * (count - 1)) / count)
    middle = plot.x + (category + 0.5) * each
    first = middle - (wide * count + gap * (count - 1)) / 2
    begins = [first + series * (wide + gap) for series in range(count)]
    edges = [middle - each / 2, *(begin - gap / 2 for begin in begins[1:]), middle + each / 2]
    return [(begin, begin + wide) for begin in begins], list(pairwise(edges))


def _names(chart: ColumnChart, plot: Box, middle: float) -> Iterator[Words]:
    """Names under their columns, or every second, third … where they are too close."""
    if not chart.categories:
        return
    each = plot.width / len(chart.categories)
    wanted = min(_LEAST_NAME, max(map(width, chart.categories))) + _BETWEEN_NAMES
    step = ceil(wanted / each)
    for category in range(0, len(chart.categories), step):
        shown = elided(chart.categories[category], step * each - _BETWEEN_NAMES)
        x = min(plot.x + (category + 0.5) * each, plot.right - width(shown) / 2)
        yield Words(shown, x, middle, 0.5, Role.NAME)


def _values(chart: ColumnChart, marks: Sequence[Mark], room: Box) -> Iterator[Words]:
    """Numbers over columns (under negative ones), where none lies over a column or another number.

    Those of the first series may be wider than their columns, for one number a category says more than several of a
    few.
    """
    placed: list[Box] = []
    for mark in sorted(marks, key=lambda mark: (mark.series, mark.category)):
        value = chart.series[mark.series].values[mark.category] or 0
        text = number(value)
        wide = width(text)
        middle = mark.box.x + mark.box.width / 2
        top = mark.box.bottom + _OVER if value < 0 else mark.box.y - _OVER - LINE
        box = Box(middle - wide / 2, top, wide, LINE)
        others = (other.box for other in marks if other is not mark)
        narrow = mark.series == 0 or wide <= mark.box.width
        inside = room.x <= box.x and box.right <= room.right
        if narrow and inside and not any(map(box.meets, (*others, *placed))):
            placed.append(box)
            yield Words(text, middle, top + LINE / 2, 0.5, Role.VALUE)
