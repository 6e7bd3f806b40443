"""Days and times as ledgers write them; a day that does not exist is never made one that does."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.documents.reading.dates import read_date
from cppcc_desk.documents.reading.tables.cells import plain
from cppcc_desk.documents.reading.tables.sheets import day_of

_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050  # 1990 to 2099, as programs count days
_CLOCK = re.compile(r"\s*(?:T|上午|下午)?\s*(\d{1,2})(?::|：|时|点)(\d{2})?(?:分|:\d{2})?(?:\.\d+)?$")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
_YEAR_DAY = re.compile(r"((?:19|20)\d{2})\s*[年./、-]\s*(\d{1,2})\s*[月./、-]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Moment:
    """`text` is 2025-03-05 or 2025-03-05T14:30, "" where there is none; then `problem` says why, unless nothing is
    written. `note` tells what was added."""

    text: str = ""
    problem: str = ""
    note: str = ""


def read_moment(value: str | float | date, *, year: int | None, from_1904: bool) -> Moment:
    """The moment in a cell; `year` is that of a day which says none."""
    if isinstance(value, datetime):
        return Moment(value.isoformat(timespec="minutes"))
    if isinstance(value, date):
        return Moment(value.isoformat())
    if isinstance(value, float):
        if _FIRST_SERIAL <= value <= _LAST_SERIAL and value.is_integer():
            day = day_of(value, from_1904=from_1904)
            return Moment(day.isoformat() if day else "", note=f"数字 {plain(value)} 按 Excel 的日期序号读作 {day}")
        if f"{value:g}".count(".") == 1 and value < 13 and f"{value:g}".endswith(".1"):
            return Moment(problem=f"“{value:g}”分不清是 1 日还是 10 日")
    return _written(unicodedata.normalize("NFKC", plain(value)), year)


def _written(text: str, year: int | None) -> Moment:
    words, clock = _without_clock(text)
    words = re.sub(r"\((?:周|星期).\)|(?:周|星期)[一二三四五六日天]", "", words).strip(" .。")
    if words in ("", "/", "-", "无", "不详"):
        return Moment()
    if full := _YEAR_DAY.fullmatch(words) or _COMPACT.fullmatch(words):
        return _made((int(full[1]), int(full[2]), int(full[3])), clock, text)
    if short := _SHORT_YEAR.fullmatch(words):
        return _noted(_made((2000 + int(short[1]), int(short[2]), int(short[3])), clock, text), text, "")
    if partial := _MONTH_DAY.fullmatch(words):
        return _in_year(partial, year, clock, text)
    day, _ = read_date(words)
    if day is not None:
        return _made((day.year, day.month, day.day), clock, text)
    return Moment(problem=f"“{text}”看不出是哪一天")


def _in_year(partial: re.Match[str], year: int | None, clock: str, text: str) -> Moment:
    """A day without a year."""
    if year is None:
        return Moment(problem=f"“{text}”没有年份，标题和文件名里也没有写明是哪一年")
    return _noted(_made((year, int(partial[1]), int(partial[2])), clock, text), text, f"按 {year} 年")


def _noted(made: Moment, text: str, how: str) -> Moment:
    return Moment(made.text, made.problem, f"“{text}”{how}读作 {made.text}" if made.text else "")


def _without_clock(text: str) -> tuple[str, str]:
    """The words before the time of day, and it as T14:30."""
    told = _CLOCK.search(text)
    if told is None or not text[: told.start()].strip():
        return text, ""
    hour, minute = int(told[1]), int(told[2] or 0)
    hour += 12 if "下午" in told[0] and hour < 12 else 0
    return text[: told.start()], f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 and hour + minute else ""


def _made(numbers: tuple[int, int, int], clock: str, text: str) -> Moment:
    try:
        return Moment(f"{date(*numbers).isoformat()}{clock}")
    except ValueError:
        return Moment(problem=f"“{text}”没有这一天")
