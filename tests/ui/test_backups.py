"""Backups in the window: the page of the settings, the second place, by themselves."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.errands import backups, received
from cppcc_desk.storage.backups import verify
from cppcc_desk.ui import backing_up, waiting
from cppcc_desk.ui.attending import Attending
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.pages.register.batch import piece
from cppcc_desk.ui.pages.register.bringing import Bringing
from cppcc_desk.ui.pages.settings.backups import told_size
from tests.conftest import NOW
from tests.ui.keeping_safe import change, reasons, rest, section, shut, spoil
from tests.ui.screens import settle
from tests.ui.whole import Whole, copied, opened


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that passes for one on another disk."""
    place = tmp_path / "U盘"
    place.mkdir()
    monkeypatch.setattr(backups, "on_same_disk", lambda one, _other: one != place)
    return place


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_tells_the_last_backup_and_makes_one(qtbot: QtBot, whole: Whole) -> None:
    shown = section(qtbot, whole)
    assert shown.form.value("last").startswith("11-19 周四 16:20") and shown.form.value("last").endswith("关闭程序时")
    assert shown.table.rows.count() == 1
    shown.now_button.click()
    rest(qtbot, whole)
    assert reasons(whole.desk.folder) == ["手工备份", "关闭程序时"]
    assert shown.table.rows.count() == 2 and shown.form.value("last").startswith("11-20 周五 14:30　43 篇来稿")
    assert Path(shown.form.value("where")).exists() and not shown.warning.text
    assert "已备份 43 篇来稿，读回核对无误" in whole.window.snackbar.accessibleName()


def test_what_is_older_than_a_day_of_work_is_warned_of(qtbot: QtBot, whole: Whole) -> None:
    whole.clock.now += timedelta(days=2)
    shown = section(qtbot, whole)
    assert not shown.warning.text  # nobody has done anything since
    change(whole)
    rest(qtbot, whole)
    assert shown.warning.text == "最近的备份是 2 天前的，此后的操作还没有备份。"


def test_without_any_backup_it_says_so(qtbot: QtBot, whole: Whole) -> None:
    for path in whole.desk.folder.backups.iterdir():
        path.unlink()
    shown = section(qtbot, whole)
    assert shown.form.value("last") == "还没有备份" and shown.warning.text == "还没有备份，数据只有一份。"


def test_each_is_looked_through_when_asked(qtbot: QtBot, whole: Whole) -> None:
    shown = section(qtbot, whole)
    one = shown.table.rows.row_at(0)
    shown.table.link_pressed.emit(one, "check")
    rest(qtbot, whole)
    assert shown.notice.text == "2026-11-19 周四 16:20 的备份完好，可以恢复。"
    spoil(one.path)
    shown.check(one)
    rest(qtbot, whole)
    assert "已损坏" in shown.notice.text and shown.notice.property("kind") == "error"


def test_a_backup_that_does_not_succeed_is_one_line(
    qtbot: QtBot, whole: Whole, caplog: pytest.LogCaptureFixture
) -> None:
    shown = section(qtbot, whole)
    shut(whole.desk.folder)
    shown.now_button.click()
    rest(qtbot, whole)
    assert "数据和以前的备份没有受影响" in whole.window.snackbar.accessibleName()
    assert "上次自动备份没有做成" in shown.warning.text and whole.dialogs.asked == []
    caplog.clear()


def test_sizes_are_told_as_people_say_them() -> None:
    assert [told_size(size) for size in (10, 640 * 1024, 1_300_000)] == ["1 KB", "640 KB", "1.2 MB"]


# --- the second place -----------------------------------------------------------------------------------------------


def test_the_second_place_is_chosen_once_and_then_one_press_away(
    qtbot: QtBot, whole: Whole, elsewhere: Path, ini: QSettings
) -> None:
    shown = section(qtbot, whole)
    assert shown.second_button.text() == "备份到 U 盘…" and not shown.move_button.isVisible()
    whole.dialogs.will(elsewhere, None)
    shown.second_button.click()
    rest(qtbot, whole)
    assert whole.dialogs.asked[-1][0] == "已备份，U 盘可以拔出" and "读回核对无误" in whole.dialogs.asked[-1][1]
    assert ini.value(backing_up.SECOND) == str(elsewhere) and ini.value(backing_up.SECOND_AT) == "2026-11-20"
    assert shown.form.value("second").endswith("11-20 备份过") and shown.second_button.text().endswith("U盘")
    whole.dialogs.will(None)
    shown.second_button.click()
    rest(qtbot, whole)
    made = backups.backups.backups_in(elsewhere)
    assert [one.manifest.sequence for one in made] == [2, 1] and all(verify(one.path) == () for one in made)


def test_a_place_on_the_same_disk_is_warned_of(qtbot: QtBot, whole: Whole, tmp_path: Path, elsewhere: Path) -> None:
    shown = section(qtbot, whole)
    near = tmp_path / "旁边"
    near.mkdir()
    whole.dialogs.will(near, "other", elsewhere, None)
    shown.second_button.click()
    rest(qtbot, whole)
    assert whole.dialogs.asked[1][0] == "换一个位置更安全" and not shown.warning.text
    whole.dialogs.will(near, "keep")
    shown.move_button.click()
    rest(qtbot, whole)
    assert "在同一块磁盘上" in shown.warning.text


def test_a_stick_that_is_not_there_is_said(qtbot: QtBot, whole: Whole, elsewhere: Path) -> None:
    shown = section(qtbot, whole)
    whole.context.settings.setValue(backing_up.SECOND, str(elsewhere / "没有"))
    whole.dialogs.will("again", "other", elsewhere, None)
    shown.second_button.click()
    rest(qtbot, whole)
    troubles = [asked for asked in whole.dialogs.asked if isinstance(asked, Trouble)]
    assert len(troubles) == 2 and "U 盘可能没有插好" in troubles[0].text and "没有受影响" in troubles[0].text
    assert len(backups.backups.backups_in(elsewhere)) == 1


def test_a_stick_that_is_pulled_out_leaves_no_half_file(
    qtbot: QtBot, whole: Whole, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown = section(qtbot, whole)

    def pulled(*_: object, **__: object) -> None:
        raise World("没有做成：读写磁盘出错，U盘可能被拔出。数据和以前的备份没有受影响。请检查后再试。")

    monkeypatch.setattr(backups.backups, "make", pulled)
    whole.dialogs.will(elsewhere)
    shown.second_button.click()
    rest(qtbot, whole)
    assert isinstance(whole.dialogs.asked[-1], Trouble) and "U盘可能被拔出" in whole.dialogs.asked[-1].text
    assert not whole.context.settings.value(backing_up.SECOND_AT)
    caplog.clear()


def test_after_fourteen_days_the_bar_reminds_and_does_it(qtbot: QtBot, whole: Whole, elsewhere: Path) -> None:
    attending = whole.window.findChild(Attending)
    assert attending is not None
    whole.clock.now += timedelta(days=13)
    attending.remind()
    assert "U 盘" not in whole.window.reminder.text
    whole.clock.now += timedelta(days=1)
    attending.remind()
    assert whole.window.reminder.text.endswith("；数据还没有在 U 盘等别处留过备份。")
    whole.dialogs.will(elsewhere, None)
    settle()
    next(b for b in whole.window.reminder.findChildren(QPushButton) if b.text() == "备份到 U 盘…").click()
    rest(qtbot, whole)
    assert len(backups.backups.backups_in(elsewhere)) == 1
    assert "U 盘" not in whole.window.reminder.text
    whole.clock.now += timedelta(days=15)
    attending.remind()
    assert "已有 15 天没有备份到 U 盘" in whole.window.reminder.text


def test_a_day_that_a_wrong_clock_wrote_does_not_put_off_the_reminder(
    qtbot: QtBot, whole: Whole, elsewhere: Path
) -> None:
    attending = whole.window.findChild(Attending)
    assert attending is not None
    for key in (backing_up.SECOND_AT, backing_up.SINCE):
        whole.context.settings.setValue(key, "2098-01-01")
    whole.context.backing_up.begin()
    whole.clock.now += timedelta(days=14)
    attending.remind()
    assert "还没有在 U 盘等别处留过备份" in whole.window.reminder.text


def test_where_room_gets_scarce_it_is_said_here_and_on_the_stick(
    qtbot: QtBot, whole: Whole, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_desk.storage.backups.keeping._MOST_BYTES", 1)
    shown = section(qtbot, whole)
    assert "较早的备份会提前清理" in shown.warning.text and str(whole.desk.folder.backups) in shown.warning.text
    whole.dialogs.will(elsewhere, None)
    shown.second_button.click()
    rest(qtbot, whole)
    assert f"“{elsewhere}”里给备份的空间快用完了" in whole.dialogs.asked[-1][1]


# --- by themselves --------------------------------------------------------------------------------------------------


def test_at_exit_only_what_is_new_is_backed_up(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = copied(tmp_path / "d")
    for expected in (["关闭程序时"], ["关闭程序时", "关闭程序时"]):
        made = opened(folder, ini=ini)
        made.window.show()
        if len(expected) > 1:
            change(made)
        made.window.close()
        assert reasons(folder) == expected


def test_at_exit_words_come_when_it_takes_long_and_the_window_is_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, whole: Whole
) -> None:
    monkeypatch.setattr(waiting, "WORDS_AFTER_MS", 20)
    seen: list[str] = []

    def slow() -> str:
        deadline = time.monotonic() + 10
        while not seen and time.monotonic() < deadline:
            time.sleep(0.01)
        return "好"

    def look() -> None:
        seen.extend(
            card.accessibleName()
            for card in whole.window.findChildren(waiting.QFrame, "card", Qt.FindChildOption.FindDirectChildrenOnly)
            if card.isVisible()
        )

    timer = backing_up.QTimer(whole.window)
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    assert waiting.wait_for(slow, "正在备份，马上就好……", over=whole.window) == "好"
    timer.stop()
    assert seen[0] == "正在备份，马上就好……"


def test_what_the_work_raises_comes_out_of_the_waiting(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise World("没有做成。数据没有改动。")

    with pytest.raises(World):
        waiting.wait_for(refuse, "正在恢复……")


def test_a_backup_that_fails_does_not_keep_the_window_open(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "d")
    made = opened(folder, ini=ini)
    made.window.show()
    change(made)
    shut(folder)
    made.window.close()
    assert not made.window.isVisible() and made.dialogs.asked == []
    assert [record.getMessage() for record in caplog.records] == ["no backup: world"]
    caplog.clear()
    again = opened(folder, ini=ini)
    again.window.show()
    assert "没有做成" in again.window.reminder.text and "没有受影响" in again.window.reminder.text
    folder.backups.unlink()
    settle()
    next(b for b in again.window.reminder.findChildren(QPushButton) if b.text() == "立即备份").click()
    rest(qtbot, again)
    assert "没有做成" not in again.window.reminder.text and reasons(folder) == ["手工备份"]
    again.close()


def test_every_half_hour_if_something_was_done(qtbot: QtBot, whole: Whole, caplog: pytest.LogCaptureFixture) -> None:
    keeper = whole.context.backing_up
    assert keeper.timer.isActive() and keeper.timer.interval() == 30 * 60_000
    keeper.timer.timeout.emit()
    rest(qtbot, whole)
    assert reasons(whole.desk.folder) == ["关闭程序时"]
    change(whole)
    keeper.timer.timeout.emit()
    rest(qtbot, whole)
    assert reasons(whole.desk.folder) == ["每半小时", "关闭程序时"]
    change(whole, "又改过的标题")
    shut(whole.desk.folder)
    keeper.timer.timeout.emit()
    rest(qtbot, whole)
    assert "没有受影响" in whole.window.snackbar.accessibleName() and whole.dialogs.asked == []
    caplog.clear()


@pytest.mark.parametrize(("pieces", "kept"), [(backups.MANY, 1), (backups.MANY + 1, 2)])
def test_before_many_pieces_are_registered_what_is_there_is_backed_up(
    qtbot: QtBot, whole: Whole, pieces: int, kept: int
) -> None:
    change(whole)
    found = [
        received.look_at_text(whole.desk, f"关于第{number}座桥的建议\n\n桥面破损，建议修补。")
        for number in range(pieces)
    ]
    done: list[object] = []
    Bringing(whole.context, done.append).register(
        [piece(number, one) for number, one in enumerate(found)],
        {"intake_channel": IntakeChannel.MAIL, "received_at": NOW, "info_group_id": None},
        done.extend,
    )
    rest(qtbot, whole)
    assert len(done) == pieces
    assert len(reasons(whole.desk.folder)) == kept and (kept == 1 or reasons(whole.desk.folder)[0] == "批量登记前")
