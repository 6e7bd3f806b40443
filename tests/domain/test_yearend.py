"""归档文件: in which volume and order, with which day and in which year."""

from datetime import date

import pytest

from cppcc_desk.domain.yearend import FiledItem, compact_day, volumes, year_to_file


def item(archive_no: str = "", **given: object) -> FiledItem:
    return FiledItem(archive_no=archive_no, **given)  # type: ignore[arg-type]


def test_the_longest_kept_stands_first_and_the_undecided_last() -> None:
    words = ("", "定期10年", "10年", "永久", "长期", "30年", "定期30年")
    made = volumes(item(retention=word) for word in words)
    assert [one.retention for one in made] == ["永久", "30年", "定期30年", "10年", "定期10年", "长期", "保管期限待定"]
    assert volumes(()) == ()


def test_numbers_are_counted_and_not_spelt_and_the_unnumbered_go_by_date() -> None:
    given = [
        item(title="后来的", dated=date(2026, 5, 1)),
        item("社情-10"),
        item(title="没有日期的"),
        item("社情-9"),
        item(title="先前的", dated=date(2026, 3, 1)),
        item("归-2-1"),
    ]
    (volume,) = volumes(given)
    assert [one.archive_no or one.title for one in volume.items] == [
        "归-2-1",
        "社情-9",
        "社情-10",
        "先前的",
        "后来的",
        "没有日期的",
    ]


def test_pages_are_added_up_only_when_all_are_known() -> None:
    assert volumes([item(pages=3), item(pages=4)])[0].pages == 7
    assert volumes([item(pages=3), item()])[0].pages is None


def test_a_day_is_written_as_the_standard_has_it() -> None:
    assert (compact_day(date(2026, 3, 9)), compact_day(None)) == ("20260309", "")


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 12, 31), 2026), (date(2027, 1, 1), 2026), (date(2027, 6, 30), 2026), (date(2027, 7, 1), 2027)],
)
def test_until_the_middle_of_a_year_the_last_one_is_filed(today: date, year: int) -> None:
    assert year_to_file(today) == year
