"""The papers that tell of a time, and the times they tell of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import bounds, quarter_bounds, year_of

Days = tuple[date, date]
_HALVES = ("上半年", "下半年")


class Report(StrEnum):
    """The papers, by the words of the office."""

    MONTH = "月点评"
    HALF = "半年"
    YEAR = "年度"
    MEETING = "主席会议"
    SILENT = "零报送"
    PACE = "进度"


DRAFTED = {
    Report.MONTH: (Kind.CIRCULAR, Kind.BULLETIN),
    Report.HALF: (Kind.CIRCULAR,),
    Report.YEAR: (Kind.REPORT,),
}  # as which 公文 they are begun, the usual one first; the others are forms


class Part(StrEnum):
    """How much of a year."""

    YEAR = ""
    HALF = "H"
    QUARTER = "Q"
    MONTH = "-"


_MOST = {Part.YEAR: 0, Part.HALF: 2, Part.QUARTER: 4, Part.MONTH: 12}
OF = {
    Report.MONTH: (Part.MONTH,),
    Report.HALF: (Part.HALF,),
    Report.YEAR: (Part.YEAR,),
    Report.MEETING: (Part.YEAR,),
    Report.SILENT: (Part.YEAR, Part.HALF, Part.QUARTER, Part.MONTH),
    Report.PACE: (Part.YEAR,),
}
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:年度?)?(?:[-年]?(?P<month>\d{1,2})月?|H(?P<half>[12])|Q(?P<quarter>[1-4])|"
    r"(?P<which>上半年|下半年)|第(?P<nth>[一二三四1-4])季度)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Span:
    """A year or a part of it: 2026, 2026H1, 2026Q3, 2026-11. `number` is 0 of a year."""

    year: int
    part: Part = Part.YEAR
    number: int = 0

    def __str__(self) -> str:
        return (
            f"{self.year}-{self.number:02}" if self.part is Part.MONTH else f"{self.year}{self.part}{self.number or ''}"
        )

    @property
    def words(self) -> str:
        """2026年11月, 2026年上半年, 2026年第三季度, 2026年度."""
        match self.part:
            case Part.MONTH:
                return f"{self.year}年{self.number}月"
            case Part.QUARTER:
                return f"{self.year}年第{numeral(self.number)}季度"
            case Part.HALF:
                return f"{self.year}年{_HALVES[self.number - 1]}"
            case Part.YEAR:
                return f"{self.year}年度"

    @property
    def here(self) -> str:
        """本月, 上半年, 本季度, 本年度."""
        half = _HALVES[self.number - 1] if self.part is Part.HALF else ""
        return {Part.MONTH: "本月", Part.QUARTER: "本季度", Part.HALF: half, Part.YEAR: "本年度"}[self.part]

    @staticmethod
    def parse(text: str) -> "Span":
        """Raises Invalid."""
        found = _WRITTEN.fullmatch("".join(text.split()))
        if found is not None:
            year = int(found["year"])
            nth = found["nth"]
            for part, number in (
                (Part.MONTH, found["month"]),
                (Part.HALF, found["half"] or (found["which"] and _HALVES.index(found["which"]) + 1)),
                (Part.QUARTER, found["quarter"] or (nth and ("一二三四".find(nth) + 1 or nth))),
            ):
                if number and 1 <= int(number) <= _MOST[part]:
                    return Span(year, part, int(number))
            if found["month"] is None and year:
                return Span(year)
        raise Invalid(f"时间“{text}”看不懂。没有写出任何文件。请写成 2026、2026H1、2026Q3 或者 2026-11。")


@dataclass(frozen=True)
class Told:
    """A paper and the time it tells of, as a 公文 that was drafted for it keeps them."""

    report: Report
    span: Span

    def __str__(self) -> str:
        return f"{self.report} {self.span}"

    @property
    def words(self) -> str:
        """2026年10月点评, 2026年上半年通报, 2026年度工作报告."""
        match self.report:
            case Report.MONTH:
                return f"{self.span.words}点评"
            case Report.HALF:
                return f"{self.span.words}通报"
            case Report.YEAR:
                return f"{self.span.words}工作报告"
        return f"{self.span.words}{self.report}"

    @staticmethod
    def parse(text: str) -> "Told":
        """What `str` wrote. Raises Invalid."""
        report, _, span = text.partition(" ")
        if report not in list(Report):
            raise Invalid(f"没有“{report}”这种报告；可用的有：{'、'.join(Report)}。没有作任何改动。")
        return Told(Report(report), Span.parse(span))


def days_of(span: Span, window: Window) -> Days:
    """Its first and last day; months are those of the calendar, the others parts of the office's year."""
    match span.part:
        case Part.MONTH:
            following = date(span.year + span.number // 12, span.number % 12 + 1, 1)
            return date(span.year, span.number, 1), following - timedelta(days=1)
        case Part.QUARTER:
            return quarter_bounds(window, span.year)[span.number - 1]
        case Part.HALF:
            quarters = quarter_bounds(window, span.year)[2 * span.number - 2 : 2 * span.number]
            return quarters[0][0], quarters[1][1]
        case Part.YEAR:
            return bounds(window, span.year)


def year_meant(span: Span, window: Window) -> int:
    """The year of scores that it is part of."""
    return year_of(window, days_of(span, window)[1]) if span.part is Part.MONTH else span.year


def year_before(days: Days) -> Days:
    """The same days a year earlier; for a last 29 February the 28th, and the month's end stays its end."""
    first, last = days
    after = last + timedelta(days=1)
    earlier = after.replace(year=after.year - 1) - timedelta(days=1) if (after.month, after.day) != (2, 29) else None
    return first.replace(year=first.year - 1, day=min(first.day, 28 if first.month == 2 else 31)), (
        earlier or date(last.year - 1, 2, 28)
    )


def month_before(days: Days) -> Days:
    """The calendar month before the one that begins `days`."""
    last = days[0] - timedelta(days=1)
    return last.replace(day=1), last


def fitting(report: Report, span: Span) -> None:
    """Raises Invalid where a report does not tell of such a time."""
    if span.part not in OF[report]:
        shown = {Part.YEAR: "2026", Part.HALF: "2026H1", Part.QUARTER: "2026Q3", Part.MONTH: "2026-11"}
        told = "、".join(shown[part] for part in OF[report])
        raise Invalid(f"“{report}”的时间写成 {told}，收到的是“{span}”。没有写出任何文件。")


def offered(report: Report, years: Sequence[int], *, today: date) -> tuple[Span, ...]:
    """The times that there is something to tell of, the newest first: of each of `years` all that has begun."""
    found = []
    for year in sorted(years, reverse=True):
        for part in OF[report]:
            numbers = range(_MOST[part], 0, -1) if _MOST[part] else (0,)
            found += [Span(year, part, number) for number in numbers if _first_month(part, number, year) <= today]
    return tuple(found)


def usual(report: Report, spans: Sequence[Span], *, today: date) -> Span | None:
    """Which of them is meant before one is chosen: a month and half a year that is over, else the newest."""
    if report in (Report.MONTH, Report.HALF):
        over = (span for span in spans if _first_month(span.part, span.number + 1, span.year) <= today)
        return next(over, spans[0] if spans else None)
    return spans[0] if spans else None


def _first_month(part: Part, number: int, year: int) -> date:
    """The first day of the `number`th part of a calendar year; of the one after the last, of the next year."""
    months = (max(number, 1) - 1) * (12 // (_MOST[part] or 1))
    return date(year + months // 12, months % 12 + 1, 1)
