"""One backup or restore of a data folder at a time; and whether one is under way."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cppcc_desk.domain.errors import World
from cppcc_desk.paths import take_lock

_NAME = "backup.lock"
_SECONDS = 10.0  # that one waits for the other
_STEP = 0.1


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the folder for a backup or a restore. Raises World while another one holds it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _NAME).open("ab") as file:
        ends = time.monotonic() + _SECONDS
        while not take_lock(file):
            if time.monotonic() > ends:
                raise World("没有做成：另一个备份或恢复正在进行。数据没有受影响。请等它完成以后再试。")
            time.sleep(_STEP)
        yield  # closing the file lets go, and so does the end of the process


def under_way(root: Path) -> bool:
    """Whether a backup or a restore of the folder is running, here or in another process."""
    try:
        with (root / _NAME).open("rb+") as file:
            return not take_lock(file)
    except FileNotFoundError:
        return False
