"""A backup put back: verified first, what is here now kept aside, the database exchanged in one step.

Until that step the present data stands; after it the restored. Originals are only added: they are found by their hash,
and more of them than the database knows do no harm.
"""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi

from cppcc_desk.domain.errors import NotADatabase, World
from cppcc_desk.paths import DataFolder, sync_folder
from cppcc_desk.storage.backups.archive import BEFORE_RESTORE, DATABASE, ORIGINALS, Manifest, make, unpacked
from cppcc_desk.storage.backups.locking import alone, let_go
from cppcc_desk.storage.engine import connect


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that is kept which was here before; None where nothing was."""

    manifest: Manifest
    kept_at: Path | None


def restore(
    path: Path, folder: DataFolder, *, next_sequence: Callable[[Path], int], now: datetime, by: str
) -> Restored:
    """Put a backup into a data folder. Raises NotADatabase, NewerData or World; the present data is then as it was."""
    with alone(folder.root), unpacked(path, folder.root) as (manifest, members):
        kept_at = _keep_present(folder, next_sequence=next_sequence, now=now, by=by)
        try:
            if ORIGINALS in manifest.hashes:
                _add_originals(members / ORIGINALS, folder.originals, aside=kept_at)
            _clear_way(folder.database)
        except World:  # what is here stays, so nothing of it need be kept aside
            _remove(kept_at)
            raise
        (members / DATABASE).replace(folder.database)
        sync_folder(folder.root)
        for settings in (folder.window, folder.fonts):
            if (members / settings.name).exists() and not settings.exists():
                shutil.copy2(members / settings.name, settings)
    return Restored(manifest, kept_at)


def _keep_present(folder: DataFolder, *, next_sequence: Callable[[Path], int], now: datetime, by: str) -> Path | None:
    """A backup of what is here; of a database that is damaged, its bytes, which nothing has touched."""
    if not folder.database.exists():
        return None
    with suppress(NotADatabase):
        sequence = next_sequence(folder.backups)
        return make(folder, folder.backups, sequence=sequence, made_at=now, made_by=by, reason=BEFORE_RESTORE).path
    aside = _free(folder.root / f"损坏_{now:%Y%m%d-%H%M}")
    aside.mkdir()
    for file in folder.root.glob(f"{folder.database.name}*"):
        if file.is_file():
            shutil.copy2(file, aside / file.name)
    sync_folder(aside)
    return aside


def _free(path: Path) -> Path:
    """`path`, or the same with a number, where nothing lies yet."""
    names = (path, *(path.with_name(f"{path.name}_{number}") for number in range(2, 1000)))
    return next(name for name in names if not name.exists())


def _remove(kept: Path | None) -> None:
    if kept is not None:
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def _clear_way(database: Path) -> None:
    """Nobody has the database open; of a damaged one, whose bytes are kept aside, the log goes too."""
    try:
        let_go(database, "恢复")
    except NotADatabase:
        for name in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                database.with_name(database.name + name).unlink()


def _add_originals(source: Path, target: Path, *, aside: Path | None) -> None:
    if target.exists():
        try:
            with closing(connect(target)) as data:
                data.execute("attach database ? as kept", (str(source),)).close()
                data.execute(
                    "create table if not exists original"
                    " (sha256 text primary key, size integer not null, data blob not null)"
                ).close()
                data.execute(
                    "insert or ignore into original (sha256, size, data) select sha256, size, data from kept.original"
                ).close()
            return
        except dbapi.DatabaseError:  # damaged: the backup's take its place
            if aside is not None and aside.is_dir():
                shutil.copy2(target, aside / target.name)
            for name in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    target.with_name(target.name + name).unlink()
    source.replace(target)
    sync_folder(target.parent)
