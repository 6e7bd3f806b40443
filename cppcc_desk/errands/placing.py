"""Where the office's data lies on this PC: moved to another folder or disk, or taken from where it is already.

A move is whole or not at all: everything is copied and read back, then the note of the place is written in one step,
and only then is the old database removed. Its backups stay behind as well, the newest made just before.
"""

import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from cppcc_desk.domain.errors import Forbidden, Invalid, World
from cppcc_desk.errands.backups import Step, back_up_if_changed, silent
from cppcc_desk.paths import APP, VARIABLE, DataFolder, data_folder, forget_place, home_folder, settle, sync_folder
from cppcc_desk.storage import backups
from cppcc_desk.storage.desk import Clock, minute_now
from cppcc_desk.storage.engine import connect, log_of, plainly
from cppcc_desk.storage.opening import DEFAULT_PERSON, check_place, open_desk

NAME: Final = "政协社情民意数据"  # of the folder that is made where the person points to
# What belongs to the old place, or to nobody.
STAYS: Final = ("logs", "place.txt", "backup.lock", "window.lock", "package.lock", "window.open")
SPARE: Final = 50 << 20  # bytes that a disk must have left after a move
NOTHING: Final = "数据没有改动。"
_BLOCK = 1 << 20
logger = logging.getLogger(__name__)


def place_in(pointed: Path) -> Path:
    """The data folder for a folder that the person pointed to: itself where it holds the data or is empty, else one
    of our own name in it, so that nothing of ours lies among the person's files."""
    is_drive = not pointed.name
    if holds_data(pointed) or (pointed.is_dir() and not any(pointed.iterdir()) and not is_drive):
        return pointed
    return pointed / NAME


def holds_data(place: Path) -> bool:
    """Whether an office's data lies there already."""
    return DataFolder(place).database.exists()


def free_bytes(place: Path) -> int | None:
    """Room on the disk of `place`, which may not be there yet; None where it cannot be told."""
    there = next((folder for folder in (place, *place.parents) if folder.is_dir()), None)
    try:
        return shutil.disk_usage(there).free if there is not None else None
    except OSError:
        return None


def move(
    folder: DataFolder, place: Path, *, by: str = DEFAULT_PERSON, clock: Clock = minute_now, step: Step = silent
) -> DataFolder:
    """Move all of a data folder to `place` and remember it; nobody may have the data open. The data folder there.

    Raises Forbidden, Invalid or World, and what `step` raises; the data is then where it was.
    """
    check_place(place)
    _refuse_wrong(folder, place)
    desk = open_desk(folder, by=by, clock=clock)  # damaged or newer data is refused here, with its own sentence
    try:
        back_up_if_changed(desk, reason="搬移前")
    finally:
        desk.close()
    with plainly(place, saving=False), backups.alone(folder.root), _held(folder) as data:
        files = [path for path in _files(folder.root) if path.is_file()]
        _refuse_full(place, sum(path.stat().st_size for path in files))
        part = place.with_name(f"{place.name}.{APP}.part")  # whatever else ends so is the person's
        shutil.rmtree(part, ignore_errors=True)
        try:
            for number, path in enumerate(files):
                step(number, len(files), path.name)
                _copy(path, part / path.relative_to(folder.root))
            if place.is_dir():
                place.rmdir()  # an empty one, made for us
            part.rename(place)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        try:
            sync_folder(place.parent)
            _remember(place)
        except BaseException:
            with suppress(OSError):
                _remember(folder.root)
                shutil.rmtree(place)  # only when nothing leads there any more
            raise
        _give_up(data)
    _clear_out(folder)
    logger.info("data moved: %d files", len(files))
    return DataFolder(place, settled=True)


def use(place: Path) -> DataFolder:
    """Take the data that lies in `place` from now on; what lay elsewhere stays there.

    Raises Forbidden, Invalid, NotADatabase, NewerData or World, and nothing has changed then.
    """
    refuse_fixed()
    if not holds_data(place):
        raise Invalid(f"“{place}”里没有本程序的数据（desk.db）。{NOTHING}请选择放着数据的文件夹。")
    open_desk(DataFolder(place)).close()
    with plainly(place, saving=False):
        _remember(place)
    return data_folder()


def go_home() -> DataFolder:
    """Use the folder at home from now on, where the chosen one is lost. Raises Forbidden or World."""
    refuse_fixed()
    home = home_folder()
    with plainly(home, saving=False):
        forget_place()
    return DataFolder(home)


def refuse_fixed() -> None:
    """Raises Forbidden where the environment says where the data lies."""
    if fixed := os.environ.get(VARIABLE):
        raise Forbidden(f"环境变量 {VARIABLE} 指定了数据文件夹（{fixed}），不能在这里更换。{NOTHING}")


def _remember(place: Path) -> None:
    if place.absolute() == home_folder().absolute():
        forget_place()
    else:
        settle(place)


def _refuse_wrong(folder: DataFolder, place: Path) -> None:
    here, there = folder.root.absolute(), place.absolute()
    if here != data_folder().root.absolute():
        raise Forbidden(f"“{here}”不是本机平时用的数据文件夹，没有搬。{NOTHING}要搬的话，直接复制这个文件夹即可。")
    refuse_fixed()
    if there == here or here in there.parents:
        raise Invalid(f"“{place}”就在现在的数据文件夹里，没有搬。{NOTHING}请选择另一个文件夹或另一块磁盘。")
    if holds_data(place):
        raise Invalid(f"“{place}”里已经有一份数据，没有覆盖它。{NOTHING}请换一个空文件夹，或改为使用那里的数据。")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise Invalid(f"“{place}”里已经有别的文件。{NOTHING}请换一个空文件夹。")


def _refuse_full(place: Path, needed: int) -> None:
    free = free_bytes(place)
    if free is not None and free < needed + SPARE:
        wanted, there = (needed + SPARE) >> 20, free >> 20
        raise World(
            f"“{place}”所在的磁盘只剩 {there} MB，搬数据需要 {wanted} MB。{NOTHING}请换一块磁盘，或先腾出空间。"
        )


@contextmanager
def _held(folder: DataFolder) -> Iterator[Any]:
    """Files that nobody else writes to: a command that comes now waits, and then says that nothing was saved. The
    connection that holds them."""
    for database in (folder.originals, folder.database):
        backups.let_go(database, "搬移")
    with closing(connect(folder.database, pragmas=("cipher_log_level = NONE",))) as data:
        data.execute("BEGIN IMMEDIATE").close()
        if log_of(folder.database).exists():  # somebody was quicker, and what they save is not in the file itself
            raise World(f"没有搬：数据正被别的命令使用。{NOTHING}请等它做完再搬。")
        yield data  # closed with its transaction open, all of it is taken back


def _give_up(data: Any) -> None:
    """The old database is let go unfit for work: who comes before it is cleared away must not save into it."""
    data.execute("PRAGMA legacy_alter_table = ON").close()
    data.execute("alter table journal_entry rename to moved").close()
    data.execute("COMMIT").close()


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name in STAYS or path.name.endswith((".part", "-wal", "-shm", "-journal")):
            continue
        yield from sorted(path.rglob("*")) if path.is_dir() else (path,)


def _copy(source: Path, target: Path) -> None:
    """Copy a file, and read back what is on the other disk now."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(_BLOCK):
            digest.update(block)
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    with target.open("rb") as again:
        if hashlib.file_digest(again, "sha256").digest() != digest.digest():
            raise World(f"没有搬：写到“{target.parent}”的文件读回来不一样，那块磁盘可能有问题。{NOTHING}请换一块磁盘。")
    shutil.copystat(source, target)


def _clear_out(folder: DataFolder) -> None:
    """The old place keeps its backups; a database left there would one day be taken for the present one."""
    for path in (folder.database, folder.originals, folder.numbers):
        with suppress(OSError):  # held by a virus scanner: it is passed over, for the note of the place counts
            path.unlink(missing_ok=True)
    for left in (folder.drafts, folder.papers, folder.sample.root):
        shutil.rmtree(left, ignore_errors=True)
