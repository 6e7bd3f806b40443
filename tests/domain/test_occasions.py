"""Meetings and activities: money, quarters, what is missing of an entry, how a decision stands, who covers a town."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.areas import covering
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.occasions import (
    MEETINGS,
    OccasionEntry,
    OccasionKind,
    OccasionState,
    QuarterState,
    cents_of,
    days_left,
    decision_left,
    decision_urgency,
    lines_of,
    money,
    problems,
    quarter_state,
    state_of,
)
from cppcc_desk.domain.topics import Quarter

NOW = datetime(2026, 11, 20, 14, 30)
TODAY = NOW.date()
FOURTH = Quarter(2026, 4)


# --- money -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1,250.50", 125_050),
        ("1250.5", 125_050),
        ("￥1，250．50元", 125_050),
        ("¥ 80", 8_000),
        ("0", 0),
        ("0.07", 7),
        ("  ", None),
        ("", None),
        ("1,000,000", 100_000_000),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, cents: int | None) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize("typed", ["1,25", "1.005", "-5", "五百", "1.2万", "12,5000", "1..5", "9" * 12, "¹²½"])
def test_what_is_no_sum_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        cents_of(typed)
    assert list(refused.value.problems) == ["cost"] and "没有作任何改动" in refused.value.message


@given(st.integers(0, 9_999_999_999))
def test_money_comes_back_as_it_was(cents: int) -> None:
    assert cents_of(money(cents)) == cents


def test_nothing_spent_that_was_told_is_not_nothing_told() -> None:
    assert money(None) == "" and money(0) == "0.00"


# --- quarters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ([datetime(2026, 10, 1, 9)], QuarterState.HELD),
        ([NOW], QuarterState.HELD),
        ([datetime(2026, 12, 31, 9)], QuarterState.PLANNED),
        ([datetime(2026, 12, 31, 9), datetime(2026, 10, 8, 9)], QuarterState.HELD),
        ([datetime(2026, 9, 30, 9), datetime(2027, 1, 1, 9)], QuarterState.LACKING),
        ([], QuarterState.LACKING),
    ],
)
def test_an_activity_ahead_is_arranged_and_not_held(times: list[datetime], found: QuarterState) -> None:
    assert quarter_state(times, FOURTH, now=NOW) is found


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_days_left_of_a_quarter_lead_to_its_last_day(day: date) -> None:
    quarter = Quarter.of(day)
    left = days_left(quarter, today=day)
    assert Quarter.of(day + timedelta(days=left)) == quarter
    assert Quarter.of(day + timedelta(days=left + 1)) == quarter.next


def test_a_quarter_that_is_over_has_no_days_left() -> None:
    assert days_left(FOURTH, today=TODAY) == 41
    assert days_left(Quarter(2026, 3), today=TODAY) == 0


# --- an entry --------------------------------------------------------------------------------------------------------


def entry(**changes: object) -> OccasionEntry:
    usual: dict[str, object] = {"kind": OccasionKind.CHAIRS_MEETING, "name": "二十次主席会议", "at": NOW}
    return OccasionEntry(**{**usual, **changes})  # type: ignore[arg-type]


def test_an_activity_belongs_to_a_group_and_a_meeting_to_none() -> None:
    assert problems(entry()) == {}
    assert problems(entry(kind=OccasionKind.ACTIVITY, info_group_id=2)) == {}
    assert problems(entry(kind=OccasionKind.ACTIVITY)) == {"info_group_id": "请选择是哪个信息小组的活动。"}
    assert list(problems(entry(info_group_id=2))) == ["info_group_id"]
    assert OccasionKind.ACTIVITY not in MEETINGS and len(MEETINGS) == 5


def test_a_name_is_asked_for_in_the_words_of_its_kind() -> None:
    assert problems(entry(name=" ")) == {"name": "请填写会议名称。"}
    lacking = problems(entry(kind=OccasionKind.ACTIVITY, info_group_id=2, name=""))
    assert lacking == {"name": "请填写活动主题。"}
    assert list(problems(entry(name="会" * 101))) == ["name"]


def test_what_is_cancelled_has_not_been_held() -> None:
    assert state_of(NOW, "", now=NOW) is OccasionState.HELD
    assert state_of(NOW + timedelta(minutes=1), "", now=NOW) is OccasionState.PLANNED
    assert state_of(NOW - timedelta(days=1), "大雨", now=NOW) is OccasionState.CANCELLED


def test_lines_without_empty_ones() -> None:
    assert lines_of(" 一、供水 \n\n二、供电\n") == ("一、供水", "二、供电")


# --- decisions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words", "urgency"),
    [
        (-2, "超期 2 天", Urgency.OVERDUE),
        (0, "今天到期", Urgency.DUE_SOON),
        (3, "剩 3 天", Urgency.DUE_SOON),
        (4, "剩 4 天", Urgency.ON_TIME),
    ],
)
def test_how_a_decision_stands(days: int, words: str, urgency: Urgency) -> None:
    due_on = TODAY + timedelta(days=days)
    assert decision_left(due_on, None, today=TODAY) == words
    assert decision_urgency(due_on, None, today=TODAY) is urgency
    assert decision_left(due_on, TODAY, today=TODAY) == "已办结"
    assert decision_urgency(due_on, TODAY, today=TODAY) is Urgency.DONE


def test_a_decision_without_a_day_is_never_late() -> None:
    assert decision_left(None, None, today=TODAY) == "未定期限"
    assert decision_urgency(None, None, today=TODAY) is Urgency.ON_TIME


# --- areas -----------------------------------------------------------------------------------------------------------

AREAS = {
    1: "城关街道、云台街道；界别：中共、九三学社、科技",
    2: "石桥镇、柳溪镇；界别：农业农村、科协",
    3: "镇街：白沙镇，龙潭镇；界别：民建、经济",
    4: "大坪乡、教育界",
    5: "界别：民盟、石桥",
    6: "",
}


@pytest.mark.parametrize(
    ("town", "sector", "found"),
    [
        ("石桥镇", "", (2,)),
        ("石桥镇政协委员联络工作委员会", "", (2,)),
        ("云台街道工委", "经济界", (1,)),
        ("白沙镇", "", (3,)),
        ("大坪乡", "", (4,)),
        ("枫林乡", "农业农村界", (2,)),
        ("", "教育", (4,)),
        ("石桥", "", ()),
        ("石", "", ()),
        ("", "", ()),
        ("科技", "", ()),
    ],
)
def test_which_group_looks_after_a_town_or_else_a_sector(town: str, sector: str, found: tuple[int, ...]) -> None:
    assert covering(AREAS, town=town, sector=sector) == found


def test_two_groups_of_one_town_are_both_told() -> None:
    assert covering({1: "石桥镇", 2: "石桥镇、柳溪镇"}, town="石桥镇") == (1, 2)
