"""Received files, byte for byte: a second SQLite file of BLOBs by SHA-256.

Bytes are kept before the operation that refers to them, so that a kill in between leaves at worst an unused file.
"""

import hashlib
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import Missing, NotADatabase
from cppcc_desk.storage.engine import connect, plainly

_CREATE = """
create table if not exists original (
    sha256 text primary key,
    size integer not null,
    data blob not null
)
"""


class Originals:
    """The kept files; opened when first used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None

    def keep(self, data: bytes) -> str:
        """Store `data` and return its SHA-256; the same bytes are stored once. Durable when this returns."""
        digest = hashlib.sha256(data).hexdigest()
        with plainly(self._path.parent, saving=True):
            self._open().execute(
                "insert into original (sha256, size, data) values (?, ?, ?) on conflict do nothing",
                (digest, len(data), data),
            )
        return digest

    def take(self, sha256: str) -> bytes:
        """The bytes kept under `sha256`. Raises Missing, or NotADatabase when they are no longer the same."""
        with plainly(self._path.parent, saving=False):
            row = self._open().execute("select data from original where sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise Missing("保存的原件里找不到这个文件；登记的内容不受影响。请从备份恢复原件，或向反映人再要一份。")
        data = bytes(row[0])
        if hashlib.sha256(data).hexdigest() != sha256:
            raise NotADatabase("保存的原件已损坏，程序没有打开它；登记的内容不受影响。请从备份恢复。")
        return data

    def add(self, other: Path) -> None:
        """Take over what another file of originals holds beyond this one, and its copies of those damaged here."""
        here = self._open()
        try:
            here.execute("attach database ? as other", (str(other),)).close()
            here.execute("insert or ignore into original select sha256, size, data from other.original").close()
            differing = here.execute(
                "select other.sha256, other.data from original as ours join other.original as other using (sha256)"
                " where ours.data is not other.data"
            ).fetchall()
            for digest, data in differing:
                if hashlib.sha256(data).hexdigest() == digest:
                    here.execute("update original set data = ?, size = ? where sha256 = ?", (data, len(data), digest))
        finally:
            self.close()

    def forget(self, sha256: str) -> None:
        """Remove what was kept under `sha256`, and wipe its pages; nothing may refer to it."""
        with plainly(self._path.parent, saving=True):
            self._open().execute("pragma secure_delete = on").close()
            self._open().execute("delete from original where sha256 = ?", (sha256,))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = connect(self._path)
            self._connection.execute(_CREATE)
        return self._connection
