"""A year of the office in numbers, held against the rankings of the year."""

from cppcc_desk.queries.annual.whole import year_figures

__all__ = ["year_figures"]
