"""Quarters, and the 征集要点 that the office sends out in each."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import numeral, without_mark

FEWEST, MOST = 3, 10  # topics that are usual in a quarter (design/domain.md section 4)
_COLON = re.compile("[：:]")
_STOPS = "。；;，, "


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


def unusual_number(count: int) -> str:
    """What to say of a quarter that has topics, but fewer or more than is usual; "" for nothing to say."""
    if 0 < count < FEWEST:
        return f"只有 {count} 条，一般一季 {FEWEST} 到 {MOST} 条"
    return f"有 {count} 条，一般一季 {FEWEST} 到 {MOST} 条" if count > MOST else ""


def read_topics(text: str) -> tuple[tuple[str, str], ...]:
    """Theme and 切入点 of each line that is typed or pasted, as in "1.校园周边交通：上下学拥堵、违停"."""
    found = []
    for line in text.splitlines():
        theme, *angles = _COLON.split(without_mark(line).strip(_STOPS), maxsplit=1)
        if theme.strip(_STOPS):
            found.append((theme.strip(_STOPS), "".join(angles).strip(_STOPS)))
    return tuple(found)
