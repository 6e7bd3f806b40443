"""Backups of the office's data: made, looked at, put back; and which one is due."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from cppcc_desk.domain.errors import Missing, NotADatabase
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import backups
from cppcc_desk.storage.backups import Backup, Restored
from cppcc_desk.storage.desk import Clock, Desk, minute_now
from cppcc_desk.storage.opening import check_place, open_desk
from cppcc_desk.storage.tables import JournalEntry

LATEST = "latest"
BY_HAND = "手工备份"


@dataclass(frozen=True)
class Made:
    """A backup, and what was removed to make room for it by the rules of rotation."""

    backup: Backup
    removed: tuple[Path, ...] = ()


def back_up(desk: Desk, *, to: Path | None = None, reason: str = BY_HAND) -> Made:
    """Back up everything into `to`, or among the data folder's own backups, which are then thinned out.

    Raises World, NotADatabase.
    """
    place = to or desk.folder.backups
    with backups.alone(desk.folder.root):
        made = backups.make(
            desk.folder, place, sequence=next_sequence(place), made_at=desk.now, made_by=desk.by, reason=reason
        )
        return Made(made, tuple(backups.rotate(place)) if to is None else ())


def back_up_if_changed(desk: Desk, *, reason: str) -> Made | None:
    """The same, unless nothing was done since the last one."""
    last = next(iter(backups.backups_in(desk.folder.backups)), None)
    entries = desk.read(lambda session: session.scalar(select(func.max(JournalEntry.id)))) or 0
    if last is not None and last.manifest.entries == entries:
        return None
    return back_up(desk, reason=reason)


def next_sequence(place: Path) -> int:
    """Backups are told apart and ordered by number: a clock may have been wrong."""
    return max((backup.manifest.sequence for backup in backups.backups_in(place)), default=0) + 1


def restore(
    source: str, folder: DataFolder, *, among: Path, by: str, clock: Clock = minute_now
) -> tuple[Path, Restored]:
    """Put the backup in a file, or the `latest` sound one of the folder `among`, into a data folder.

    What is there now is kept among its backups. Raises Missing without any, NotADatabase, NewerData, World.
    """
    check_place(folder.root)
    path = _source(source, among)
    now: datetime = clock()
    restored = backups.restore(path, folder, next_sequence=next_sequence, now=now, by=by)
    desk = open_desk(folder, by=by, clock=clock)
    try:
        desk.note("restore", f"从备份恢复：{path.name}（{restored.manifest.made_at:%Y-%m-%d %H:%M}）")
    finally:
        desk.close()
    return path, restored


def _source(source: str, among: Path) -> Path:
    if source != LATEST:
        return Path(source)
    found = backups.latest(among)
    if found is None:
        raise Missing(f"没有可以恢复的备份（{among}）。没有作任何改动。请指定备份文件。")
    return found.path


def look(path: Path) -> tuple[Backup | None, tuple[str, ...]]:
    """A backup and what is wrong with it."""
    try:
        found = backups.read(path)
    except NotADatabase as refusal:
        return None, (refusal.message,)
    return found, backups.verify(path)
