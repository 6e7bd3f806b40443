"""统计: cross tables of any time, each number opening the pieces behind it, with a chart above."""

from cppcc_desk.ui.pages.reports.statistics.page import StatisticsPage

__all__ = ["StatisticsPage"]
