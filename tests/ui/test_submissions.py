"""来稿办理: list beside detail, the register as a table, search with its place, the editor with its draft, files."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollBar
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.previews import Forms
from cppcc_desk.operations import submissions as filing
from cppcc_desk.operations.registering import register
from cppcc_desk.queries import submissions
from cppcc_desk.queries.forms import OF_SUBMISSION
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.submissions import SubmissionsPage
from cppcc_desk.ui.pages.submissions.detail import COMPARED, DISPATCHES, FILES, HISTORY
from cppcc_desk.ui.pages.submissions.editing import has_draft
from cppcc_desk.ui.pages.submissions.filters import ALL, BIN, OPEN
from cppcc_desk.ui.table.models import WINDOW
from tests.office import registration
from tests.ui.printed import rest
from tests.ui.screens import settle
from tests.ui.whole import Whole, opened

CTRL = Qt.KeyboardModifier.ControlModifier


def listed(page: SubmissionsPage) -> list[str]:
    return [row.intake_no for row in page.listing.on_screen()]


def test_open_pieces_first_the_tightest_and_the_detail_follows_the_list(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    assert page.listing.filters.chips.chosen == OPEN and listed(page)[0] == "2026-037"
    assert page.detail.detail is not None and page.detail.detail.row.intake_no == "2026-037"
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Down)
    assert page.detail.detail.row.intake_no == listed(page)[1]


def test_a_piece_that_the_filters_hide_is_found(whole: Whole) -> None:
    detail = whole.shown("2026-006")
    assert detail.detail is not None and detail.detail.row.intake_no == "2026-006"
    assert whole.submissions.listing.filters.chips.chosen == ALL
    whole.desk.do(filing.move_to_bin, [whole.submission("2026-043")])
    detail = whole.shown("2026-043")
    assert whole.submissions.listing.filters.chips.chosen == BIN and detail.restore_button.isVisible()
    detail.restore_button.click()
    assert whole.state("2026-043") == State.REGISTERED


def test_a_step_of_the_bar_shows_its_record(whole: Whole) -> None:
    detail = whole.shown("2026-006")
    detail.bar.picked.emit(4)
    assert detail.tabs.currentIndex() == HISTORY and "审稿" in detail.history.places


def test_tabs_tell_their_numbers_and_the_comparison_its_characters(whole: Whole) -> None:
    detail = whole.shown("2026-037")
    assert detail.tabs.tabText(HISTORY) == "办理记录 5" and detail.tabs.tabText(FILES) == "附件 1"
    detail.tabs.setCurrentIndex(COMPARED)
    assert "增加" in detail.compared._told.text() and "删除线" in detail.compared._told.text()
    drawn = detail.compared.marked.toHtml()
    assert "line-through" in drawn and "underline" in drawn


def test_phone_numbers_are_masked_until_they_are_clicked(qtbot: QtBot, whole: Whole) -> None:
    detail = whole.shown("2026-037")
    detail.text._toggle()
    phone = next(made for made in detail.text.facts.findChildren(QPushButton) if "*" in made.text())
    assert phone.text() == "138****0128"
    qtbot.mouseClick(phone, Qt.MouseButton.LeftButton)
    assert phone.text().startswith("1380000")
    assert "*" not in phone.text()


# --- the editor ---


def test_saving_keeps_a_version_and_handing_on_sends_it_to_review(qtbot: QtBot, whole: Whole) -> None:
    detail = whole.shown("2026-042")
    qtbot.keyClick(whole.window, Qt.Key.Key_Return, CTRL)
    assert detail.is_editing
    detail.editing.text.edit.setPlainText("外卖骑手等车、进门、歇脚三难。")
    qtbot.keyClick(whole.window, Qt.Key.Key_S, CTRL)
    assert whole.state("2026-042") == State.EDITING and detail.is_editing, "saved, and on with it"
    assert detail.detail is not None and detail.detail.edited_text == "外卖骑手等车、进门、歇脚三难。"
    assert detail.editing._kept.text().startswith("已暂存") and detail.editing.may_leave()
    detail.editing.text.edit.setPlainText("外卖骑手等车、进门、歇脚三难，建议设驿站。")
    qtbot.keyClick(whole.window, Qt.Key.Key_S, CTRL)
    assert detail.detail.edited_text.endswith("建议设驿站。")
    qtbot.keyClick(whole.window, Qt.Key.Key_Return, CTRL)
    assert whole.state("2026-042") == State.IN_REVIEW


def test_the_draft_survives_a_kill_and_is_offered(whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.edit()
    detail.editing.text.edit.setPlainText("只写了一半")
    detail.editing._draft.save()
    detail.editing._dirty = False  # as if the program had been killed: nobody was asked
    detail._leave_editing()
    assert has_draft(whole.context, whole.submission("2026-042"))
    assert detail._draft.isVisible()
    other = whole.shown("2026-040")
    other.edit()
    assert other.editing.notice.text == ""  # the draft belongs to another piece
    detail._leave_editing()
    detail = whole.shown("2026-042")
    detail.edit()
    assert "草稿还在" in detail.editing.notice.text
    detail.editing._restore()
    assert detail.editing.text.value() == "只写了一半"
    detail.editing._keep()
    assert not has_draft(whole.context, whole.submission("2026-042"))


def test_unsaved_text_is_asked_about_once_and_escape_leaves_clean_text(qtbot: QtBot, whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.edit()
    qtbot.keyClick(detail.editing.text.edit, Qt.Key.Key_Escape)
    assert not detail.is_editing and whole.dialogs.asked == []
    detail.edit()
    detail.editing.text.edit.setPlainText("改过")
    whole.dialogs.will(None)
    whole.window.go("workbench")
    assert whole.window.page is whole.submissions and detail.is_editing
    whole.dialogs.will(None)
    page = whole.submissions
    page.listing.list.choose([whole.submission("2026-040")])
    assert detail.is_editing and page.listing.list.current_id() == whole.submission("2026-042")
    whole.dialogs.will("drop")
    page.listing.list.choose([whole.submission("2026-040")])
    assert not detail.is_editing


def test_an_editor_older_than_the_piece_may_still_save_what_was_typed(whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.edit()
    detail.editing.text.edit.setPlainText("写了很久的编辑稿")
    whole.desk.do(filing.assign_group, [whole.submission("2026-042")], group="第一信息小组")
    assert detail.is_editing and detail.editing.text.value() == "写了很久的编辑稿"
    detail.editing._keep()
    assert detail.is_editing and "刚被别处修改过" in detail.editing.notice.text
    detail.editing._take_over()
    assert detail.is_editing and detail.editing.may_leave()
    found = whole.desk.read(submissions.detail, whole.submission("2026-042"), now=whole.desk.now)
    assert (found.edited_text, found.row.group) == ("写了很久的编辑稿", "第一信息小组")


def test_editing_out_of_order_needs_a_reason_told_in_place(whole: Whole) -> None:
    detail = whole.shown("2026-038")
    detail.edit()
    assert detail.editing.reason.isVisible()
    detail.editing.hand_on()
    assert "写明原因" in detail.editing.notice.text and detail.is_editing
    detail.editing.reason.edit.setText("签发前发现数字有误。")
    detail.editing.hand_on()
    assert whole.state("2026-038") == State.IN_REVIEW


def test_long_texts_are_warned_about(whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.edit()
    detail.editing.text.edit.setPlainText("字" * 1501)
    assert detail.editing._count.text() == "1501 字，超过 1500 字，建议压缩"


# --- search ---


def test_a_search_shows_the_place_and_escape_returns(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    before = listed(page)
    whole.workbench.setFocus()
    box = whole.window.header.search
    box.setFocus()
    box.setText("充电柜")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(page) == ["2026-042"])
    assert whole.window.page is page
    line = page.listing._line(page.listing.on_screen()[0])
    assert line.detail.startswith("原文：") and "充电柜" in line.detail
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert whole.window.page is not page  # back on the workbench, where the search began
    assert listed(page) == before


def test_nothing_found_says_so_and_offers_the_way_back(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    whole.window.go("submissions", search="没有这样的词")
    qtbot.waitUntil(page.listing.empty.isVisible)
    assert page.listing.empty.accessibleName() == "没有找到“没有这样的词”"
    page.listing.search_left.emit()
    assert listed(page)[0] == "2026-037"


# --- the register ---


def test_the_table_sorts_filters_and_acts_on_many(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    page.listing._switch()
    assert page.listing.table.isVisible() and not page.detail.isVisible()
    page.listing.show_scope(ALL)
    assert len(listed(page)) == 43 and listed(page)[0] == "2026-043"
    page.listing._sort("number", False)
    assert listed(page)[0] == "2026-001"
    page.listing.table.choose([whole.submission("2026-041"), whole.submission("2026-043")])
    assert page._chosen.text() == "已选 2 篇"
    whole.dialogs.will({"group": "第五信息小组"})
    page.assign_button.click()
    rows = {row.intake_no: row.group for row in page.listing.on_screen()}
    assert rows["2026-041"] == rows["2026-043"] == "第五信息小组"
    whole.dialogs.will({"category": "生态环境", "reason": "统一调整类别。"})
    page._step_actions[0].trigger()
    assert {r.category for r in page.listing.on_screen() if r.intake_no in ("2026-041", "2026-043")} == {"生态环境"}
    page.listing.table.choose([whole.submission("2026-006")])
    qtbot.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert page.detail.isVisible() and page.detail.detail is not None
    assert page.detail.detail.row.intake_no == "2026-006"


def test_delete_names_what_goes_and_the_bin_gives_it_back(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    page.listing.list.choose([whole.submission("2026-043"), whole.submission("2026-041")])
    whole.dialogs.will(True)
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Delete)
    title, text, _ = whole.dialogs.asked[-1]
    assert "2 篇" in title and "2026-043" in text and "2026-041" in text
    page.listing.show_scope(BIN)
    assert sorted(listed(page)) == ["2026-041", "2026-043"]
    page.listing.list.choose([whole.submission("2026-043")])
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Delete)
    assert "已经在回收站里" in page.notice.text
    page._restore()
    assert listed(page) == ["2026-041"]


def test_what_cannot_be_deleted_is_told_on_the_page(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    whole.shown("2026-035")
    whole.dialogs.will(True)
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Delete)
    assert "已编期号，不能删除" in page.notice.text and page.notice.isVisible()


def test_gaps_in_the_numbers_are_told_and_can_be_put_aside(whole: Whole) -> None:
    page = whole.submissions
    assert not page.listing.gaps.isVisible()
    whole.desk.do(register, registration())
    whole.desk.undo()
    page.refresh()
    assert "2026 年来稿编号缺 2026-044" in page.listing.gaps.text
    page.listing._saw_gaps("2026-044")
    page.refresh()
    assert not page.listing.gaps.isVisible()


def test_an_empty_office_is_told_what_to_do_next(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    from cppcc_desk.paths import DataFolder

    made = opened(DataFolder(tmp_path / "新办公室"), ini=ini)
    made.window.show()
    page = made.submissions
    page.listing.clear_filters()
    assert page.listing.empty.accessibleName() == "还没有来稿"
    assert "登记来稿" in [button.text() for button in page.listing.empty.findChildren(QPushButton)]
    page.listing.show_scope(BIN)
    assert page.listing.empty.accessibleName() == "回收站是空的"
    assert made.workbench.empty.accessibleName() == "没有待办"
    made.close()


def test_the_register_goes_to_excel_in_the_order_of_the_screen(qtbot: QtBot, whole: Whole, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    page = whole.submissions
    page.listing._switch()
    page.listing.show_scope(ALL)
    whole.dialogs.will(tmp_path / "来稿", None)
    page.export_button.click()
    target = tmp_path / "来稿.xlsx"
    qtbot.waitUntil(lambda: whole.context.work.jobs == [] and target.exists())
    cells = [str(cell.value) for line in load_workbook(target).active.iter_rows() for cell in line]
    assert [c for c in cells if c.startswith("2026-0")][:2] == ["2026-043", "2026-042"]


def test_files_open_from_a_copy_and_are_saved_as_they_came(
    qtbot: QtBot, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("cppcc_desk.ui.lists.show_file", shown.append)
    monkeypatch.setattr("cppcc_desk.ui.lists.gettempdir", lambda: str(tmp_path))
    detail = whole.shown("2026-006")
    detail.tabs.setCurrentIndex(FILES)
    detail.files._open()
    assert detail.detail is not None
    original = whole.desk.originals.take(detail.detail.files[0].sha256)
    assert shown[0].read_bytes() == original and shown[0].name == "助餐点信息.txt"
    shown[0].write_bytes(b"changed")
    detail.files._open()
    assert shown[1] != shown[0] and shown[1].read_bytes() == original
    target = tmp_path / "原件.txt"
    whole.dialogs.will(target, None)
    detail.files._keep()
    qtbot.waitUntil(lambda: target.exists() and whole.context.work.jobs == [])
    assert target.read_bytes() == original


def test_papers_for_a_department_are_printed_at_its_dispatch(whole: Whole) -> None:
    detail = whole.shown("2026-033")
    detail.tabs.setCurrentIndex(DISPATCHES)
    settle()
    printing = [made for made in detail.dispatches.findChildren(QPushButton) if made.text() in ("转办函", "督办单")]
    assert [made.toolTip() for made in printing] == ["打印给县商务局的转办函", "打印给县商务局的督办单"]
    printing[1].click()
    expected = Forms("督办单", (whole.submission("2026-033"),), "县商务局")
    assert whole.window.page.subject == expected  # type: ignore[attr-defined]
    rest(whole.context)


def test_every_form_is_in_the_menu_of_the_piece(whole: Whole) -> None:
    detail = whole.shown("2026-006")
    menu = detail._more.menu()
    assert menu is not None
    (printing,) = [made.menu() for made in menu.actions() if made.text() == "打印表单"]
    assert [made.text() for made in printing.actions()] == [f"{kind}…" for kind in OF_SUBMISSION]
    next(made for made in printing.actions() if made.text() == "采用证明…").trigger()
    assert whole.window.page.subject == Forms("采用证明", (whole.submission("2026-006"),))  # type: ignore[attr-defined]
    rest(whole.context)


def test_dispatches_show_their_rule_and_what_is_left_to_do(whole: Whole) -> None:
    detail = whole.shown("2026-035")
    detail.tabs.setCurrentIndex(DISPATCHES)
    words = [made.text() for made in detail.dispatches.findChildren(QPushButton)]
    assert "登记传送" in words and "更正" in words and "增加报送去向" in words


def test_narrow_windows_keep_what_is_used_daily(whole: Whole) -> None:
    page = whole.submissions
    page.set_room(Room(1093, 542))
    assert page.detail.back.text() == "退回" and not page.listing.filters.category.isVisible()
    page.set_room(Room(1920, 1008))
    assert page.detail.back.text() == "退回编辑" and page.detail.text._pane.isVisible()


def test_a_long_register_reads_only_what_is_on_the_screen(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    page = whole.submissions
    row = page.listing.on_screen()[0]
    asked: list[int] = []

    def fetch(ids: Sequence[int]) -> list[SubmissionRow]:
        asked.append(len(ids))
        return [replace(row, id=number) for number in ids]

    monkeypatch.setattr(submissions, "ids", lambda _session, _chosen, **_order: array("q", range(1, 100_001)))
    monkeypatch.setattr(page.listing.model, "_fetch", fetch)
    page.listing._switch()
    settle()
    assert page.listing.model.count() == 100_000 and sum(asked) <= 2 * WINDOW
    page.listing.table.selectAll()
    page.refresh()  # at once, though everything is chosen
    assert page.listing.table.chosen_count() == 100_000
    page.listing.table.scrollToBottom()
    settle()
    assert sum(asked) <= 6 * WINDOW
    page.print_button.click()
    assert "一次最多打印 2000 行" in page.notice.text


# --- 更正登记 ---


def test_what_was_registered_is_corrected_beside_the_original(qtbot: QtBot, whole: Whole) -> None:
    detail = whole.shown("2026-042")
    before = detail.detail
    assert before is not None
    detail.correct()
    entry = detail.correcting.entry
    assert detail.is_editing and entry.main.number.value() == "2026-042"
    assert entry.values()["received_at"] == before.row.received_at
    assert entry.particulars() == before.particulars
    assert not entry.dirty and not entry.main.field("original_text").isVisible()
    assert entry.more.isVisible() and detail.correcting.beside.original.isVisible()
    entry.main.set_value("phone", "1380000999")
    qtbot.keyClick(whole.window, Qt.Key.Key_S, CTRL)
    assert "手机号应为 11 位数字" in entry.main._cells["phone"].trouble.text()
    entry.main.set_value("phone", "13800009999")
    entry.main.set_value("received_at", before.row.received_at.replace(year=2025))
    qtbot.keyClick(whole.window, Qt.Key.Key_Return, CTRL)
    assert "年度不符" in entry.main._cells["received_at"].trouble.text() and detail.is_editing
    entry.main.set_value("received_at", before.row.received_at.replace(hour=7, minute=5))
    qtbot.keyClick(whole.window, Qt.Key.Key_Return, CTRL)
    assert not detail.is_editing and detail.detail is not None
    assert detail.detail.contributors[0].phone == "13800009999"
    assert detail.detail.row.received_at.hour == 7
    assert detail.detail.steps[-1].step == "更正登记"
    whole.desk.undo()
    assert detail.detail is not None and detail.detail.particulars == before.particulars


def test_another_first_person_brings_what_the_roster_knows(whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.correct()
    entry = detail.correcting.entry
    person = entry.suggesting.people("")[0]
    entry.main.set_value("contributors", (person,))
    assert entry.value("phone") == person.value.phone and entry.value("sector") == person.value.sector
    detail.correcting.save()
    assert detail.detail is not None
    assert detail.detail.contributors[0].person_id == person.value.id


def test_leaving_asks_about_corrections_and_esc_leaves_an_untouched_form(qtbot: QtBot, whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.correct()
    qtbot.keyClick(detail.correcting.entry.main.contributors.edit, Qt.Key.Key_Escape)
    assert not detail.is_editing and whole.dialogs.asked == []
    detail.correct()
    detail.correcting.entry.main.set_value("position", "院长")
    whole.dialogs.answers.append(None)
    whole.window.go("workbench")
    assert whole.window.page is whole.submissions and detail.is_editing
    whole.dialogs.answers.append("keep")
    detail.correcting._leave()
    assert not detail.is_editing and detail.detail is not None
    assert detail.detail.contributors[0].position == "院长"


def test_an_issued_piece_is_corrected_with_a_reason(whole: Whole) -> None:
    detail = whole.shown("2026-006")
    detail.correct()
    assert detail.correcting.reason.isVisible()
    detail.correcting.entry.more.set_value("drafter", "柳青禾")
    detail.correcting.save()
    assert "写明原因" in detail.correcting.notice.text and detail.is_editing
    detail.correcting.reason.edit.setText("登记簿上写着执笔人")
    detail.correcting.save()
    assert not detail.is_editing and detail.detail is not None and detail.detail.drafter == "柳青禾"


def test_files_are_added_to_a_registered_piece(whole: Whole, tmp_path: Path) -> None:
    detail = whole.shown("2026-042")
    scan = tmp_path / "签字扫描.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    whole.dialogs.answers.append([scan])
    detail.files.add_button.click()
    assert detail.detail is not None
    assert [file.file_name for file in detail.detail.files if not file.source] == ["签字扫描.pdf"]
    whole.dialogs.answers.append([scan])
    detail.files.add_button.click()
    assert "已经是来稿 2026-042 的附件" in whole.submissions.notice.text


def test_the_keyboard_follows_from_the_list_to_the_table_and_back(qtbot: QtBot, whole: Whole) -> None:
    page = whole.submissions
    whole.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is whole.window)
    qtbot.mouseClick(page.listing.switch, Qt.MouseButton.LeftButton)
    assert page.listing.table.hasFocus()
    page.listing.table.choose([whole.submission("2026-042")])
    qtbot.keyClick(page.listing.table, Qt.Key.Key_Space)
    assert page.listing.list.hasFocus() and page.detail.isVisible()
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Space)
    assert page.listing.table.hasFocus()


def test_facts_and_text_are_one_thing_to_scroll(qtbot: QtBot, whole: Whole) -> None:
    whole.window.resize(1093, 542)
    detail = whole.shown("2026-006")
    detail.text._fold.click()
    settle()
    bars = [bar for bar in detail.text.findChildren(QScrollBar) if bar.isVisible()]
    assert len(bars) == 1 and bars[0].maximum() > 0
    assert detail.text.text.height() >= detail.text.text.document().size().height()
    qtbot.keyClick(detail.text.text, Qt.Key.Key_PageDown)
    assert bars[0].value() > 0, "the keys scroll it, too"
    phone = next(made for made in detail.text.facts.findChildren(QPushButton) if "*" in made.text())
    words = next(made for made in detail.text.facts.findChildren(QLabel) if made.text() == "电话")
    assert abs(phone.geometry().center().y() - words.geometry().center().y()) <= 2
    assert phone.height() <= 22
    detail.text._fold.click()
    settle()
    assert detail.text.text.verticalScrollBar().isVisible()


def test_the_editor_has_more_room_than_the_original_until_somebody_drags(whole: Whole) -> None:
    detail = whole.shown("2026-042")
    detail.edit()
    settle()
    mine, theirs = detail.editing.beside.sizes()
    assert mine > theirs > 200
    detail.editing.beside.moveSplitter(mine - 80, 1)
    whole.window.resize(1400, 720)
    settle()
    assert abs(detail.editing.beside.sizes()[1] - theirs - 80) <= 2
