"""A backup put back: verified first, what is here now kept aside, the database exchanged in one step.

Until that step the present data stands; after it the restored. Originals are only added: they are found by their hash,
and more of them than the database knows do no harm.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cppcc_desk.domain.errors import NotADatabase, World
from cppcc_desk.paths import DataFolder, sync_folder
from cppcc_desk.storage.backups.archive import BEFORE_RESTORE, DATABASE, ORIGINALS, Manifest, disk_told, make, unpacked
from cppcc_desk.storage.backups.keeping import next_sequence
from cppcc_desk.storage.backups.locking import alone, let_go
from cppcc_desk.storage.engine import log_of, plainly, rollback_of
from cppcc_desk.storage.given import GivenNumbers
from cppcc_desk.storage.originals import Originals


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that is kept which was here before; None where nothing was.

    `knows_numbers` is whether this PC has noted which numbers the office gave: of those that were given elsewhere
    after the backup it knows nothing.
    """

    manifest: Manifest
    kept_at: Path | None
    knows_numbers: bool


def restore(path: Path, folder: DataFolder, *, now: datetime, by: str) -> Restored:
    """Put a backup into a data folder. Raises NotADatabase, NewerData or World; the present data is then as it was."""
    with alone(folder.root), disk_told(folder.root), unpacked(path, folder.root) as (manifest, members):
        kept_at = _keep_present(folder, now=now, by=by)
        try:
            if ORIGINALS in manifest.hashes:
                _add_originals(members / ORIGINALS, folder.originals, aside=kept_at)
            _clear_way(folder.database)
        except (World, OSError):  # what is here stays, so nothing of it need be kept aside
            _remove(kept_at)
            raise
        note = GivenNumbers(folder.numbers)
        knows_numbers = note.knows(manifest.began)
        note.learn(members / folder.numbers.name, manifest.began)
        for settings in (folder.window, folder.fonts):
            if (members / settings.name).exists() and not settings.exists():
                shutil.copy2(members / settings.name, settings)
        (members / DATABASE).replace(folder.database)
        sync_folder(folder.root)
    return Restored(manifest, kept_at, knows_numbers)


def _keep_present(folder: DataFolder, *, now: datetime, by: str) -> Path | None:
    """A backup of what is here; of a database that is damaged, its bytes, which nothing has touched."""
    if folder.database.exists():
        with suppress(NotADatabase):
            sequence = next_sequence(folder.backups)
            return make(folder, folder.backups, sequence=sequence, made_at=now, made_by=by, reason=BEFORE_RESTORE).path
    elif not any(left.exists() for left in (log_of(folder.database), rollback_of(folder.database))):
        return None
    aside = _free(folder.root / f"损坏_{now:%Y%m%d-%H%M}")
    aside.mkdir()
    try:
        for file in folder.root.glob(f"{folder.database.name}*"):
            if file.is_file():
                shutil.copy2(file, aside / file.name)
        sync_folder(aside)
    except OSError:
        _remove(aside)
        raise
    return aside


def _free(path: Path) -> Path:
    """`path`, or the same with a number, where nothing lies yet."""
    names = (path, *(path.with_name(f"{path.name}_{number}") for number in range(2, 1000)))
    return next(name for name in names if not name.exists())


def _remove(kept: Path | None) -> None:
    if kept is not None:
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def _clear_way(database: Path) -> None:
    """Nobody has the database open; of one that is damaged or lost, what is left is kept aside, and its log goes."""
    try:
        if database.exists():
            let_go(database, "恢复")
            return
    except NotADatabase:
        pass
    _remove_log(database)


def _remove_log(database: Path) -> None:
    for file in (log_of(database), rollback_of(database), database.with_name(f"{database.name}-shm")):
        file.unlink(missing_ok=True)


def _add_originals(source: Path, target: Path, *, aside: Path | None) -> None:
    """Raises World, above all for a full disk, which must not pass for damage: more is here than the backup knows."""
    if target.exists():
        try:
            with plainly(target.parent, saving=False):
                Originals(target).add(source)
            return
        except NotADatabase:  # the backup's take its place
            if aside is not None and aside.is_dir():
                shutil.copy2(target, aside / target.name)
            _remove_log(target)
            target.unlink()
    source.replace(target)
    sync_folder(target.parent)
