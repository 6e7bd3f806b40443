"""The journal: every operation's row changes, from what to what, sealed in a chain; undo and redo are read from it.

One mechanism for audit, undo and history. `collect` listens to the session of one operation; `revert` puts rows back.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Table, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.storage.tables import Base, JournalEntry, JournalSubject, NumberSequence

Row = dict[str, Any]

# Numbers once given stay given, and the journal does not journal itself.
_OUTSIDE = frozenset({NumberSequence.__tablename__, JournalEntry.__tablename__, JournalSubject.__tablename__})


@dataclass(frozen=True)
class Change:
    """One row from `before` to `after`; None where it was not there. An update holds the changed columns only."""

    table: str
    key: Row
    before: Row | None
    after: Row | None

    def inverse(self) -> "Change":
        return Change(self.table, self.key, self.after, self.before)


def collect(session: Session) -> list[Change]:
    """Start listening; the list fills at each flush of `session`."""
    changes: list[Change] = []

    @event.listens_for(session, "after_flush")
    def after_flush(session: Session, _: UOWTransaction) -> None:
        for row in session.new:
            changes.append(_change(row, before=False, after=True))
        for row in session.dirty:
            if session.is_modified(row):
                changes.append(_change(row, before=True, after=True))
        for row in session.deleted:
            changes.append(_change(row, before=True, after=False))

    return changes


def _change(row: object, *, before: bool, after: bool) -> Change:
    state = inspect(row, raiseerr=True)
    old: Row = {}
    new: Row = {}
    key: Row = {}
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0]
        history = state.attrs[attribute.key].history
        value = state.dict.get(attribute.key)
        if before and after and not history.has_changes():
            if column.primary_key:
                key[column.name] = value
            continue
        if before and after and not history.deleted:
            raise RuntimeError(f"{state.mapper.local_table.name}.{column.name} was set without being read first")
        old[column.name] = history.deleted[0] if history.deleted else value
        new[column.name] = value
        if column.primary_key:
            key[column.name] = value
    table = str(state.mapper.local_table.name)
    return Change(table, key, old if before else None, new if after else None)


def encode(changes: Iterable[Change]) -> bytes:
    """zlib of JSON; dates as ISO text."""
    plain = [[c.table, c.key, c.before, c.after] for c in changes if c.table not in _OUTSIDE]
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


def append(
    session: Session,
    *,
    at: datetime,
    by: str,
    operation: str,
    label: str,
    kind: str,
    final: bool,
    changes: Sequence[Change],
    target_id: int | None = None,
) -> int:
    """Add the entry that seals what this transaction did and return its number; the caller commits."""
    data = encode(changes)
    last = session.execute(select(JournalEntry.id, JournalEntry.hash).order_by(JournalEntry.id.desc()).limit(1)).first()
    entry = JournalEntry(
        id=(last.id if last else 0) + 1,
        at=at,
        by=by,
        operation=operation,
        label=label,
        kind=kind,
        final=final,
        target_id=target_id,
        changes=data,
        previous_hash=last.hash if last else "",
        hash="",
    )
    entry.hash = seal(entry)
    session.add(entry)
    session.flush()
    session.add_all(JournalSubject(entry_id=entry.id, submission_id=i) for i in sorted(_subjects(changes)))
    session.flush()
    return entry.id


def seal(entry: JournalEntry) -> str:
    """The hash of an entry's content and of the entry before it."""
    head = json.dumps(
        [
            entry.id,
            entry.at.isoformat(),
            entry.by,
            entry.operation,
            entry.label,
            entry.kind,
            entry.final,
            entry.target_id,
            entry.previous_hash,
        ],
        ensure_ascii=False,
    )
    return hashlib.sha256(head.encode() + b"\n" + entry.changes).hexdigest()


def broken(session: Session) -> str:
    """The sentence about the first entry whose seal does not hold, or "" when the chain is whole."""
    previous, expected = "", 1
    for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.id)).yield_per(500):
        if entry.id != expected or entry.previous_hash != previous or seal(entry) != entry.hash:
            return f"操作日志第 {expected} 条与前后不符，可能被其他程序改动过。"
        previous, expected = entry.hash, expected + 1
    return ""


def _subjects(changes: Iterable[Change]) -> set[int]:
    found: set[int] = set()
    for change in changes:
        row = {**(change.before or {}), **(change.after or {}), **change.key}
        identifier = row.get("id") if change.table == "submission" else row.get("submission_id")
        if isinstance(identifier, int):
            found.add(identifier)
    return found


def undoable(session: Session, by: str) -> JournalEntry | None:
    """The acting person's last operation that is neither final nor undone."""
    undone: set[int] = set()
    decided: set[int] = set()
    for entry in session.scalars(_of(by)).yield_per(50):
        if entry.kind != "do":
            if entry.target_id is not None and entry.target_id not in decided:
                decided.add(entry.target_id)
                if entry.kind == "undo":
                    undone.add(entry.target_id)
        elif not entry.final and entry.id not in undone:
            return entry
    return None


def redoable(session: Session, by: str) -> JournalEntry | None:
    """The operation that was undone last, unless the person has done something else since."""
    decided: set[int] = set()
    for entry in session.scalars(_of(by)).yield_per(50):
        if entry.kind == "do":
            return None
        if entry.target_id is not None and entry.target_id not in decided:
            decided.add(entry.target_id)
            if entry.kind == "undo":
                return session.get_one(JournalEntry, entry.target_id)
    return None


def _of(by: str) -> Select[JournalEntry]:
    return select(JournalEntry).where(JournalEntry.by == by).order_by(JournalEntry.id.desc())


def revert(session: Session, changes: Sequence[Change]) -> list[Change]:
    """Put the rows of `changes` back and return what that changed; the caller journals and commits.

    Raises Forbidden when a row no longer is as the operation left it: somebody went on from there.
    """
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    # A row may change several times in one operation, so backwards, each step checked against what it left.
    done: list[Change] = []
    for change in (c.inverse() for c in reversed(changes)):
        table = Base.metadata.tables[change.table]
        where = [table.c[name] == value for name, value in change.key.items()]
        current = connection.execute(select(table).where(*where)).mappings().first()
        _refuse_if_moved(change, current)
        if change.after is None:
            connection.execute(table.delete().where(*where))
        elif change.before is None:
            connection.execute(table.insert().values(**change.after))
        else:
            connection.execute(table.update().where(*where).values(**_bumped(table, change.after, current)))
        done.append(change)
    session.expire_all()
    return done


def _refuse_if_moved(change: Change, current: Any) -> None:
    expected = change.before
    same = (
        (current is None)
        if expected is None
        else current is not None
        and all(current[name] == value for name, value in expected.items() if name != "version")
    )
    if not same:
        raise Forbidden("这一步之后又有新的改动，不能撤销；没有作任何改动。请用“退回”或“更正”另作处理。")


def _bumped(table: Table, values: Row, current: Any) -> Row:
    """A row that is put back is a new version all the same, so that a form filled in between is seen as stale."""
    if "version" not in table.c:
        return values
    return {**values, "version": current["version"] + 1}
