"""Names, days and numbers as they stand in rosters: nothing is guessed and nothing lost is taken for true."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.documents.reading.roster.values import Understood, birth, id_no, person_name, phone, plain
from cppcc_desk.documents.reading.tables.sheets import Shown, dated, day_of, shown_by
from cppcc_desk.domain.roster import RosterColumn as Column


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张　明远", "张明远"), ("李  秀 兰", "李秀兰"), ("  王建国　", "王建国"), ("买买提·艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"), ("欧阳 文博", "欧阳文博"), ("Anna Lee", "Anna Lee"), ("𠮷 田", "𠮷田"),
    ],
)  # fmt: skip
def test_names_lose_the_blanks_that_spread_them(text: str, name: str) -> None:
    assert (person_name(text).text, person_name(text).problems) == (name, ())


def test_what_stands_in_brackets_behind_a_name() -> None:
    found = person_name("阿依古丽（女，维吾尔族）")
    assert (found.text, found.gender, found.ethnicity) == ("阿依古丽", "女", "维吾尔族")
    assert person_name("王芳（大）").text == "王芳（大）"


def test_marks_beside_a_name_are_taken_off_and_said() -> None:
    found = person_name("★张 三＊")
    assert found.text == "张三" and "记号" in found.problems[0]


@pytest.mark.parametrize("text", ["张三、李四", "张三13800000101", "张" * 30])
def test_what_is_hardly_one_name_is_kept_and_said(text: str) -> None:
    found = person_name(text)
    assert found.text == text and "不像一个人" in found.problems[0]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (13900000000.0, "13900000000"), ("13900000000.0", "13900000000"), ("1.3900000002E10", "13900000002"),
        ("1.39E10", "13900000000"), ("139-0000-0003", "13900000003"), ("139 0000 0004", "13900000004"),
        ("１３９００００００５５", "13900000055"), ("+86 13900000006", "13900000006"), ("'13900000007", "13900000007"),
        ("8613900000008", "13900000008"), ("0577-66661234", "0577-66661234"), ("66661234", "66661234"),
        ("13900000001/0577-66661234", "13900000001、0577-66661234"),
        ("13900000001\n13900000002", "13900000001、13900000002"),
        ("无", ""), ("/", ""),
    ],
)  # fmt: skip
def test_telephone_numbers_are_text(value: str | float, number: str) -> None:
    found = phone(value, Column.PHONE)
    assert (found.text, found.problems) == (number, ())


@pytest.mark.parametrize(
    ("value", "kept", "word"),
    [
        ("1.39E+10", "", "末几位已丢失"), ("1.39001E+10", "", "末几位已丢失"), ("1380000010", "1380000010", "不像"),
        ("见附件", "见附件", "不像"), (date(1975, 1, 10), "", "日期"),
    ],
)  # fmt: skip
def test_numbers_that_lost_digits_are_not_taken(value: str | date, kept: str, word: str) -> None:
    found = phone(value, Column.PHONE)
    assert found.text == kept and word in found.problems[0]


def test_a_short_number_is_one_beside_another() -> None:
    assert phone("138****0001", Column.PHONE) == Understood(problems=("联系电话隐去了几位，没有读入，请补上。",))
    assert phone("661234", Column.OTHER_PHONE).problems == ()
    assert phone("661234", Column.PHONE).problems != ()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023.3.28", "2023-03-28"), ("二〇二三年三月二十八日", "2023-03-28"), (45013.0, "2023-03-28"),
        ("45013", "2023-03-28"), ("2023年3月28日", "2023-03-28"), ("20230328", "2023-03-28"),
        (19750110.0, "1975-01-10"),
        ("2023/3/28", "2023-03-28"), ("2023-03-28 00:00:00", "2023-03-28"), ("2023-03-28T00:00:00Z", "2023-03-28"),
        (date(1975, 1, 10), "1975-01-10"), ("1975 年 1 月 10 日", "1975-01-10"), ("１９７５．０１．１０", "1975-01-10"),
        ("1975年1月", "1975-01"), ("1975.01", "1975-01"), ("1975-10", "1975-10"), ("197501", "1975-01"),
        (1975.05, "1975-05"), (1975.12, "1975-12"), ("一九七五年一月", "1975-01"), ("1975年1月生", "1975-01"),
        ("1975", "1975"), ("1975年", "1975"), (1975.0, "1975"), ("", ""), ("不详", ""),
    ],
)  # fmt: skip
def test_days_of_birth(value: str | float | date, day: str) -> None:
    found = birth(value)
    assert (found.text, found.problems) == (day, ())


@pytest.mark.parametrize("value", ["75.1.10", "1975-13-01", "1975年2月30日", "19751301", "三十岁", 1975.1, 0.5, 9e9])
def test_days_that_can_be_read_in_two_ways_or_none_are_kept_and_said(value: str | float) -> None:
    found = birth(value)
    assert found.text == plain(value) and "出生日期" in found.problems[0]


def test_days_as_programs_count_them() -> None:
    assert day_of(1, from_1904=False) == date(1900, 1, 1)
    assert day_of(59, from_1904=False) == date(1900, 2, 28)
    assert day_of(61, from_1904=False) == date(1900, 3, 1)
    assert day_of(45013 - 1462, from_1904=True) == date(2023, 3, 28)
    assert day_of(0, from_1904=False) is None and day_of(1e7, from_1904=False) is None


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd h:mm:ss", Shown.DAY), ('yyyy"年"m"月"d"日"', Shown.DAY), ('yyyy"年"m"月"', Shown.MONTH),
        ("[$-804]yyyy/m/d;@", Shown.DAY), ("0.00E+00", Shown.NUMBER), ("General", Shown.NUMBER), ("h:mm", Shown.NUMBER),
        ('0"day"', Shown.NUMBER), ("[Red]0", Shown.NUMBER), ("@", Shown.NUMBER),
    ],
)  # fmt: skip
def test_formats_that_make_days(code: str, shown: Shown) -> None:
    assert shown_by(164, code) is shown
    assert (shown_by(14), shown_by(57), shown_by(0), shown_by(49)) == (Shown.DAY, Shown.MONTH, *[Shown.NUMBER] * 2)


def test_a_month_has_no_day() -> None:
    assert dated(27395.0, Shown.MONTH, from_1904=False) == "1975-01"
    assert dated(13900000000.0, Shown.DAY, from_1904=False) == 13900000000.0


@pytest.mark.parametrize("value", [1.10101197501011e17, "1.10101197501011E+17", "1.10101E+17", date(1975, 1, 1)])
def test_an_identity_number_that_was_a_number_is_not_taken(value: str | float | date) -> None:
    found = id_no(value)
    assert found.text == "" and "精度" in found.problems[0]


def test_identity_numbers_are_text_and_checked() -> None:
    assert id_no(" 11010519491231002x ").text == "11010519491231002X"
    assert id_no("11010519491231002X").problems == ()
    assert "校验" in id_no("110105194912310021").problems[0]
    assert "18 位" in id_no("1101051949").problems[0]
    assert id_no(110105491231002.0).text == "110105491231002"


@given(st.text(max_size=40))
def test_any_text_is_understood_or_kept(text: str) -> None:
    for found in (phone(text, Column.PHONE), birth(text), id_no(text), person_name(plain(text))):
        assert all(problem.endswith("。") for problem in found.problems)
