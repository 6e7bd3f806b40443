"""The start of the program as the setup installs it, under wine: its first list against a bare PySide6 window there.

Both are run by the installed runtime, without a screen, for the wine of Debian 12 cannot show Qt's windows on one.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.bench.rows.starting import IMPORTS, LIST, TIMED, WINDOW
from tests.bench.table import Bench, Row, absent, told
from tests.conftest import ROOT
from tests.installer.windows import Windows
from tests.ui.whole import copied

NAME: Final = "first list painted, installed"
GOAL: Final = 4.5
STARTS: Final = 6
NEEDED: Final = ("wine", "makensis", "git", "python3.11")
HOME: Final = r"C:\desk"
PYTHON: Final = HOME + r"\program\runtime\python.exe"

# Seconds since Windows made the process; how long wine took to get there is no matter of ours.
PAINTED: Final = """
import ctypes, os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QPA_FONTDIR"] = os.path.join(os.environ["WINDIR"], "Fonts")

def painted():
    kernel, made, other = ctypes.windll.kernel32, ctypes.c_uint64(), ctypes.c_uint64()
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    kernel.GetProcessTimes(process, *map(ctypes.byref, (made, other, other, other)))
    print(time.time() - (made.value / 10_000_000 - 11_644_473_600), flush=True)  # counted from 1601
    os._exit(0)
"""


def installed_first_list(bench: Bench) -> Row:
    """From the start of the process to the painted workbench of the sample office."""
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        return absent(NAME, GOAL, f"{', '.join(missing)} not installed")
    windows = Windows(bench.work / "wine")
    try:
        bare, program = _starts(windows, bench.work / "setup")
    finally:
        windows.close()
    return Row(
        name=NAME,
        measured=told(program),
        against=f"bare PySide6 window {told(bare)}",
        ratio=program / bare,
        goal=GOAL,
    )


def _starts(windows: Windows, setups: Path) -> tuple[float, float]:
    """Seconds to the bare window and to the program's list, measured in turns."""
    subprocess.run(
        ["bash", ROOT / "installer" / "build", "--try", "--out", setups], stdout=subprocess.DEVNULL, check=True
    )
    (setup,) = setups.glob("setup-*.exe")
    windows.run(setup, "/S", f"/D={HOME}")
    windows.install_a_chinese_font()
    copied(windows.drive / "office")
    (windows.drive / "bare.py").write_text(PAINTED + TIMED + WINDOW, encoding="utf-8")
    (windows.drive / "list.py").write_text(PAINTED + TIMED + IMPORTS + LIST, encoding="utf-8")
    bare: list[float] = []
    program: list[float] = []
    for _ in range(STARTS):
        bare.append(float(windows.run(PYTHON, r"C:\bare.py").out))
        program.append(float(windows.run(PYTHON, r"C:\list.py", r"C:\office").out))
    return min(bare), min(program)  # the best of each: wine adds much of its own, and never the same
