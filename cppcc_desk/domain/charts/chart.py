"""What a chart shows: numbers by month, level or group, as plain values that pages, papers and the clipboard share."""

from dataclasses import dataclass
from typing import Final

MONTHS: Final = tuple(f"{month}月" for month in range(1, 13))
MOST_SERIES: Final = 3  # more cannot be told apart in grey


@dataclass(frozen=True)
class Series:
    """One number for each category; None where there is none yet, as for months to come, which is not zero."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class ColumnChart:
    """Columns side by side over each category: 来稿 and 采用 of twelve months. `unit` is what is counted: 篇, 分."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"{len(self.series)} series")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("a series does not have a value for each category")


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """A bar beside each name, from the top in the order given: 各小组得分, 采用层级. `unit` is what is counted."""

    title: str
    unit: str
    names: tuple[str, ...]
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        if len(self.names) != len(self.values):
            raise ValueError("not a value for each name")

    @property
    def categories(self) -> tuple[str, ...]:
        return self.names

    @property
    def series(self) -> tuple[Series, ...]:
        """The only one; its name would repeat the title."""
        return (Series("", self.values),)


Chart = ColumnChart | BarChart
