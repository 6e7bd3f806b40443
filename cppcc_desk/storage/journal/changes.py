"""One row from what to what, and how a journal entry keeps it."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cppcc_desk.storage.tables import Base, JournalEntry, JournalSubject, NumberSequence

Row = dict[str, Any]

# Numbers once given stay given, and the journal does not journal itself.
OUTSIDE = frozenset({NumberSequence.__tablename__, JournalEntry.__tablename__, JournalSubject.__tablename__})


@dataclass(frozen=True)
class Change:
    """One row from `before` to `after`; None where it was not there. An update holds the changed columns only."""

    table: str
    key: Row
    before: Row | None
    after: Row | None

    def inverse(self) -> "Change":
        return Change(self.table, self.key, self.after, self.before)


def encode(changes: Iterable[Change]) -> bytes:
    """zlib of JSON; dates as ISO text."""
    plain = [[c.table, c.key, c.before, c.after] for c in changes]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_iso)
    return zlib.compress(text.encode(), 6)


def _iso(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def decode(data: bytes) -> list[Change]:
    """The changes of an entry, with dates as dates again."""
    return [
        Change(
            table,
            _typed(table, key) or {},
            _typed(table, before),
            _typed(table, after),
        )
        for table, key, before, after in json.loads(zlib.decompress(data))
    ]


def _typed(table: str, row: Row | None) -> Row | None:
    if row is None:
        return None
    columns = Base.metadata.tables[table].columns
    return {name: _value(columns[name].type.python_type, value) for name, value in row.items()}


def _value(kind: type, value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return value


def subjects(changes: Iterable[Change]) -> set[int]:
    """Ids of the submissions that `changes` concern."""
    found: set[int] = set()
    for change in changes:
        row = {**(change.before or {}), **(change.after or {}), **change.key}
        identifier = row.get("id") if change.table == "submission" else row.get("submission_id")
        if isinstance(identifier, int):
            found.add(identifier)
    return found
