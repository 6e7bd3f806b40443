"""The forms of a time on paper: 主席会议统计 is one page whatever there is, the others go on with their heads."""

from pathlib import Path

import docx
import pytest

from cppcc_desk.documents.forms import write_form
from cppcc_desk.domain.forms.form import Grid
from cppcc_desk.domain.layout import Text
from cppcc_desk.domain.reports import numbers, sheets
from cppcc_desk.domain.spans import Report
from cppcc_desk.press.charts import chart_pictures
from cppcc_desk.press.forms import lay_form
from tests import office_suite
from tests.measuring import needs_measuring
from tests.reports import LONG, facts


@pytest.mark.parametrize("pieces", [0, 1, 3000])
@pytest.mark.parametrize("units", [0, 1, 60])
def test_the_statistics_for_the_chairmen_are_one_page(pieces: int, units: int) -> None:
    form = sheets.sheet(facts(Report.MEETING, pieces, units=units))
    layout = lay_form(form)
    assert len(layout.pages) == 1
    lowest = max(item.baseline for item in layout.pages[0].items if isinstance(item, Text))
    assert lowest < form.sheet.height - form.sheet.bottom - 4  # room for what word processors set higher


def test_each_text_of_the_one_page_stands_on_one_line() -> None:
    form = sheets.sheet(facts(Report.MEETING, 3000, units=60))
    rows = [row for block in form.blocks if isinstance(block, Grid) for row in block.rows]
    assert all(len(cell.paragraphs) <= 1 for row in rows if not row.repeats for cell in row.cells)
    texts = [p.text for row in rows for cell in row.cells for p in cell.paragraphs]
    assert "3000" in texts and not any(text == LONG for text in texts)
    assert any(text.startswith(LONG[:8]) and text.endswith("…") for text in texts)


def test_what_does_not_add_up_stands_on_the_page_with_its_pieces() -> None:
    form = sheets.sheet(facts(Report.MEETING, 2))
    notes = [block.text for block in form.blocks if getattr(block, "text", "").startswith("注：")]
    assert len(notes) == 2 and "2026-001" in notes[0] and notes[1].endswith("另有2处对不上。")


@pytest.mark.parametrize("report", [Report.SILENT, Report.PACE])
def test_long_lists_go_on_with_their_head_on_every_page(report: Report) -> None:
    layout = lay_form(sheets.sheet(facts(report, 3, units=200)))
    assert len(layout.pages) > 3
    for page in layout.pages:
        assert any(isinstance(item, Text) and item.text == "序号" for item in page.items)


@pytest.mark.parametrize("report", [Report.SILENT, Report.PACE])
def test_the_workbook_says_what_the_paper_says(report: Report) -> None:
    told = facts(report, 3, units=9)
    ledgers = sheets.ledgers(told)
    assert [ledger.sheet for ledger in ledgers] == [table.heading for table in sheets.tables(told)]
    assert all(len(row) == len(ledger.columns) for ledger in ledgers for row in ledger.rows)
    (summary, who) = ledgers
    silent = {Report.SILENT: 4, Report.PACE: 9}[report]
    assert len(who.rows) == silent and str(silent) in " ".join(summary.rows[0])


def test_one_group_alone_can_be_asked_for() -> None:
    told = facts(Report.SILENT, 3)
    assert sheets.groups_of(told) == ("信息小组",)
    assert sheets.sheet(told, group="信息小组").title == "零报送情况表 信息小组 2026年第一季度"
    assert [table.rows for table in sheets.tables(told, group="别的")] == [()]


@pytest.mark.parametrize("report", list(Report))
def test_every_number_is_what_stands_behind_it(report: Report) -> None:
    for one in numbers(facts(report, 7)):
        if one.unit in ("篇", "个", "人"):
            assert one.count == len(one.names or one.pieces), one.label
    keys = [one.key for one in numbers(facts(report, 7))]
    assert keys and len(keys) == len(set(keys))


@pytest.mark.paper
@pytest.mark.parametrize("report", [Report.MEETING, Report.SILENT, Report.PACE])
def test_word_processors_make_the_same_pages(tmp_path: Path, report: Report) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    form = sheets.sheet(facts(report, 3000, units=60))
    pages, path = len(lay_form(form).pages), tmp_path / "表.docx"
    write_form(form, path, pages=pages, pictures=chart_pictures([form]))
    assert len(docx.Document(str(path)).tables) >= 2
    office_suite.to_pdf([path], tmp_path)
    with pymupdf.open(path.with_suffix(".pdf")) as theirs:
        assert len(theirs) == pages


test_word_processors_make_the_same_pages = needs_measuring[1](test_word_processors_make_the_same_pages)
