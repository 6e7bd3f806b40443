"""Makes holidays.csv from chinesecalendar (`python resources/make_holidays.py`); the program never imports it.

Columns date, kind, name. A day that is not listed is worked from Monday to Friday and off at the weekend. Listed are:
kind off, every weekday off and every weekend day that belongs to a holiday (for its name); kind worked, every weekend
day that is worked, with the name of the holiday it makes up for.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
from chinese_calendar.constants import Holiday

FIRST_YEAR, LAST_YEAR = 2004, 2026

# The names of the regulation on public holidays, where the package is shorter or longer.
NAMES = {
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.mid_autumn_festival.value: "中秋节",
    Holiday.anti_fascist_70th_day.value: "抗战胜利70周年纪念日",
}


def rows() -> Iterator[tuple[str, str, str]]:
    """Every listed day in order: date, kind, name."""
    day = date(FIRST_YEAR, 1, 1)
    while day.year <= LAST_YEAR:
        off, holiday = chinese_calendar.get_holiday_detail(day)
        weekend = day.weekday() >= 5
        if off and holiday:
            yield day.isoformat(), "off", _name(holiday)
        elif not off and weekend:
            yield day.isoformat(), "worked", _name(holiday or "")
        day += timedelta(days=1)


def _name(holiday: str) -> str:
    return NAMES.get(holiday) or (Holiday(holiday).chinese if holiday else "")


def main() -> None:
    target = Path(__file__).with_name("holidays.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("date", "kind", "name"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
