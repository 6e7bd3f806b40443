"""The journal of the office as a long list: ids first, lines when they are looked at, the people who acted."""

from array import array
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.queries.submissions import HistoryRow
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # below SQLite's limit of bound values
_BEFORE = {"undo": "撤销：", "redo": "重做："}


def ids(session: Session, *, by: str = "") -> "array[int]":
    """Ids of the journal's lines, the newest first; with `by` those of one person."""
    query = select(t.JournalEntry.id).order_by(t.JournalEntry.id.desc())
    return array("q", session.scalars(query.where(t.JournalEntry.by == by) if by else query))


def rows(session: Session, wanted: Sequence[int]) -> tuple[HistoryRow, ...]:
    """The lines with these ids, in their order."""
    e = t.JournalEntry
    found: dict[int, HistoryRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = list(wanted[start : start + _AT_ONCE])
        query = select(e.id, e.at, e.by, e.operation, e.label, e.kind, e.final).where(e.id.in_(part))
        found |= {row.id: HistoryRow(*row) for row in session.execute(query)}
    return tuple(found[number] for number in wanted if number in found)


def people(session: Session) -> tuple[str, ...]:
    """Everybody who has acted, by name."""
    return tuple(session.scalars(select(t.JournalEntry.by).distinct().order_by(t.JournalEntry.by)))


def told(row: HistoryRow) -> str:
    """What was done, in words: "撤销：分类 2026-003"."""
    return _BEFORE.get(row.kind, "") + row.label
