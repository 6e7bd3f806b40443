"""年终归档: what is to be looked at at the end of a year, what goes on, and the package that is put away."""

from cppcc_desk.ui.pages.reports.yearend.page import YearEndPage

__all__ = ["YearEndPage"]
