"""报告 through the window: what is told with what is behind it, drafts, forms, tables, the year book."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.spans import Report, Span, Told
from cppcc_desk.domain.workflow import Step
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import documents
from cppcc_desk.ui.pages.drafting.page import DraftingPage
from cppcc_desk.ui.pages.preview.page import PreviewPage
from cppcc_desk.ui.pages.reports.papers import PapersPage
from tests.ui.whole import Whole

SEPTEMBER = Told(Report.MONTH, Span.parse("2026-09"))


def opened(whole: Whole, qtbot: QtBot, **target: str) -> PapersPage:
    whole.window.go("reports", part="papers", **target)
    page = whole.window.page.part("papers")  # type: ignore[union-attr]
    assert isinstance(page, PapersPage)
    settled(page, qtbot)
    return page


def settled(page: PapersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._reading.busy, timeout=20_000)


def labels(page: PapersPage) -> list[str]:
    return [page.table.rows.row_at(place).label for place in range(page.table.rows.count())]


def test_the_month_that_is_over_is_shown_first_and_every_number_has_its_pieces(whole: Whole, qtbot: QtBot) -> None:
    page = opened(whole, qtbot)
    assert (page.report.value(), page.span.value(), page.subtitle) == (
        Report.MONTH,
        Span.parse("2026-10"),
        "2026年10月点评",
    )
    assert labels(page)[0] == "收到来稿"
    row = page.table.rows.row_at(0)
    assert row.count == 3
    page.table.choose([row.key])
    assert [page.pieces.rows.row_at(n).intake_no for n in range(page.pieces.rows.count())] == list(row.pieces)
    page.table.opened.emit(row)
    assert page._lower.isVisible()
    page.pieces.opened.emit(page.pieces.rows.row_at(0))
    assert whole.window.page.title == "来稿办理"


def test_what_does_not_add_up_is_a_list_of_its_own_with_its_pieces(whole: Whole, qtbot: QtBot) -> None:
    page = opened(whole, qtbot, report="主席会议")
    assert not any("合计" in label for label in labels(page))
    page.shows.choose("wrong")
    page.shows.picked.emit("wrong")
    assert labels(page)[0] == "按来源的来稿合计 42，收到来稿 43：1 篇没有写明反映人"
    assert page.pieces.rows.row_at(0).intake_no == "2026-004"


def test_names_stand_where_a_number_counts_people_or_units(whole: Whole, qtbot: QtBot) -> None:
    page = opened(whole, qtbot, report="零报送", span="2026Q3")
    row = next(page.table.rows.row_at(n) for n in range(page.table.rows.count()) if "镇街" in labels(page)[n])
    page.table.choose([row.key])
    page.table.opened.emit(row)
    assert page.no_pieces.isVisible() and len(row.names) == row.count > 0
    assert any(row.names[0] in label.text() for label in page.no_pieces.findChildren(QLabel))


def test_a_month_is_drafted_saved_and_gone_on_with(whole: Whole, qtbot: QtBot) -> None:
    page = opened(whole, qtbot, report="月点评", span="2026-09")
    button = page.draft_buttons[Kind.CIRCULAR]
    assert button.text() == "起草通报" and page.draft_buttons[Kind.BULLETIN].isVisibleTo(page)
    assert not page.draft_buttons[Kind.REPORT].isVisibleTo(page) and not page.print_button.isVisibleTo(page)
    button.click()
    drafting = whole.window.page
    assert isinstance(drafting, DraftingPage) and whole.desk.read(documents.of_report, Kind.CIRCULAR, SEPTEMBER) is None
    drafting.save()
    row = whole.desk.read(documents.of_report, Kind.CIRCULAR, SEPTEMBER)
    assert row is not None and row.purpose == "2026年9月点评"
    page = opened(whole, qtbot)
    assert page.draft_buttons[Kind.CIRCULAR].text() == "继续起草通报" and "通报已起草" in page._told.text()
    page.draft_buttons[Kind.CIRCULAR].click()
    assert isinstance(whole.window.page, DraftingPage) and whole.window.page.document_id == row.id


def test_a_form_is_shown_for_one_group_and_exported(whole: Whole, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(whole, qtbot, report="零报送", span="2026Q3")
    assert page.group.value() is None and not any(b.isVisibleTo(page) for b in page.draft_buttons.values())
    page.group.set_value("信息员")
    path = tmp_path / "零报送.xlsx"
    whole.dialogs.will(path, None)
    page.excel_button.click()
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not whole.context.work.jobs, timeout=20_000)
    assert [name[:3] for name in load_workbook(path).sheetnames] == ["汇总", "信息员"]
    page.print_button.click()
    preview = whole.window.page
    assert isinstance(preview, PreviewPage)
    qtbot.waitUntil(lambda: preview.preview is not None, timeout=20_000)
    assert preview.preview is not None
    assert preview.preview.title == "零报送情况表 信息员 2026年第三季度"


def test_the_year_book_is_written_into_a_folder(whole: Whole, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(whole, qtbot, report="汇编")
    assert page.journal.isVisibleTo(page) and labels(page)[:2] == ["收入的期刊", "收入的文章"]
    page.journal.set_value("社情民意")
    page.journal.changed.emit()
    settled(page, qtbot)
    assert page.table.rows.row_at(0).count == 7
    whole.dialogs.will(tmp_path, None)
    page.book_button.click()
    qtbot.waitUntil(lambda: not whole.context.work.jobs, timeout=60_000)
    assert {path.name for path in tmp_path.glob("*汇编*")} == {
        "《社情民意》2026年汇编.docx",
        "《社情民意》2026年汇编.pdf",
    }


@pytest.mark.parametrize("report", [*Report, "汇编"])
def test_every_report_can_be_chosen_by_hand(whole: Whole, qtbot: QtBot, report: str) -> None:
    page = opened(whole, qtbot)
    page.report.set_value(report)
    page.report.changed.emit()
    settled(page, qtbot)
    assert labels(page) and page.span.value() is not None and not page.notice.isVisible()
    kinds = [made for made in page.draft_buttons.values() if made.isVisibleTo(page)]
    assert len(kinds) + page.print_button.isVisibleTo(page) + page.book_button.isVisibleTo(page) >= 1


def test_a_change_is_seen_at_once(whole: Whole, qtbot: QtBot) -> None:
    page = opened(whole, qtbot, report="月点评", span="2026-11")
    before = {line.key: line.count for line in page._lines}
    whole.desk.do(take_step, whole.submission("2026-043"), Step.CLASSIFY, {"类别": "交通出行"})
    whole.desk.do(take_step, whole.submission("2026-043"), Step.SCREEN, {"结论": "不采用", "原因": "个人隐私"})
    qtbot.waitUntil(lambda: not page._reading.busy and len(page._lines) != len(before), timeout=20_000)
    assert {line.key: line.count for line in page._lines}["valid"] == (before["valid"] or 0) - 1
