"""A setup's whole life on a Windows: refused, installed, used, upgraded, interrupted, removed; the data stays."""

import json
import shutil
from pathlib import Path

import pytest

from cppcc_desk import __version__
from cppcc_desk.storage.opening import LONGEST_PATH
from tests.installer.conftest import EARLIER, Setups
from tests.installer.windows import Ended, Windows

pytestmark = [pytest.mark.slow, pytest.mark.wine, pytest.mark.xdist_group("wine")]

FOLDER = r"C:\工作 软件\信息"  # Chinese and a blank
# The program as the shortcut starts it, but for the screen, which is not there: coming to the front is noted in a file.
UNSEEN = r"""
import os, sys
os.environ['QT_QPA_PLATFORM'] = 'offscreen'
from pathlib import Path
from cppcc_desk import app
from cppcc_desk.ui import geometry
geometry.come_forward = lambda window: Path('C:/came forward').touch()
sys.exit(app.run([]))
"""
# Word's way with a document: nobody else may write or replace it.
HELD = r"""
import ctypes, sys, time
from pathlib import Path
create = ctypes.windll.kernel32.CreateFileW
create.restype = ctypes.c_void_p
create(ctypes.c_wchar_p(sys.argv[1]), ctypes.c_uint32(0xC0000000), 1, None, 3, 0, None)
Path('C:/held').touch()
time.sleep(60)
"""
CRASH = r"""
import faulthandler
from pathlib import Path
from cppcc_desk import log
log.start(Path('C:/logs'))
faulthandler._sigsegv()
"""
TOO_OLD, RUNNING, NOT_INSTALLED = 3, 4, 5


class Installed:
    """The program in its folder."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self.folder = windows.drive.joinpath(*FOLDER.split("\\")[1:])
        self.program = self.folder / "program"
        self.data = windows.user / "AppData" / "Local" / "cppcc_desk"

    def command(self, *words: str) -> Ended:
        """A command of the program, as a person calls it; `cmd /c` allows blanks in one of the words."""
        return self._windows.run("cmd", "/c", FOLDER + r"\cppcc-desk.cmd", *words)

    @property
    def without_console(self) -> str:
        """What the shortcut runs."""
        return FOLDER + r"\program\runtime\pythonw.exe"

    def script(self, name: str, text: str) -> str:
        """A file in C:\\ that the installed Python can run."""
        (self._windows.drive / name).write_text(text, encoding="utf-8")
        return f"C:\\{name}"

    def version(self) -> str:
        """What the list of installed programs in Windows says."""
        key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\cppcc_desk"
        return self._windows.run("reg", "query", key, "/v", "DisplayVersion").out.split()[-1]

    def titles(self) -> list[str]:
        found = self.command("list", "--json")
        assert found.code == 0, found.err
        return [row["title"] for row in json.loads(found.out)]

    def links(self) -> list[Path]:
        return list(self._windows.drive.parent.parent.rglob("政协社情民意工作台.lnk"))


@pytest.fixture(scope="module")
def installed(windows: Windows) -> Installed:
    return Installed(windows)


def test_an_old_windows_is_refused(windows: Windows, setups: Setups, installed: Installed) -> None:
    windows.be("win81")
    assert windows.run(setups.now, "/S").code == TOO_OLD
    windows.be("win10")
    assert not installed.folder.exists()


def test_installs_silently(windows: Windows, setups: Setups, installed: Installed) -> None:
    # /D takes the rest of the line, blanks and all, and no quotes
    assert windows.run(setups.earlier, "/S", *f"/D={FOLDER}".split()).code == 0
    assert sorted(path.name for path in installed.folder.iterdir()) == ["cppcc-desk.cmd", "program", "uninstall.exe"]
    assert installed.version() == EARLIER
    assert {path.parent.name for path in installed.links()} == {"Programs", "home"}
    assert not installed.data.exists()


def test_works_where_it_is_installed(windows: Windows, installed: Installed) -> None:
    windows.install_a_chinese_font()
    found = installed.command("selfcheck", "--out", r"C:\自检结果", "--offscreen", "--json")
    assert found.code == 0, found.out + found.err
    told = json.loads(found.out)
    assert told["system"].startswith("Windows")
    assert told["sqlite"] >= "3.51.3"
    assert "电梯" in told["title"]
    names = [file["file"].split("\\")[-1] for file in told["files"]]
    assert names == ["来稿台账.xlsx", "来稿登记表.docx", "来稿登记表.pdf", "窗口.png"]
    assert (windows.drive / "自检结果" / "来稿登记表.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_word_has_open_is_left_alone(windows: Windows, installed: Installed) -> None:
    old = windows.drive / "台账" / "来稿.xlsx"
    old.parent.mkdir()
    old.write_bytes(b"old")
    held = installed.script("held.py", HELD)
    with windows.running(installed.without_console, held, r"C:\台账\来稿.xlsx"):
        windows.wait((windows.drive / "held").exists)
        refused = installed.command("ledger", "--out", r"C:\台账\来稿.xlsx")
    assert refused.code == 1
    assert "文件正被占用" in refused.err and "另存为“来稿(2).xlsx”" in refused.err
    assert [(path.name, path.read_bytes()) for path in old.parent.iterdir()] == [("来稿.xlsx", b"old")]


def test_a_deep_chinese_folder_holds_the_data(windows: Windows, installed: Installed) -> None:
    deep = "C:" + r"\云溪县政协社情民意" * 19
    too_deep = deep + r"\云溪县政协社情民意"
    assert len(deep) < LONGEST_PATH < len(too_deep)
    done = installed.command("--data", deep, "backup")
    assert done.code == 0, done.err
    refused = installed.command("--data", too_deep, "backup")
    assert (refused.code, "路径太长" in refused.err) == (1, True)


def test_a_drive_that_is_not_there_is_told(windows: Windows, installed: Installed) -> None:
    away = installed.command("--data", r"Q:\数据", "list")
    assert (away.code, "找不到磁盘 Q:\\" in away.err) == (1, True), away.err


def test_without_a_console_a_refusal_has_its_code(windows: Windows, installed: Installed) -> None:
    assert windows.run(installed.without_console, "-X", "utf8", "-m", "cppcc_desk", "--no-such-word").code == 2


def test_a_crash_below_python_leaves_its_place(windows: Windows, installed: Installed) -> None:
    assert windows.run(installed.without_console, installed.script("crash.py", CRASH)).code != 0
    assert "crash.py" in (windows.drive / "logs" / "crash.log").read_text(encoding="utf-8")


def test_a_running_program_is_raised_and_not_replaced(windows: Windows, setups: Setups, installed: Installed) -> None:
    unseen = installed.script("unseen.py", UNSEEN)
    with windows.running(installed.without_console, unseen) as window:
        windows.wait((installed.data / "window.open").exists)
        assert windows.run(installed.without_console, unseen).code == 0
        windows.wait((windows.drive / "came forward").exists)
        assert windows.run(setups.now, "/S").code == RUNNING
        in_place = f"_?={FOLDER}".split()  # without it a copy goes on alone, and nobody hears how it ends
        assert windows.run(installed.folder / "uninstall.exe", "/S", *in_place).code == RUNNING
        assert window.poll() is None
    (installed.data / "window.open").unlink()
    with windows.running(installed.without_console, unseen):  # the first was killed; perhaps this one has its number
        windows.wait((installed.data / "window.open").exists)
    assert installed.version() == EARLIER


def test_upgrades_in_place(windows: Windows, setups: Setups, installed: Installed) -> None:
    words = ("--title", "集市停车难", "--text", "正文。", "--contributor", "柳青禾")
    assert installed.command("register", *words).code == 0
    (installed.program / "app" / "of_before.py").touch()
    for link in installed.links():
        if link.parent.name == "home":
            link.unlink()
    assert windows.run(setups.now, "/S").code == 0
    assert installed.version() == __version__
    assert sorted(path.name for path in installed.folder.iterdir()) == ["cppcc-desk.cmd", "program", "uninstall.exe"]
    assert not (installed.program / "app" / "of_before.py").exists()
    assert {path.parent.name for path in installed.links()} == {"Programs"}
    assert installed.titles() == ["集市停车难"]


def test_an_upgrade_that_cannot_unpack_leaves_the_program(
    windows: Windows, setups: Setups, installed: Installed
) -> None:
    in_the_way = installed.folder / "program.new"
    in_the_way.touch()
    assert windows.run(setups.earlier, "/S").code != 0
    in_the_way.unlink(missing_ok=True)
    assert installed.version() == __version__
    assert installed.titles() == ["集市停车难"]


def test_an_upgrade_cut_off_is_mended_by_the_next(windows: Windows, setups: Setups, installed: Installed) -> None:
    """Between the two names: the old folder has been put aside, the new one not yet put in."""
    installed.program.rename(installed.folder / "program.old")
    (installed.folder / "program.new" / "runtime").mkdir(parents=True)
    assert windows.run(setups.now, "/S").code == 0
    assert sorted(path.name for path in installed.folder.iterdir()) == ["cppcc-desk.cmd", "program", "uninstall.exe"]
    assert installed.titles() == ["集市停车难"]


def test_the_folder_of_another_program_is_left_alone(windows: Windows, setups: Setups, installed: Installed) -> None:
    other = windows.drive / "other" / "program"
    other.mkdir(parents=True)
    (other / "letter.txt").write_text("甲", encoding="utf-8")
    assert windows.run(setups.now, "/S", r"/D=C:\other").code == NOT_INSTALLED
    assert [path.name for path in other.rglob("*")] == ["letter.txt"]
    shutil.rmtree(other.parent)


def test_the_data_goes_to_another_folder(windows: Windows, installed: Installed) -> None:
    moved = installed.command("place", "--move", r"C:\数据盘")
    assert moved.code == 0, moved.err
    assert installed.titles() == ["集市停车难"]
    assert not (installed.data / "desk.db").exists()


def test_uninstalling_keeps_the_data(windows: Windows, installed: Installed) -> None:
    (installed.folder / "自己的.txt").touch()
    database = windows.drive / "数据盘" / "政协社情民意数据" / "desk.db"
    before = database.read_bytes()
    windows.run(installed.folder / "uninstall.exe", "/S")
    windows.wait(lambda: [path.name for path in installed.folder.iterdir()] == ["自己的.txt"])
    assert installed.links() == []
    assert database.read_bytes() == before
    assert (installed.data / "place.txt").exists()  # installed again, it is found again
