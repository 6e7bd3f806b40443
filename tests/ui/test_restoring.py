"""A backup put back: what is told before, the window in between, data that cannot be opened."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.errands import backups
from cppcc_desk.operations import submissions as changing
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import history, submissions
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui import restoring
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.reopening import Next
from cppcc_desk.ui.start import TITLE, Opening
from cppcc_desk.ui.window import Window
from tests.conftest import NOW
from tests.ui.answers import ScriptedDialogs
from tests.ui.keeping_safe import change, reasons, rest, section, spoil
from tests.ui.screens import ROOT
from tests.ui.whole import Whole, copied, opened, pages_there


def test_the_preview_tells_the_numbers_and_nothing_happens_without_a_yes(qtbot: QtBot, whole: Whole) -> None:
    change(whole)
    change(whole, "又改过的标题")
    shown = section(qtbot, whole)
    whole.dialogs.will(False)
    shown.table.opened.emit(shown.table.rows.row_at(0))
    rest(qtbot, whole)
    title, text, verb = whole.dialogs.asked[-1]
    assert title == "恢复到 2026-11-19 周四 16:20 的备份？" and verb == "恢复这个备份"
    there, here, lost, kept = text.split("\n\n")
    assert there.startswith("备份：中国人民政治协商会议云溪县委员会，43 篇来稿，关闭程序时；最后一步“")
    assert here.startswith("现在：43 篇来稿；最后一步“修改标题") and "王秀兰，11-20 周五 14:30" in here
    assert lost == "恢复后，此后的 2 步操作将不在。"
    assert str(whole.desk.folder.backups) in kept and "程序会先关闭窗口" in kept
    assert whole.window.isVisible() and whole.context.reopening.errand is None


def test_a_damaged_one_is_refused_and_the_one_before_offered(qtbot: QtBot, whole: Whole) -> None:
    shown = section(qtbot, whole)
    shown.now_button.click()
    rest(qtbot, whole)
    spoil(shown.table.rows.row_at(0).path)
    whole.dialogs.will("newest", False)
    shown.restore(shown.table.rows.row_at(0))
    rest(qtbot, whole)
    trouble, (title, *_) = whole.dialogs.asked[-2:]
    assert trouble.title == "这个备份不能恢复" and "没有作任何改动" in trouble.text
    assert trouble.actions == (("newest", "改用 11-19 周四 16:20 的备份"),)
    assert title == "恢复到 2026-11-19 周四 16:20 的备份？"


def test_a_page_that_cannot_be_left_stops_the_restore(qtbot: QtBot, whole: Whole) -> None:
    shown = section(qtbot, whole)
    whole.shown("2026-042").edit()
    detail = whole.submissions.detail
    detail.editing.text.set_value("改了一半")
    detail.editing.text.changed.emit()
    whole.dialogs.will(None)
    restoring.close_and_put_back(whole.context, shown._shown.kept[0].path)
    assert whole.window.isVisible() and whole.context.reopening.errand is None
    assert whole.state("2026-042")  # the desk is still open


def test_after_the_window_has_gone_the_backup_is_back_and_what_was_is_kept(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "政协 数据")
    made = opened(folder, ini=ini)
    made.window.show()
    before = title_of(made)
    change(made)
    path = backups.backups.backups_in(folder.backups)[0].path
    restoring.close_and_put_back(made.context, path)
    assert not made.window.isVisible() and reasons(folder) == ["关闭程序时"]  # what is here is kept once
    errand = made.context.reopening.errand
    assert errand is not None
    coming = errand()
    told = coming.outcome
    assert coming.folder == folder and told is not None
    assert told.done and "43 篇来稿" in told.text and "恢复前的数据保存在" in told.text
    assert reasons(folder) == ["恢复前", "关闭程序时"]
    caplog.clear()
    dialogs = ScriptedDialogs()
    dialogs.will(None)
    window = Window(pages_there(), settings=ini, title=TITLE)
    opening = Opening(window, dialogs, coming, ini, now=NOW, by="王秀兰")
    opening.open()
    window.show()
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert dialogs.asked[0][0] == "已恢复"
    context = opening._context
    assert context is not None
    assert title_of(context) == before
    assert context.desk.read(history.newest, limit=1)[0].label.startswith("从备份恢复")
    window.close()


def test_on_another_pc_it_is_said_that_later_numbers_are_not_known(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    there = DataFolder(tmp_path / "新电脑")
    open_desk(there, clock=lambda: NOW).close()
    path = backups.backups.backups_in(copied(tmp_path / "d").backups)[0].path
    for known in (False, True):
        told = restoring.put_back(path, there, by="王秀兰", clock=lambda: NOW)
        assert told.done and ("请先核对登记簿" not in told.text) is known
    caplog.clear()


def title_of(of: object) -> str:
    desk = of.desk  # type: ignore[attr-defined]
    found = desk.read(submissions.detail, desk.read(submissions.id_of, "2026-042"), now=desk.now)
    return str(found.row.title)


def test_a_restore_that_is_refused_leaves_the_data_as_it_was(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "d")
    path = backups.backups.backups_in(folder.backups)[0].path
    before = folder.database.read_bytes()
    spoil(path)
    told = restoring.put_back(path, folder, by="甲", clock=lambda: NOW)
    assert not told.done and "没有作任何改动" in told.text and folder.database.read_bytes() == before
    dialogs = ScriptedDialogs()
    told.tell(dialogs)
    assert dialogs.asked[0].title == "没有恢复"
    caplog.clear()


# Closed for a restore, the program opens a second window over the restored data by itself; told is what each has seen.
PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from cppcc_desk import app
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.errands import backups, received
from cppcc_desk.queries import history
from cppcc_desk.storage.backups import backups_in
from cppcc_desk.ui import reopening, restoring, start

told = []
furnish = start.furnish

def furnished(shown, desk, **given):
    context = furnish(shown, desk, **given)
    told.append(desk.read(history.newest, limit=1)[0].label)
    path = backups_in(desk.folder.backups)[-1].path
    QTimer.singleShot(0, lambda: restoring.close_and_put_back(context, path) if len(told) == 1 else shown.close())
    return context

start.furnish = furnished
reopening.Outcome.tell = lambda self, dialogs: told.append([self.title, self.done])
code = app.run(["--data", sys.argv[1], "--now", "2026-11-20T14:30", "--as", "王秀兰"])
print(json.dumps([code, told]))
"""


def test_the_program_itself_restores_and_opens_again(tmp_path: Path) -> None:
    folder = copied(tmp_path / "政协 数据")
    desk = open_desk(folder, clock=lambda: NOW)
    desk.do(changing.rename, desk.read(submissions.id_of, "2026-042"), title="改过的标题")
    desk.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder.root)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, told = json.loads(done.stdout.splitlines()[-1])
    assert code == 0 and told[0].startswith("修改标题")
    assert told[1].startswith("从备份恢复") and told[2] == ["已恢复", True]
    again = open_desk(folder, clock=lambda: NOW)
    assert check(again) == ()
    again.close()


# --- data that cannot be opened -------------------------------------------------------------------------------------


def start(folder: DataFolder, ini: QSettings, *answers: object) -> tuple[Window, Opening, ScriptedDialogs, list[str]]:
    dialogs = ScriptedDialogs()
    dialogs.will(*answers)
    window = Window(pages_there(), settings=ini, title=TITLE)
    opening = Opening(window, dialogs, Next(folder, folder), ini, now=NOW, by="王秀兰")
    refused: list[str] = []
    opening.refused.connect(lambda: refused.append("refused"))
    opening.open()
    return window, opening, dialogs, refused


@pytest.mark.parametrize("damage", ["zeroed", "empty", "gone"])
def test_damaged_data_offers_the_newest_sound_backup(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "d")
    desk = open_desk(folder, clock=lambda: NOW)
    spoil(backups.back_up(desk).path)  # the newest is not sound
    desk.close()
    if damage == "gone":
        folder.database.unlink()
        folder.originals.unlink()
    else:
        folder.database.write_bytes(b"\0" * 8192 if damage == "zeroed" else b"")
    window, opening, dialogs, refused = start(folder, ini, "newest", None)
    trouble = dialogs.asked[0]
    assert trouble.title == "数据没有打开" and trouble.actions[-1] == ("newest", "恢复最近的备份")
    assert "2026-11-19 周四 16:20，43 篇来稿" in trouble.advice
    assert refused == [] and opening._context is not None
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert dialogs.asked[1][0] == "已恢复"
    assert len(list(folder.root.glob("损坏_*"))) == (0 if damage == "gone" else 1)
    window.close()
    caplog.clear()


def test_who_closes_leaves_everything_as_it_is(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> None:
    folder = copied(tmp_path / "d")
    folder.database.write_bytes(b"\0" * 8192)
    window, opening, _, refused = start(folder, ini, None)
    assert refused == ["refused"] and opening._context is None
    assert folder.database.read_bytes() == b"\0" * 8192
    window.close()


def test_a_backup_from_elsewhere_can_be_put_back_at_the_start(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    folder = copied(tmp_path / "d")
    stick = tmp_path / "U盘"
    folder.backups.rename(stick)
    folder.database.write_bytes(b"")
    (tmp_path / "不是.zip").write_bytes(b"no backup")
    path = next(stick.glob("*.zip"))
    window, opening, dialogs, refused = start(
        folder, ini, "elsewhere", [tmp_path / "不是.zip"], "elsewhere", [path], None
    )
    assert refused == [] and opening._context is not None
    told = [asked.title for asked in dialogs.asked if isinstance(asked, Trouble)]
    assert told == ["数据没有打开", "没有恢复", "数据没有打开"]
    qtbot.waitUntil(lambda: not dialogs.answers)
    window.close()
    caplog.clear()
