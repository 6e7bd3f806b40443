"""When something received must have been sent: clocks, the office's working days, pauses, and how urgent that makes it.

A clock belongs to a destination. All times are naive local times; due times are to the minute, and 24:00 is shown as
23:59. Nothing here overflows: what would lie beyond the last day of the calendar is due on that day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.submission import UrgencyGrade

END_OF_DAY = time(23, 59)
SOON = timedelta(days=1)
WEEKDAYS = "一二三四五六日"


class ClockUnit(StrEnum):
    """What a clock counts in."""

    DAY = "天"
    WEEK = "周"


class Counting(StrEnum):
    """Which days a clock counts."""

    CALENDAR = "自然日"
    WORKING = "工作日"


class Urgency(StrEnum):
    """How a clock stands now; derived, never stored."""

    OVERDUE = "超期"
    DUE_SOON = "临期"
    ON_TIME = "时限内"
    DONE = "已办结"
    PAUSED = "暂停"


_UNIT_DAYS = {
    (ClockUnit.DAY, Counting.CALENDAR): 1,
    (ClockUnit.DAY, Counting.WORKING): 1,
    (ClockUnit.WEEK, Counting.CALENDAR): 7,
    (ClockUnit.WEEK, Counting.WORKING): 5,
}


@dataclass(frozen=True)
class ClockRule:
    """报送期限 of a destination (design/domain.md section 2).

    `roll` moves a last day that is off to the next working day; `end` is the closing time on the last day, None means
    24:00; `same_day_when_urgent` is the office's switch 急件当日报送. Raises Invalid for an amount below 1.
    """

    amount: int
    unit: ClockUnit
    counting: Counting = Counting.CALENDAR
    roll: bool = False
    end: time | None = None
    same_day_when_urgent: bool = False

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise Invalid("报送期限应为 1 以上的整数。没有作任何改动。", {"amount": "请填写 1 以上的整数。"})

    @property
    def days(self) -> int:
        """How many days, of the kind that `counting` says, the clock runs."""
        return self.amount * _UNIT_DAYS[self.unit, self.counting]


@dataclass(frozen=True)
class OfficeCalendar:
    """Days off and worked weekend days with the names of their holidays; `years` are those whose notice is entered.

    A day in neither table is worked from Monday to Friday; a day in both is worked.
    """

    off: Mapping[date, str]
    worked: Mapping[date, str]
    years: frozenset[int]

    @classmethod
    def of(cls, rows: Iterable[tuple[date, str, str]]) -> "OfficeCalendar":
        """The calendar of `rows` (day, "off" or "worked", name).

        A year counts as entered when it has a day off between February and November: the notices of its neighbours
        reach into January and December only.
        """
        off: dict[date, str] = {}
        worked: dict[date, str] = {}
        for day, kind, name in rows:
            (worked if kind == "worked" else off)[day] = name
        return cls(off=off, worked=worked, years=frozenset(day.year for day in off if 2 <= day.month <= 11))

    def is_working(self, day: date) -> bool:
        """Whether the office works on `day`."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def knows(self, year: int) -> bool:
        """Whether the yearly notice of `year` has been entered."""
        return year in self.years

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and with `until`; 0 when `until` is not later."""
        if until <= after:
            return 0
        weekdays = _weekdays_to(until) - _weekdays_to(after)
        return weekdays - _between(self._off_weekdays, after, until) + _between(self._worked_weekend, after, until)

    def working_day(self, after: date, number: int) -> date:
        """The `number`-th working day after `after`."""
        days = range(after.toordinal(), date.max.toordinal())
        place = bisect_left(days, number, key=lambda day: self.working_days(after, date.fromordinal(day)))
        return date.fromordinal(after.toordinal() + place)

    @cached_property
    def _off_weekdays(self) -> list[date]:
        return sorted(day for day in self.off if day.weekday() < 5 and day not in self.worked)

    @cached_property
    def _worked_weekend(self) -> list[date]:
        return sorted(day for day in self.worked if day.weekday() >= 5)


def _weekdays_to(day: date) -> int:
    # Ordinal 1 is a Monday.
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _between(days: list[date], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)


@dataclass(frozen=True)
class Due:
    """A due time, the rule that produced it as words, and what the reader must know about it."""

    at: datetime
    rule: str
    notes: tuple[str, ...] = ()


def due(rule: ClockRule, received_at: datetime, calendar: OfficeCalendar, *, urgency_grade: UrgencyGrade) -> Due:
    """When what was received at `received_at` is due; never before the minute of receipt.

    The day of receipt is not counted; by working days the first one after receipt is day 1.
    """
    received_on = received_at.date()
    if rule.same_day_when_urgent and urgency_grade is not UrgencyGrade.NORMAL:
        # After closing time the day is not over yet: an urgent piece goes out in the evening.
        closed = rule.end is None or rule.end < received_at.time().replace(second=0, microsecond=0)
        end = None if closed else rule.end
        return Due(
            at=datetime.combine(received_on, end or END_OF_DAY),
            rule=f"当日报送（{urgency_grade.value}，收到当日 {_end_words(end)}前）",
        )
    if rule.counting is Counting.WORKING:
        last, looked_from = calendar.working_day(received_on, rule.days), _later(received_on, 1)
    else:
        last = looked_from = _later(received_on, rule.days)
        if rule.roll and not calendar.is_working(last):
            last = calendar.working_day(last, 1)
    asks_calendar = rule.counting is Counting.WORKING or rule.roll
    return Due(
        at=datetime.combine(last, rule.end or END_OF_DAY),
        rule=rule_words(rule),
        notes=_unknown_years(calendar, looked_from, last) if asks_calendar else (),
    )


def rule_words(rule: ClockRule) -> str:
    """The rule as it stands beside every due time: "2 天（自然日，收到次日起算，末日 24:00 前）"."""
    if rule.counting is Counting.WORKING:
        means, start = f"即 {rule.days} 个工作日", "收到后首个工作日起算"
    else:
        means, start = f"即 {rule.days} 天", "收到次日起算"
    parts = [rule.counting.value]
    if rule.unit is ClockUnit.WEEK:
        parts.append(means)
    parts += [start, f"末日 {_end_words(rule.end)}前"]
    if rule.roll and rule.counting is Counting.CALENDAR:
        parts.append("末日遇节假日顺延至下一工作日")
    return f"{rule.amount} {rule.unit.value}（{'，'.join(parts)}）"


def _end_words(end: time | None) -> str:
    return f"{end:%H:%M} 下班" if end else "24:00 "


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _unknown_years(calendar: OfficeCalendar, first: date, last: date) -> tuple[str, ...]:
    unknown = [year for year in range(first.year, last.year + 1) if not calendar.knows(year)]
    if not unknown:
        return ()
    years = "、".join(map(str, unknown)) if len(unknown) <= 2 else f"{unknown[0]} 至 {unknown[-1]}"
    return (f"{years} 年放假安排未录入，按周一至周五计算",)


@dataclass(frozen=True)
class Pause:
    """A stretch in which the clocks of a submission stand still; `ended_at` None while it lasts."""

    started_at: datetime
    ended_at: datetime | None
    reason: str

    def __post_init__(self) -> None:
        if self.ended_at is not None and self.ended_at < self.started_at:
            raise Invalid("暂停的结束时间早于开始时间。没有作任何改动。请核对这两个时间。")


def paused_time(pauses: Iterable[Pause], until: datetime) -> timedelta:
    """How long the clocks stood still before `until`; pauses that overlap count once."""
    total = timedelta()
    counted_to = datetime.min
    for pause in sorted(pauses, key=lambda p: p.started_at):
        start = max(pause.started_at, counted_to)
        end = min(pause.ended_at or until, until)
        if end > start:
            total += end - start
            counted_to = end
    return total


def with_pauses(due_at: datetime, pauses: Iterable[Pause], now: datetime) -> datetime:
    """`due_at` moved by the time paused so far; while a pause lasts it moves along with `now`."""
    return due_at + min(paused_time(pauses, now), datetime.max - due_at)


def urgency(due_at: datetime, *, now: datetime, done: bool, paused: bool, soon: timedelta = SOON) -> Urgency:
    """How a clock stands: overdue from the due time on, due soon from `soon` before it (U16)."""
    if done:
        return Urgency.DONE
    if paused:
        return Urgency.PAUSED
    if now >= due_at:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if due_at - now <= soon else Urgency.ON_TIME


_CLASS = {Urgency.OVERDUE: 0, Urgency.DUE_SOON: 1, Urgency.ON_TIME: 2, Urgency.PAUSED: 3, Urgency.DONE: 4}
_GRADE = {UrgencyGrade.EXTRA_URGENT: 0, UrgencyGrade.URGENT: 1, UrgencyGrade.NORMAL: 2}

OrderKey = tuple[int, int, datetime, int]


def order_key(urgency: Urgency, due_at: datetime, urgency_grade: UrgencyGrade) -> OrderKey:
    """Place in the workbench: the most overdue first; due soon, on time, each 特急 first; paused; done."""
    grade = _GRADE[urgency_grade]
    return _CLASS[urgency], 0 if urgency is Urgency.OVERDUE else grade, due_at, grade


def earliest_meetable(candidates: Iterable[tuple[str, Due]], now: datetime) -> tuple[str, Due] | None:
    """Of (destination, due) the earliest that can still be met, else the one missed last; None when there is none."""
    in_order = sorted(candidates, key=lambda candidate: candidate[1].at)
    open_ones = [candidate for candidate in in_order if candidate[1].at > now]
    return next(iter(open_ones or in_order[-1:]), None)


def remaining(due_at: datetime, now: datetime, counting: Counting, calendar: OfficeCalendar) -> str:
    """Time left or over, as the destination counts it: "剩 3 天", "剩 2 小时", "超期 1 天" (ux.md section 4).

    Below 24 hours it is hours, below one hour minutes; begun units are not counted.
    """
    word, first, second = ("超期", due_at, now) if now >= due_at else ("剩", now, due_at)
    span = second - first
    if span < timedelta(hours=1):
        return f"{word} {max(span // timedelta(minutes=1), 1)} 分钟"
    if span < timedelta(days=1):
        return f"{word} {span // timedelta(hours=1)} 小时"
    if counting is Counting.WORKING:
        # A span of days off is still not nothing.
        return f"{word} {max(calendar.working_days(first.date(), second.date()), 1)} 天"
    return f"{word} {span.days} 天"


def days_left(due_on: date, *, today: date) -> str:
    """What is due at the end of a day: 剩 3 天, 今天到期, 超期 2 天."""
    days = (due_on - today).days
    if not days:
        return "今天到期"
    return f"剩 {days} 天" if days > 0 else f"超期 {-days} 天"


def full(at: datetime) -> str:
    """Date, weekday and time: "2026-10-02 周五 23:59"."""
    return f"{at:%Y-%m-%d} 周{WEEKDAYS[at.weekday()]} {at:%H:%M}"


def short(at: datetime, today: date) -> str:
    """As `full`, without the year when it is this year's: "10-02 周五 23:59"."""
    return full(at)[5 if at.year == today.year else 0 :]


def short_day(day: date, today: date) -> str:
    """The day alone, without the year when it is this year's: "10-02"."""
    return day.isoformat()[5 if day.year == today.year else 0 :]
