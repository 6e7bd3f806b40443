"""A disk that fails at one call after another while a backup or a restore is under way: one sentence, old or new data,
and no backup that only looks like one."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cppcc_desk.errands import backups as errands
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage import backups
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from tests.conftest import ROOT, StandingClock
from tests.office import piece

NOW = "2026-11-20T14:30"
PART = "备份_20261120-1430_00002.zip.part"
OLD, NEW = 3, 1  # submissions before a restore, and in the backup


@dataclass(frozen=True)
class Failing:
    """What fails, with which error, at which of the calls one after another, and on which file alone."""

    calls: str
    error: str
    when: tuple[int, ...]
    only: str = ""

    def __str__(self) -> str:
        return f"{self.calls}-{self.error}"


BACKUP = [
    Failing("pwrite64", "ENOSPC", (2, 40, 120)),
    Failing("pwrite64", "EIO", (10, 80)),
    Failing("write", "ENOSPC", (1, 3), only=PART),
    Failing("write", "EIO", (2,), only=PART),
    Failing("fsync,fdatasync", "EIO", (1, 2)),
    Failing("rename,renameat,renameat2", "EACCES", (1,)),
]
RESTORE = [
    Failing("pwrite64", "ENOSPC", (2, 40, 120, 190)),
    Failing("pwrite64", "EIO", (10, 80, 160)),
    Failing("fsync,fdatasync", "EIO", (1, 2, 4, 6, 8)),
    Failing("rename,renameat,renameat2", "EACCES", (1, 2)),
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here"),
]


def run(folder: DataFolder, failing: Failing, when: int, *command: str) -> tuple[int, str, bool]:
    """Exit code and what was told, and whether the call really failed."""
    record = folder.root.with_name("record")
    options = ["-P", str(folder.backups / failing.only)] if failing.only else []
    inject = ["-e", f"trace={failing.calls}", "-e", f"inject={failing.calls}:error={failing.error}:when={when}"]
    given = ("--data", str(folder.root), "--now", NOW, *command)
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(record), *options, *inject, sys.executable, "-m", "cppcc_desk", *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    return done.returncode, done.stdout + done.stderr, "INJECTED" in record.read_text(encoding="utf-8")


def prepared(folder: DataFolder) -> Path:
    """Data, and a backup with less in it."""
    desk = open_desk(folder, clock=StandingClock())
    piece(desk)
    desk.originals.keep(b"1" * 300_000)
    made = errands.back_up(desk).path
    for _ in range(OLD - NEW):
        piece(desk)
    desk.originals.keep(b"2" * 300_000)
    desk.close()
    return made


def left_sound(folder: DataFolder) -> int:
    """How many submissions there are in data that is whole, with backups that are."""
    desk = open_desk(folder, clock=StandingClock())
    assert check(desk) == ()
    found = len(desk.read(listing, Filter(scope="all"), now=desk.now))
    desk.close()
    assert all(backups.verify(path) == () for path in folder.backups.glob("*.zip"))
    assert list(folder.root.rglob("*.part")) == []
    return found


def told_as_a_sentence(code: int, told: str) -> None:
    assert "Traceback" not in told, told
    assert code == 0 or (code == 1 and re.search(r"没有|完好|不受影响", told)), told


@pytest.mark.parametrize("failing", BACKUP, ids=str)
def test_a_backup(folder: DataFolder, failing: Failing) -> None:
    first = prepared(folder)
    hits = 0
    for when in failing.when:
        code, told, hit = run(folder, failing, when, "backup")
        told_as_a_sentence(code, told)
        hits += hit
        assert left_sound(folder) == OLD
        assert first in folder.backups.iterdir()
        for made in folder.backups.iterdir():
            if made != first:
                assert code == 0
                made.unlink()
    assert hits == len(failing.when)


@pytest.mark.parametrize("failing", RESTORE, ids=str)
def test_a_restore(folder: DataFolder, tmp_path: Path, failing: Failing) -> None:
    source = shutil.move(prepared(folder), tmp_path / "备份.zip")
    start = tmp_path / "开始"
    shutil.copytree(folder.root, start)
    hits = 0
    for when in failing.when:
        shutil.rmtree(folder.root)
        shutil.copytree(start, folder.root)
        code, told, hit = run(folder, failing, when, "restore", str(source))
        told_as_a_sentence(code, told)
        hits += hit
        assert left_sound(folder) in ((NEW,) if code == 0 else (OLD, NEW))
    assert hits >= len(failing.when) - 1
