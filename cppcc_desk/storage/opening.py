"""Opening a data folder: look before touching, make a fresh office whole or not at all, bring an older file up to date.

Each refusal is a row of design/reliability.md B and C: a full disk is not damage, a lost file is not a new office, a
newer file is not written to.
"""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from cppcc_desk.domain.errors import Away, NewerData, NotADatabase, World
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import backups, migrations, search
from cppcc_desk.storage.catching_up import catch_up
from cppcc_desk.storage.desk import Clock, Desk, minute_now
from cppcc_desk.storage.engine import BUSY_SECONDS, HEADER, PRAGMAS, connect, log_of, make_engine, plainly, rollback_of
from cppcc_desk.storage.given import GivenNumbers

logger = logging.getLogger(__name__)

LEAST_FREE = 1 << 20  # bytes; below this SQLite cannot even read with its shared-memory file gone
# Folders that a cloud program copies while they are written to (reliability.md B11).
SYNCED = ("onedrive", "坚果云", "nutstore", "dropbox", "iclouddrive", "百度网盘同步", "baidusyncdisk", "wps云盘")
LONGEST_PATH = 200  # characters, so that files inside stay below Windows' 260
DEFAULT_PERSON = "经办人"
BEFORE_UPGRADE = "升级前"


def open_desk(folder: DataFolder, *, by: str = DEFAULT_PERSON, clock: Clock = minute_now) -> Desk:
    """The desk of `folder`; a fresh folder becomes a default office.

    Raises World, Away, NotADatabase or NewerData with a sentence; the data is then as it was.
    """
    check_place(folder.root)
    refuse_away(folder)
    with plainly(folder.root, saving=False):
        folder.root.mkdir(parents=True, exist_ok=True)
        _check_room(folder.root)
        left = (folder.originals, log_of(folder.database), rollback_of(folder.database))
        others = folder.settled or any(path.exists() for path in left) or any(folder.backups.glob("*.zip"))
        # Asked in this order: another process that makes the office at this moment makes its originals last.
        if not folder.database.exists():
            _refuse_lost(folder, others=others)
            _make(folder, clock)
        _check_header(folder.database)
        _check_writable(folder.database)
        _take_back(folder.database)
        _bring_up_to_date(folder, by=by, clock=clock)
        _clear_parts(folder)
        engine = make_engine(folder.database)
        _mend_index(engine)
    desk = Desk(folder, engine, by=by, clock=clock)
    if noted := desk.read(GivenNumbers(folder.numbers).ahead_of):
        desk.do(catch_up, noted)
        logger.info("an older copy of the data was put back: %d sequences go on from the note", len(noted))
    return desk


def check_place(root: Path) -> None:
    """Raises World for a place where data would come to harm."""
    text = str(root)
    if text.startswith(("\\\\", "//")):
        raise World(
            f"数据文件夹在网络共享上（{text}），多台电脑同时写会损坏数据；数据没有改动。请改用本机磁盘上的文件夹。"
        )
    if synced := [part for part in root.absolute().parts if part.lower().startswith(SYNCED)]:
        raise World(
            f"数据文件夹在云同步文件夹“{synced[0]}”里（{text}），同步程序会损坏正在使用的数据；数据没有改动。"
            "请改用不同步的本机文件夹，需要时再把备份放进去。"
        )
    if len(str(root.absolute())) > LONGEST_PATH:
        raise World(f"数据文件夹的路径太长（超过 {LONGEST_PATH} 个字符）；数据没有改动。请换一个较短的位置。")


def refuse_away(folder: DataFolder) -> None:
    """Raises Away where the data cannot be because its drive or the folder the person chose is not there."""
    drive = Path(folder.root.absolute().anchor)
    if not drive.exists():
        raise Away(
            f"找不到磁盘 {drive}，数据文件夹在那里（{folder.root}）；数据没有改动。请插好移动硬盘或 U 盘后再打开。"
        )
    if folder.settled and not folder.root.is_dir():
        raise Away(
            f"找不到数据文件夹（{folder.root}）；程序没有另建空库。"
            "它可能在没有插好的移动硬盘上，或者被移走、改名了。请插好硬盘或把文件夹放回原处，再打开程序。"
        )


def _check_room(root: Path) -> None:
    if shutil.disk_usage(root).free < LEAST_FREE:
        raise World(f"磁盘空间已满（{root}）；数据没有损坏，也没有改动。请先腾出空间，再打开程序。")
    if not os.access(root, os.W_OK):
        raise World(f"数据文件夹是只读的（{root}）；数据没有改动。请检查文件夹权限，或换一个数据文件夹。")


def _check_writable(database: Path) -> None:
    # SQLite would open it for reading without a word and refuse the first save.
    if not os.access(database, os.W_OK):
        raise World(f"数据文件是只读的（{database}）；数据没有改动。请检查文件权限，或换一个数据文件夹。")


def _refuse_lost(folder: DataFolder, *, others: bool) -> None:
    if others:
        raise NotADatabase(
            f"数据文件不见了（{folder.database}）；程序没有另建空库。请从备份恢复，或把旧的数据文件放回原处。"
        )


def _check_header(database: Path) -> None:
    with database.open("rb") as file:
        head = file.read(len(HEADER))
    if head == HEADER:
        return
    what = "是空的" if not head else "不是本程序的数据或已损坏"
    raise NotADatabase(f"数据文件{what}（{database}）；程序没有写入它。请从备份恢复，或换一个数据文件夹。")


def _make(folder: DataFolder, clock: Clock) -> None:
    """Build the database beside its place and put it there whole: a kill on the way leaves no half office."""
    part = folder.root / f"desk.db.{os.getpid()}.part"
    part.unlink(missing_ok=True)
    try:
        _on_file(part, lambda c: migrations.migrate(c, today=clock().date()), journal_mode="DELETE")
        _place(part, folder.database)
    except (DBAPIError, OSError):
        if not folder.database.exists():  # else another process was quicker, and has cleared our part away
            raise
    finally:
        part.unlink(missing_ok=True)


def _place(part: Path, database: Path) -> None:
    """Give `part` its name unless another process was quicker; then that one's office counts."""
    try:
        os.link(part, database)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links (exFAT)
        if not database.exists():
            part.rename(database)


def _clear_parts(folder: DataFolder) -> None:
    """Remove what a killed process left of a file it was making; once a database is there, no part is needed."""
    for part in (*folder.root.glob("desk.db.*.part*"), *folder.root.glob(f"{folder.numbers.name}.*.part")):
        with suppress(PermissionError):  # Windows: another process is still at it and removes it itself
            part.unlink(missing_ok=True)
    backups.clear_parts(folder.root, (folder.root, folder.backups))


def _take_back(database: Path) -> None:
    """Finish what a kill cut off while a restored file was made ready to write: who only looks may not even look."""
    if rollback_of(database).exists():
        with closing(connect(database, pragmas=("cipher_log_level = NONE",))) as raw:
            raw.execute("PRAGMA user_version").fetchone()


def _refuse_strange_log(database: Path) -> None:
    """A log that was left by a kill is worked into whatever file it lies beside, and may be another's (reliability.md
    C7). While nothing has been written yet, the pages of both are looked through together."""
    log = log_of(database)
    try:
        if not log.stat().st_size:
            return
    except FileNotFoundError:  # none, or another process has just worked it in
        return
    with closing(_looking(database)) as raw:
        search.register(raw)
        fits = raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        began = raw.execute(_BEGAN).fetchone()
    if not fits or _began_without_log(database) not in (None, began):
        raise NotADatabase(
            f"数据文件损坏，或与它的日志文件“{log.name}”不是一起的（{database.parent}）；"
            "程序没有写入它们。请从备份恢复，或把该文件夹交给技术人员。"
        )


_BEGAN = "select hash from journal_entry where id = 1"  # tells an office from another: a log may hold all of one


def _began_without_log(database: Path) -> Any:
    """None where the journal is in the log as yet, or somebody is at the file just now."""
    with suppress(dbapi.DatabaseError), closing(_looking(database, "immutable=1")) as raw:
        return raw.execute(_BEGAN).fetchone()
    return None


def _looking(database: Path, how: str = "mode=ro") -> Any:
    """A connection that writes nothing, not even what is left in the log when it is closed."""
    raw = dbapi.connect(f"{database.absolute().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)
    raw.execute("PRAGMA cipher_log_level = NONE")
    return raw


def _marks(database: Path) -> tuple[int, int]:
    """Application id and schema step."""
    with closing(_looking(database)) as raw:
        application = int(raw.execute("PRAGMA application_id").fetchone()[0])
        return application, int(raw.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(folder: DataFolder, *, by: str, clock: Clock) -> None:
    application, found = _marks(folder.database)
    if application != migrations.APPLICATION_ID:
        raise NotADatabase(
            f"数据文件是别的程序的数据库（{folder.database}）；程序没有写入它。请从备份恢复，或换一个数据文件夹。"
        )
    if found > migrations.LATEST:
        raise NewerData(
            f"数据由较新版本的程序建立（数据版本 {found}，本程序 {migrations.LATEST}）；"
            "没有改动数据。请升级本程序后再打开。"
        )
    _refuse_strange_log(folder.database)
    if found == migrations.LATEST:
        return
    with backups.alone(folder.root):  # of two starts the second finds it done
        if _marks(folder.database)[1] < migrations.LATEST:
            _back_up(folder, by=by, clock=clock)
            _on_file(folder.database, lambda c: migrations.migrate(c, today=clock().date()), journal_mode="WAL")
            logger.info("migrated %d -> %d", found, migrations.LATEST)


def _back_up(folder: DataFolder, *, by: str, clock: Clock) -> None:
    """Without a backup no upgrade is begun."""
    sequence = backups.next_sequence(folder.backups)
    try:
        made = backups.make(
            folder, folder.backups, sequence=sequence, made_at=clock(), made_by=by, reason=BEFORE_UPGRADE
        )
    except (World, NotADatabase) as refusal:
        raise type(refusal)(f"数据要升级到新版本，先要备份。{refusal.message}") from refusal
    backups.rotate(made)


def _mend_index(engine: Engine) -> None:
    """An index that is out of step is made anew from the texts, which are untouched (reliability.md C12)."""
    with Session(engine) as session:
        if search.in_step(session):
            return
    with Session(engine.execution_options(write=True)) as session:
        search.rebuild(session)
        session.commit()
    logger.warning("search index rebuilt")


def _on_file(path: Path, work: Callable[[Connection], None], *, journal_mode: str) -> None:
    pragmas = (*(p for p in PRAGMAS if not p.startswith("foreign_keys")), f"journal_mode = {journal_mode}")
    raw = connect(path, pragmas=pragmas)
    engine = create_engine("sqlite://", module=dbapi, creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            work(connection)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
        raw.close()
