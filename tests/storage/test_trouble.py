"""Trouble of the world while saving: one sentence, the data sound, and work goes on when the trouble is over."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cppcc_desk.domain.errors import World
from cppcc_desk.operations import submissions
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, count, listing
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import explain
from cppcc_desk.storage.opening import open_desk
from tests.conftest import ROOT, StandingClock
from tests.office import BODY, piece, shown

FULL = r"磁盘空间不足.*本次修改没有保存，以前的数据完好。请腾出空间后再试，不必重新启动"


def fill(place: Path) -> None:
    """To the last byte."""
    with (place / "pad").open("wb", buffering=0) as pad:
        try:
            while True:
                pad.write(bytes(4096))
        except OSError:
            return


def long_piece(desk: Desk) -> int:
    return piece(desk, original_text=BODY * 3_000)


def test_a_full_disk_while_saving(small_disk: Path) -> None:
    desk = open_desk(DataFolder(small_disk / "数据"), clock=StandingClock())
    made = piece(desk)
    fill(small_disk)
    for _ in range(3):
        with pytest.raises(World, match=FULL):
            long_piece(desk)
        with pytest.raises(World, match=FULL):
            desk.originals.keep(os.urandom(2_000_000))
        assert desk.read(count, Filter()) == 1
    assert shown(desk, made).original_text == BODY
    (small_disk / "pad").unlink()
    number = shown(desk, long_piece(desk)).row.intake_no
    assert number == "2026-002"  # a number of a registration that was never saved is not lost
    assert desk.undo() == "登记 2026-002"
    assert check(desk) == ()
    desk.close()


def test_a_disk_that_is_full_at_the_start(small_disk: Path) -> None:
    folder = DataFolder(small_disk / "数据")
    desk = open_desk(folder, clock=StandingClock())
    made = piece(desk)
    desk.close()
    fill(small_disk)
    before = folder.database.read_bytes()
    for root in (folder.root, small_disk / "另一处"):
        with pytest.raises(World, match=r"磁盘空间已满.*数据没有损坏，也没有改动|磁盘空间不足.*数据没有改动"):
            open_desk(DataFolder(root), clock=StandingClock())
    assert folder.database.read_bytes() == before
    (small_disk / "pad").unlink()
    desk = open_desk(folder, clock=StandingClock())
    assert shown(desk, made).original_text == BODY
    assert check(desk) == ()
    desk.close()


def test_a_folder_that_is_gone_is_not_a_full_disk(tmp_path: Path) -> None:
    sentence = explain(OSError(5, "Input/output error"), tmp_path / "拔掉了", saving=True).message
    assert sentence.startswith("读写磁盘出错")
    assert "本次修改没有保存" in sentence


def test_a_path_may_hold_any_word(tmp_path: Path) -> None:
    error = FileNotFoundError(2, "No such file or directory", str(tmp_path / "full locked readonly"))
    assert explain(error, tmp_path, saving=False).message.startswith("读写磁盘出错")


WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.opening import open_desk
from tests.office import piece, shown
desk = open_desk(DataFolder(Path(sys.argv[1])), clock=lambda: datetime(2026, 11, 20, 14, 30))
print("open", flush=True)
for _ in range(6):
    try:
        print(shown(desk, piece(desk)).row.intake_no, flush=True)
    except DeskError as error:
        print(error.message, flush=True)
"""

CALLS = {
    "fsync": ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when={}"],
    "write": ["-e", "trace=pwrite64", "-e", "inject=pwrite64:error=EIO:when={}"],
    "no space": ["-e", "trace=pwrite64", "-e", "inject=pwrite64:error=ENOSPC:when={}"],
    "truncate": ["-e", "trace=ftruncate", "-e", "inject=ftruncate:error=EIO:when={}"],
}
_SAVED = re.compile(r"2026-\d{3}")


def _injected(folder: DataFolder, call: str, when: int, record: Path) -> tuple[list[str], bool]:
    """What the writer printed after opening, and whether a call failed after it was open."""
    options = [option.format(when) for option in CALLS[call]]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(record), *options, sys.executable, "-c", WRITER, str(folder.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    assert "Traceback" not in done.stderr or "open" not in done.stdout, done.stderr
    return done.stdout.splitlines()[1:], "INJECTED" in record.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")
@pytest.mark.parametrize(("call", "first"), [("fsync", 2), ("write", 6), ("no space", 10), ("truncate", 1)])
def test_a_failing_disk_loses_nothing_acknowledged(folder: DataFolder, tmp_path: Path, call: str, first: int) -> None:
    """EIO or ENOSPC at one call after another: every printed number is there, every refusal is a sentence."""
    acknowledged: list[str] = []
    failures = 0
    for when in range(first, first + 24, 4):
        printed, injected = _injected(folder, call, when, tmp_path / "record")
        saved = [line for line in printed if _SAVED.fullmatch(line)]
        refused = [line for line in printed if not _SAVED.fullmatch(line)]
        acknowledged += saved
        failures += injected
        assert all("本次修改没有保存" in line for line in refused), refused
    assert failures or call == "truncate"
    desk = open_desk(folder, clock=StandingClock())
    assert check(desk) == ()
    there = {row.intake_no for row in desk.read(listing, Filter(), now=desk.now)}
    assert set(acknowledged) <= there
    assert len(acknowledged) == len(set(acknowledged))
    assert desk.do(submissions.empty_bin) == 0
    desk.close()
