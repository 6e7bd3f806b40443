"""Forms as values: what stands in which cell, what is left to the pen, where a text turns from problem to advice."""

from dataclasses import is_dataclass
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.flow import Paragraph
from cppcc_desk.domain.forms import FORM_KINDS, Cell, Grid, Row, review_sheet, split_problem_and_advice
from cppcc_desk.domain.forms.form import (
    PEN_DATE,
    label,
    paper_due,
    paper_time,
    printable_lines,
    signed,
    ticks,
    tight,
    value,
)
from tests import forms


def words(cell: Cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs]


def cells(kind: str, size: str) -> list[Cell]:
    grids = [block for block in forms.form(kind, size).blocks if isinstance(block, Grid)]
    return [cell for grid in grids for row in grid.rows for cell in row.cells]


# ------------------------------------------------------------------------------------------------ splitting a text

SPLIT = [
    ("问题一\n问题二\n建议：\n一是\n二是", 2),
    ("现状\n意见建议\n甲", 1),
    ("一、基本情况\n甲\n二、存在的问题\n乙\n三、意见和建议\n（一）丙\n丁", 4),
    ("甲\n为此，建议由县医共体总院牵头。\n乙", 1),
    ("甲\n对此，提出以下几点建议：\n1.乙\n2.丙", 1),
    ("甲\n建议：由县财政局安排资金。", 1),
    ("甲\n乙\n建议由县财政局安排资金。\n建议由县卫生健康局督促。", 2),
    ("一、问题\n甲\n二、对策建议\n乙\n三、工作要求\n丙", 2),
    ("甲\n有关建议如下：\n乙", 1),
    ("甲\n为此建议：\n乙", 1),
]
UNSURE = [
    "",
    "只有问题，没有别的。",
    "建议：\n一是加强领导。\n二是落实资金。",
    "建议由县财政局安排资金。\n理由如下。",
    "一、停车问题\n甲\n建议：\n乙\n二、校车问题\n丙\n建议：\n丁",
    "一、意见建议\n甲\n二、存在的问题\n乙",
    "甲\n建议：",
    "甲\n建议书已经送到县政府。\n乙",
    "甲\n建议增设站点。\n这件事群众反映很多。\n建议书面答复。\n乙\n建议尽快办理。",
    "群众的意见和建议很多，其中一些已经办理。\n乙",
]


@pytest.mark.parametrize(("text", "at"), SPLIT)
def test_a_text_is_divided_at_the_heading_of_its_advice(text: str, at: int) -> None:
    lines = text.split("\n")
    assert split_problem_and_advice(text) == ("\n".join(lines[:at]), "\n".join(lines[at:]))


@pytest.mark.parametrize("text", UNSURE)
def test_a_text_without_one_sure_division_stays_whole(text: str) -> None:
    assert split_problem_and_advice(text) == (text, "")


@given(
    st.lists(st.sampled_from(["建议：", "一、问题", "二、建议", "甲", "为此，建议乙。", " ", "（一）对策", "情况：丙"]))
)
def test_dividing_loses_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    problem, advice = split_problem_and_advice(text)
    assert "\n".join(part for part in (problem, advice) if part) == "\n".join(printable_lines(text))
    assert problem or not advice


def test_the_review_sheet_does_not_say_advice_twice() -> None:
    heads = [words(cell)[:2] for cell in cells("核稿单", "usual") if words(cell)[:1] == ["建议"]]
    assert heads == [["建议", forms.ADVICE[1]]]


@pytest.mark.parametrize("heading", ["二、意见建议", "二、对策建议", "意见建议：", "有关建议："])
def test_the_heading_of_the_advice_stays_where_it_says_more(heading: str) -> None:
    facts = forms.USUAL["核稿单"]
    text = f"一、存在的问题\n甲\n{heading}\n（一）乙。\n（二）丙。"
    sheet = review_sheet(type(facts)(office=forms.OFFICE, printed_on=forms.TODAY, intake_no="", title="", text=text))
    boxes = [words(cell) for block in sheet.blocks if isinstance(block, Grid) for cell in block.rows[-1].cells]
    assert boxes == [["建议", heading, "（一）乙。", "（二）丙。"]]


def test_a_text_without_advice_leaves_its_box_to_the_pen() -> None:
    facts = forms.USUAL["核稿单"]
    sheet = review_sheet(type(facts)(office=forms.OFFICE, printed_on=forms.TODAY, intake_no="", title="", text="甲"))
    boxes = [words(cell) for block in sheet.blocks if isinstance(block, Grid) for cell in block.rows[-1].cells]
    assert boxes == [["建议"]]


# ------------------------------------------------------------------------------------------------ cells


def test_every_kind_of_form_has_facts_and_a_builder() -> None:
    assert list(FORM_KINDS) == ["来稿登记表", "核稿单", "发文稿纸", "送达登记", "催办单"]
    for kind, entry in FORM_KINDS.items():
        assert is_dataclass(entry.facts)
        assert isinstance(forms.USUAL[kind], entry.facts)
        assert forms.form(kind).kind == kind


@pytest.mark.parametrize("size", forms.ALL)
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_every_fact_is_said(kind: str, size: str) -> None:
    form = forms.form(kind, size)
    said = [forms.bare(block.text + block.end) for block in form.blocks if isinstance(block, Paragraph)]
    said += [forms.bare("".join(words(cell))) for cell in cells(kind, size)]
    for text in forms.told(forms.ALL[size][kind]):
        assert any(text in place for place in said), text


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_grids_fill_their_sheet_and_their_columns_add_up(kind: str) -> None:
    form = forms.form(kind, "full")
    for block in form.blocks:
        if isinstance(block, Grid):
            assert block.width == pytest.approx(form.sheet.text_width)
            assert sum(block.columns()) == pytest.approx(block.width)
            for row in block.rows:
                assert sum(block.spans(row)) == len(block.columns())
                assert min(block.spans(row)) >= 1


def test_rows_of_unequal_width_are_refused() -> None:
    with pytest.raises(ValueError, match="not equally wide"):
        Grid((Row(cells=(Cell(width=10),)), Row(cells=(Cell(width=11),))))


def test_boxes_are_ticked_where_chosen_and_keep_their_words() -> None:
    assert words(ticks(136, ("市政协", "县委"), ("县委",))) == ["☐市政协　☑县委"]
    assert words(ticks(136, ("市政协",), ("县农业农村局",), pen="其他")) == [
        "☐市政协　☑县农业农村局　☐其他：＿＿＿＿＿＿"
    ]
    narrow = words(ticks(24, ("单篇", "综合"), ()))
    assert narrow == ["☐单篇", "☐综合"]


def test_what_is_unknown_is_left_to_the_pen() -> None:
    assert words(value(30, "")) == []
    assert words(signed(60, [])) == [PEN_DATE]
    assert words(signed(80, [("周启明", None)])) == ["周启明　" + PEN_DATE]
    assert words(signed(30, [("周启明", date(2026, 3, 1))], "同意。")) == ["同意。", "周启明", "2026年3月1日"]
    for kind in FORM_KINDS:
        assert sum(1 for cell in cells(kind, "empty") if not cell.paragraphs) >= 5


def test_every_register_has_a_row_left_for_the_pen() -> None:
    for size in forms.ALL:
        register = [block for block in forms.form("送达登记", size).blocks if isinstance(block, Grid)][-1]
        assert register.rows[0].repeats
        assert not any(words(cell) for cell in register.rows[-1].cells)


def test_labels_and_texts_lose_what_no_page_can_show() -> None:
    assert words(value(30, "甲\x00\t乙\r\n\u3000丙\u200b\ufffe")) == ["甲 乙", "丙"]
    assert words(value(30, "\ue000𠮷㐂䶮")) == ["\ue000𠮷㐂䶮"]
    assert words(label(20, "是否\n逾期")) == ["是否", "逾期"]


def test_times_are_said_as_papers_say_them() -> None:
    assert paper_time(datetime(2026, 3, 1, 9, 5)) == "2026年3月1日 9时05分"
    assert paper_time(None) == ""
    assert paper_due(datetime(2026, 10, 2, 23, 59)) == "2026年10月2日（星期五）23时59分"
    assert tight("2 天（自然日，末日 24:00 前）") == "2天（自然日，末日24:00前）"
    assert tight("138 0000 1234") == "138 0000 1234"
