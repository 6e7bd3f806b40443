"""The turn of a year: what is filed of it and in which order, and which year is meant."""

from cppcc_desk.domain.yearend.filing import FiledItem, Volume, compact_day, year_to_file, volumes

__all__ = ["FiledItem", "Volume", "compact_day", "volumes", "year_to_file"]
