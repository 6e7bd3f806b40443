"""The quarters that the newsletter tells of."""

import re
from dataclasses import dataclass, replace
from datetime import date

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import quarter_bounds

_WRITTEN = re.compile(r"(\d{4})\s*[Qq]\s*([1-4])|(\d{4})\s*年?\s*第?\s*([一二三四1-4])\s*季度")
_NUMBERS = "一二三四"


@dataclass(frozen=True, order=True)
class Quarter:
    """The quarter `number`, 1 to 4, of what the office calls the year."""

    year: int
    number: int

    @property
    def words(self) -> str:
        """2026年第三季度."""
        return f"{self.year}年第{_NUMBERS[self.number - 1]}季度"

    @property
    def key(self) -> str:
        """2026Q3, as commands have it."""
        return f"{self.year}Q{self.number}"

    @property
    def year_before(self) -> "Quarter":
        """The one it is compared with."""
        return replace(self, year=self.year - 1)

    @property
    def following(self) -> "Quarter":
        """The one whose 征集要点 it announces."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def bounds(self, window: Window) -> tuple[date, date]:
        """Its first and last day as the office divides its year."""
        return quarter_bounds(window, self.year)[self.number - 1]


def quarter_of(text: str) -> Quarter:
    """That which is written 2026Q3 or 2026年第三季度. Raises Invalid."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise Invalid(f"“{text}”不是季度。请写成 2026Q3 或者 2026年第三季度。没有作任何改动。")
    year, number = found[1] or found[3], found[2] or found[4]
    return Quarter(int(year), _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number))
