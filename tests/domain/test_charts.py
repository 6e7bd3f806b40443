"""Charts without a screen: round numbers on the axis, what stands where, what is told in words."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.charts import (
    MONTHS,
    MOST_LINES,
    Arrangement,
    BarChart,
    Box,
    Chart,
    ColumnChart,
    Role,
    Series,
    arrange,
    as_table,
    as_tsv,
    axis,
    category_words,
    ideal_height,
    mark_words,
    number,
    told,
)
from cppcc_desk.domain.charts.parts import width
from tests import charts

COUNTS = st.integers(0, 10**6)
POINTS = st.decimals(-(10**6), 10**6, places=2).map(float)
NAMES = st.text(st.sampled_from("第一小组石桥镇联络Ab1"), min_size=1, max_size=30)


def value(least: int) -> st.SearchStrategy[float | None]:
    return st.one_of(st.none(), st.integers(least, 500), st.decimals(least, 500, places=2).map(float))


@st.composite
def column_charts(draw: st.DrawFn) -> ColumnChart:
    names = tuple(draw(st.lists(NAMES, min_size=0, max_size=14)))
    row = st.tuples(*[value(-300) for _ in names])
    series = tuple(Series(f"第{n}项", draw(row)) for n in range(draw(st.integers(1, 3))))
    return ColumnChart(title=draw(NAMES), unit="篇", categories=names, series=series)


@st.composite
def bar_charts(draw: st.DrawFn) -> BarChart:
    names = tuple(draw(st.lists(NAMES, min_size=0, max_size=14)))
    return BarChart(title="得分", unit="分", names=names, values=draw(st.tuples(*[value(-300) for _ in names])))


# --- the axis --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ((47, 9), (0, 25, 50)),
        ((), (0, 1)),
        ((0, None), (0, 1)),
        ((1,), (0, 1)),
        ((3,), (0, 1, 2, 3)),
        ((7,), (0, 2, 4, 6, 8)),
        ((100,), (0, 25, 50, 75, 100)),
        ((0.5, 4), (0, 1, 2, 3, 4)),
        ((1.8,), (0, 0.5, 1, 1.5, 2)),
        ((-8, 30), (-10, 0, 10, 20, 30)),
        ((-3,), (-3, -2, -1, 0)),
    ],
)
def test_the_axis_as_a_person_would_number_it(values: tuple[float | None, ...], lines: tuple[float, ...]) -> None:
    assert axis(values) == lines


@given(st.lists(st.one_of(COUNTS, POINTS, st.none()), max_size=40), st.integers(3, MOST_LINES))
def test_an_axis_covers_its_values_with_few_even_ascending_lines(values: list[float | None], most: int) -> None:
    lines = axis(values, most=most)
    known = [each for each in values if each is not None]
    assert 2 <= len(lines) <= most
    assert lines[0] <= min([0, *known]) and max([0, *known]) <= lines[-1]
    assert 0 in lines
    steps = [after - before for before, after in pairwise(lines)]
    assert all(step > 0 and step == pytest.approx(steps[0]) for step in steps)
    assert len({number(line) for line in lines}) == len(lines)


@given(st.lists(COUNTS, max_size=40))
def test_whole_things_are_not_divided_by_lines(values: list[int]) -> None:
    assert all(isinstance(line, int) for line in axis(values))


# --- what stands where -----------------------------------------------------------------------------------------------


def inside(made: Arrangement, across: float, down: float) -> None:
    for mark in (*made.marks, *made.keys):
        assert mark.box.x >= -0.01 and mark.box.right <= across + 0.01
        assert mark.box.y >= -0.01 and mark.box.bottom <= down + 0.01
    for words in made.words:
        assert 0 < words.middle < down
        assert (
            words.x + (1 - words.anchor) * width(words.text) * (1.25 if words.role is Role.TITLE else 1) < across + 0.3
        )


def numbers(made: Arrangement) -> list[Box]:
    wide = 0.5  # a digit at least
    return [
        Box(words.x - words.anchor * wide * len(words.text), words.middle - 0.4, wide * len(words.text), 0.8)
        for words in made.words
        if words.role is Role.VALUE
    ]


@given(st.one_of(column_charts(), bar_charts()), st.floats(24, 120))
def test_nothing_stands_outside_and_no_number_over_a_column_or_another_number(chart: Chart, across: float) -> None:
    down = ideal_height(chart) + 2
    made = arrange(chart, across, down)
    inside(made, across, down)
    found = numbers(made)
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    assert not any(box.meets(mark.box) for box in found for mark in made.marks if mark.box.width and mark.box.height)


@given(st.one_of(column_charts(), bar_charts()))
def test_every_number_has_a_mark_of_its_height_and_what_has_none_is_empty(chart: Chart) -> None:
    made = arrange(chart, 80, ideal_height(chart))
    values = {(m.category, m.series): chart.series[m.series].values[m.category] for m in made.marks}
    assert None not in values.values()
    assert len(values) == sum(each is not None for series in chart.series for each in series.values)
    length = {(m.category, m.series): m.box.width if isinstance(chart, BarChart) else m.box.height for m in made.marks}
    for one, other in combinations(values, 2):
        if abs(values[one] or 0) > abs(values[other] or 0):
            assert length[one] > length[other]


@given(st.one_of(column_charts(), bar_charts()))
def test_a_click_in_the_middle_of_a_column_or_bar_means_it(chart: Chart) -> None:
    made = arrange(chart, 80, ideal_height(chart))
    for mark in made.marks:
        slot = made.at(mark.box.x + mark.box.width / 2, mark.box.y + mark.box.height / 2)
        assert slot is not None and (slot.category, slot.series) == (mark.category, mark.series)
    assert made.at(-1, 3) is None


def shown(made: Arrangement, role: Role) -> list[str]:
    return [words.text for words in made.words if words.role is role]


def test_a_year_of_months() -> None:
    made = arrange(charts.YEAR, 95, ideal_height(charts.YEAR))
    assert shown(made, Role.NAME) == list(MONTHS)
    assert sorted(shown(made, Role.VALUE)) == sorted(
        str(each) for series in charts.YEAR.series for each in series.values if each is not None
    )
    assert shown(made, Role.TITLE) == ["各月来稿与采用"]
    assert shown(made, Role.NOTE) == ["来稿（篇）", "采用（篇）", "0", "25", "50"]
    assert [key.series for key in made.keys] == [0, 1]
    assert len(made.marks) == 22


def test_a_line_ends_beside_a_number_it_would_run_through() -> None:
    made = arrange(charts.YEAR, 95, ideal_height(charts.YEAR))
    for line in made.lines:
        assert not any(
            box.y < line.y1 < box.bottom and line.x1 < box.right and box.x < line.x2 for box in numbers(made)
        )
    assert len({line.y1 for line in made.lines}) == 3


def test_in_a_narrow_room_names_and_numbers_are_left_out_rather_than_run_into_each_other() -> None:
    made = arrange(charts.YEAR, 30, 20)
    assert shown(made, Role.NAME) == list(MONTHS[::2])
    assert len(shown(made, Role.VALUE)) < 22
    long = ColumnChart(title="", unit="", categories=("石桥镇联络组",) * 6, series=(Series("", (1,) * 6),))
    assert set(shown(arrange(long, 30, 15), Role.NAME)) == {"石桥镇…"}


def test_long_names_beside_bars_are_shortened_and_leave_the_bars_their_room() -> None:
    made = arrange(charts.GROUPS, 48, ideal_height(charts.GROUPS))
    names = shown(made, Role.NAME)
    assert names[0] == "第一小组" and names[2].startswith("第三小组（城关") and names[2].endswith("…")
    assert made.base.x1 > made.lines[0].x1  # the fifth has less than nothing
    assert shown(made, Role.VALUE) == ["168", "141.5", "132", "0", "-6"]


def test_the_legend_takes_a_line_of_its_own_where_the_title_needs_the_first() -> None:
    wide, narrow = (arrange(charts.QUARTERS, across, 18) for across in (60, 30))
    assert wide.keys[0].box.y < 2 < narrow.keys[0].box.y
    assert narrow.keys[-1].box.right < 30


def test_a_chart_without_numbers_says_so() -> None:
    empty = ColumnChart(title="各月来稿", unit="篇", categories=MONTHS, series=(Series("来稿", (None,) * 12),))
    assert "还没有数字" in shown(arrange(empty, 60, 15), Role.NOTE)
    assert told(empty) == "各月来稿：还没有数字。"


def test_a_low_window_gets_a_lower_chart_with_fewer_lines() -> None:
    height = ideal_height(charts.QUARTERS, low=True)
    assert height < ideal_height(charts.QUARTERS) - 3
    assert len(arrange(charts.QUARTERS, 60, height).lines) >= 3
    assert ideal_height(charts.GROUPS, low=True) < ideal_height(charts.GROUPS)


def test_four_series_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="4 series"):
        ColumnChart(title="", unit="", categories=(), series=(Series("", ()),) * 4)
    with pytest.raises(ValueError, match="each category"):
        ColumnChart(title="", unit="", categories=("1月",), series=(Series("", ()),))
    with pytest.raises(ValueError, match="each name"):
        BarChart(title="", unit="", names=("1月",), values=())


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (12, "12"), (12.5, "12.5"), (3.3333, "3.33"), (-4.0, "-4"), (-0.001, "0"), (100, "100")],
)
def test_numbers_have_the_decimals_they_need(value: float, text: str) -> None:
    assert number(value) == text


def test_a_chart_in_words() -> None:
    assert told(charts.LEVELS) == "采用层级：全国政协 1 篇；省政协 3 篇；市政协 12 篇。"
    assert told(charts.YEAR).startswith("各月来稿与采用：1月来稿 31 篇，采用 9 篇；2月来稿")
    assert told(charts.YEAR).endswith("11月来稿 47 篇，采用 18 篇。")
    assert category_words(charts.YEAR, 7) == ("来稿 33 篇", "采用 0 篇")
    assert category_words(charts.YEAR, 11) == ()
    assert mark_words(charts.GROUPS, 1, 0) == "141.5 分"


def test_a_chart_as_a_table() -> None:
    table = as_table(charts.YEAR)
    assert table[0] == ("", "来稿（篇）", "采用（篇）")
    assert table[8] == ("8月", "33", "0")
    assert table[12] == ("12月", "", "")
    assert as_tsv(charts.LEVELS).splitlines()[:2] == ["\t采用层级（篇）", "全国政协\t1"]
    assert as_tsv(BarChart(title="得分", unit="", names=("甲\t乙\n",), values=(1,))) == "\t得分\n甲 乙\t1"
