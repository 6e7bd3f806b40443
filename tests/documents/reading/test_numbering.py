"""Automatic numbers: every way of writing them, and the rules by which levels start anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.documents.reading.blocks import lines_of
from cppcc_desk.documents.reading.docx import read_docx
from cppcc_desk.documents.reading.numbering import Level, NumberedList, Numbering
from cppcc_desk.documents.reading.numerals import counting, read_numeral, write_number
from tests.documents.reading.make import docx, para, part

OUTLINE = {
    0: Level(format="chineseCounting", text="%1、"),
    1: Level(format="chineseCounting", text="（%2）"),
    2: Level(text="%3."),
}


def numbered(levels: dict[int, Level], **lists: NumberedList) -> Numbering:
    return Numbering(
        {"0": levels}, {"1": NumberedList("0"), **{key.lstrip("n"): value for key, value in lists.items()}}
    )


@pytest.mark.parametrize(
    ("way", "written"),
    [
        ("decimal", ["1", "2", "10", "11", "21"]),
        ("chineseCounting", ["一", "二", "十", "十一", "二十一"]),
        ("chineseCountingThousand", ["一", "二", "十", "十一", "二十一"]),
        ("ideographDigital", ["一", "二", "一〇", "一一", "二一"]),
        ("chineseLegalSimplified", ["壹", "贰", "壹拾", "壹拾壹", "贰拾壹"]),
        ("ideographTraditional", ["甲", "乙", "癸", "甲", "甲"]),
        ("ideographZodiac", ["子", "丑", "酉", "戌", "申"]),
        ("ideographZodiacTraditional", ["甲子", "乙丑", "癸酉", "甲戌", "甲申"]),
        ("decimalEnclosedCircle", ["①", "②", "⑩", "⑪", "㉑"]),
        ("decimalEnclosedParen", ["⑴", "⑵", "⑽", "⑾", "21"]),
        ("decimalEnclosedFullstop", ["⒈", "⒉", "⒑", "⒒", "21"]),
        ("decimalFullWidth", ["１", "２", "１０", "１１", "２１"]),
        ("decimalZero", ["01", "02", "10", "11", "21"]),
        ("upperRoman", ["I", "II", "X", "XI", "XXI"]),
        ("lowerLetter", ["a", "b", "j", "k", "u"]),
        ("ordinal", ["1st", "2nd", "10th", "11th", "21st"]),
        ("unheardOf", ["1", "2", "10", "11", "21"]),
        ("none", ["", "", "", "", ""]),
    ],
)
def test_ways_of_writing(way: str, written: list[str]) -> None:
    assert [write_number(n, way) for n in (1, 2, 10, 11, 21)] == written


def test_hundreds_letters_and_custom_patterns() -> None:
    assert [counting(n) for n in (100, 101, 110, 1005, 2026)] == [
        "一百",
        "一百〇一",
        "一百一十",
        "一千〇五",
        "二千〇二十六",
    ]
    assert [write_number(n, "upperLetter") for n in (26, 27, 28)] == ["Z", "AA", "BB"]
    assert write_number(7, "custom", "001, 002, 003, ...") == "007"


@given(st.integers(1, 9999))
def test_counted_numbers_read_back(n: int) -> None:
    assert read_numeral(counting(n)) == n
    assert read_numeral(write_number(n, "ideographDigital")) == n
    assert read_numeral(write_number(n, "chineseLegalSimplified")) == n


@given(
    st.integers(-5, 100_000),
    st.sampled_from(["chineseCounting", "upperRoman", "lowerLetter", "decimalEnclosedCircle", "x"]),
)
def test_any_number_can_be_written(n: int, way: str) -> None:
    assert write_number(n, way)


@given(st.lists(st.integers(0, 2), max_size=60))
def test_a_level_counts_from_one_since_the_last_higher_one(levels: list[int]) -> None:
    lists = numbered({n: Level(text=f"%{n + 1}") for n in range(3)})
    counts = [0, 0, 0]
    for level in levels:
        counts = [c + 1 if n == level else c if n < level else 0 for n, c in enumerate(counts)]
        assert lists.next("1", level).strip() == str(counts[level])


def test_a_level_that_never_restarts_goes_on() -> None:
    lists = numbered({0: Level(text="%1、"), 1: Level(text="%2)", restart=0)})
    assert [lists.next("1", n) for n in (0, 1, 1, 0, 1)] == ["1、", "1)", "2)", "2、", "3)"]


def test_a_level_may_restart_after_a_chosen_level_only() -> None:
    lists = numbered({0: Level(text="%1;"), 1: Level(text="%2;"), 2: Level(text="%3;", restart=1)})
    assert [lists.next("1", n) for n in (0, 1, 2, 1, 2, 0, 2)] == ["1;", "1;", "1;", "2;", "2;", "2;", "1;"]


def test_lists_of_one_kind_go_on_counting_unless_one_starts_anew() -> None:
    lists = numbered(OUTLINE, n2=NumberedList("0"), n3=NumberedList("0", starts={0: 1}))
    assert [lists.next(n, 0) for n in ("1", "2", "3", "3", "1")] == ["一、", "二、", "一、", "二、", "三、"]


def test_upper_numbers_are_shown_in_their_own_way_unless_legal() -> None:
    levels = {0: Level(format="chineseCounting", text="%1、"), 1: Level(text="%1.%2")}
    assert [numbered(levels).next("1", 1)] == ["一.1 "]
    legal = numbered({**levels, 1: Level(text="%1.%2", legal=True)})
    assert [legal.next("1", n) for n in (0, 1, 1)] == ["一、", "1.1 ", "1.2 "]


def test_bullets_of_symbol_fonts_become_characters() -> None:
    lists = numbered(
        {
            0: Level(format="bullet", text="\uf06c"),
            1: Level(format="bullet", text="-"),
            2: Level(format="bullet", text="n", symbol_font=True),
        }
    )
    assert [lists.next("1", n) for n in range(3)] == ["●", "-", "■"]


def test_unknown_lists_and_levels_are_unnumbered() -> None:
    assert numbered(OUTLINE).next("7", 0) == ""
    assert numbered(OUTLINE).next("1", 9) == ""


NUMBERING = part(
    "numbering",
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='h1'/>"
    "<w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><mc:AlternateContent><mc:Choice Requires='w14'>"
    "<w:numFmt w:val='custom' w:format='01, 02'/></mc:Choice></mc:AlternateContent><w:pStyle w:val='h2'/>"
    "<w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='ls'/></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>",
)
STYLES = part(
    "styles",
    "".join(
        f"<w:style w:type='{kind}' w:styleId='{name}'><w:name w:val='{name}'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        for kind, name in (("paragraph", "h1"), ("paragraph", "h2"), ("numbering", "ls"))
    ),
)


def styled(text: str, style: str, num_id: str = "") -> str:
    own = f"<w:numPr><w:numId w:val='{num_id}'/></w:numPr>" if num_id else ""
    return para(text, properties=f"<w:pStyle w:val='{style}'/>{own}")


def test_styles_carry_numbers_and_a_paragraph_may_refuse_them() -> None:
    body = (
        styled("问题", "h1")
        + styled("车位少", "h2")
        + styled("5G盲区", "h2")
        + styled("不编号", "h1", "0")
        + styled("建议", "h1")
    )
    body += "<w:del w:id='1'>" + styled("删去", "h1") + "</w:del>" + styled("其他", "h1")
    lines = list(lines_of(read_docx(docx(body, numbering=NUMBERING, styles=STYLES)).blocks))
    assert lines == ["一、问题", "01.车位少", "02. 5G盲区", "不编号", "二、建议", "三、其他"]


def test_a_list_that_only_names_a_style_is_found() -> None:
    body = para("甲", properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>")
    assert list(lines_of(read_docx(docx(body, numbering=NUMBERING, styles=STYLES)).blocks)) == ["一、甲"]
