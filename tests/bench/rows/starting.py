"""The first frame of the program against that of a bare PySide6 window, each in a fresh process; on Linux."""

import json
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.rows.writing import copied
from tests.bench.table import Bench, Row, told

STARTS = 7

# What may not be loaded before the frame is on the screen (design/performance.md item 4).
LATER = ("sqlalchemy", "sqlcipher3", "alembic", "docx", "openpyxl", "lxml")

PAINTED = """
import json, os, sys, time

def painted():
    kilobytes = [line for line in open("/proc/self/status") if line.startswith("VmRSS")][0].split()[1]
    seconds = time.clock_gettime(time.CLOCK_MONOTONIC) - float(os.environ["BENCH_START"])
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    print(json.dumps({"seconds": seconds, "loaded": loaded, "megabytes": int(kilobytes) / 1024}), flush=True)
    os._exit(0)
"""
TIMED = """
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

def timed(kind):
    class Timed(kind):
        def paintEvent(self, event):
            super().paintEvent(event)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))  # comes when all of the frame is painted

        def event(self, event):
            if event.type() == QEvent.Type.User:
                painted()
            return super().event(event)

    return Timed
"""
WINDOW = """
application = QApplication(sys.argv[:1])
window = timed(QMainWindow)()
window.resize(1366, 768)
window.show()
application.exec()
"""
BARE = PAINTED + TIMED
IMPORTS = """
from cppcc_desk import app
from cppcc_desk.ui import start
"""
LIST = """
class Listed(start.Window):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened.connect(self.there)

    def there(self, page):
        QCoreApplication.processEvents()  # lays out and paints
        painted()

start.Window = Listed
app.run(["--data", sys.argv[1], "--now", "2026-06-20T09:00"])
"""
PROGRAM = """
start.Window = timed(start.Window)
app.run(["--data", sys.argv[1]])
"""


@cache
def _starts(bench: Bench) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """First frames of the bare window and of the program, in turns."""
    bare: list[dict[str, Any]] = []
    program: list[dict[str, Any]] = []
    for number in range(STARTS):
        bare.append(_first_frame(BARE + WINDOW, bench.work))
        program.append(_first_frame(BARE + IMPORTS + PROGRAM, bench.work / f"start-{number}"))
    return bare[1:], program[1:]  # the first of each warms the disk up


def _first_frame(script: str, folder: Path) -> dict[str, Any]:
    start = str(time.clock_gettime(time.CLOCK_MONOTONIC))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BENCH_START": start}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is not compiled at each start
    command = [sys.executable, "-c", script, str(folder)]
    told_back = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True).stdout
    found: dict[str, Any] = json.loads(told_back.splitlines()[-1])
    return found


def first_frame(bench: Bench) -> Row:
    """From the start of the process to the painted frame."""
    bare, program = (median(one["seconds"] for one in kind) for kind in _starts(bench))
    return Row(
        name="first frame painted",
        measured=told(program),
        against=f"bare PySide6 window {told(bare)}",
        ratio=program / bare,
        goal=1.5,
    )


def first_list(bench: Bench) -> Row:
    """From the start of the process to the painted workbench of an office with `size` submissions."""
    office = copied(bench).root
    bare = median(one["seconds"] for one in _starts(bench)[0])
    taken = median([_first_frame(BARE + IMPORTS + LIST, office)["seconds"] for _ in range(STARTS)][1:])
    return Row(
        name="first list painted",
        measured=told(taken),
        against=f"bare PySide6 window {told(bare)}",
        ratio=taken / bare,
        goal=4.5,
    )


def first_frame_memory(bench: Bench) -> Row:
    """Resident memory at the first frame."""
    bare, program = (median(one["megabytes"] for one in kind) for kind in _starts(bench))
    return Row(
        name="memory at first frame",
        measured=f"{program:.0f} MB (bare {bare:.0f} MB)",
        against="90 MB",
        ratio=program / 90,
        goal=1,
    )


def first_frame_modules(bench: Bench) -> Row:
    """Libraries loaded before the first frame that have time until later."""
    early = sorted({name for one in _starts(bench)[1] for name in one["loaded"] if name in LATER})
    return Row(
        name="loaded too early",
        measured=", ".join(early) or "nothing",
        against=f"{len(LATER)} libraries",
        ratio=float(len(early)),
        goal=0,
    )
