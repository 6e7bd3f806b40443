"""Days and times as ledgers write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.documents.reading.ledgers.moments import read_moment
from cppcc_desk.domain.registers.telling import say_time


def read(value: str | float | date, year: int | None = 2025) -> str:
    return read_moment(value, year=year, from_1904=False).text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-05", "2025-03-05"),
        ("2025.3.5", "2025-03-05"),
        ("2025/3/5", "2025-03-05"),
        ("2025年3月5日", "2025-03-05"),
        ("20250305", "2025-03-05"),
        (20250305.0, "2025-03-05"),
        ("3月5日", "2025-03-05"),
        ("3.5", "2025-03-05"),
        (3.5, "2025-03-05"),
        ("3-5", "2025-03-05"),
        ("25.3.5", "2025-03-05"),
        ("２０２５．３．５", "2025-03-05"),
        ("2025年3月5日（周三）", "2025-03-05"),
        ("2025年3月5日 9时05分", "2025-03-05T09:05"),
        ("2025-03-05 14:30", "2025-03-05T14:30"),
        ("2025-03-05 14:30:59", "2025-03-05T14:30"),
        ("2025年3月5日下午3时", "2025-03-05T15:00"),
        ("二〇二五年三月五日", "2025-03-05"),
        (45721.0, "2025-03-05"),
        (date(2025, 3, 5), "2025-03-05"),
        (datetime(2025, 3, 5, 14, 30), "2025-03-05T14:30"),
        ("", ""),
        ("/", ""),
    ],
)
def test_a_day_is_read_however_it_is_written(written: str | float | date, meant: str) -> None:
    assert read(written) == meant
    assert not read_moment(written, year=2025, from_1904=False).problem


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025年2月30日", "没有这一天"),
        ("2025.13.1", "没有这一天"),
        ("13月5日", "没有这一天"),
        ("上旬", "看不出是哪一天"),
        (3.1, "分不清是 1 日还是 10 日"),
        (7.0, "看不出是哪一天"),
        ("2025年3月", "看不出是哪一天"),
    ],
)
def test_what_is_no_day_is_said(written: str | float, words: str) -> None:
    told = read_moment(written, year=2025, from_1904=False)
    assert not told.text and words in told.problem


def test_without_a_year_a_day_is_none() -> None:
    assert "没有年份" in read_moment("3月5日", year=None, from_1904=False).problem


def test_what_was_added_or_counted_is_noted() -> None:
    assert read_moment("3月5日", year=2025, from_1904=False).note == "“3月5日”按 2025 年读作 2025-03-05"
    assert "日期序号" in read_moment(45721.0, year=2025, from_1904=False).note
    assert not read_moment("2025-03-05", year=2025, from_1904=False).note


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)))
def test_what_our_own_ledgers_say_is_read_to_the_minute(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    assert datetime.fromisoformat(read(say_time(at), year=None)) == at
