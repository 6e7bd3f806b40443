"""The times that statistics tell of: a year as the office divides it, its halves, quarters and months, or own days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.scoring.periods import YEAR, Period
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import bounds, quarter_bounds

OWN = "own"  # the key of days that somebody chose
_NUMBERS = "一二三四"
_LAST_MONTH = 12


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days that are counted: those of the period called `key` in `year`; `until` is the last one that has come."""

    year: int
    key: str
    words: str
    first: date
    last: date
    until: date

    @property
    def over(self) -> bool:
        """Whether nothing more can come."""
        return self.until == self.last

    @property
    def said(self) -> str:
        """2026年度, 2026年第三季度, 2026年3月1日至2026年9月30日; with the day it is counted to where it is not over."""
        if self.key == OWN:
            return self.days
        whole = f"{self.year}年度" if self.key == YEAR else f"{self.year}年{self.words}"
        return whole if self.over else f"{whole}（截至{self.until.month}月{self.until.day}日）"

    @property
    def days(self) -> str:
        """2025年1月1日至2025年11月20日: what is counted."""
        return f"{official_date(self.first)}至{official_date(self.until)}"

    @property
    def before(self) -> "Span":
        """The same days of the year before, no more of them than have come this year."""
        return replace(
            self,
            year=self.year - 1,
            first=year_earlier(self.first),
            last=year_earlier(self.last),
            until=year_earlier(self.until),
        )


def spans(window: Window, year: int, *, today: date) -> tuple[Period, ...]:
    """The whole year, and of what has begun by `today` halves, quarters and months."""
    return tuple(_spans(window, year, today))


def _spans(window: Window, year: int, today: date) -> Iterator[Period]:
    first, last = bounds(window, year)
    yield Period(YEAR, "全年", first, last)
    quarters = quarter_bounds(window, year)
    for number, words in enumerate(("上半年", "下半年")):
        begins, ends = quarters[2 * number][0], quarters[2 * number + 1][1]
        if begins <= today:
            yield Period(f"half-{number + 1}", words, begins, ends)
    for number, (begins, ends) in enumerate(quarters):
        if begins <= today:
            yield Period(f"quarter-{number + 1}", f"第{_NUMBERS[number]}季度", begins, ends)
    for number, (begins, ends) in enumerate(months(first, last, starts=first.day), start=1):
        if begins <= today:
            yield Period(f"month-{number}", month_words(begins, ends), begins, ends)


def span(
    window: Window,
    year: int,
    *,
    key: str = YEAR,
    own: tuple[date, date] | None = None,
    today: date,
    else_year: bool = False,
) -> Span:
    """The days of a period by its key or its words, or `own`.

    One that the year does not have, or not yet, raises Invalid; with `else_year` it means the whole year, for whoever
    goes from one year to another.
    """
    if key == OWN and own is not None:
        first, last = sorted(own)
        return Span(year=year, key=OWN, words="自定日期", first=first, last=last, until=last)
    known = spans(window, year, today=today)
    found = next((one for one in known if key in (one.key, one.words)), known[0] if else_year else None)
    if found is None:
        every = "、".join(f"{one.key}（{one.words}）" for one in known)
        raise Invalid(f"{year} 年没有“{key}”这个时段，或者还没有到。可用的有：{every}。没有作任何改动。")
    until = min(found.last, max(today, found.first))
    return Span(year=year, key=found.key, words=found.words, first=found.first, last=found.last, until=until)


def months(first: date, last: date, *, starts: int) -> tuple[tuple[date, date], ...]:
    """First and last days of the months that the days lie in, each beginning on the day `starts`."""
    begins = first.replace(day=starts) if starts <= first.day else _month_before(first, starts)
    found = []
    while begins <= last:
        following = _month_after(begins)
        found.append((begins, following - timedelta(days=1)))
        begins = following
    return tuple(found)


def month_words(begins: date, ends: date, *, several_years: bool = False) -> str:
    """3月; 2025年12月 among those of several years; 12月26日至1月25日 where months do not begin on the first."""
    if begins.day != 1:
        return f"{begins.month}月{begins.day}日至{ends.month}月{ends.day}日"
    return f"{begins.year}年{begins.month}月" if several_years else f"{begins.month}月"


def year_earlier(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _month_after(day: date) -> date:
    return date(day.year + day.month // _LAST_MONTH, day.month % _LAST_MONTH + 1, day.day)


def _month_before(day: date, starts: int) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % _LAST_MONTH + 1, starts)
