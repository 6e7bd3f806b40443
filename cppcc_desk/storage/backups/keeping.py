"""Which backups there are, and which are kept: by their order, never by what a clock says now."""

import shutil
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.storage.backups.archive import BEFORE_RESTORE, PART, Backup, Manifest, read, verify
from cppcc_desk.storage.backups.locking import under_way

_NEWEST = 20  # kept whatever their dates
_FEWEST = 3  # kept whatever their size
_MOST_BYTES = 20 << 30
_SPANS: tuple[tuple[Callable[[Manifest], Hashable], int], ...] = (
    (lambda manifest: manifest.made_at.date(), 14),
    (lambda manifest: manifest.made_at.isocalendar()[:2], 8),
    (lambda manifest: (manifest.made_at.year, manifest.made_at.month), 12),
)


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first; files that are none are passed over."""
    found = []
    for path in folder.glob("*.zip"):
        with suppress(DeskError):
            found.append(read(path))
    return sorted(found, key=lambda backup: (backup.manifest.sequence, backup.path.name), reverse=True)


def next_sequence(folder: Path) -> int:
    """Backups are told apart and ordered by number: a clock may have been wrong."""
    return max((backup.manifest.sequence for backup in backups_in(folder)), default=0) + 1


def latest(folder: Path) -> Backup | None:
    """The newest backup that can be restored; what was kept aside at a restore is asked for by its name."""
    found = (backup for backup in backups_in(folder) if backup.manifest.reason != BEFORE_RESTORE)
    return next((backup for backup in found if not verify(backup.path)), None)


def to_keep(manifests: Sequence[Manifest]) -> set[int]:
    """Places in `manifests`, the newest first, that are kept: the newest, then the last of each of the latest days,
    weeks and months on which there was one. A clock that was wrong for a while makes no day older than it is."""
    kept = set(range(min(_NEWEST, len(manifests))))
    for span, count in _SPANS:
        seen: set[Hashable] = set()
        for place, manifest in enumerate(manifests):
            if (key := span(manifest)) not in seen and len(seen) < count:
                seen.add(key)
                kept.add(place)
    return kept


def rotate(made: Backup) -> list[Path]:
    """Remove backups beside `made` that are not kept; which are gone. `made` was read back just now and stays.

    Only what was made of the same office's data and still has its name is counted and may go: on a stick there lie
    other offices' backups too, and what somebody put aside under a name of their own.
    """
    found = beside(made)
    kept = [found[place] for place in sorted(to_keep([backup.manifest for backup in found]))]
    kept = kept[: how_many_fit([backup.size for backup in kept], room_for(made.path.parent))]
    gone = [backup.path for backup in found if backup not in kept]
    for path in gone:
        with suppress(OSError):  # open in another program: the next time
            path.unlink()
    return [path for path in gone if not path.exists()]


def beside(made: Backup) -> list[Backup]:
    """`made` and those that are thinned out with it, the newest first."""
    return [
        backup
        for backup in backups_in(made.path.parent)
        if backup.is_named_by_us and backup.manifest.began == made.manifest.began
    ]


def how_many_fit(sizes: Sequence[int], room: int) -> int:
    """How many of `sizes`, the newest first, have room together; the newest few in any case."""
    return max(_FEWEST, sum(total <= room for total in accumulate(sizes)))


def room_for(folder: Path) -> int:
    """Bytes that backups may take there: the office's other files, or whatever lies on a stick, need room as well."""
    return min(_MOST_BYTES, shutil.disk_usage(folder).total // 2)


def is_crowded(made: Backup) -> bool:
    """Whether the next backup like `made` makes some go earlier than the days, weeks and months say."""
    return sum(backup.size for backup in beside(made)) + made.size > room_for(made.path.parent)


def clear_parts(root: Path, places: Iterable[Path]) -> None:
    """Remove what killed backups and restores of the data folder `root` left in `places`, unless one is under way."""
    if under_way(root):
        return
    for folder in places:
        for left in (*folder.glob(f"*.zip{PART}"), *folder.glob(f"backup.*{PART}"), *folder.glob(f"restore.*{PART}")):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
