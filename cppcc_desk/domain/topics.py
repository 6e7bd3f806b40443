"""Quarters, and the 征集要点 that the office sends out in each."""

from dataclasses import dataclass
from datetime import date, timedelta

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import numeral


@dataclass(frozen=True, order=True)
class Quarter:
    """The third quarter of 2026 is Quarter(2026, 3)."""

    year: int
    number: int

    @staticmethod
    def of(day: date) -> "Quarter":
        """The quarter that `day` is in."""
        return Quarter(day.year, (day.month + 2) // 3)

    @staticmethod
    def parse(text: str) -> "Quarter":
        """From 2026Q3. Raises Invalid."""
        year, _, number = text.strip().upper().partition("Q")
        if not (year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4")):
            raise Invalid(f"季度应写成 2026Q3，收到的是“{text}”。没有作任何改动。", {"quarter": "请写成 2026Q3。"})
        return Quarter(int(year), int(number))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), self.number - 1 or 4)

    @property
    def words(self) -> str:
        """2026年第三季度."""
        return f"{self.year}年第{numeral(self.number)}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
