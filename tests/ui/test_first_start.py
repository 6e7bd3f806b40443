"""The first start: five pages, each saved or passed over; where the data lies; the sample and the way out of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import Away
from cppcc_desk.errands import sample
from cppcc_desk.paths import VARIABLE, DataFolder, data_folder
from cppcc_desk.queries import history, office
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui import placing, trying
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.form import Field, TextField
from cppcc_desk.ui.pages.first_start import FirstStartPage
from cppcc_desk.ui.pages.first_start.clocks import ClocksStep
from cppcc_desk.ui.pages.first_start.journals import JournalsStep
from cppcc_desk.ui.pages.first_start.office import OfficeStep
from cppcc_desk.ui.pages.first_start.people import PeopleStep
from cppcc_desk.ui.pages.first_start.places import PlacesStep
from cppcc_desk.ui.pages.settings import SettingsPage
from cppcc_desk.ui.pages.settings.this_pc import ThisPcSection
from cppcc_desk.ui.remembered import PUT_OFF
from cppcc_desk.ui.reopening import Next
from cppcc_desk.ui.start import TITLE, Opening
from cppcc_desk.ui.window import Window
from tests.conftest import NOW, ROOT
from tests.ui.answers import ScriptedDialogs
from tests.ui.screens import settle
from tests.ui.whole import Whole, copied, opened, pages_there


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC of its own, on which nothing has been chosen yet."""
    monkeypatch.delenv(VARIABLE, raising=False)
    place = tmp_path / "本机"
    for module in ("paths", "errands.placing", "ui.placing", "ui.start"):
        monkeypatch.setattr(f"cppcc_desk.{module}.home_folder", lambda: place)
    return place


@pytest.fixture
def fresh(qtbot: QtBot, home: Path, ini: QSettings) -> Iterator[Whole]:
    """The window over an office in which nothing has been done, as the program opens it."""
    made = opened(data_folder(), ini=ini)
    made.window.resize(1366, 696)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def page_of(whole: Whole) -> FirstStartPage:
    page = whole.window.page
    assert isinstance(page, FirstStartPage)
    return page


def write(field: Field, value: object) -> None:
    """As a person does it."""
    field.set_value(value)
    field.changed.emit()


def front(whole: Whole) -> str:
    return whole.window._current


def test_a_new_office_is_asked_and_one_in_use_is_not(
    qtbot: QtBot, fresh: Whole, tmp_path: Path, ini: QSettings
) -> None:
    assert front(fresh) == "first_start"
    used = opened(copied(tmp_path / "在用"), ini=ini)
    assert front(used) == "workbench"
    used.window.close()


def test_from_the_name_of_the_county_to_the_first_piece(fresh: Whole) -> None:
    page = page_of(fresh)
    first = page.step
    assert isinstance(first, OfficeStep)
    write(first.form.field("issued_by"), "云溪县政协研究室")
    write(first.form.field("area"), "云溪县")
    assert first.form.value("office_name") == "中国人民政治协商会议云溪县委员会"
    assert first.form.value("issued_by") == "云溪县政协研究室"  # put right by hand: it stays
    page.go.click()
    second = page.step
    assert isinstance(second, JournalsStep)
    write(second.editor.lines[0]["issued_before"], 120)
    page.go.click()
    third = page.step
    assert isinstance(third, PeopleStep)
    write(third.groups.lines[0]["leader"], "陆怀远")
    third.staff.add_value({"name": "王秀兰", "role": "登记"})
    page.go.click()
    fourth = page.step
    assert isinstance(fourth, ClocksStep)
    place = next(number for number, line in enumerate(fourth.editor.value()) if line["name"] == "市政协")
    write(fourth.editor.lines[place]["amount"], 3)
    page.go.click()
    assert isinstance(page.step, PlacesStep) and page.go.text() == "完成，开始使用" and not page.skip.isVisible()
    page.go.click()
    assert front(fresh) == "workbench"
    desk = fresh.desk
    told = desk.read(office.office, on=desk.today)
    assert (told.office_short_name, told.org_codes["办公室"]) == ("云溪县政协", "云政协办")
    assert desk.read(office.journals)[0].issued_before == 120
    assert desk.read(office.groups)[0].leader == "陆怀远"
    assert [row.name for row in desk.read(office.staff)] == ["王秀兰"]
    clocks = {row.name: row.clocks for row in desk.read(office.destinations)}
    assert clocks["市政协"][0].amount == 3 and "县委" in clocks
    assert len(desk.read(history.newest)) == 4  # one step a page, each of which can be undone


def test_every_page_can_be_passed_over(fresh: Whole) -> None:
    page = page_of(fresh)
    write(page.steps[0].forms()[0].field("office_short_name"), "打错了")
    for number in range(len(page.steps) - 1):
        assert page.number == number
        page.skip.click()
    page.go.click()
    assert front(fresh) == "workbench" and fresh.desk.read(history.newest) == ()


def test_what_is_missing_is_said_at_its_field(fresh: Whole) -> None:
    page = page_of(fresh)
    first = page.step
    assert isinstance(first, OfficeStep)
    write(first.form.field("office_name"), "")
    page.go.click()
    assert page.number == 0 and first.form._cells["office_name"].trouble.isVisible()
    assert fresh.desk.read(history.newest) == ()


def test_going_back_shows_what_was_saved_and_asks_about_what_was_not(fresh: Whole) -> None:
    page = page_of(fresh)
    write(page.steps[0].forms()[0].field("area"), "云溪县")
    page.go.click()
    second = page.step
    assert isinstance(second, JournalsStep)
    write(second.editor.lines[0]["copies"], 45)
    fresh.dialogs.will("drop")
    page.back.click()
    assert page.number == 0 and page.steps[0].forms()[0].value("office_short_name") == "云溪县政协"
    page.go.click()
    assert second.editor.value()[0]["copies"] == 30


def test_put_off_it_does_not_come_by_itself_again(qtbot: QtBot, fresh: Whole, ini: QSettings) -> None:
    page_of(fresh).later.click()
    assert front(fresh) == "workbench" and ini.value(PUT_OFF)
    fresh.window.go("first_start")
    assert page_of(fresh).number == 0
    fresh.window.close()
    again = opened(data_folder(), ini=ini)
    assert front(again) != "first_start"
    again.window.close()


def test_enter_in_a_field_does_not_go_on(qtbot: QtBot, fresh: Whole) -> None:
    page = page_of(fresh)
    field = page.steps[0].forms()[0].field("area")
    assert isinstance(field, TextField)
    qtbot.keyClicks(field.inner, "A")
    qtbot.keyClick(field.inner, Qt.Key.Key_Return)
    assert page.number == 0


# --- where the data lies --------------------------------------------------------------------------------------------


def test_the_last_page_moves_the_data(qtbot: QtBot, fresh: Whole, tmp_path: Path) -> None:
    page = page_of(fresh)
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
    page_of(fresh).old.click()
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
    page_of(fresh).sample.click()
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
