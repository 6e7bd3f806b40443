"""One backup, restore or move of a data folder at a time, and nobody else at the data where it is to be exchanged."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi

from cppcc_desk.domain.errors import NotADatabase, World
from cppcc_desk.paths import take_lock
from cppcc_desk.storage.engine import HEADER, connect

_NAME = "backup.lock"
_SECONDS = 10.0  # that one waits for the other
_STEP = 0.1
_SOON = 2_000  # milliseconds that a restore waits for others to let go of the data


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


def let_go(database: Path, what: str) -> None:
    """Make a database one file that nobody has open: a log that stayed behind would be taken for another one's.

    Raises World while somebody works with it, NotADatabase for one that is damaged; `what` was to be done: 恢复, 搬移.
    """
    if not database.exists():
        return
    try:
        with database.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:  # SQLite takes an empty file for a new database and writes into it
                raise dbapi.DatabaseError("header")
        with closing(connect(database, pragmas=(f"busy_timeout = {_SOON}", "cipher_log_level = NONE"))) as data:
            data.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if data.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete":
                return
    except dbapi.OperationalError as error:
        if "locked" not in str(error):
            raise World(f"没有{what}：数据文件打不开（{database}）。数据没有改动。请检查磁盘后再试。") from error
    except dbapi.DatabaseError as error:
        raise NotADatabase(f"没有{what}：数据文件已损坏（{database}），程序没有写入它。请从备份恢复。") from error
    raise World(f"没有{what}：数据正被程序的窗口或别的命令使用。数据没有改动。请关闭程序的窗口，再{what}。")
