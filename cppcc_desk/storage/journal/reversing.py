"""Undo and redo: what the acting person can take back, and putting its rows back."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, ForeignKey, Select, Table, func, select
from sqlalchemy.orm import Session, defer

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.storage.journal.changes import Change, Row, decode
from cppcc_desk.storage.tables import Base, JournalEntry, JournalSubject

_AT_ONCE = 500  # submissions asked for in one statement
_GONE_ON = "这一步之后又有新的改动，不能撤销或重做；没有作任何改动。请用“退回”或“更正”另作处理。"


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
    newest_first = select(JournalEntry).where(JournalEntry.by == by).order_by(JournalEntry.id.desc())
    return newest_first.options(defer(JournalEntry.changes))  # texts; only the one that is taken back needs them


def since(session: Session, entry: JournalEntry) -> int:
    """The number of the entry that last did, undid or redid what `entry` is about: rows are as that one left them."""
    about = select(func.max(JournalEntry.id)).where(JournalEntry.target_id == entry.id)
    return session.scalar(about) or entry.id


def concerned(session: Session, entry: JournalEntry) -> set[int]:
    """Ids of the submissions whose history tells of `entry`."""
    return set(session.scalars(select(JournalSubject.submission_id).where(JournalSubject.entry_id == entry.id)))


def refuse_if_gone_on(session: Session, changes: Sequence[Change], concerns: Collection[int], after: int) -> None:
    """Raise Forbidden when a later operation that still holds touched one of the rows of `changes`.

    Values alone do not tell: a text that was signed since reads as it did when it was saved.
    """
    touched = {_identity(change) for change in changes}
    told = sorted(concerns)
    later: dict[int, JournalEntry] = {}
    for start in range(0, len(told), _AT_ONCE):
        about = told[start : start + _AT_ONCE]
        query = (
            select(JournalEntry)
            .join(JournalSubject, JournalSubject.entry_id == JournalEntry.id)
            .where(JournalEntry.id > after, JournalSubject.submission_id.in_(about))
        )
        later |= {entry.id: entry for entry in session.scalars(query)}
    holding: dict[int, JournalEntry] = {}
    for number in sorted(later):
        entry = later[number]
        subject = entry.target_id or number
        # An operation and its undo, or an undo and its redo, cancel out.
        if holding.pop(subject, None) is None:
            holding[subject] = entry
    for entry in holding.values():
        if touched & {_identity(change) for change in decode(entry.changes)}:
            raise Forbidden(_GONE_ON)


def _identity(change: Change) -> tuple[str, tuple[Any, ...]]:
    return change.table, tuple(change.key.values())


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
            _refuse_if_others_hang_on(connection, table, change.key)
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
        raise Forbidden(_GONE_ON)


def _refuse_if_others_hang_on(connection: Connection, table: Table, key: Row) -> None:
    """What would go with the row by a cascade of the database would go without a line in the journal."""
    for foreign in _hanging_on(table):
        hanging = select(foreign.parent).where(foreign.parent == key[foreign.column.name]).limit(1)
        if connection.execute(hanging).first() is not None:
            raise Forbidden(_GONE_ON)


@cache
def _hanging_on(table: Table) -> tuple[ForeignKey, ...]:
    """What refers to a table so that it goes with a row of it; found out once, for a step may have very many rows."""
    found = (foreign for other in Base.metadata.sorted_tables for foreign in other.foreign_keys)
    return tuple(foreign for foreign in found if foreign.ondelete == "CASCADE" and foreign.column.table is table)


def _bumped(table: Table, values: Row, current: Any) -> Row:
    """A row that is put back is a new version all the same, so that a form filled in between is seen as stale."""
    if "version" not in table.c:
        return values
    return {**values, "version": current["version"] + 1}
