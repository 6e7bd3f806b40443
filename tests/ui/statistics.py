"""统计 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from dataclasses import replace

from cppcc_desk.domain.statistics import READY, Dimension, Measure, View
from cppcc_desk.queries.statistics import statistics
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.reports import ReportsPage
from cppcc_desk.ui.pages.reports.statistics import StatisticsPage
from cppcc_desk.ui.pages.reports.statistics.filtering import FilterLine
from tests.ui.printed import rest
from tests.ui.whole import Whole

Prepare = Callable[[Whole], object]
LIMITED = View(
    rows=Dimension.PERSON,
    columns=Dimension.ADOPTED_LEVEL,
    measures=(Measure.ADOPTED,),
    filters=((Dimension.SOURCE, ("委员",)), (Dimension.GROUP, ("第三信息小组",))),
    compared=True,
)


def page(whole: Whole, **target: object) -> StatisticsPage:
    """The page with its table counted."""
    whole.window.go("reports", part="statistics", **target)
    rest(whole.context)
    shown = whole.window.page
    assert isinstance(shown, ReportsPage) and isinstance(shown.front, StatisticsPage)
    return shown.front


def of(view: View, **target: object) -> Prepare:
    return lambda whole: page(whole, view=view, **target)


def with_chart(whole: Whole) -> None:
    page(whole, view=READY["levels"]).chart_button.click()


def listed(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    table = shown.found.table if shown.found is not None else None
    assert table is not None
    shown.cross.picked.emit(table.sums, table.heads[1])


def filters(context: Context) -> None:
    line = FilterLine(context)
    found = context.desk.read(statistics, READY["months"], 2026, today=context.today)
    line.show_table(found.table, found.known)
    line.add.click()


STATES: dict[str, Prepare] = {
    "statistics": of(READY["months"]),
    "statistics_levels": of(replace(READY["levels"], compared=True)),
    "statistics_groups": of(READY["groups"]),
    "statistics_sources": of(READY["sources"], period="quarter-3"),
    "statistics_people": of(LIMITED),
    "statistics_chart": with_chart,
    "statistics_months": of(View(rows=Dimension.CATEGORY, columns=Dimension.MONTH, measures=(Measure.RECEIVED,))),
    "statistics_nothing": of(READY["levels"], year=2025),
    "statistics_listed": listed,
}
DIALOGS: dict[str, Callable[[Context], object]] = {"statistics_filters": filters}
