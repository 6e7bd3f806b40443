"""Lines of Chinese: nothing forbidden at either end, nothing lost, nothing wider than the room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.layout import Face
from cppcc_desk.press.lines import (
    HANGING,
    LIBREOFFICE,
    NEVER_FIRST,
    NEVER_LAST,
    NOMINAL,
    WORD,
    Measure,
    Measured,
    nominal,
)

ROOM, FIRST = 442.2, 442.2 - 32

# in real prose at most three marks stand together
_marks = st.text(alphabet="，。、；：？！）》”’％…—", max_size=3)
_opening = st.text(alphabet="（《“‘", max_size=2)
_words = st.one_of(
    st.text(alphabet="县政协委员反映中药饮片处方群众需求不断上升", min_size=1, max_size=12),
    st.sampled_from(
        [
            *("2026年11月20日", "12个", "31%", "26.8万元", "〔2026〕5号", "第3期", "GDP", "Wi-Fi", "2021—2035年"),
            *("3～5人", "20%—30%", "3月1日—5日", "1,234.5亿元", "0571-81234567", "A4", "‘三农’"),
        ]
    ),
)
PROSE = st.lists(st.tuples(_opening, _words, _marks), max_size=60).map(lambda parts: "".join(map("".join, parts)))


def broken(text: str, measure: Measure = NOMINAL) -> tuple[Measured, list[str]]:
    measured = Measured([(text, Face.FANGSONG)], size=16, squeeze=-0.25, measure=measure)
    return measured, [text[line.start : line.end] for line in measured.lines(first=FIRST, others=ROOM)]


@pytest.mark.parametrize("measure", [NOMINAL, WORD, LIBREOFFICE])
@given(text=PROSE)
def test_lines_join_to_the_text_and_fit(measure: Measure, text: str) -> None:
    measured, _ = broken(text, measure)
    lines = measured.lines(first=FIRST, others=ROOM)
    assert "".join(text[line.start : line.end] for line in lines) == text
    for number, line in enumerate(lines):
        end = line.end - 1 if line.hanging else line.end
        assert measured.width(line.start, end) <= (ROOM if number else FIRST) + 0.01
        if line.hanging:
            assert text[end] in HANGING


@given(PROSE)
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    _, lines = broken(text)
    for upper, lower in pairwise(lines):
        assert lower[0] not in NEVER_FIRST
        assert upper[-1] not in NEVER_LAST


@given(PROSE)
def test_numbers_stay_with_their_units(text: str) -> None:
    _, lines = broken(text)
    for upper, lower in pairwise(lines):
        assert not (upper[-1].isdigit() and lower[0] in "年月日号个万元期0123456789.")
        assert not (upper[-1] in "〔第" or lower[0] == "〕")


@pytest.mark.parametrize(
    "text", ["县" * 24 + "，李明、王芳出席", "县" * 25 + "李明同志指出", "县" * 23 + "委员李明指出"]
)
def test_a_name_of_two_characters_is_not_parted(text: str) -> None:
    _, lines = broken(text)
    assert not any(upper.endswith("李") for upper in lines)


@pytest.mark.parametrize(
    "whole",
    [
        *("1,234.5", "12.5%", "26.8万元", "1.2亿元", "〔2026〕5号", "第12条", "2026年11月28日", "11月28日", "37.5℃"),
        *("3—5", "3～5人", "2021—2035年", "20%—30%", "0571-81234567", "GDP", "PM2.5", "A4", "COVID-19", "18:00"),
    ],
)
def test_what_is_never_parted(whole: str) -> None:
    for before in range(15, 28):
        text = "县" * before + whole + "县" * 20
        _, lines = broken(text)
        assert any(whole in line for line in lines), lines


def test_where_a_number_of_a_paper_and_a_word_with_a_hyphen_may_be_parted() -> None:
    """A number of a paper only before its bracket, a word only after its hyphen."""
    allowed = {
        "云政协〔2026〕5号": {"云", "云政", "云政协"},
        "Wi-Fi": {"Wi-"},
    }
    for whole, parts in allowed.items():
        for before in range(15, 28):
            _, lines = broken("县" * before + whole + "县" * 20)
            part = lines[0].removeprefix("县" * before).rstrip("县")
            assert part in {"", whole, *parts}


def test_a_dash_between_numbers_or_words_does_not_begin_a_line() -> None:
    for text in ("3月1日—5日", "云溪—石桥公路"):
        for before in range(20, 28):
            _, lines = broken("县" * before + text + "县" * 20)
            assert not any(line.startswith("—") for line in lines)


def test_a_full_line_has_28_characters_and_the_first_26() -> None:
    _, lines = broken("县" * 100)
    assert [len(line) for line in lines] == [26, 28, 28, 18]


def test_a_mark_hangs_rather_than_begin_a_line() -> None:
    _, lines = broken("县" * 26 + "。" + "县" * 5)
    assert [len(line) for line in lines] == [27, 5]


def test_two_marks_take_a_character_with_them() -> None:
    _, lines = broken("县" * 26 + "。”" + "县" * 5)
    assert lines == ["县" * 25, "县。”" + "县" * 5]


def test_an_opening_mark_goes_with_what_it_opens() -> None:
    _, lines = broken("县" * 25 + "《实施意见》")
    assert lines[0] == "县" * 25


def test_a_word_longer_than_a_line_is_cut() -> None:
    _, lines = broken("a" * 200)
    assert "".join(lines) == "a" * 200
    assert len(lines) == 4


def test_a_dash_of_two_is_not_cut() -> None:
    _, lines = broken("县" * 25 + "——" + "县" * 5)
    assert lines[0] == "县" * 25


@pytest.mark.parametrize(
    ("character", "em"), [("县", 1), ("。", 1), ("“", 1), ("—", 1), ("8", 0.5), ("W", 0.5), ("㐀", 1)]
)
def test_nominal_widths(character: str, em: float) -> None:
    assert nominal(Face.FANGSONG, character) == em


def test_empty_text_is_one_empty_line() -> None:
    _, lines = broken("")
    assert lines == [""]
