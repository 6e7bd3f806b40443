"""A chart arranged in a room of any size: its head with title and legend, under it columns or bars."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cppcc_desk.domain.charts.bars import bars
from cppcc_desk.domain.charts.chart import BarChart, Chart
from cppcc_desk.domain.charts.columns import ABOVE, columns
from cppcc_desk.domain.charts.parts import FOOT, HEADING, Arrangement, Box, Line, Mark, Role, Words, elided, width
from cppcc_desk.domain.charts.telling import NO_NUMBERS, heading

# em
_TITLE, _LEGEND = 2.2, 1.7  # heights of a line with the title, and of one of the legend alone
_BELOW_HEAD = 0.4
_KEY, _BESIDE_KEY, _BETWEEN = 0.9, 0.45, 1.3
_WHITE = 0.2  # beside a number, where a line ends
_PLOT, _LOW_PLOT = 9.6, 5.2
_ROW, _LOW_ROW = 2.1, 1.6


def ideal_height(chart: Chart, *, low: bool = False) -> float:
    """Height in em at which a chart stands well in its usual width; `low` where there is not much room."""
    top = (_TITLE if chart.title else _LEGEND) + _BELOW_HEAD
    if isinstance(chart, BarChart):
        return top + max(1, len(chart.names)) * (_LOW_ROW if low else _ROW) + FOOT
    negative = any(value is not None and value < 0 for series in chart.series for value in series.values)
    return top + ABOVE + (_LOW_PLOT if low else _PLOT) + FOOT + (ABOVE if negative else 0)


def arrange(chart: Chart, across: float, down: float) -> Arrangement:
    """The chart in a room of `across` by `down` em of its plain type."""
    keys, words, foot = _head(chart, across)
    room = Box(0.0, foot + _BELOW_HEAD, across, down - foot - _BELOW_HEAD)
    made = bars(chart, room) if isinstance(chart, BarChart) else columns(chart, room)
    if not made.marks:
        words += (Words(NO_NUMBERS, across / 2, room.y + (room.height - FOOT) / 2, 0.5, Role.NOTE),)
    lines = tuple(piece for line in made.lines for piece in _beside_numbers(line, made.words))
    return replace(made, lines=lines, keys=keys, words=(*words, *made.words))


def _beside_numbers(line: Line, words: Sequence[Words]) -> Iterator[Line]:
    """What is left of a line that would run through the numbers of columns or bars."""
    across = line.y1 == line.y2
    start, end = (line.x1, line.x2) if across else (line.y1, line.y2)
    boxes = [_ink(each) for each in words if each.role is Role.VALUE]
    crossed = (
        [(box.x, box.right) for box in boxes if box.y < line.y1 < box.bottom]
        if across
        else [(box.y, box.bottom) for box in boxes if box.x < line.x1 < box.right]
    )
    for first, last in sorted(crossed):
        if first > start:
            yield _part(line, start, first)
        start = max(start, last)
    if start < end:
        yield _part(line, start, end)


def _part(line: Line, start: float, end: float) -> Line:
    across = line.y1 == line.y2
    return line._replace(x1=start, x2=end) if across else line._replace(y1=start, y2=end)


def _ink(words: Words) -> Box:
    """The ink of a number, with a little white on both sides."""
    wide = width(words.text)
    return Box(words.x - words.anchor * wide - _WHITE, words.middle - 0.5, wide + 2 * _WHITE, 1.0)


def _head(chart: Chart, across: float) -> tuple[tuple[Mark, ...], tuple[Words, ...], float]:
    """Title at the left, legend at the right or on a line of its own; and how far down they reach."""
    several = len(chart.series) > 1
    unit = f"单位：{chart.unit}" if chart.unit else ""
    entries = [heading(chart, series) for series in chart.series] if several else [unit] if unit else []
    each = _KEY + _BESIDE_KEY if several else 0.0
    wide = sum(each + width(entry) for entry in entries) + _BETWEEN * max(0, len(entries) - 1)
    words, foot = [], 0.0
    if chart.title:
        words.append(Words(elided(chart.title, across, HEADING), 0.0, _TITLE / 2, 0, Role.TITLE))
        foot = _TITLE
    beside = chart.title and width(chart.title, HEADING) + _BETWEEN + wide <= across
    if entries and not beside:
        foot += _LEGEND
    middle = _TITLE / 2 if beside else foot - _LEGEND / 2
    x, keys = max(0.0, across - wide), []
    for series, entry in enumerate(entries):
        if several:
            keys.append(Mark(-1, series, Box(x, middle - _KEY / 2, _KEY, _KEY)))
        words.append(Words(entry, x + each, middle, 0, Role.NOTE))
        x += each + width(entry) + _BETWEEN
    return tuple(keys), tuple(words), foot
