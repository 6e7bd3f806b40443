"""Which backups there are, and which are kept: by their order, never by what a clock says now."""

import shutil
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.storage.backups.archive import BEFORE_RESTORE, PART, Backup, Manifest, read, verify
from cppcc_desk.storage.backups.locking import under_way

_NEWEST = 20  # kept whatever their dates
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


def rotate(folder: Path) -> list[Path]:
    """Remove backups that are not kept; which are gone. Nothing goes while the newest one cannot be restored."""
    found = backups_in(folder)
    kept = to_keep([backup.manifest for backup in found])
    gone = [backup.path for place, backup in enumerate(found) if place not in kept]
    if gone and verify(found[0].path):
        return []
    for path in gone:
        with suppress(OSError):  # open in another program: the next time
            path.unlink()
    return [path for path in gone if not path.exists()]


def clear_parts(root: Path, places: Iterable[Path]) -> None:
    """Remove what killed backups and restores of the data folder `root` left in `places`, unless one is under way."""
    if under_way(root):
        return
    for folder in places:
        for left in (*folder.glob(f"*.zip{PART}"), *folder.glob(f"backup.*{PART}"), *folder.glob(f"restore.*{PART}")):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
