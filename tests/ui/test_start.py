"""Start-up and the end: one window per person and folder, refusals told, everything released on closing."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.paths import DataFolder, take_lock
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.failures import Failures
from cppcc_desk.ui.instance import Instance
from cppcc_desk.ui.pages.register import RegisterPage
from cppcc_desk.ui.reopening import Next
from cppcc_desk.ui.start import TITLE, Opening
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.screens import ROOT, english, nameless, settle
from tests.ui.whole import Whole, copied, opened, pages_there

NOW = datetime(2026, 11, 20, 14, 30)


def started(folder: DataFolder, *files: Path) -> "subprocess.CompletedProcess[str]":
    """The program started once more on `folder`, as a process of its own; with files dropped on its icon."""
    return subprocess.run(
        [sys.executable, "-m", "cppcc_desk", "--data", str(folder.root), *map(str, files)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_start_raises_the_first_and_ends_with_nought(qtbot: QtBot, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "政协 数据")
    first = Instance(folder.root)
    assert not first.raised_other()
    first.listen()
    wanted: list[list[Path]] = []
    first.wanted.connect(wanted.append)
    second = started(folder)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    qtbot.waitUntil(lambda: wanted == [[]])
    letters = [tmp_path / "一 来稿.txt", tmp_path / "二.txt"]
    for letter in letters:
        letter.touch()
    assert started(folder, *letters).returncode == 0
    qtbot.waitUntil(lambda: wanted == [[], letters])
    assert not folder.database.exists()  # the second one opened nothing
    first.close()
    other = Instance(tmp_path / "别的")
    assert not other.raised_other()
    other.close()


def test_files_dropped_on_the_icon_are_brought_in(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = copied(tmp_path / "d")
    letter = tmp_path / "来稿.txt"
    letter.write_text("关于集市停车难的建议\n\n柳青禾\n\n集市周边没有停车场。", encoding="utf-8")
    window = Window(pages_there(), settings=ini, title=TITLE)
    over = Next(folder, folder, files=(letter,))
    opening = Opening(window, ScriptedDialogs(), over, ini, now=NOW, by="王秀兰")
    opening.open()
    window.show()
    qtbot.waitUntil(lambda: window._current == "register")
    page = window.page
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.entry.value("title") == "关于集市停车难的建议", timeout=20_000)
    page.may_leave = lambda: True  # type: ignore[method-assign]
    window.close()


HOLDING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from cppcc_desk.paths import DataFolder, take_lock
from cppcc_desk.ui.instance import Instance
application = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
print(instance.raised_other(), repr(instance.other_person(DataFolder(Path(sys.argv[1])))), flush=True)
time.sleep(600)
"""


def test_a_killed_window_blocks_nobody(tmp_path: Path) -> None:
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with holding:
        assert holding.stdout is not None and holding.stdout.readline() == "False ''\n"
        with DataFolder(tmp_path).window_lock.open("ab") as lock:
            assert not take_lock(lock)
        holding.kill()
    instance = Instance(tmp_path)
    assert not instance.raised_other() and instance.other_person(DataFolder(tmp_path)) == ""
    instance.close()


def test_another_person_of_this_pc_is_told_who_works_there(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = copied(tmp_path / "政协 数据")
    before = folder.database.read_bytes()
    theirs = folder.window_lock.open("ab")
    assert take_lock(theirs)
    folder.window_open.write_text("wangxl（2026-11-20 08:15 起）", encoding="utf-8")
    mine = Instance(folder.root)
    assert not mine.raised_other()  # the other one is another person's
    dialogs = ScriptedDialogs()
    dialogs.will(None)
    window = Window(pages_there(), settings=ini, title=TITLE)
    opening = Opening(
        window, dialogs, Next(folder, folder), ini, now=NOW, by="王秀兰", taken_by=mine.other_person(folder)
    )
    refused: list[bool] = []
    opening.refused.connect(lambda: refused.append(True))
    opening.open()
    (told,) = dialogs.asked
    assert told.title == "程序已在运行" and "wangxl（2026-11-20 08:15 起）" in told.text
    assert refused == [True] and folder.database.read_bytes() == before
    theirs.close()
    assert [mine.other_person(folder) for _ in range(2)] == ["", ""]  # a second window opens after a restore
    mine.close()
    window.close()


def test_the_place_of_a_closed_window_is_free_again(tmp_path: Path) -> None:
    for _ in range(2):
        instance = Instance(tmp_path)
        assert not instance.raised_other()
        instance.listen()
        instance.close()


def window_over(folder: DataFolder, ini: QSettings) -> tuple[Window, Opening, ScriptedDialogs]:
    dialogs = ScriptedDialogs()
    window = Window(pages_there(), settings=ini, title=TITLE)
    return window, Opening(window, dialogs, Next(folder, folder), ini, now=NOW, by=None), dialogs


def test_the_frame_is_there_before_the_data_and_the_first_page_after(
    qtbot: QtBot, tmp_path: Path, ini: QSettings
) -> None:
    window, opening, _ = window_over(copied(tmp_path / "d"), ini)
    window.show()
    qtbot.waitExposed(window)
    assert window.windowTitle() == TITLE
    opening.open()
    assert window.page.isVisible() and window.windowTitle() == f"{TITLE} — 云溪县政协"
    window.close()


def test_data_that_cannot_be_opened_is_told_in_one_sentence(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = DataFolder(tmp_path / "d")
    folder.root.mkdir()
    folder.database.write_bytes(b"not a database at all, but long enough to look at" * 10)
    window, opening, dialogs = window_over(folder, ini)
    dialogs.will(None)
    opening.open()
    trouble = dialogs.asked[0]
    assert trouble.title == "数据没有打开" and "Traceback" not in trouble.text and "。" in trouble.text
    assert not window._pages
    window.close()


def test_closing_releases_everything(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = copied(tmp_path / "d")
    made = opened(folder, ini=ini)
    made.window.show()
    made.shown("2026-006")
    made.window.close()
    assert made.context.work.jobs == [] and not made.context.work._watch.isActive()
    moved = tmp_path / "moved"
    shutil.move(folder.root, moved)
    assert sorted(path.suffix for path in moved.glob("*-wal")) == []
    again = open_desk(DataFolder(moved))
    assert check(again) == ()
    again.close()


def drag(splitter: QSplitter, to: int) -> None:
    """Take hold of the handle and let it go there, in pixels from the left."""
    splitter.moveSplitter(to, 1)
    settle()


def test_what_is_remembered_page_and_splitter(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    first = opened(copied(tmp_path / "一"), ini=ini)
    first.window.resize(1366, 696)
    first.window.show()
    drag(first.submissions.split, 520)
    first.window.resize(1400, 720)
    settle()
    assert abs(first.submissions.split.sizes()[0] - 520) <= 2
    first.window.go("register")
    page = first.window.page
    assert isinstance(page, RegisterPage)
    settle()
    drag(page.single, page.single.width() - 330)
    first.window.resize(1366, 696)
    settle()
    assert abs(page.single.sizes()[1] - 320) <= 2  # less the handle
    first.submissions.reload()
    first.window.close()
    second = opened(copied(tmp_path / "二"), ini=ini)
    second.window.resize(1366, 696)
    second.window.show()
    settle()
    assert second.window.page is second.submissions
    assert abs(second.submissions.split.sizes()[0] - 520) <= 2
    second.window.go("register")
    again = second.window.page
    assert isinstance(again, RegisterPage)
    settle()
    assert abs(again.single.sizes()[1] - 320) <= 2
    second.window.close()


def test_a_refusal_that_no_page_took_is_told_and_the_program_goes_on(qtbot: QtBot, whole: Whole) -> None:
    failures = Failures(whole.dialogs)
    failures.report(Forbidden("不能这样做。没有作任何改动。"))
    qtbot.waitUntil(lambda: whole.dialogs.asked != [])
    assert whole.dialogs.asked == ["不能这样做。没有作任何改动。"]
    assert whole.shown("2026-035").detail is not None


def test_no_english_word_and_no_nameless_button_in_the_whole_window(whole: Whole) -> None:
    for prepare in (
        lambda: whole.workbench,
        lambda: whole.shown("2026-035"),
        lambda: whole.shown("2026-042").edit(),
    ):
        prepare()
        settle()
        assert english(whole.window) == [] and nameless(whole.window) == []


def test_after_an_unclean_exit_the_data_is_looked_at_and_damage_is_told(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "政协 数据")
    desk = open_desk(folder, clock=lambda: NOW)
    with desk._engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("update journal_entry set label = '改过' where id = 1")
    desk.close()
    folder.window_open.write_bytes(b"")  # as a kill leaves it
    whole = opened(folder)
    qtbot.addWidget(whole.window)
    whole.window.show()
    qtbot.waitUntil(lambda: any("数据需要检查" in str(asked) for asked in whole.dialogs.asked), timeout=10_000)
    assert whole.dialogs.asked[0].advice.startswith("上次程序没有正常关闭")
    whole.close()
    assert not folder.window_open.exists()
    assert [record.getMessage() for record in caplog.records] == ["1 problems found"]
    caplog.clear()
