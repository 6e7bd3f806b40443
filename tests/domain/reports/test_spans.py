"""The times that papers tell of: written, read, compared."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.spans import (
    Part,
    Report,
    Span,
    Told,
    days_of,
    fitting,
    month_before,
    offered,
    usual,
    year_before,
    year_meant,
)

CALENDAR = Window()
FROM_DECEMBER = Window(starts=(12, 1), year_before=True)


@pytest.mark.parametrize(
    ("written", "span", "words"),
    [
        ("2026", Span(2026), "2026年度"),
        ("2026年", Span(2026), "2026年度"),
        ("2026年度", Span(2026), "2026年度"),
        ("2026H1", Span(2026, Part.HALF, 1), "2026年上半年"),
        ("2026年下半年", Span(2026, Part.HALF, 2), "2026年下半年"),
        ("2026q3", Span(2026, Part.QUARTER, 3), "2026年第三季度"),
        ("2026年第三季度", Span(2026, Part.QUARTER, 3), "2026年第三季度"),
        ("2026-11", Span(2026, Part.MONTH, 11), "2026年11月"),
        ("2026年 3 月", Span(2026, Part.MONTH, 3), "2026年3月"),
    ],
)
def test_times_are_read_as_they_are_written(written: str, span: Span, words: str) -> None:
    assert Span.parse(written) == span and span.words == words
    assert Span.parse(str(span)) == span == Span.parse(words)


@pytest.mark.parametrize("written", ["", "今年", "2026-13", "2026-0", "2026H3", "2026Q0", "26-1", "2026-1-1"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(Invalid, match="看不懂"):
        Span.parse(written)


def test_a_report_tells_of_its_own_times_only() -> None:
    fitting(Report.SILENT, Span(2026, Part.QUARTER, 3))
    with pytest.raises(Invalid, match=r"月点评.*2026-11"):
        fitting(Report.MONTH, Span(2026))


def test_what_a_draft_was_made_for_is_kept_as_text() -> None:
    told = Told(Report.MONTH, Span(2026, Part.MONTH, 10))
    assert Told.parse(str(told)) == told and str(told) == "月点评 2026-10"
    with pytest.raises(Invalid):
        Told.parse("周报 2026-10")


def test_days_are_those_of_the_calendar_and_of_the_offices_year() -> None:
    assert days_of(Span(2028, Part.MONTH, 2), CALENDAR) == (date(2028, 2, 1), date(2028, 2, 29))
    assert days_of(Span(2026, Part.HALF, 1), CALENDAR) == (date(2026, 1, 1), date(2026, 6, 30))
    assert days_of(Span(2026, Part.HALF, 1), FROM_DECEMBER) == (date(2025, 12, 1), date(2026, 5, 31))
    assert days_of(Span(2026), FROM_DECEMBER) == (date(2025, 12, 1), date(2026, 11, 30))
    assert year_meant(Span(2025, Part.MONTH, 12), FROM_DECEMBER) == 2026
    assert year_meant(Span(2025, Part.MONTH, 12), CALENDAR) == 2025


def test_times_before() -> None:
    assert year_before((date(2028, 2, 1), date(2028, 2, 29))) == (date(2027, 2, 1), date(2027, 2, 28))
    assert year_before((date(2029, 2, 1), date(2029, 2, 28))) == (date(2028, 2, 1), date(2028, 2, 29))
    assert year_before((date(2028, 1, 1), date(2028, 2, 28))) == (date(2027, 1, 1), date(2027, 2, 28))
    assert year_before((date(2026, 1, 1), date(2026, 12, 31))) == (date(2025, 1, 1), date(2025, 12, 31))
    assert month_before((date(2026, 1, 1), date(2026, 1, 31))) == (date(2025, 12, 1), date(2025, 12, 31))


def test_only_what_has_begun_is_offered_and_what_is_over_is_meant() -> None:
    today = date(2026, 11, 20)
    months = offered(Report.MONTH, [2025, 2026], today=today)
    assert (str(months[0]), str(months[11])) == ("2026-11", "2025-12")
    assert str(usual(Report.MONTH, months, today=today)) == "2026-10"
    halves = offered(Report.HALF, [2026], today=today)
    assert [str(span) for span in halves] == ["2026H2", "2026H1"]
    assert str(usual(Report.HALF, halves, today=today)) == "2026H1"
    assert str(usual(Report.MEETING, offered(Report.MEETING, [2026], today=today), today=today)) == "2026"
    assert [str(s) for s in offered(Report.SILENT, [2026], today=date(2026, 1, 5))] == [
        "2026",
        "2026H1",
        "2026Q1",
        "2026-01",
    ]
