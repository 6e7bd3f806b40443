"""The frame: areas by key, what is remembered, nothing cut off at the sizes of the office's screens."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.geometry import fills, repaired
from cppcc_desk.ui.window import Window
from tests.ui.screens import ROOT, SCREENS, Screen, english, in_child, nameless, settle
from tests.ui.stage import PretendDesk, TodoPage, stage

CTRL = Qt.KeyboardModifier.ControlModifier
Staged = tuple[Window, Context]


def test_areas_by_key_and_the_key_of_an_absent_area_does_nothing(qtbot: QtBot, staged: Staged) -> None:
    window, _ = staged
    seen: list[str] = []
    window.opened.connect(seen.append)
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_8, Qt.Key.Key_5, Qt.Key.Key_1):
        qtbot.keyClick(window, key, CTRL)
    assert seen == ["submissions", "papers", "settings", "workbench"]
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    assert seen[-1] == "register"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert seen[-1] == "help"


def test_ctrl_f_reaches_the_search_box(qtbot: QtBot, staged: Staged) -> None:
    window, _ = staged
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is window.header.search


def test_pages_read_when_seen_and_stale(qtbot: QtBot, staged: Staged) -> None:
    window, context = staged
    first = window.page
    assert isinstance(first, TodoPage)
    assert first.reloads == 1
    context.work.changed.emit("登记来稿")
    assert first.reloads == 2
    window.go("submissions", submission_id=3)
    second = window.page
    assert isinstance(second, TodoPage)
    assert second.opened_at == {"submission_id": 3} and second.reloads == 1
    context.work.changed.emit("分类")
    assert (first.reloads, second.reloads) == (2, 2)
    window.go("workbench")
    assert first.reloads == 3
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert first.reloads == 4


def test_undo_tells_what_it_took_back_or_why_not(qtbot: QtBot, staged: Staged) -> None:
    window, context = staged
    desk = context.desk
    assert isinstance(desk, PretendDesk)
    desk.done.append("登记来稿")
    for expected in ("已撤销：登记来稿", "没有可以撤销的操作。"):
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
        assert window.snackbar.accessibleName() == expected
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert window.snackbar.accessibleName() == "没有可以重做的操作。"


def test_ctrl_z_in_a_text_field_takes_back_typing(qtbot: QtBot, staged: Staged) -> None:
    window, context = staged
    desk = context.desk
    assert isinstance(desk, PretendDesk)
    desk.done.append("登记来稿")
    search: QLineEdit = window.header.search
    search.setFocus()
    qtbot.keyClicks(search, "abc")
    qtbot.keyClick(search, Qt.Key.Key_Z, CTRL)
    assert desk.done == ["登记来稿"] and search.text() != "abc"


def test_a_page_that_is_not_finished_can_keep_the_person(
    qtbot: QtBot, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = staged
    monkeypatch.setattr(type(window.page), "may_leave", lambda _self: False)
    window.go("register")
    assert window.page.title == "待办工作台"
    window.close()
    assert window.isVisible()
    monkeypatch.undo()


def test_size_place_page_and_columns_are_remembered(qtbot: QtBot, ini: QSettings) -> None:
    window, _ = stage(ini)
    qtbot.addWidget(window)
    window.show()
    window.setGeometry(QRect(30, 40, 1111, 640))
    window.go("papers")
    page = window.page
    assert isinstance(page, TodoPage)
    page.table.setColumnWidth(3, 99)
    window.close()
    again, _ = stage(QSettings(ini.fileName(), QSettings.Format.IniFormat))
    qtbot.addWidget(again)
    assert again.page.title == page.title
    assert again.page.table.columnWidth(3) == 99  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("place", "screens"),
    [
        (QRect(5000, 100, 1200, 700), [QRect(0, 0, 1366, 728)]),
        (QRect(-1190, 100, 1200, 700), [QRect(0, 0, 1366, 728)]),
        (QRect(100, -400, 1200, 700), [QRect(0, 0, 1366, 728)]),
        (QRect(2000, 100, 2500, 1400), [QRect(0, 0, 1366, 728), QRect(-1280, 0, 1280, 984)]),
    ],
)
def test_a_window_that_cannot_be_reached_is_brought_back(place: QRect, screens: list[QRect]) -> None:
    made = repaired(place, screens)
    assert screens[0].contains(made)


def test_a_window_that_can_be_reached_stays(staged: Staged) -> None:
    at = QRect(-1200, 100, 1200, 700)
    assert repaired(at, [QRect(0, 0, 1366, 728), QRect(-1280, 0, 1280, 984)]) == at
    assert repaired(QRect(40, 30, 1200, 700), [QRect(0, 0, 1366, 728)]) == QRect(40, 30, 1200, 700)


@pytest.mark.parametrize(
    ("screen", "filled"),
    [((1366, 728), True), ((1093, 582), True), ((1920, 1040), False), ((1440, 860), False), ((800, 800), False)],
)
def test_a_first_window_fills_a_screen_that_has_no_room_around_it(screen: tuple[int, int], filled: bool) -> None:
    assert fills(QRect(0, 0, *screen)) is filled


def test_a_window_that_filled_the_screen_does_so_again(qtbot: QtBot, staged: Staged, ini: QSettings) -> None:
    window, _ = staged
    window.showMaximized()
    window.close()
    again, _ = stage(QSettings(ini.fileName(), QSettings.Format.IniFormat))
    qtbot.addWidget(again)
    assert again.isMaximized()


def test_words_are_chinese_and_buttons_have_names(staged: Staged) -> None:
    window, context = staged
    context.notify("已把 3 篇来稿转入“编辑”环节", undo=True)
    settle()
    assert english(window) == []
    assert nameless(window) == []


def test_navigation_turns_into_a_rail(staged: Staged) -> None:
    window, _ = staged
    assert window.navigation.width() == 176
    window.resize(1093, 542)
    settle()
    assert window.navigation.width() == 68
    assert window.header.height() == 46


@pytest.mark.screens
def test_nothing_is_cut_off_at_any_size(tmp_path: Path) -> None:
    found = in_child("tests.ui.stage:window", tmp_path, "window", (*SCREENS, Screen("smallest", 1024, 520)))
    assert found == {name: [] for name in found}


def test_the_frame_does_not_import_the_database_layer() -> None:
    heavy = "{'sqlalchemy', 'alembic', 'docx', 'openpyxl', 'lxml', 'sqlcipher3'}"
    code = f"import sys, cppcc_desk.ui.window; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.screens
@pytest.mark.parametrize("name", ["register", "returning", "locked"])
def test_forms_and_dialogs_fit(tmp_path: Path, name: str) -> None:
    sizes = {"register": (1093, 620), "returning": (560, 400), "locked": (560, 240)}
    width, height = sizes[name]
    screens = (Screen("1", width, height), Screen("at150", width, height, 1.5))
    assert in_child(f"tests.ui.papers:{name}", tmp_path, name, screens) == {"1": [], "at150": []}
