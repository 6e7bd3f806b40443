"""通讯与统计: the newsletter, statistics, ledgers, and what closes a year."""

from cppcc_desk.ui.pages.reports.page import ReportsPage

__all__ = ["ReportsPage"]
