"""Killed at random moments while importing, stepping, taking rosters over, backing up, restoring, moving and upgrading
the data: what was acknowledged is there, and nothing is half.

`python -m tests.faults.test_killed 50` is the acceptance figure, with names of writers behind it for some of them; the
suite runs fewer rounds.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calling import letter
from tests.conftest import ROOT, SHARED
from tests.faults import moving, safekeeping

TOOL = SHARED / "tools" / "faults" / "kill_test.py"
NUMBER = r"^2\d{3}-\d{3,}( \d+)?"
FILES = 60  # a round; more than it gets through


def killed(
    place: Path, rounds: int, writer: list[str], *, seed: int, judge: str = "tests.faults.sound", match: str = NUMBER
) -> str:
    """Run `writer` and kill it, `rounds` times on the same data; what the tool told.

    `judge` looks at the data and the acknowledged lines, which `match` finds, after each time.
    """
    data = place / "数据"
    command = [
        sys.executable,
        str(TOOL),
        *("-n", str(rounds), "--min", "0.02", "--max", "1.2", "--after-first-ack", "--each", "--seed", str(seed)),
        *("--acked", str(place / "acknowledged.txt"), "--match", match),
        *("--verify", f"'{sys.executable}' -m {judge} '{data}' {{acked}}"),
        "--",
        *(sys.executable, "-u", *writer),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    return told


def importing(place: Path, rounds: int) -> list[str]:
    for number in range(FILES * rounds):
        letter(place / "收件", f"{number:04d}.txt", f"{number}号集市停车难")
    return ["-m", "cppcc_desk", "--data", str(place / "数据"), "import", str(place / "收件")]


def stepping(place: Path, _: int) -> list[str]:
    return ["-m", "tests.faults.stepping", str(place / "数据")]


def taking_rosters(place: Path, _: int) -> list[str]:
    return ["-m", "tests.faults.rosters", "take", str(place / "数据")]


def backing_up(place: Path, _: int) -> list[str]:
    safekeeping.prepare(place / "数据", place / "U盘")
    return ["-m", "tests.faults.safekeeping", "back", str(place / "数据")]


def restoring(place: Path, _: int) -> list[str]:
    small, large = safekeeping.prepare(place / "数据", place / "U盘")
    return ["-m", "tests.faults.safekeeping", "restore", str(place / "数据"), str(small), str(large)]


def placed(place: Path, _: int) -> list[str]:
    moving.prepare(place / "数据")
    return ["-m", "tests.faults.moving", "move", str(place / "数据")]


def upgrading(place: Path, _: int) -> list[str]:
    safekeeping.prepare(place / "数据", place / "U盘")
    older = shutil.copy(place / "数据" / "desk.db", place / "older.db")
    return ["-m", "tests.faults.safekeeping", "upgrade", str(place / "数据"), str(older)]


KEPT_SAFE = {"judge": "tests.faults.safekeeping sound", "match": r"备份_\S+"}
JUDGED = {
    taking_rosters: {"judge": "tests.faults.rosters sound", "match": r"第\d+批"},
    backing_up: KEPT_SAFE,
    restoring: KEPT_SAFE,
    placed: {"judge": "tests.faults.moving sound", "match": r"^\d+$"},
    upgrading: {"judge": "tests.faults.safekeeping upgraded", "match": r"升级\d+"},
}


def _needs_the_tool() -> None:
    if not TOOL.is_file():
        pytest.skip("the tool that kills is not beside this checkout")


@pytest.mark.slow
def test_killed_while_importing(tmp_path: Path) -> None:
    _needs_the_tool()
    told = killed(tmp_path, 4, importing(tmp_path, 4), seed=1)
    assert re.search(r"rounds 4, acknowledged \d\d", told), told


@pytest.mark.slow
def test_killed_while_stepping(tmp_path: Path) -> None:
    _needs_the_tool()
    told = killed(tmp_path, 4, stepping(tmp_path, 4), seed=2)
    assert re.search(r"rounds 4, acknowledged \d\d", told), told


@pytest.mark.slow
@pytest.mark.parametrize("writer", JUDGED)
def test_killed_between_two_states(writer: Callable[[Path, int], list[str]], tmp_path: Path) -> None:
    _needs_the_tool()
    told = killed(tmp_path, 5, writer(tmp_path, 5), seed=3, **JUDGED[writer])
    assert re.search(r"rounds 5, acknowledged \d", told), told


if __name__ == "__main__":
    wanted, *named = sys.argv[1:]
    for first, writer in enumerate((importing, stepping, *JUDGED)):
        if named and writer.__name__ not in named:
            continue
        with tempfile.TemporaryDirectory() as folder:
            print(writer.__name__)
            rounds = int(wanted)
            made = writer(Path(folder), rounds)
            print(killed(Path(folder), rounds, made, seed=first, **JUDGED.get(writer, {})), flush=True)
