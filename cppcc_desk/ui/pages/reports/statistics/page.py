"""统计: of any time a cross table, with a chart; a number, a column of the chart, a note each open their pieces."""

from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.scoring.periods import YEAR
from cppcc_desk.domain.statistics import Cell, Head, Line, Shows, filters_said
from cppcc_desk.queries.statistics import Statistics, statistics
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.reports.statistics.charting import ROOM_FOR_ALL, StatisticsChart
from cppcc_desk.ui.pages.reports.statistics.choosing import ViewChooser
from cppcc_desk.ui.pages.reports.statistics.cross import CrossTable
from cppcc_desk.ui.pages.reports.statistics.filtering import FilterLine
from cppcc_desk.ui.pages.scores.periods import PeriodChooser
from cppcc_desk.ui.widgets import STRETCH, Card, button, column, row, top_left


class StatisticsPage(Page):
    """`open_at(view=, year=, period=, own=(first, last))`."""

    title = "通讯与统计"
    help_chapter = "statistics"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found: Statistics | None = None
        self._asked_chart: bool | None = None
        self._begins = False
        self._reading = Reading(context, "正在统计", failed=self._not_counted)
        self.choosing = ViewChooser(context.settings)
        self.periods = PeriodChooser()
        self.filters = FilterLine(context)
        self.chart = StatisticsChart()
        self.cross = CrossTable(context)
        above = row(self.choosing.ready, STRETCH, self.periods)
        self.chart_button = button("图表", icon="chart", kind="flat", tip="显示或收起图表")
        self.chart_button.setCheckable(True)
        below = row(self.choosing, self.filters, self.chart_button, gap=10)
        below.setStretch(1, 1)
        top_left(below, self.choosing)
        top_left(below, self.chart_button)
        head = Card(column(above, below, gap=6, margins=(12, 8, 12, 8)))
        body = column(self.notice, head, self.chart, self.cross, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(3, 1)
        self.setLayout(body)
        self.first = self.cross.table
        self.choosing.changed.connect(self.refresh)
        self.periods.changed.connect(self.refresh)
        self.filters.changed.connect(self.refresh)
        self.chart.picked.connect(self._open)
        self.chart_button.clicked.connect(self._ask_chart)
        self.cross.picked.connect(self._open)
        self.cross.refreshed.connect(self.refresh)
        self.cross.notes.picked.connect(self._open_note)

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if not target:
            return
        if "view" in target:
            self.choosing.choose(target["view"])
            self.filters.choose(target["view"].filters)
        self.periods.choose(year=target.get("year"), period=target.get("period", YEAR), own=target.get("own"))
        self.refresh()

    def begin(self, last: QWidget | None = None) -> None:
        super().begin(last)
        self._begins = self.found is None  # there is no table yet to take the keyboard

    def fit(self, room: Room) -> None:
        for each in (self.choosing, self.chart, self.cross):
            each.fit(room)
        self.chart_button.setVisible(not room.low)
        self.chart_button.setText("" if room.narrow else "图表")
        self.chart_button.setAccessibleName("图表")
        self._fit_chart()

    def _fit_chart(self) -> None:
        """It is there where table and chart have room, or where it was asked for; never where there is room for one."""
        wanted = self.room.height >= ROOM_FOR_ALL if self._asked_chart is None else self._asked_chart
        self.chart_button.setChecked(wanted)
        self.chart.want(wanted and not self.room.low)

    def _ask_chart(self, on: bool) -> None:
        self._asked_chart = on
        self._fit_chart()

    def keep(self) -> None:
        super().keep()
        self.choosing.keep()

    def reload(self) -> None:
        try:
            year = self.periods.offer(self.context)
            view = self.choosing.view(self.filters.value)
        except DeskError as refusal:
            self._not_counted(refusal)
            return
        self._reading.read(
            statistics,
            view,
            year,
            period=self.periods.period,
            own=self.periods.own,
            today=self.context.today,
            else_year=True,
            done=self._show,
        )

    def _show(self, found: Statistics) -> None:
        self.found = found
        self.notice.dismiss()
        self.periods.show_periods(found.periods, found.span.key, found.span.first, found.span.last)
        self.filters.show_table(found.table, found.known)
        self.chart.show_table(found.table)
        self.cross.show_statistics(found, counted=f"{deadlines.short(self.context.now, self.context.today)} 统计")
        self.first = self.cross.table
        if self._begins:
            self._begins = False
            self.first.setFocus()
        self.subtitle = found.span.said
        self.titled.emit()

    def _not_counted(self, refusal: DeskError) -> None:
        self.found = None
        self.chart.show_table(None)
        self.cross.show_nothing("没有统计", refusal.message, icon="chart")
        self.subtitle = ""
        self.titled.emit()

    # ------------------------------------------------------------------ what is done
    def _open(self, line: Line, head: Head) -> None:
        """The pieces of one cell."""
        if self.found is None:
            return
        table = self.found.table
        cell: Cell = line.cells[table.heads.index(head)]
        if head.shows is Shows.CHANGE:
            self.context.notify("增减是两个数的差，没有清单；请点本期或者上年同期的数")
        elif not cell.pieces:
            self.context.notify("这一格是 0，没有清单可以打开")
        else:
            span = self.found.span
            time = span.before.days if head.shows is Shows.BEFORE else span.said
            parts = [] if line.sums else [f"{table.view.rows}“{line.label}”"]
            parts += [f"{table.view.columns}“{head.label}”"] if head.shows is Shows.PART else []
            what = f"{'、'.join(parts)}{head.measure} {cell.count} 篇"
            words = "，".join((what, time, *filters_said(table)))
            self._list(cell.pieces, words)

    def _open_note(self, told: Mismatch) -> None:
        if told.pieces:
            self._list(told.pieces, told.words)

    def _list(self, pieces: tuple[str, ...], words: str) -> None:
        self.context.navigate("submissions", numbers=pieces, words=f"统计：{words}", came_from="reports")
