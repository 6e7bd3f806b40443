"""Backups: one file each, whole, made while the office works, verified before it gets its name; and back again."""

from cppcc_desk.storage.backups.archive import Backup, Manifest, make, read, unpacked, verify
from cppcc_desk.storage.backups.keeping import backups_in, clear_parts, is_crowded, latest, next_sequence, rotate
from cppcc_desk.storage.backups.locking import alone, let_go
from cppcc_desk.storage.backups.restoring import Restored, restore

__all__ = [
    "Backup",
    "Manifest",
    "Restored",
    "alone",
    "backups_in",
    "clear_parts",
    "is_crowded",
    "latest",
    "let_go",
    "make",
    "next_sequence",
    "read",
    "restore",
    "rotate",
    "unpacked",
    "verify",
]
