"""The parts of a year of scores that people look at: all of it, its quarters, its first months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import bounds, quarter_bounds

YEAR = "year"  # the key of the whole of it
_LAST_MONTH = 12


@dataclass(frozen=True)
class Period:
    """`key` is the same in every year, so that who goes from one year to another stays at the same part of it."""

    key: str
    words: str
    first: date
    last: date


def periods(window: Window, year: int, *, today: date) -> tuple[Period, ...]:
    """The whole year, and of what has begun by `today` the quarters, and the first one, two, three … months."""
    return tuple(_periods(window, year, today))


def _periods(window: Window, year: int, today: date) -> Iterator[Period]:
    first, last = bounds(window, year)
    yield Period(YEAR, "全年" if window.years == 1 else "全部", first, last)
    for number, (begins, ends) in enumerate(quarter_bounds(window, year)):
        if begins <= today:
            yield Period(f"quarter-{number + 1}", f"第{'一二三四'[number]}季度", begins, ends)
    begins, number = first, 1
    while begins <= min(today, last):
        following = _month_after(begins, first.day)
        ends = min(following - timedelta(days=1), last)
        yield Period(f"months-{number}", _words(first, ends, several_years=window.years > 1), first, ends)
        begins, number = following, number + 1


def months_of(window: Window, year: int) -> tuple[tuple[int, int], ...]:
    """Year and number of every calendar month that a part of the year lies in."""
    first, last = bounds(window, year)
    found = [(first.year, first.month)]
    while found[-1] < (last.year, last.month):
        y, month = found[-1]
        found.append((y + month // _LAST_MONTH, month % _LAST_MONTH + 1))
    return tuple(found)


def _month_after(day: date, usual: int) -> date:
    return date(day.year + day.month // _LAST_MONTH, day.month % _LAST_MONTH + 1, min(usual, 28))


def _words(first: date, last: date, *, several_years: bool) -> str:
    """1 月, 1—11 月; with the days where months do not begin on the first."""
    whole = first.day == 1
    if several_years:
        return f"至 {last.year} 年 {last.month} 月" + ("" if whole else f" {last.day} 日")
    if not whole:
        return f"至 {last.month} 月 {last.day} 日"
    return (
        f"{last.month} 月" if (first.year, first.month) == (last.year, last.month) else f"{first.month}—{last.month} 月"
    )
