"""One backup or restore of a data folder at a time; and whether one is under way."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cppcc_desk.domain.errors import World

_NAME = "backup.lock"
_SECONDS = 10.0  # that one waits for the other
_STEP = 0.1


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the folder for a backup or a restore. Raises World while another one holds it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _NAME).open("ab") as file:
        ends = time.monotonic() + _SECONDS
        while not _locked(file):
            if time.monotonic() > ends:
                raise World("没有做成：另一个备份或恢复正在进行。数据没有受影响。请等它完成以后再试。")
            time.sleep(_STEP)
        yield  # closing the file lets go, and so does the end of the process


def under_way(root: Path) -> bool:
    """Whether a backup or a restore of the folder is running, here or in another process."""
    try:
        with (root / _NAME).open("rb+") as file:
            return not _locked(file)
    except FileNotFoundError:
        return False


def _locked(file: IO[bytes]) -> bool:
    """Take the operating system's lock, which no killed process leaves behind."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
