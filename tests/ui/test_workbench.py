"""待办工作台 over the sample office: tightest first, counters and steps filter, the next step from the list."""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.operations import clocks
from cppcc_desk.operations import submissions as changing
from cppcc_desk.queries import clocks as timing
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.workbench import WorkbenchPage
from tests.ui.whole import Whole, copied, opened

CTRL = Qt.KeyboardModifier.ControlModifier


def numbers(page: WorkbenchPage) -> list[str]:
    return [page.table.rows.row_at(n).intake_no for n in range(page.table.rows.count())]


def test_the_start_page_begins_with_the_most_overdue(whole: Whole) -> None:
    page = whole.window.page
    assert isinstance(page, WorkbenchPage)
    items = whole.desk.read(timing.open_items, now=whole.desk.now)
    assert numbers(page) == [item.intake_no for item in items]
    late = [item.clock.due_at for item in items if item.urgency is Urgency.OVERDUE and item.clock]
    first = page.table.rows.row_at(0)
    assert first.clock is not None and first.clock.due_at == min(late)


def test_counters_steps_and_chips_filter_and_are_cleared_by_one_press(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    everything = numbers(page)
    qtbot.mouseClick(page.head.counters[Urgency.OVERDUE], Qt.MouseButton.LeftButton)
    assert len(numbers(page)) == page.head.counters[Urgency.OVERDUE].count == 2
    assert page._clear.isVisible()
    qtbot.mouseClick(page._clear, Qt.MouseButton.LeftButton)
    assert numbers(page) == everything and not page._clear.isVisible()
    page.head.strip.picked.emit(3)
    page.head.strip.choose(3)
    page._filter()
    assert {page.table.rows.row_at(n).next_step for n in range(page.table.rows.count())} == {"编辑"}
    page.head.strip.choose(6)
    page._filter()
    assert page.empty.isVisible() and page.empty.accessibleName() == "没有符合筛选的待办"


def test_the_badge_counts_overdue_only_and_follows_each_commit(whole: Whole) -> None:
    entry = whole.window.navigation._entries["workbench"]
    assert (entry.badge, entry.alarming) == (2, True)
    whole.desk.do(clocks.pause, whole.submission("2026-037"), reason="核实有关数据")
    assert entry.badge == 1
    assert whole.window.navigation._entries["submissions"].alarming is False


def test_next_step_by_key_for_one_and_for_many_with_a_summary(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([whole.submission("2026-037")])
    whole.dialogs.will({"opinion": "同意。"})
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert whole.state("2026-037") == "待签发"
    assert "2026-037 已办“审稿”" in whole.window.snackbar.accessibleName()
    page.table.choose([whole.submission("2026-037"), whole.submission("2026-038"), whole.submission("2026-040")])
    whole.dialogs.will("SIGN_OFF", {"signatory": "陆怀远", "destinations": ("县委",)})
    page.next_button.click()
    title, text, choices = whole.dialogs.asked[-2]
    assert title == "一次办一个环节" and "待编辑 1 篇" in text and [key for key, _ in choices] == ["SIGN_OFF"]
    assert whole.state("2026-037") == whole.state("2026-038") == "已签发"
    assert whole.window.snackbar.accessibleName() == "“签发”已办 2 篇"
    qtbot.keyClick(whole.window, Qt.Key.Key_Z, CTRL)
    assert whole.state("2026-037") == whole.state("2026-038") == "待签发"


def test_only_editing_is_refused_in_place(whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([whole.submission("2026-040"), whole.submission("2026-042")])
    page.next_button.click()
    assert "编辑要逐篇进行" in page.notice.text
    assert whole.dialogs.asked == []


def test_what_the_desk_refuses_stands_on_the_page_not_in_a_dialog(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = whole.workbench
    page.table.choose([whole.submission("2026-036")])
    assert page.pause_button.text() == "恢复计时"

    def refuse(*_: object, **__: object) -> None:
        raise Forbidden("来稿 2026-036 没有暂停计时。没有作任何改动。")

    monkeypatch.setattr(whole.desk, "do", refuse)
    page.pause_button.click()
    assert page.notice.text == "来稿 2026-036 没有暂停计时。没有作任何改动。"
    assert page.notice.isVisible() and whole.dialogs.asked == []


def test_space_shows_and_hides_the_quick_look_with_its_primary_button(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([whole.submission("2026-037")])
    assert not page.look.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.look.isVisible() and page.look.primary.text() == "审稿通过，送签发"
    whole.dialogs.will({})
    page.look.primary.click()
    assert whole.state("2026-037") == "待签发"
    assert page.look.primary.text() == "签发，送排印"
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.look.isVisible()


def test_wide_windows_tell_what_is_near(whole: Whole) -> None:
    page = whole.workbench
    assert not page.side.isVisible()
    page.set_room(Room(1920, 1008))
    assert page.side.isVisible() and page.look.isVisible()
    days = page.side._days.count()
    assert days == 8
    page.set_room(Room(1093, 542))
    assert not page.head.strip.isVisible() and page.step_box.isVisible()


def test_delete_rename_copy_from_the_list(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([whole.submission("2026-043")])
    whole.dialogs.will({"title": "加强古树名木保护"})
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert "加强古树名木保护" in [page.table.rows.row_at(n).title for n in range(page.table.rows.count())]
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    assert "2026-043\t加强古树名木保护" in QGuiApplication.clipboard().text()
    whole.dialogs.will(True)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    title, text, verb = whole.dialogs.asked[-1]
    assert "2026-043" in text and "90 天" in text and verb == "移入回收站 1 篇" and "1 篇" in title
    assert "2026-043" not in numbers(page)
    qtbot.keyClick(whole.window, Qt.Key.Key_Z, CTRL)
    assert "2026-043" in numbers(page)


def test_the_menu_of_the_right_button_repeats_the_actions_with_their_keys(whole: Whole) -> None:
    shown = {made.text(): made.shortcut().toString() for made in whole.workbench.table.row_menu().actions()}
    assert shown["转下一环节…"] == "Ctrl+Return"
    assert {"打开\tEnter", "修改标题…\tF2", "移入回收站…\tDelete"} <= shown.keys()  # keys of the list itself


def test_what_is_done_is_done_with_the_row_under_the_keyboard_where_none_is_ticked(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    first, second = (page.table.rows.row_at(number) for number in (0, 1))
    assert page.table.chosen_count() == 0 and page.table.current_row() == first
    assert page.next_button.isEnabled() and page.pause_button.isEnabled() and page._chosen.text() == "当前一件"
    page.table.choose([first.id])
    qtbot.keyClick(page.table, Qt.Key.Key_Down, CTRL)
    assert page._chosen.text() == "已选 1 件"
    qtbot.keyClick(page.table, Qt.Key.Key_Enter)
    assert whole.submissions.detail.detail is not None
    assert whole.submissions.detail.detail.row.id == second.id


def test_the_list_goes_to_excel_and_the_file_can_be_opened(
    qtbot: QtBot, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_files: list[Path] = []
    monkeypatch.setattr("cppcc_desk.ui.lists.show_file", opened_files.append)
    page = whole.workbench
    target = tmp_path / "待办.xlsx"
    whole.dialogs.will(target, "file")
    page.export_button.click()
    qtbot.waitUntil(lambda: opened_files == [target])
    assert "待办一览（2026-11-20）" in whole.dialogs.asked[0][1].name
    words = [str(cell.value) for line in load_workbook(target).active.iter_rows() for cell in line if cell.value]
    assert {"2026-037", "超期 1 天"} <= set(words)


def test_a_locked_target_is_explained_and_written_beside(
    qtbot: QtBot, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cppcc_desk.errands import ledger
    from cppcc_desk.errands.writing import Locked

    real, opened_files = ledger.write, []
    monkeypatch.setattr("cppcc_desk.ui.lists.show_file", opened_files.append)

    def busy(made: object, path: Path) -> None:
        if path.name == "待办.xlsx":
            raise Locked(path, path.with_name("待办(2).xlsx"))
        real(made, path)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "write", busy)
    whole.dialogs.will(tmp_path / "待办.xlsx", "other", "folder")
    whole.workbench.export_button.click()
    qtbot.waitUntil(lambda: opened_files == [tmp_path])
    trouble = whole.dialogs.asked[1]
    assert "正被占用" in trouble.title and [key for key, _ in trouble.actions] == ["other", "again"]
    assert (tmp_path / "待办(2).xlsx").exists()


def test_what_another_process_saved_is_seen_on_coming_back(qtbot: QtBot, whole: Whole) -> None:
    page = whole.workbench
    other = open_desk(whole.desk.folder, by="单文静", clock=whole.clock)
    other.do(clocks.pause, other.read(lambda s: whole.submission("2026-037")), reason="核实有关数据")
    other.close()
    assert page.head.counters[Urgency.OVERDUE].count == 2
    QCoreApplication.sendEvent(whole.window, QEvent(QEvent.Type.WindowActivate))
    assert page.head.counters[Urgency.OVERDUE].count == 1


def test_filters_are_remembered(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    first = opened(copied(tmp_path / "一"), ini=ini)
    first.window.show()
    first.workbench.chips.choose("mine")
    first.submissions.listing.filters.chips.choose("adopted")
    first.window.close()
    second = opened(copied(tmp_path / "二"), ini=ini)
    second.window.show()
    assert second.workbench.chips.chosen == "mine"
    assert second.submissions.listing.filters.chips.chosen == "adopted"
    second.window.close()


def test_what_was_done_before_today_is_not_undone_without_asking(qtbot: QtBot, whole: Whole) -> None:
    label = whole.desk.next_undo()
    whole.dialogs.will(False)
    qtbot.keyClick(whole.window, Qt.Key.Key_Z, CTRL)
    title, text, verb = whole.dialogs.asked[-1]
    assert (title, verb) == ("撤销以前做的操作？", "撤销这一步")
    assert f"“{label}”是 2026-" in text
    assert whole.desk.next_undo() == label
    whole.dialogs.will(True)
    qtbot.keyClick(whole.window, Qt.Key.Key_Z, CTRL)
    assert whole.desk.next_undo() != label
    whole.desk.do(changing.rename, whole.submission("2026-042"), title="换一个标题")
    qtbot.keyClick(whole.window, Qt.Key.Key_Z, CTRL)  # done just now: nobody is asked
    assert whole.window.snackbar.accessibleName().startswith("已撤销：")


def test_time_that_passes_is_seen_without_a_key(whole: Whole) -> None:
    page = whole.workbench
    before = page.head.counters[Urgency.OVERDUE].count
    whole.clock.now += timedelta(days=30)
    whole.window.refresh()
    assert page.head.counters[Urgency.OVERDUE].count > before
