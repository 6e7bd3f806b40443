"""The turn of a year: what is filed of it and in which order, what its package tells, and which year is meant."""

from cppcc_desk.domain.yearend.contents import Contents, Entry, Link, Section
from cppcc_desk.domain.yearend.filing import FiledItem, Volume, compact_day, volumes, year_to_file

__all__ = [
    "Contents",
    "Entry",
    "FiledItem",
    "Link",
    "Section",
    "Volume",
    "compact_day",
    "volumes",
    "year_to_file",
]
