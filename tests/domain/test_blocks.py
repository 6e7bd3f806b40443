"""正文 as it is typed: paragraphs, tables pasted with tabs and pictures by name come back as the same blocks."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.official import blocks_from_text, pictures_of, text_from_blocks, unknown_pictures

TABLE = {"table": {"columns": ["单位", "篇数"], "rows": [["石桥镇", "12"], ["大坪乡", ""]]}}
BLOCKS: list[Any] = ["一、采用情况", TABLE, "请各单位核对。", {"picture": "ab12"}]
TEXT = "一、采用情况\n单位\t篇数\n石桥镇\t12\n大坪乡\t\n请各单位核对。\n〔图片：图1〕"
PICTURES = {"图1": "ab12"}


def test_blocks_are_lines_and_come_back() -> None:
    assert text_from_blocks(BLOCKS, PICTURES) == TEXT
    assert blocks_from_text(TEXT, PICTURES) == BLOCKS


def test_every_picture_of_a_paper_has_one_name() -> None:
    attachment = {"title": "甲", "body": [{"picture": "cd34"}, {"picture": "ab12"}]}
    assert pictures_of({"body": BLOCKS, "attachments": [attachment]}) == {"图1": "ab12", "图2": "cd34"}
    assert pictures_of({"title": "甲"}) == {}


def test_a_single_line_with_tabs_is_a_paragraph() -> None:
    assert blocks_from_text("甲\t乙", {}) == ["甲 乙"]
    assert blocks_from_text("甲\t乙\n丙\t丁\t戊\n己", {}) == ["甲 乙", "丙 丁 戊", "己"]


def test_what_is_indented_or_empty_is_put_right() -> None:
    assert blocks_from_text("　　甲 \n\n  乙", {}) == ["甲", "乙"]


def test_two_tables_stay_two() -> None:
    text = text_from_blocks([TABLE, TABLE], {})
    assert blocks_from_text(text, {}) == [TABLE, TABLE]


def test_a_table_keeps_its_widths_while_its_head_stays() -> None:
    wide = {"table": {**TABLE["table"], "widths_mm": [100, 56]}}
    text = text_from_blocks([wide], {})
    assert blocks_from_text(text, {}, before=[wide]) == [wide]
    assert blocks_from_text(text.replace("篇数", "数量"), {}, before=[wide])[0]["table"].keys() == {"columns", "rows"}


def test_a_cell_of_several_lines_pasted_from_excel_is_one_cell() -> None:
    text = '单位\t备注\n石桥镇\t"第一季度\n""补报""两篇"'
    assert blocks_from_text(text, {}) == [
        {"table": {"columns": ["单位", "备注"], "rows": [["石桥镇", '第一季度 "补报"两篇']]}}
    ]


def test_a_picture_that_is_not_there_is_named() -> None:
    assert unknown_pictures("〔图片：图1〕\n〔图片：图9〕", PICTURES) == ["图9"]
    assert blocks_from_text("〔图片：图9〕", PICTURES) == ["〔图片：图9〕"]


_WORD = st.text("甲乙丙丁，。一、（）1.2a", min_size=1, max_size=8)
_TABLE = st.integers(2, 4).flatmap(
    lambda width: st.builds(
        lambda rows: {"table": {"columns": rows[0], "rows": rows[1:]}},
        st.lists(st.lists(_WORD, min_size=width, max_size=width), min_size=2, max_size=4),
    )
)


@given(st.lists(st.one_of(_WORD, _TABLE, st.just({"picture": "ab12"})), max_size=8))
def test_any_text_comes_back(blocks: list[Any]) -> None:
    assert blocks_from_text(text_from_blocks(blocks, PICTURES), PICTURES) == blocks
