"""Backups of the office's data: made, looked at, put back; which one is due, and what would be lost by going back."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError, Missing
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import backups
from cppcc_desk.storage.backups import Backup, Manifest, Restored
from cppcc_desk.storage.backups.archive import DATABASE
from cppcc_desk.storage.desk import Clock, Desk, minute_now
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import check_place, open_desk, refuse_away
from cppcc_desk.storage.tables import JournalEntry, Submission

LATEST = "latest"
BY_HAND = "手工备份"
BEFORE_MANY = "批量登记前"
NUMBERS_UNKNOWN: Final = "备份以后在别的电脑上编过的期号、文号，这里不知道；编新号以前，请先核对登记簿。"
MANY: Final = 10  # files brought in at once; with more, what is there is backed up first
logger = logging.getLogger(__name__)

Step = Callable[[int, int, str], object]  # done, total, what is done now; may raise to stop


def silent(_done: int, _total: int, _words: str) -> None:
    """For whom nobody watches."""


@dataclass(frozen=True)
class BackupStanding:
    """The backups among the data, the newest first, whether something was done since the newest, and what is to be
    said of the room they take, "" while there is enough."""

    kept: tuple[Backup, ...]
    changed: bool
    crowding: str


@dataclass(frozen=True)
class Line:
    """The last line of a journal."""

    at: datetime
    by: str
    label: str
    hash: str


@dataclass(frozen=True)
class Preview:
    """What would come back with a backup, against what is here.

    `lost` is the number of steps that were done after it; None where the backup is of other data than what is here, or
    of data that has gone another way since.
    """

    backup: Backup
    last: Line | None
    submissions: int
    last_here: Line | None
    lost: int | None


def back_up(desk: Desk, *, to: Path | None = None, reason: str = BY_HAND, step: Step = silent) -> Backup:
    """Back up everything into `to`, or among the data folder's own backups; those beside it are then thinned out.

    Raises World, NotADatabase, and what `step` raises; there is no new backup then.
    """
    place = to or desk.folder.backups
    with backups.alone(desk.folder.root):
        made = backups.make(
            desk.folder,
            place,
            sequence=backups.next_sequence(place),
            made_at=desk.now,
            made_by=desk.by,
            reason=reason,
            step=step,
        )
        backups.rotate(made)
        return made


def back_up_if_changed(desk: Desk, *, reason: str, step: Step = silent) -> Backup | None:
    """The same, unless nothing was done since the last one."""
    last = next(iter(backups.backups_in(desk.folder.backups)), None)
    return back_up(desk, reason=reason, step=step) if _changed(desk, last.manifest if last else None) else None


def back_up_before(desk: Desk, reason: str) -> str:
    """The same before something large; that goes on without a backup too. What stood in the way, "" for nothing."""
    try:
        back_up_if_changed(desk, reason=reason)
    except DeskError as trouble:
        logger.warning("no backup: %s", trouble.kind)
        return trouble.message
    return ""


def _changed(desk: Desk, last: Manifest | None) -> bool:
    newest = select(JournalEntry.hash).order_by(JournalEntry.id.desc()).limit(1)
    return last is None or last.head != (desk.read(lambda session: session.scalar(newest)) or "")


def standing(desk: Desk) -> BackupStanding:
    """How it stands with the backups among the data."""
    found = backups.backups_in(desk.folder.backups)
    changed = _changed(desk, found[0].manifest if found else None)
    return BackupStanding(tuple(found), changed, crowding(found[0]) if found else "")


def crowding(newest: Backup) -> str:
    """What is to be said where the next backup makes older ones go early for want of room, "" elsewhere."""
    if not backups.is_crowded(newest):
        return ""
    return (
        f"“{newest.path.parent}”里给备份的空间快用完了，再备份时，较早的备份会提前清理；要留下的请改个文件名或另存别处"
    )


def on_same_disk(place: Path, other: Path) -> bool:
    """Whether two folders lie on one drive, so that both would be lost with it."""
    return place.stat().st_dev == other.stat().st_dev


def preview(desk: Desk, path: Path) -> Preview:
    """What a backup would bring back and take away; all of it is read, so that a damaged one is found out now.

    Raises NotADatabase, NewerData, World.
    """
    with (
        backups.unpacked(path) as (manifest, members),
        closing(connect(members / DATABASE, pragmas=("cipher_log_level = NONE", "trusted_schema = ON"))) as data,
    ):
        row = data.execute("select at, by, label, hash from journal_entry order by id desc limit 1").fetchone()
    last = Line(datetime.fromisoformat(row[0]), *row[1:]) if row else None

    def here(session: Session) -> tuple[int, Line | None, int | None]:
        columns = (JournalEntry.at, JournalEntry.by, JournalEntry.label, JournalEntry.hash)
        newest = session.execute(select(JournalEntry.id, *columns).order_by(JournalEntry.id.desc()).limit(1)).first()
        then = session.scalar(select(JournalEntry.hash).where(JournalEntry.id == manifest.entries))
        count = session.scalar(select(func.count()).select_from(Submission)) or 0
        lines = newest[0] if newest else 0
        same = then == last.hash if last else then is None
        return count, Line(*newest[1:]) if newest else None, lines - manifest.entries if same else None

    submissions, last_here, lost = desk.read(here)
    return Preview(backups.read(path), last, submissions, last_here, lost)


def newest_sound(folder: DataFolder) -> Backup | None:
    """The newest backup among the data that can be restored."""
    return backups.latest(folder.backups)


def restore(
    source: str, folder: DataFolder, *, among: Path, by: str, clock: Clock = minute_now
) -> tuple[Path, Restored]:
    """Put the backup in a file, or the `latest` sound one of the folder `among`, into a data folder.

    What is there now is kept among its backups. Raises Missing without any, NotADatabase, NewerData, Away, World.
    """
    check_place(folder.root)
    refuse_away(folder)
    path = _source(source, among)
    now: datetime = clock()
    restored = backups.restore(path, folder, now=now, by=by)
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
