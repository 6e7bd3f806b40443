"""通讯与统计: one tab for each of its parts."""

from cppcc_desk.ui.pages.parts import Part, PartsPage


class ReportsPage(PartsPage):
    """`open_at(part="statistics", year=2026, …)`; what each part knows is said in its page."""

    title = "通讯与统计"
    help_chapter = "newsletter"
    parts = (
        Part("newsletter", "业务通讯", "reports.newsletter", "NewsletterPage"),
        Part("papers", "报告", "reports.papers", "PapersPage"),
        Part("statistics", "统计", "reports.statistics", "StatisticsPage"),
        Part("ledgers", "台账", "reports.ledgers", "LedgersPage"),
        Part("yearend", "年终归档", "reports.yearend", "YearEndPage"),
    )
