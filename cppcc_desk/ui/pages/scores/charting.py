"""The chart over the ranking: pieces month by month, used pieces by level, or what each 信息小组 has scored."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Qt, Signal

from cppcc_desk.domain.charts import BarChart, Chart, ColumnChart, Series
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.activity import Activity
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.queries.scoring.overview import Overview
from cppcc_desk.queries.scoring.standings import GroupRanking
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import Card, row
from cppcc_desk.ui.widgets.chart import ChartView

_MOST_BARS = 6
_ROOM_FOR_ALL = 790  # pixels of height, below which the chart is low


class Shows(StrEnum):
    """What the chart shows."""

    MONTHS = "各月来稿与采用"
    LEVELS = "采用层级"
    GROUPS = "各小组得分"


class ChartCard(Card):
    """`month_picked(first, last)`: the days of a month; `subject_picked(Subject)`: a unit."""

    month_picked = Signal(object, object)
    subject_picked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._found: Overview | None = None
        self._today = today
        self._subjects: tuple[Subject, ...] = ()
        self.shows = ChoiceField(Shows)
        self.shows.setFixedWidth(140)
        self.shows.name("图表")
        self.view = ChartView(months_chart(Activity((), (), (), ()), today), opens="看这个月的名次")
        self._opening = ChartView(BarChart(title="", unit="分", names=(), values=()), opens="查看算法")
        self._plain = ChartView(BarChart(title="", unit="篇", names=(), values=()))
        self._views = {Shows.MONTHS: self.view, Shows.LEVELS: self._plain, Shows.GROUPS: self._opening}
        body = row(*self._views.values(), self.shows, gap=8, margins=(10, 6, 8, 2))
        for number in range(len(self._views)):
            body.setStretch(number, 1)
        body.setAlignment(self.shows, Qt.AlignmentFlag.AlignTop)
        self.setLayout(body)
        self.shows.changed.connect(self._show)
        self.view.picked.connect(lambda category, _series: self._pick_month(category))
        self._opening.picked.connect(lambda category, _series: self.subject_picked.emit(self._subjects[category]))
        self._show()

    @property
    def front(self) -> ChartView:
        """The chart that is shown."""
        return self._views[self.shows.value()]

    def fit(self, room: Room) -> None:
        """Away where there is not much height."""
        self.setVisible(not room.low)
        for view in self._views.values():
            view.set_low(room.height < _ROOM_FOR_ALL)

    def show_overview(self, found: Overview, *, today: date) -> None:
        """Draw it anew."""
        self._found, self._today = found, today
        groups = _info_groups(found)
        kept = self.shows.value()
        self.shows.set_choices([each for each in Shows if each is not Shows.GROUPS or groups is not None])
        self.shows.set_value(kept)
        self._show()

    def _show(self) -> None:
        shown: Shows = self.shows.value()
        for key, view in self._views.items():
            view.setVisible(key is shown)
        if self._found is None:
            return
        made: dict[Shows, Callable[[Overview], Chart]] = {
            Shows.MONTHS: lambda found: months_chart(found.activity, self._today),
            Shows.LEVELS: lambda found: levels_chart(found.activity),
            Shows.GROUPS: self._groups_chart,
        }
        self._views[shown].show_chart(made[shown](self._found))

    def _groups_chart(self, found: Overview) -> Chart:
        ranking = _info_groups(found)
        rows = [row for row in ranking.rows if row.rank is not None][:_MOST_BARS] if ranking else []
        self._subjects = tuple(row.who.subject for row in rows)
        return BarChart(
            title=Shows.GROUPS,
            unit="分",
            names=tuple(row.who.name for row in rows),
            values=tuple(row.score / 100 for row in rows),
        )

    def _pick_month(self, number: int) -> None:
        if self._found is None:
            return
        months = self._found.activity.months
        year, month = months[number]
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        self.month_picked.emit(first, following - timedelta(days=1))


def months_chart(found: Activity, today: date) -> Chart:
    """Months to come have no number yet, which is not zero."""
    come = [month <= (today.year, today.month) for month in found.months]
    several = len({year for year, _ in found.months}) > 1 and len(found.months) > 12
    return ColumnChart(
        title=Shows.MONTHS,
        unit="篇",
        categories=tuple(f"{year % 100}年{month}月" if several else f"{month}月" for year, month in found.months),
        series=(
            Series("来稿", tuple(n if there else None for n, there in zip(found.received, come, strict=True))),
            Series("采用", tuple(n if there else None for n, there in zip(found.used, come, strict=True))),
        ),
    )


def levels_chart(found: Activity) -> Chart:
    """A piece counts at each level that used it."""
    return BarChart(
        title=Shows.LEVELS,
        unit="篇",
        names=tuple(f"{level}级" if level in ("市", "省") else level for level, _ in found.levels),
        values=tuple(count for _, count in found.levels),
    )


def _info_groups(found: Overview) -> GroupRanking | None:
    wanted = frozenset({str(UnitKind.INFO_GROUP)})
    return next((ranking for ranking in found.scores.groups if ranking.group.kinds == wanted), None)
