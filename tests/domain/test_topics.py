"""Quarters, and 征集要点 as they are typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.drafting import CalledTopic, called
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.topics import (
    MAX_THEME,
    MAX_TOPICS,
    Quarter,
    ReadTopic,
    length_problem,
    problems,
    read_topics,
    unusual_number,
)

Q4 = Quarter(2026, 4)


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
    for wrong in ("2026", "2026Q5", "26Q1", "2026-3", "²²²²Q1", "0000Q1", "1899Q4", "9999Q4"):
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
    assert read_topics(text, Q4) == (
        ReadTopic("冬季供水供电", "管网冻损；低电压"),
        ReadTopic("3.5万亩高标准农田管护"),
        ReadTopic("校园周边交通", "上下学拥堵、违停"),
    )
    assert read_topics(" \n", Q4) == ()


def test_the_notice_of_a_quarter_can_be_pasted() -> None:
    topics = (
        CalledTopic(theme="校园周边交通", angles="上下学拥堵", lead_unit="教科委", due_on=date(2026, 12, 10)),
        CalledTopic(theme="冬季供水", lead_unit="农业农村委", due_on=date(2027, 1, 5)),
        CalledTopic(theme="粮食安全", angles="仓储；加工"),
    )
    body = called(Kind.NOTICE, Q4, topics, organ="办公室", length_limit=1500)["body"]
    pasted = "\n".join(body[body.index("一、征集要点") + 1 : body.index("二、报送要求")])
    assert [vars(topic) for topic in read_topics(pasted, Q4)] == [vars(topic) for topic in topics]


def test_what_a_line_says_beside_its_theme_is_never_lost() -> None:
    text = "校园交通：违停。牵头单位：教科委\n截止时间：月底前\n冬季供水\n切入点：管网\n切入点：入户"
    assert read_topics(text, Q4) == (
        ReadTopic("校园交通", "违停；截止时间：月底前", "教科委"),
        ReadTopic("冬季供水", "管网；入户"),
    )
    assert read_topics("切入点：管网", Q4) == (ReadTopic("", "管网"),)


def test_what_is_wrong_with_themes_is_said() -> None:
    assert problems([f"要点{number}" for number in range(MAX_TOPICS)]) == ""
    assert problems([f"要点{number}" for number in range(MAX_TOPICS + 1)]) == "一季最多 99 条要点，现在有 100 条。"
    assert numeral(MAX_TOPICS) == "九十九"
    assert length_problem("供" * MAX_THEME) == ""
    assert length_problem("供" * (MAX_THEME + 1)) == "主题“供供供供供供供供供供…”有 121 个字，最多 120 个字。"
