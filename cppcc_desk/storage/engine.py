"""The connection: one SQLite for every machine, its pragmas, and the world's troubles turned into sentences.

Driver and pragmas: design/reliability.md (decisions) and design/architecture.md section 3 (SQLite traps).
"""

import errno
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from cppcc_desk.domain.errors import DeskError, NotADatabase, World
from cppcc_desk.storage import search

BUSY_SECONDS = 10  # how long a save waits for another program that holds the file (reliability.md C2)
_ATTEMPT_MS = 100  # of waiting that a window does not feel
LITTLE = 1 << 16  # bytes free; below this an I/O error is a full disk
HEADER = b"SQLite format 3\x00"

# cipher_log_level first: the driver otherwise reports to stderr what the program says itself.
PRAGMAS = (
    "cipher_log_level = NONE",
    "foreign_keys = ON",
    "synchronous = FULL",  # with WAL, NORMAL loses acknowledged rows in a power cut (measured, faults.md)
    "mmap_size = 0",
    "trusted_schema = ON",  # the index's triggers and view call `bigr`
    "temp_store = MEMORY",
)


def connect(path: Path, *, pragmas: tuple[str, ...] = (*PRAGMAS, "journal_mode = WAL")) -> Any:
    """A driver connection that leaves BEGIN and COMMIT to us."""
    connection = dbapi.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()
        search.register(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(path: Path) -> Engine:
    """The engine of the office's database; a transaction is IMMEDIATE when its options say `write`."""
    engine = create_engine(
        "sqlite://",
        module=dbapi,
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_reset_on_return=None,
        hide_parameters=True,  # texts and names must not reach the log with an error
    )

    # A COMMIT that is refused leaves its transaction open, and the pool believes that it has ended.
    @event.listens_for(engine, "reset")
    def reset(connection: Any, _: object, __: object) -> None:
        connection.rollback()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("write", False):
            _begin_writing(connection, options.get("patience", sit_out))
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


# Told how to try, it tries again and again until that succeeds or raises: a window stays alive meanwhile.
Patience = Callable[[Callable[[], bool]], object]


def sit_out(attempt: Callable[[], bool]) -> None:
    """The patience of whoever has nothing else to do."""
    while not attempt():
        pass  # the attempt itself takes its time


def _begin_writing(connection: Connection, patience: Patience) -> None:
    """Take the write lock, for which one waits while another program holds the file (reliability.md C2).

    In short attempts: SQLite's own waiting would not let go of the thread.
    """
    ends = time.monotonic() + BUSY_SECONDS

    def attempt() -> bool:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= ends:
                raise
            return False
        return True

    connection.exec_driver_sql(f"PRAGMA busy_timeout = {_ATTEMPT_MS}")
    try:
        if not attempt():
            patience(attempt)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def log_of(database: Path) -> Path:
    """What SQLite has not worked into the file yet; laid beside another database it would be taken for that one's."""
    return database.with_name(f"{database.name}-wal")


def rollback_of(database: Path) -> Path:
    """What SQLite takes back from the file when a kill has cut a change off; as strange to another database."""
    return database.with_name(f"{database.name}-journal")


class Failing(World):
    """Reading or writing failed though there is room: what a connection holds may never have reached the disk."""


@contextmanager
def plainly(folder: Path, *, saving: bool) -> Iterator[None]:
    """Turn a failure of the driver into a sentence that says whether anything was saved."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, dbapi.Error, OSError) as error:
        raise explain(error, folder, saving=saving) from error


def explain(error: BaseException, folder: Path, *, saving: bool) -> DeskError:
    """The sentence for `error`; asks the disk before it suspects the data, because a full disk looks like damage.

    Raises `error` itself when it is no trouble of the world.
    """
    told = _told(error, folder)
    for words, kind, sentence in _SENTENCES:
        if any(word in told for word in words):
            safe = "本次修改没有保存，以前的数据完好。" if saving else "数据没有改动。"
            return kind(sentence.format(folder=folder, safe=safe, seconds=BUSY_SECONDS))
    raise error


_SENTENCES: tuple[tuple[tuple[str, ...], type[DeskError], str], ...] = (
    (
        ("locked", "busy"),
        World,
        "数据正被另一个程序占用，等待 {seconds} 秒后仍不能写入；{safe}请稍候再试一次。",
    ),
    (("full",), World, "磁盘空间不足（{folder}）；{safe}请腾出空间后再试，不必重新启动。"),
    (
        ("readonly", "unable to open"),
        World,
        "数据文件夹不能写入（{folder}）；{safe}请检查文件夹权限，或换一个数据文件夹。",
    ),
    (("no folder",), World, "数据文件夹的位置被一个文件占用（{folder}）；数据没有改动。请换一个数据文件夹。"),
    (
        ("not a database", "malformed", "file is encrypted", "could not decode"),
        NotADatabase,
        "数据文件损坏或不是本程序的数据（{folder}）；程序没有写入它。请从备份恢复，或把该文件夹交给技术人员。",
    ),
    (("disk i/o",), Failing, "读写磁盘出错（{folder}）；{safe}请检查磁盘，并尽快做一次备份。"),
    (("operational",), World, "数据库没有完成这次操作；{safe}请再试一次，仍不行请把日志交给技术人员。"),
)

_ERRNO = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.ENOTDIR: "no folder",
    errno.EEXIST: "no folder",
}


def _told(error: BaseException, folder: Path) -> str:
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):  # its text holds a path, and a path may hold any word: only the number counts
        return _ERRNO.get(cause.errno or 0, "disk i/o")
    text = str(cause).lower()
    if "disk i/o" in text and _free(folder) < LITTLE:
        return "full"
    return f"{text} operational" if isinstance(error, OperationalError | dbapi.OperationalError) else text


def _free(folder: Path) -> float:
    try:
        return shutil.disk_usage(folder).free
    except OSError:  # the folder itself is gone: that is not a full disk
        return float("inf")
