"""A title is broken by sense and into a shape, whatever it says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.titles import TITLE_WIDTH, break_title, cells, doubtful_breaks

TITLES = (
    "建议完善乡镇卫生院中药饮片统一配送机制",
    "关于加快推进老旧小区加装电梯工作的建议",
    "农村公路养护资金缺口大、管护主体责任不落实问题亟待解决",
    "关于落实《云溪县国土空间总体规划（2021—2035年）》加强库区生态环境保护与绿色发展的若干建议",
    "2026年11月20日起施行的电动自行车充电收费新政策在城区老旧小区落地难的问题值得关注",
    "关于进一步规范我县外卖骑手交通安全管理、切实保障新就业形态劳动者合法权益并推动平台企业履行社会责任的调查与建议",
)


def test_the_example_of_the_office() -> None:
    assert break_title(TITLES[0]) == ("建议完善乡镇卫生院", "中药饮片统一配送机制")


@pytest.mark.parametrize("title", TITLES)
def test_lines_make_a_trapezoid_or_a_diamond(title: str) -> None:
    lengths = [len(line) for line in break_title(title)]
    rising = all(a <= b for a, b in pairwise(lengths))
    falling = all(a >= b for a, b in pairwise(lengths))
    diamond = len(lengths) > 2 and max(lengths) == max(lengths[1:-1])
    assert rising or falling or diamond
    assert min(lengths) >= 4
    assert min(lengths) >= 0.45 * max(lengths)


@pytest.mark.parametrize("title", TITLES)
def test_nothing_that_belongs_together_is_parted(title: str) -> None:
    lines = break_title(title)
    for whole in ("2026年11月20日", "2021—2035年", "卫生院", "电梯", "电动自行车", "劳动者"):
        if whole in title:
            assert any(whole in line for line in lines), whole
    assert not doubtful_breaks(lines)


def test_short_titles_stay_on_one_line() -> None:
    assert break_title("县城停车难问题突出") == ("县城停车难问题突出",)


def test_a_newline_forces_a_line() -> None:
    assert break_title("建议完善\n中药饮片统一配送机制") == ("建议完善", "中药饮片统一配送机制")


def test_a_book_title_and_a_name_stay_whole() -> None:
    for line in break_title("关于贯彻实施《乡村医生从业管理若干规定》并表彰李明同志先进事迹的建议"):
        assert line.count("《") == line.count("》")
        assert not line.endswith("李")


def test_a_break_inside_an_unknown_word_is_told() -> None:
    lines = break_title("龘靐齉爩龗灪麤龖厵纞虋讟钃鸜麷鸾癵爨骊郁靇")
    assert len(lines) == 2
    assert doubtful_breaks(lines) == (0,)


@given(st.text(alphabet="建议完善乡镇卫生院中药饮片的和与及、，《》“”（）2026年月日AB%\n", max_size=120))
def test_lines_join_to_the_title_and_fit(title: str) -> None:
    lines = break_title(title)
    parts = "".join(part.strip() for part in title.split("\n"))
    assert "".join(lines) == parts
    if cells(parts) <= 4 * TITLE_WIDTH:
        assert all(len(line) <= 2 * TITLE_WIDTH for line in lines)
