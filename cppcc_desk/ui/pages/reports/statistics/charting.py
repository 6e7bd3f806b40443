"""The chart over the table: what stands in it, drawn; a column or bar opens what it counts."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from cppcc_desk.domain.charts import BarChart, Chart, ColumnChart, Series
from cppcc_desk.domain.statistics import Dimension, Head, Line, Measure, Shows, Table
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import Card, row
from cppcc_desk.ui.widgets.chart import ChartView

_MOST_SERIES = 3
_MOST_COLUMNS, _MOST_BARS = 12, 6
ROOM_FOR_ALL = 790  # pixels of height, below which table and chart together are cramped
_LONG_NAMES = frozenset({Dimension.PERSON, Dimension.DESTINATION})
_TOLD_FIRST = (Measure.RECEIVED, Measure.ADOPTED)


@dataclass(frozen=True)
class Drawn:
    """A chart, and the line and head of the table behind each of its columns or bars."""

    chart: Chart
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]


class StatisticsChart(Card):
    """`picked(Line, Head)`."""

    picked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Drawn | None = None
        self._wanted = False
        self.view = ChartView(BarChart(title="", unit="篇", names=(), values=()), opens="打开清单")
        self.setLayout(row(self.view, margins=(10, 6, 8, 2)))
        self.view.picked.connect(self._pick)
        self.hide()

    def fit(self, room: Room) -> None:
        """Less high where there is not much height."""
        self.view.set_low(room.height < ROOM_FOR_ALL)

    def want(self, wanted: bool) -> None:
        """Show it, or put it away."""
        self._wanted = wanted
        self._settle()

    def show_table(self, table: Table | None) -> None:
        """Draw it anew; gone where there is nothing to draw."""
        self._drawn = drawn(table) if table is not None else None
        if self._drawn is not None:
            self.view.show_chart(self._drawn.chart)
        self._settle()

    def _settle(self) -> None:
        self.setVisible(self._drawn is not None and self._wanted)

    def _pick(self, category: int, series: int) -> None:
        if self._drawn is not None:
            self.picked.emit(self._drawn.lines[category], self._drawn.heads[series])


def drawn(table: Table) -> Drawn | None:
    """The lines of a table as columns; of very many, or of names that are long, the largest as bars. None for a table
    with nothing in it."""
    heads = _series(table)
    places = [table.heads.index(head) for head in heads]
    lines = table.lines[:-1]
    by_bars = table.view.rows in _LONG_NAMES
    most = _MOST_BARS if by_bars else _MOST_COLUMNS
    cut = len(lines) > most and table.view.rows is not Dimension.MONTH
    if cut:
        lines = tuple(sorted(lines, key=lambda line: -line.cells[places[0]].count)[:most])
    if not any(line.cells[place].count for line in lines for place in places):
        return None
    title = f"各{table.view.rows}" if table.view.rows is not Dimension.MONTH else "各月"
    first = f"（前 {most}）" if cut else ""
    values = [tuple(float(line.cells[place].count) for line in lines) for place in places]
    names = tuple(line.label for line in lines)
    if by_bars:
        heads = heads[:1]
        made: Chart = BarChart(title=f"{title}{heads[0].measure}{first}", unit="篇", names=names, values=values[0])
        return Drawn(made, lines, heads)
    told = "和".join(dict.fromkeys(head.measure.value for head in heads))
    series = tuple(Series(head.label, numbers) for head, numbers in zip(heads, values, strict=True))
    return Drawn(ColumnChart(title=f"{title}{told}{first}", unit="篇", categories=names, series=series), lines, heads)


def _series(table: Table) -> tuple[Head, ...]:
    """As many numbers as can be told apart; else 来稿 and 采用, or the sums."""
    sums = tuple(head for head in table.heads if head.shows is Shows.SUM)
    if table.view.columns is None:
        first = tuple(head for head in sums if head.measure in _TOLD_FIRST)
        return sums if len(sums) <= _MOST_SERIES else first
    parts = tuple(head for head in table.heads if head.shows is Shows.PART)
    return parts if 1 < len(parts) <= _MOST_SERIES else sums
