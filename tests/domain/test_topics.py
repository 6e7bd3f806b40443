"""Quarters, and 征集要点 as they are typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.topics import Quarter, read_topics, unusual_number


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.of(quarter.last_day + timedelta(days=1)) == quarter.next
    assert quarter.next.previous == quarter == Quarter.parse(str(quarter))
    assert quarter.previous < quarter < quarter.next


def test_a_quarter_in_words() -> None:
    assert Quarter(2026, 3).words == "2026年第三季度"
    assert Quarter.parse(" 2026q4 ") == Quarter(2026, 4)
    for wrong in ("2026", "2026Q5", "26Q1", "2026-3"):
        with pytest.raises(Invalid, match="季度应写成 2026Q3"):
            Quarter.parse(wrong)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, ""),
        (2, "只有 2 条，一般一季 3 到 10 条"),
        (3, ""),
        (10, ""),
        (11, "有 11 条，一般一季 3 到 10 条"),
    ],
)
def test_more_or_fewer_topics_than_usual_are_told(count: int, told: str) -> None:
    assert unusual_number(count) == told


def test_topics_are_read_with_and_without_their_numbers() -> None:
    text = (
        "一、冬季供水供电：管网冻损；低电压。\n\n（2）3.5万亩高标准农田管护\n 3. 校园周边交通: 上下学拥堵、违停；\n：\n"
    )
    assert read_topics(text) == (
        ("冬季供水供电", "管网冻损；低电压"),
        ("3.5万亩高标准农田管护", ""),
        ("校园周边交通", "上下学拥堵、违停"),
    )
    assert read_topics(" \n") == ()
