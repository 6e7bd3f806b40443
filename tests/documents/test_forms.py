"""Forms as .docx: every fact in real tables of fixed widths; the pages LibreOffice makes of them are press's."""

import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from cppcc_desk.documents.forms import write_form
from cppcc_desk.domain.forms import FORM_KINDS, review_sheet
from cppcc_desk.press.forms import lay_form
from tests import forms, office_suite

DIVIDED = {
    "来稿登记表": ["来稿原"],
    "核稿单": ["采用☐", "反映的", "建议1"],
    "批示督办单": ["批示内", "督办要", "办理反"],
    "会议活动记录单": ["出席顾", "列席江", "请假程", "缺席何", "活动内", "讨论稿", "形成稿", "情况和", "决定事"],
}
_SIBLINGS = ("w:cantSplit", "w:trHeight", "w:tblHeader")


def written(kind: str, size: str, folder: Path) -> Any:
    path = folder / "表单.docx"
    write_form(forms.form(kind, size), path, pages=2)
    return docx.Document(str(path))


def words(document: Any) -> str:
    return forms.bare("".join(t.text or "" for t in document.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("size", forms.ALL)
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_every_fact_is_in_the_file(tmp_path: Path, kind: str, size: str) -> None:
    said = words(written(kind, size, tmp_path))
    for text in forms.told(kind, size):
        assert text in said


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_tables_have_fixed_widths_that_their_cells_add_up_to(tmp_path: Path, kind: str) -> None:
    document = written(kind, "full", tmp_path)
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
        assert table.find(qn("w:tblPr")).find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        assert abs(sum(grid) - round(forms.form(kind).sheet.text_width * 1440 / 25.4)) <= len(grid)
        for row in table.iter(qn("w:tr")):
            column = 0
            for cell in row.iter(qn("w:tc")):
                span = cell.tcPr.find(qn("w:gridSpan"))
                count = 1 if span is None else int(span.get(qn("w:val")))
                assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) == sum(grid[column : column + count])
                column += count
                assert cell.find(qn("w:p")) is not None
            assert column == len(grid)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_rows_are_at_least_as_high_as_the_pen_needs_and_only_long_texts_divide(tmp_path: Path, kind: str) -> None:
    document = written(kind, "full", tmp_path)
    divided = []
    for row in document.element.body.iter(qn("w:tr")):
        properties = row.find(qn("w:trPr"))
        assert properties.find(qn("w:trHeight")).get(qn("w:hRule")) == "atLeast"
        names = [child.tag for child in properties]
        assert [names.index(qn(tag)) for tag in _SIBLINGS if qn(tag) in names] == list(range(len(names)))
        if properties.find(qn("w:cantSplit")) is None:
            divided.append(forms.bare("".join(t.text or "" for t in row.iter(qn("w:t"))))[:3])
    assert divided == DIVIDED.get(kind, [])


@pytest.mark.parametrize("kind", ["送达登记", "签到表"])
def test_the_head_of_a_register_repeats(tmp_path: Path, kind: str) -> None:
    register = written(kind, "full", tmp_path).element.body.findall(qn("w:tbl"))[-1]
    repeats = [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in register.iter(qn("w:tr"))]
    assert repeats[0]
    assert not any(repeats[1:])


def test_many_empty_rows_are_whole_rows_of_the_height_of_the_form(tmp_path: Path) -> None:
    path = tmp_path / "表单.docx"
    form = FORM_KINDS["签到表"].build(
        replace(forms.USUAL["签到表"], attendants=forms.USUAL["签到表"].attendants[:1] * 16)
    )
    write_form(form, path)
    *_, table = docx.Document(str(path)).element.body.iter(qn("w:tbl"))
    empty = list(table.iter(qn("w:tr")))[1 + 16 :]
    assert len(empty) >= 20
    for row in empty:
        cells = list(row.iter(qn("w:tc")))
        assert [len(cell.findall(qn("w:p"))) for cell in cells] == [1] * 5
        assert int(row.find(qn("w:trPr")).find(qn("w:trHeight")).get(qn("w:val"))) >= round(10 * 1440 / 25.4)


def test_boxes_are_of_a_font_that_has_them_and_words_of_a_chinese_one(tmp_path: Path) -> None:
    document = written("核稿单", "usual", tmp_path)
    for run in document.element.body.iter(qn("w:r")):
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        fonts = run.find(qn("w:rPr")).find(qn("w:rFonts"))
        if set(text) & {"☐", "☑"}:
            assert set(text) <= {"☐", "☑"}
            assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {"Segoe UI Symbol"}
        else:
            assert fonts.get(qn("w:hint")) == "eastAsia"
    used = {style.get(qn("w:val")) for style in document.element.body.iter(qn("w:pStyle"))}
    for style in document.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in used:
            assert style.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))
            used.discard(style.get(qn("w:styleId")))
    assert not used


def test_two_tables_are_never_neighbours_and_none_is_last(tmp_path: Path) -> None:
    for kind in FORM_KINDS:
        tags = [etree.QName(child).localname for child in written(kind, "usual", tmp_path).element.body]
        assert ("tbl", "tbl") not in set(pairwise(tags))
        assert ("tbl", "sectPr") not in set(pairwise(tags))


def test_only_a_form_known_to_be_one_page_has_no_page_number(tmp_path: Path) -> None:
    form = forms.form("核稿单")
    for pages, numbered in ((1, False), (2, True), (None, True)):
        path = tmp_path / "页码.docx"
        write_form(form, path, pages=pages)
        with zipfile.ZipFile(path) as packed:
            feet = [packed.read(name).decode() for name in packed.namelist() if "footer" in name]
        assert any(" NUMPAGES " in foot and " PAGE " in foot for foot in feet) == numbered


def test_every_letter_begins_on_a_page_of_its_own_and_none_is_counted(tmp_path: Path) -> None:
    document = written("列席邀请函", "full", tmp_path)
    place = f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}"
    breaks = [p for p in document.element.body.iter(qn("w:p")) if p.find(place) is not None]
    assert len(breaks) == len(forms.FULL["列席邀请函"].invitees)
    assert "NUMPAGES" not in etree.tostring(document.sections[0].footer._element).decode()


def test_the_register_lies_on_its_side(tmp_path: Path) -> None:
    section = written("送达登记", "usual", tmp_path).sections[0]
    assert round(section.page_width.mm) == 297
    assert round(section.page_height.mm) == 210


def test_the_same_form_is_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "一.docx", tmp_path / "二.docx"
    write_form(forms.form("催办单"), first)
    write_form(forms.form("催办单"), second)
    assert first.read_bytes() == second.read_bytes()


def test_what_xml_cannot_say_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "表单.docx"
    facts = replace(forms.USUAL["核稿单"], title="甲\x0b乙\ufffe丙\ud800", opinion="\x00好\t𠮷㐂䶮")
    write_form(review_sheet(facts), path)
    said = words(docx.Document(str(path)))
    assert "甲乙丙" in said
    assert "好𠮷㐂䶮" in said


@pytest.mark.paper
@pytest.mark.skipif(bool(office_suite.why_not()), reason=office_suite.why_not())
def test_libreoffice_makes_the_same_pages(tmp_path: Path) -> None:
    expected = {}
    for kind in FORM_KINDS:
        for size in forms.ALL:
            form = forms.form(kind, size)
            expected[f"{kind}{size}"] = len(lay_form(form).pages)
            write_form(form, tmp_path / f"{kind}{size}.docx", pages=expected[f"{kind}{size}"])
    office_suite.to_pdf(sorted(tmp_path.glob("*.docx")), tmp_path)
    pymupdf = pytest.importorskip("pymupdf")
    made = {path.stem: pymupdf.open(path).page_count for path in tmp_path.glob("*.pdf")}
    assert made == expected
