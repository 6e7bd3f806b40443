"""Entries of the journal: written in the operation's own transaction, each sealing the one before it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from cppcc_desk.storage.journal.changes import Change, encode, subjects
from cppcc_desk.storage.tables import JournalEntry, JournalSubject

_COLUMNS = tuple(JournalEntry.__table__.columns.keys())


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
    concerns: Iterable[int] = (),
    target_id: int | None = None,
) -> int:
    """Add the entry that seals what this transaction did and return its number; the caller commits.

    `concerns` are ids of submissions that it tells of beside those whose rows changed.
    """
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
    # Past the session: nobody goes on with these rows, and its bookkeeping would cost more than writing them.
    connection = session.connection()
    connection.execute(insert(JournalEntry), {name: getattr(entry, name) for name in _COLUMNS})
    if concerned := sorted(subjects(changes).union(concerns)):
        rows = [{"entry_id": entry.id, "submission_id": submission} for submission in concerned]
        connection.execute(insert(JournalSubject), rows)
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
