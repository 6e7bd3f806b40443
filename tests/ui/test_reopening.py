"""What is done between two windows: the data goes elsewhere, the sample office comes and goes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import Away
from cppcc_desk.errands import sample
from cppcc_desk.paths import VARIABLE, DataFolder, data_folder
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui import placing, trying
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.pages.first_start import FirstStartPage
from cppcc_desk.ui.pages.first_start.places import PlacesStep
from cppcc_desk.ui.pages.settings import SettingsPage
from cppcc_desk.ui.pages.settings.this_pc import ThisPcSection
from cppcc_desk.ui.reopening import Next
from cppcc_desk.ui.start import TITLE, Opening
from cppcc_desk.ui.window import Window
from tests.conftest import NOW, ROOT
from tests.ui.answers import ScriptedDialogs
from tests.ui.screens import settle
from tests.ui.whole import Whole, copied, opened, pages_there

pytestmark = pytest.mark.usefixtures("home")


# --- where the data lies --------------------------------------------------------------------------------------------


def test_the_last_page_moves_the_data(qtbot: QtBot, fresh: Whole, tmp_path: Path) -> None:
    page = fresh.first_start
    page.open_at(step=4)
    last = page.step
    assert isinstance(last, PlacesStep)
    disk = tmp_path / "D 盘"
    disk.mkdir()
    (disk / "别的.txt").touch()
    fresh.dialogs.will(disk, True)
    last.move_button.click()
    assert last.form.value("data") == str(disk / "政协社情民意数据") and last.notice.text
    page.go.click()
    assert fresh.dialogs.asked[-1][0] == "搬移数据？" and not fresh.window.isVisible()
    errand = fresh.context.reopening.errand
    assert errand is not None
    coming = errand()
    assert coming.folder == data_folder() == DataFolder(disk / "政协社情民意数据", settled=True)
    assert coming.outcome is not None and coming.outcome.done


def test_a_move_that_is_refused_is_told_over_the_old_data(
    fresh: Whole, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office_folder = fresh.context.office
    fresh.dialogs.will(True)
    placing.go_to(fresh.context, tmp_path / "OneDrive" / "数据")
    errand = fresh.context.reopening.errand
    assert errand is not None
    coming = errand()
    assert coming.folder == office_folder == data_folder()
    assert coming.outcome is not None and not coming.outcome.done and "云同步" in coming.outcome.text
    caplog.clear()


def test_data_that_is_there_already_is_taken_up(fresh: Whole, tmp_path: Path) -> None:
    there = copied(tmp_path / "以前的数据")
    fresh.dialogs.will("place", there.root, True)
    fresh.first_start.old.click()
    assert fresh.dialogs.asked[-1][0] == "改用那里的数据？"
    errand = fresh.context.reopening.errand
    assert errand is not None and errand().folder == DataFolder(there.root, settled=True)


def at_start(folder: DataFolder, ini: QSettings, *answers: object) -> tuple[Opening, ScriptedDialogs]:
    dialogs = ScriptedDialogs()
    dialogs.will(*answers)
    window = Window(pages_there(), settings=ini, title=TITLE)
    opening = Opening(window, dialogs, Next(folder, folder), ini, now=NOW, by="王秀兰")
    opening.open()
    window.close()
    return opening, dialogs


def test_a_drive_that_is_away_can_be_tried_again_or_told_elsewhere(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    there = DataFolder(tmp_path / "移动硬盘" / "数据", settled=True)
    opening, dialogs = at_start(there, ini, None)
    assert dialogs.asked[0].title == "找不到数据文件夹" and opening.errand is None
    assert not there.root.exists()
    opening, _ = at_start(there, ini, "again")
    assert opening.errand is not None and opening.errand() == Next(there, there)
    other = copied(tmp_path / "别处")
    opening, dialogs = at_start(there, ini, "other", None, "other", other.root)
    assert opening.errand is not None and opening.errand().folder == DataFolder(other.root, settled=True)
    assert not there.root.exists()
    caplog.clear()


def test_with_the_drive_lost_the_backup_is_restored_at_home(
    qtbot: QtBot, tmp_path: Path, home: Path, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    stick = copied(tmp_path / "坏了的盘").backups
    there = DataFolder(tmp_path / "没有了" / "数据", settled=True)
    path = next(stick.glob("*.zip"))
    opening, _ = at_start(there, ini, "restore", [path])
    assert opening.errand is not None
    coming = opening.errand()
    assert coming.folder == DataFolder(home) == data_folder()
    assert coming.outcome is not None and coming.outcome.done and "43 篇来稿" in coming.outcome.text
    caplog.clear()


def test_a_folder_of_the_command_line_offers_no_other(qtbot: QtBot, tmp_path: Path) -> None:
    dialogs = ScriptedDialogs()
    dialogs.will("again")
    folder = DataFolder(tmp_path)
    errand = placing.offer(Away("找不到磁盘。"), folder, dialogs, by="甲", clock=lambda: NOW)
    trouble = dialogs.asked[0]
    assert isinstance(trouble, Trouble) and [key for key, _ in trouble.actions] == ["again"]
    assert errand is not None and errand() == Next(folder, folder)


# --- the sample -----------------------------------------------------------------------------------------------------


def with_sample(office_folder: DataFolder) -> DataFolder:
    """The sample as a copy of the one that all tests share."""
    made = copied(office_folder.sample.root)
    made.sample_mark.write_text(sample.MARK, encoding="utf-8")
    return made


def in_sample(qtbot: QtBot, office_folder: DataFolder, ini: QSettings) -> tuple[Opening, ScriptedDialogs, Window]:
    there = with_sample(office_folder)
    dialogs = ScriptedDialogs()
    window = Window(pages_there(), settings=ini, title=TITLE)
    opening = Opening(window, dialogs, Next(there, office_folder), ini, now=None, by="王秀兰")
    opening.open()
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    return opening, dialogs, window


def test_the_sample_is_loaded_and_the_window_opens_over_it(
    qtbot: QtBot, fresh: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(office_folder: DataFolder, *, step: sample.Step) -> DataFolder:
        step(1, 1, "来稿")
        return with_sample(office_folder)

    monkeypatch.setattr(sample, "load", load)
    folder = fresh.context.office
    fresh.first_start.sample.click()
    qtbot.waitUntil(lambda: not fresh.window.isVisible())
    errand = fresh.context.reopening.errand
    assert errand is not None and errand() == Next(folder.sample, folder)


def test_it_is_marked_as_long_as_it_is_open(qtbot: QtBot, home: Path, ini: QSettings) -> None:
    open_desk(data_folder()).close()
    opening, _, window = in_sample(qtbot, data_folder(), ini)
    assert window.windowTitle().startswith("【示例】") and window.standing.isVisible()
    assert "示例数据" in window.standing.text
    context = opening._context
    assert context is not None and context.in_sample and context.now.date() == NOW.date()
    window.go("first_start")
    settle()
    page = window.page
    assert isinstance(page, FirstStartPage) and not page.sample.isVisible()
    trying.leave(context)
    assert opening.errand is not None and opening.errand() == Next(data_folder(), data_folder())
    assert data_folder().sample.is_sample  # it stays for another time


def test_it_is_cleared_from_within_and_from_the_settings(qtbot: QtBot, home: Path, ini: QSettings) -> None:
    open_desk(data_folder()).close()
    opening, dialogs, window = in_sample(qtbot, data_folder(), ini)
    assert opening._context is not None
    dialogs.will(False, True)
    trying.clear(opening._context)
    assert window.isVisible()
    trying.clear(opening._context)
    assert not window.isVisible() and opening.errand is not None
    coming = opening.errand()
    assert coming.folder == data_folder() and not data_folder().sample.root.exists()
    with_sample(data_folder())
    whole = opened(data_folder(), ini=ini)
    whole.window.show()
    whole.window.go("settings", section="this_pc")
    page = whole.window.page
    assert isinstance(page, SettingsPage) and isinstance(page.section, ThisPcSection)
    assert page.section.form.value("sample") == "已载入"
    whole.dialogs.will(True)
    page.section.clear_button.click()
    assert not data_folder().sample.root.exists()
    page.section.reload()
    assert page.section.form.value("sample") == "没有载入" and not page.section.clear_button.isVisible()
    whole.close()


# The program itself: from the first start into the sample, out of it by clearing it, and to another disk; told is what
# each window was over.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cppcc_desk import app
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.ui import placing, reopening, start, trying
from cppcc_desk.ui.dialogs import WindowDialogs

told = []
furnish = start.furnish
WindowDialogs.confirm = lambda *_, **__: True
reopening.Outcome.tell = lambda self, dialogs: told.append([self.title, self.done])

def furnished(shown, desk, **given):
    context = furnish(shown, desk, **given)
    pieces = len(desk.read(listing, Filter(scope="all"), now=desk.now))
    told.append([shown.windowTitle()[:4], desk.folder.root.name, pieces, shown._current])
    ways = (trying.begin, trying.clear, lambda context: placing.go_to(context, Path(sys.argv[1])))
    number = sum(len(one) == 4 for one in told)
    do = ways[number - 1] if number <= len(ways) else lambda _context: shown.close()
    QTimer.singleShot(0, lambda: do(context))
    return context

start.furnish = furnished
code = app.run(["--as", "王秀兰"])
print(json.dumps([code, told]))
"""


@pytest.mark.slow
def test_the_program_goes_to_the_sample_and_back_and_to_another_disk(tmp_path: Path) -> None:
    home, disk = tmp_path / "本机", tmp_path / "D 盘" / "数据"
    disk.parent.mkdir()
    places = {"XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home), "TMPDIR": str(tmp_path), VARIABLE: ""}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(disk)],
        cwd=ROOT,
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, told = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    windows = [one for one in told if len(one) == 4]
    assert [one[1] for one in windows] == ["cppcc_desk", "sample", "cppcc_desk", "数据"]
    assert windows[1][0] == "【示例】" and windows[1][2] >= 40 and windows[1][3] == "workbench"
    assert windows[0][2] == windows[2][2] == windows[3][2] == 0 and windows[3][3] == "first_start"
    assert [one for one in told if len(one) == 2] == [["示例数据已清除", True], ["数据已搬好", True]]
    assert not (home / "cppcc_desk" / "sample").exists() and (disk / "desk.db").exists()
