"""Quarters as they are written, and their days."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.newsletter import Quarter, quarter_of
from cppcc_desk.domain.scoring.scheme import Window


@pytest.mark.parametrize(
    "text", ["2026Q3", "2026q3", " 2026 Q 3 ", "2026年第三季度", "2026年第3季度", "2026年三季度", "2026第三季度"]
)
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    found = quarter_of(text)
    assert found == Quarter(2026, 3)
    assert (found.key, found.words) == ("2026Q3", "2026年第三季度")


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026Q0", "Q3", "2026Q33", "2026年", "第三季度"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="不是季度"):
        quarter_of(text)


def test_quarters_before_and_after() -> None:
    assert Quarter(2026, 3).year_before == Quarter(2025, 3)
    assert Quarter(2026, 3).following == Quarter(2026, 4)
    assert Quarter(2026, 4).following == Quarter(2027, 1)


def test_the_days_are_those_of_the_office() -> None:
    assert Quarter(2026, 3).bounds(Window()) == (date(2026, 7, 1), date(2026, 9, 30))
    december = Window(starts=(12, 1), year_before=True)
    assert Quarter(2026, 1).bounds(december) == (date(2025, 12, 1), date(2026, 2, 28))
