"""The way to the first frame: nothing on it imports what has time until later, and the data is opened after it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cppcc_desk.cli.arguments import for_the_window
from cppcc_desk.operations.office import save_staff
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.opening import open_desk
from tests.conftest import ROOT

LIBRARIES = {
    "sqlalchemy", "sqlcipher3", "alembic", "docx", "openpyxl", "lxml", "xlrd", "olefile", "PySide6.QtNetwork",
    "logging.handlers",
}  # fmt: skip
OURS = {"desk", "form", "table", "widgets.lamp", "widgets.step_bar", "widgets.suggest_panel"}
LATER = LIBRARIES | {f"cppcc_desk.ui.{name}" for name in OURS}
# What the first page has no use for either.
WHEN_USED = {"docx", "openpyxl", "xlrd", "olefile", "cppcc_desk.domain.forms", "cppcc_desk.domain.holidays"}

# The program started as a person starts it; it tells what is loaded when the frame has been painted, and then again
# when the first page is in front, and is closed.
PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from cppcc_desk import app
from cppcc_desk.ui import start

told = []

class Watched(start.Window):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened.connect(self.seen)

    def seen(self, page):
        tell(page)
        QTimer.singleShot(0, self.close)

    def paintEvent(self, event):
        super().paintEvent(event)
        if not told:
            tell("painted")

def tell(when):
    told.append([when, sorted(sys.modules)])

start.Window = Watched
code = app.run(["--data", sys.argv[1], "--now", "2026-11-20T14:30", "--as", "王秀兰"])
print(json.dumps([code, told]))
"""


@pytest.mark.parametrize("page", ["first_start", "workbench"])
def test_the_frame_is_painted_before_the_data_is_opened(tmp_path: Path, page: str) -> None:
    if page == "workbench":
        desk = open_desk(DataFolder(tmp_path / "新 数据"))
        desk.do(save_staff, [("王秀兰", "登记")])
        desk.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "新 数据")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, told = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    (first, at_paint), (then, at_page) = told
    assert (first, then) == ("painted", page)
    assert LATER & set(at_paint) == set()
    assert {"sqlalchemy", "sqlcipher3"} <= set(at_page)
    if page == "workbench":
        assert WHEN_USED & set(at_page) == set()
    assert (tmp_path / "新 数据" / "desk.db").stat().st_size > 0


def test_options_alone_are_for_the_window() -> None:
    wanted = for_the_window(["--data", "甲", "--now", "2026-11-20T14:30", "--as", "王秀兰"])
    assert wanted is not None
    assert (wanted.data, wanted.now.hour, wanted.by) == (Path("甲"), 14, "王秀兰")
    assert for_the_window([]) is not None


def test_files_alone_are_for_the_window_too(tmp_path: Path) -> None:
    letter = tmp_path / "来 稿.docx"
    letter.touch()
    wanted = for_the_window([str(letter)])
    assert wanted is not None and wanted.files == [letter]
    assert for_the_window([str(letter), "list"]) is None
    assert for_the_window([str(tmp_path / "没有.docx")]) is None


@pytest.mark.parametrize(
    "words", [["list"], ["--data", "甲", "list"], ["--help"], ["-h"], ["--data"], ["--now", "昨天"], ["--colour"]]
)
def test_anything_else_is_for_the_whole_grammar(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert for_the_window(words) is None
    assert capsys.readouterr() == ("", "")
