"""Clocks: the office's worked examples, and what holds for every rule, receipt and calendar."""

import csv
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.deadlines import (
    ClockRule,
    ClockUnit,
    Counting,
    Due,
    OfficeCalendar,
    Pause,
    Urgency,
    due,
    earliest_meetable,
    full,
    order_key,
    paused_time,
    remaining,
    rule_words,
    short,
    short_day,
    urgency,
    with_pauses,
)
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.submission import UrgencyGrade

TABLE = Path(__file__).parents[2] / "resources" / "holidays.csv"
RECEIVED = datetime(2026, 9, 30, 17, 0)
NORMAL, URGENT, EXTRA = UrgencyGrade.NORMAL, UrgencyGrade.URGENT, UrgencyGrade.EXTRA_URGENT
PLAIN = OfficeCalendar(off={}, worked={}, years=frozenset())


def shipped() -> OfficeCalendar:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return OfficeCalendar.of((date.fromisoformat(r["date"]), r["kind"], r["name"]) for r in csv.DictReader(table))


SHIPPED = shipped()


def days(amount: int, counting: Counting = Counting.CALENDAR, **more: object) -> ClockRule:
    return replace(ClockRule(amount, ClockUnit.DAY, counting), **more)  # type: ignore[arg-type]


def weeks(amount: int, counting: Counting = Counting.CALENDAR) -> ClockRule:
    return ClockRule(amount, ClockUnit.WEEK, counting)


def due_at(rule: ClockRule, received_at: datetime = RECEIVED, *, grade: UrgencyGrade = NORMAL) -> datetime:
    return due(rule, received_at, SHIPPED, urgency_grade=grade).at


# --- worked examples --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (days(2), "2026-10-02 周五 23:59"),
        (days(5), "2026-10-05 周一 23:59"),
        (weeks(2), "2026-10-14 周三 23:59"),
        (days(2, Counting.WORKING), "2026-10-09 周五 23:59"),
        (days(5, Counting.WORKING), "2026-10-13 周二 23:59"),
        (weeks(2, Counting.WORKING), "2026-10-20 周二 23:59"),
        (days(2, roll=True), "2026-10-08 周四 23:59"),
        (days(2, end=time(17, 30)), "2026-10-02 周五 17:30"),
        (days(2, Counting.WORKING, end=time(17, 30)), "2026-10-09 周五 17:30"),
        (days(3, Counting.WORKING), "2026-10-10 周六 23:59"),
    ],
)
def test_received_before_the_national_holiday(rule: ClockRule, expected: str) -> None:
    assert full(due_at(rule)) == expected


def test_a_rolled_day_may_be_a_worked_saturday() -> None:
    assert due_at(days(3, roll=True), datetime(2026, 10, 7, 9, 0)) == datetime(2026, 10, 10, 23, 59)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (days(2), "2 天（自然日，收到次日起算，末日 24:00 前）"),
        (weeks(2), "2 周（自然日，即 14 天，收到次日起算，末日 24:00 前）"),
        (days(5, Counting.WORKING), "5 天（工作日，收到后首个工作日起算，末日 24:00 前）"),
        (weeks(2, Counting.WORKING), "2 周（工作日，即 10 个工作日，收到后首个工作日起算，末日 24:00 前）"),
        (
            days(5, roll=True, end=time(17, 30)),
            "5 天（自然日，收到次日起算，末日 17:30 下班前，末日遇节假日顺延至下一工作日）",
        ),
        # A last day counted in working days is never off.
        (days(5, Counting.WORKING, roll=True), "5 天（工作日，收到后首个工作日起算，末日 24:00 前）"),
    ],
)
def test_the_rule_is_said_beside_the_due_time(rule: ClockRule, words: str) -> None:
    assert rule_words(rule) == words
    assert due(rule, RECEIVED, SHIPPED, urgency_grade=URGENT).rule == words


def test_urgent_pieces_go_out_on_the_day_only_where_the_office_says_so() -> None:
    switched = days(2, same_day_when_urgent=True)
    assert due_at(days(2), grade=EXTRA) == due_at(days(2))
    assert due_at(switched) == due_at(days(2))
    found = due(switched, RECEIVED, SHIPPED, urgency_grade=URGENT)
    assert found == Due(at=datetime(2026, 9, 30, 23, 59), rule="当日报送（急件，收到当日 24:00 前）")


def test_urgent_after_closing_time_is_due_at_the_end_of_the_day() -> None:
    rule = days(2, end=time(17, 30), same_day_when_urgent=True)
    before = due(rule, datetime(2026, 9, 30, 17, 30, 40), SHIPPED, urgency_grade=EXTRA)
    after = due(rule, datetime(2026, 9, 30, 17, 31), SHIPPED, urgency_grade=EXTRA)
    assert (before.at, before.rule) == (datetime(2026, 9, 30, 17, 30), "当日报送（特急，收到当日 17:30 下班前）")
    assert (after.at, after.rule) == (datetime(2026, 9, 30, 23, 59), "当日报送（特急，收到当日 24:00 前）")


def test_a_year_without_a_notice_is_said() -> None:
    note = "2027 年放假安排未录入，按周一至周五计算"
    late = datetime(2026, 12, 30, 9, 0)
    assert due(days(2, Counting.WORKING), late, SHIPPED, urgency_grade=NORMAL) == Due(
        at=datetime(2027, 1, 1, 23, 59), rule=rule_words(days(2, Counting.WORKING)), notes=(note,)
    )
    assert due(days(2), late, SHIPPED, urgency_grade=NORMAL).notes == ()
    assert due(days(2, roll=True), late, SHIPPED, urgency_grade=NORMAL).notes == (note,)
    # Received on the last day of a year that is not entered, but counted wholly in one that is.
    only_2026 = OfficeCalendar(off=SHIPPED.off, worked=SHIPPED.worked, years=frozenset({2026}))
    received = datetime(2025, 12, 31, 9, 0)
    assert due(days(1, Counting.WORKING), received, only_2026, urgency_grade=NORMAL).notes == ()
    assert due(weeks(60), RECEIVED, PLAIN, urgency_grade=NORMAL).notes == ()
    far = due(weeks(150, Counting.WORKING), RECEIVED, PLAIN, urgency_grade=NORMAL)
    assert far.notes == ("2026 至 2029 年放假安排未录入，按周一至周五计算",)


def test_a_year_is_entered_by_its_own_notice_only() -> None:
    calendar = OfficeCalendar.of([(date(2026, 12, 31), "off", "元旦"), (date(2027, 5, 1), "off", "劳动节")])
    assert not calendar.knows(2026)
    assert calendar.knows(2027)
    assert min(SHIPPED.years) == 2004
    assert max(SHIPPED.years) == 2026


def test_the_end_of_the_calendar_is_no_crash() -> None:
    last = datetime(9999, 12, 31, 23, 59)
    for received in (datetime(9999, 12, 31, 12, 0), datetime(9999, 12, 30), datetime.max):
        for rule in (days(10**9), weeks(2, Counting.WORKING), days(3, roll=True), days(10**9, Counting.WORKING)):
            found = due(rule, received, SHIPPED, urgency_grade=NORMAL).at
            assert found == last
            assert remaining(found, RECEIVED, rule.counting, SHIPPED)
            assert with_pauses(found, [Pause(RECEIVED, None, "等待反映人补充")], received) == datetime.max


def test_a_clock_of_no_time_is_refused() -> None:
    with pytest.raises(Invalid, match="1 以上"):
        days(0)


# --- urgency and words ------------------------------------------------------------------------------------------------


def test_urgency_turns_at_the_due_time_and_a_day_before() -> None:
    at = datetime(2026, 10, 2, 23, 59)
    minute = timedelta(minutes=1)

    def now(moment: datetime, *, done: bool = False, paused: bool = False) -> Urgency:
        return urgency(at, now=moment, done=done, paused=paused)

    assert now(at - timedelta(days=1) - minute) is Urgency.ON_TIME
    assert now(at - timedelta(days=1)) is Urgency.DUE_SOON
    assert now(at - minute) is Urgency.DUE_SOON
    assert now(at) is Urgency.OVERDUE
    assert now(at + minute, paused=True) is Urgency.PAUSED
    assert now(at + minute, done=True, paused=True) is Urgency.DONE
    assert urgency(at, now=at - 2 * minute, done=False, paused=False, soon=minute) is Urgency.ON_TIME


@pytest.mark.parametrize(
    ("now", "counting", "words"),
    [
        ("2026-09-30 17:00", Counting.CALENDAR, "剩 9 天"),
        ("2026-09-30 17:00", Counting.WORKING, "剩 2 天"),
        ("2026-10-08 20:00", Counting.WORKING, "剩 1 天"),
        ("2026-10-09 00:00", Counting.WORKING, "剩 23 小时"),
        ("2026-10-09 21:10", Counting.CALENDAR, "剩 2 小时"),
        ("2026-10-09 23:19", Counting.CALENDAR, "剩 40 分钟"),
        ("2026-10-09 23:59", Counting.CALENDAR, "超期 1 分钟"),
        ("2026-10-10 03:00", Counting.WORKING, "超期 3 小时"),
        ("2026-10-11 23:59", Counting.CALENDAR, "超期 2 天"),
        ("2026-10-11 23:59", Counting.WORKING, "超期 1 天"),  # 10 October is worked, 11 is a Sunday
    ],
)
def test_time_left_is_counted_as_the_destination_counts(now: str, counting: Counting, words: str) -> None:
    assert remaining(datetime(2026, 10, 9, 23, 59), datetime.fromisoformat(now), counting, SHIPPED) == words


def test_a_whole_holiday_overdue_is_not_nothing() -> None:
    late = datetime(2026, 10, 7, 12, 0)
    assert remaining(datetime(2026, 9, 30, 17, 30), late, Counting.WORKING, SHIPPED) == "超期 1 天"


def test_dates_say_their_weekday_and_their_year_when_it_is_another() -> None:
    at = datetime(2026, 10, 2, 23, 59)
    assert full(at) == "2026-10-02 周五 23:59"
    assert short(at, date(2026, 1, 1)) == "10-02 周五 23:59"
    assert short(at, date(2027, 1, 1)) == "2026-10-02 周五 23:59"
    assert short_day(at.date(), date(2026, 1, 1)) == "10-02"
    assert short_day(at.date(), date(2027, 1, 1)) == "2026-10-02"


def test_the_earliest_that_can_still_be_met() -> None:
    city, district = (
        due(days(2), RECEIVED, SHIPPED, urgency_grade=NORMAL),
        due(days(5), RECEIVED, SHIPPED, urgency_grade=NORMAL),
    )
    candidates = [("区委", district), ("市政协", city)]
    assert earliest_meetable(candidates, RECEIVED) == ("市政协", city)
    assert earliest_meetable(candidates, city.at) == ("区委", district)
    assert earliest_meetable(candidates, district.at) == ("区委", district)
    assert earliest_meetable([], RECEIVED) is None


def test_the_workbench_begins_with_the_most_overdue_and_ends_with_what_stands_still() -> None:
    d = [datetime(2026, 10, n) for n in range(1, 7)]
    expected = [
        (Urgency.OVERDUE, d[0], NORMAL),
        (Urgency.OVERDUE, d[1], EXTRA),
        (Urgency.OVERDUE, d[1], NORMAL),
        (Urgency.DUE_SOON, d[3], URGENT),
        (Urgency.DUE_SOON, d[2], NORMAL),
        (Urgency.ON_TIME, d[5], EXTRA),
        (Urgency.ON_TIME, d[4], URGENT),
        (Urgency.ON_TIME, d[5], NORMAL),
        (Urgency.PAUSED, d[0], EXTRA),
        (Urgency.DONE, d[0], EXTRA),
    ]
    mixed = [*expected[1::2], *expected[::2]]
    assert sorted(mixed, key=lambda item: order_key(*item)) == expected


# --- pauses -----------------------------------------------------------------------------------------------------------


def test_pauses_that_overlap_count_once_and_a_running_one_counts_until_now() -> None:
    at = [datetime(2026, 10, 1, hour) for hour in range(24)]
    pauses = [
        Pause(at[1], at[4], "补充"),
        Pause(at[3], at[6], "补充"),
        Pause(at[2], at[3], "补充"),
        Pause(at[10], None, "待签"),
    ]
    assert paused_time(pauses, at[0]) == timedelta()
    assert paused_time(pauses, at[2]) == timedelta(hours=1)
    assert paused_time(pauses, at[9]) == timedelta(hours=5)
    assert paused_time(pauses, at[12]) == timedelta(hours=7)
    assert with_pauses(at[20], pauses, at[12]) == at[20] + timedelta(hours=7)


def test_a_pause_does_not_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="早于开始时间"):
        Pause(datetime(2026, 10, 2), datetime(2026, 10, 1), "补充")


# --- properties -------------------------------------------------------------------------------------------------------

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
some_day = st.dates(FIRST, LAST)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31))
amounts = st.integers(1, 40)
calendars = st.builds(
    OfficeCalendar,
    off=st.dictionaries(some_day, st.just("春节"), max_size=60),
    worked=st.dictionaries(some_day, st.just("春节"), max_size=20),
    years=st.frozensets(st.integers(2024, 2027)),
)
rules = st.builds(
    ClockRule,
    amount=amounts,
    unit=st.sampled_from(ClockUnit),
    counting=st.sampled_from(Counting),
    roll=st.booleans(),
    end=st.none() | st.times(time(0, 1), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0)),
    same_day_when_urgent=st.booleans(),
)
grades = st.sampled_from(UrgencyGrade)
ended = st.tuples(moments, moments).map(lambda pair: Pause(min(pair), max(pair), "等待反映人补充"))
running = moments.map(lambda start: Pause(start, None, "等待反映人补充"))
pause_lists = st.lists(ended | running, max_size=5)
properly = settings(deadline=None)


@properly
@given(rule=rules, one=moments, other=moments, calendar=calendars, grade=grades)
def test_received_later_is_never_due_earlier(
    rule: ClockRule, one: datetime, other: datetime, calendar: OfficeCalendar, grade: UrgencyGrade
) -> None:
    first, second = sorted((one, other))
    assert due(rule, first, calendar, urgency_grade=grade).at <= due(rule, second, calendar, urgency_grade=grade).at


@properly
@given(rule=rules, more=amounts, received=moments, calendar=calendars, grade=grades)
def test_a_longer_clock_is_never_due_earlier(
    rule: ClockRule, more: int, received: datetime, calendar: OfficeCalendar, grade: UrgencyGrade
) -> None:
    longer = replace(rule, amount=rule.amount + more)
    assert (
        due(rule, received, calendar, urgency_grade=grade).at <= due(longer, received, calendar, urgency_grade=grade).at
    )


@properly
@given(rule=rules, received=moments, calendar=calendars, grade=grades)
def test_due_is_never_before_receipt_and_to_the_minute(
    rule: ClockRule, received: datetime, calendar: OfficeCalendar, grade: UrgencyGrade
) -> None:
    found = due(rule, received, calendar, urgency_grade=grade)
    assert found.at >= received.replace(second=0, microsecond=0)
    assert (found.at.second, found.at.microsecond) == (0, 0)
    assert due(rule, received, calendar, urgency_grade=grade) == found


@properly
@given(rule=rules, received=moments, calendar=calendars, grade=grades)
def test_the_switch_for_urgent_pieces_takes_the_earlier_of_the_two(
    rule: ClockRule, received: datetime, calendar: OfficeCalendar, grade: UrgencyGrade
) -> None:
    switched = due(replace(rule, same_day_when_urgent=True), received, calendar, urgency_grade=grade).at
    assert switched <= due(replace(rule, same_day_when_urgent=False), received, calendar, urgency_grade=grade).at


@properly
@given(rule=rules, received=moments, calendar=calendars, day=some_day)
def test_a_holiday_more_never_makes_a_working_day_clock_earlier(
    rule: ClockRule, received: datetime, calendar: OfficeCalendar, day: date
) -> None:
    working = replace(rule, counting=Counting.WORKING)
    fewer = replace(calendar, off={**calendar.off, day: "国庆节"})
    before = due(working, received, calendar, urgency_grade=NORMAL).at
    assert due(working, received, fewer, urgency_grade=NORMAL).at >= before


@properly
@given(rule=rules, received=moments, calendar=calendars)
def test_a_rolled_or_working_last_day_is_worked(rule: ClockRule, received: datetime, calendar: OfficeCalendar) -> None:
    assume(rule.roll or rule.counting is Counting.WORKING)
    last = due(rule, received, calendar, urgency_grade=NORMAL).at.date()
    assert calendar.is_working(last)
    if rule.counting is Counting.CALENDAR:
        plain = due(replace(rule, roll=False), received, calendar, urgency_grade=NORMAL).at.date()
        assert not any(calendar.is_working(plain + timedelta(days=n)) for n in range((last - plain).days))


@properly
@given(after=some_day, until=some_day, calendar=calendars, number=st.integers(1, 60))
def test_working_days_are_those_one_counts_on_the_wall(
    after: date, until: date, calendar: OfficeCalendar, number: int
) -> None:
    span = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    assert calendar.working_days(after, until) == sum(map(calendar.is_working, span))
    reached = calendar.working_day(after, number)
    assert calendar.is_working(reached)
    assert calendar.working_days(after, reached) == number


@properly
@given(at=moments, start=moments, length=st.timedeltas(timedelta(0), timedelta(days=90)))
def test_pausing_moves_the_due_time_by_as_much(at: datetime, start: datetime, length: timedelta) -> None:
    done = Pause(start, start + length, "补充")
    assert with_pauses(at, [done], start + length) == at + length
    assert with_pauses(at, [Pause(start, None, "补充")], start + length) == at + length
    assert with_pauses(at, [done], datetime.max) == at + length


@properly
@given(pauses=pause_lists, more=pause_lists, until=moments)
def test_pausing_more_never_runs_the_clock_faster(pauses: list[Pause], more: list[Pause], until: datetime) -> None:
    assert paused_time(pauses, until) <= paused_time(pauses + more, until)
    assert paused_time(pauses + pauses, until) == paused_time(pauses, until)
    assert paused_time(pauses, until) == paused_time(pauses[::-1], until)


@properly
@given(at=moments, now=moments, later=moments, pause=pause_lists)
def test_while_paused_the_time_left_stands_still(
    at: datetime, now: datetime, later: datetime, pause: list[Pause]
) -> None:
    first, second = sorted((now, later))
    running = [*pause, Pause(datetime(2024, 1, 1), None, "补充")]
    assert with_pauses(at, running, second) - second == with_pauses(at, running, first) - first


states = st.tuples(st.sampled_from(Urgency), moments, grades)


@properly
@given(items=st.lists(states, max_size=12))
def test_the_order_is_total_and_leaves_no_overdue_piece_behind(
    items: list[tuple[Urgency, datetime, UrgencyGrade]],
) -> None:
    in_order = sorted(items, key=lambda item: order_key(*item))
    # Two that share a place are the same but for their names.
    places = {order_key(*item): item[1:] for item in items}
    assert all(places[order_key(*item)] == item[1:] for item in items)
    overdue = [at for state, at, _ in in_order if state is Urgency.OVERDUE]
    assert [at for _, at, _ in in_order[: len(overdue)]] == sorted(overdue)


@properly
@given(at=moments, now=moments, counting=st.sampled_from(Counting), calendar=calendars)
def test_time_left_names_the_side_and_at_least_one(
    at: datetime, now: datetime, counting: Counting, calendar: OfficeCalendar
) -> None:
    word, number, unit = remaining(at, now, counting, calendar).split(" ")
    overdue = urgency(at, now=now, done=False, paused=False) is Urgency.OVERDUE
    assert word == ("超期" if overdue else "剩")
    assert int(number) >= 1
    assert unit in {"天", "小时", "分钟"}
