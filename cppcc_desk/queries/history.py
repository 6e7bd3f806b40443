"""The journal of the office: the newest lines, the whole of it as a long list, the people who acted."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cppcc_desk.storage import tables as t
from cppcc_desk.storage.checking import CLOCK_SLACK

_AT_ONCE = 500  # below SQLite's limit of bound values
_BEFORE = {"undo": "撤销：", "redo": "重做："}


@dataclass(frozen=True)
class HistoryRow:
    """A line of the journal, and the time of the line before it."""

    id: int
    at: datetime
    by: str
    operation: str
    label: str
    kind: str
    final: bool
    before: datetime | None

    @property
    def clock_back(self) -> bool:
        """Whether somebody had set the clock back (reliability.md C10)."""
        return self.before is not None and self.at + CLOCK_SLACK < self.before


_BEFORE_IT = aliased(t.JournalEntry)
_LINE = (
    t.JournalEntry.id,
    t.JournalEntry.at,
    t.JournalEntry.by,
    t.JournalEntry.operation,
    t.JournalEntry.label,
    t.JournalEntry.kind,
    t.JournalEntry.final,
    _BEFORE_IT.at,
)
_LINES = select(*_LINE).outerjoin(_BEFORE_IT, _BEFORE_IT.id == t.JournalEntry.id - 1)


def newest(session: Session, *, limit: int | None = None, submission_id: int | None = None) -> tuple[HistoryRow, ...]:
    """Who did what, the newest first; of the whole office or of one submission."""
    query = _LINES.order_by(t.JournalEntry.id.desc())
    if submission_id is not None:
        about = t.JournalSubject
        query = query.join(about, about.entry_id == t.JournalEntry.id).where(about.submission_id == submission_id)
    return tuple(HistoryRow(*row) for row in session.execute(query.limit(limit) if limit else query))


def ids(session: Session, *, by: str = "") -> "array[int]":
    """Ids of the journal's lines, the newest first; with `by` those of one person."""
    query = select(t.JournalEntry.id).order_by(t.JournalEntry.id.desc())
    return array("q", session.scalars(query.where(t.JournalEntry.by == by) if by else query))


def rows(session: Session, wanted: Sequence[int]) -> tuple[HistoryRow, ...]:
    """The lines with these ids, in their order."""
    found: dict[int, HistoryRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = list(wanted[start : start + _AT_ONCE])
        query = _LINES.where(t.JournalEntry.id.in_(part))
        found |= {row.id: HistoryRow(*row) for row in session.execute(query)}
    return tuple(found[number] for number in wanted if number in found)


def people(session: Session) -> tuple[str, ...]:
    """Everybody who has acted, by name."""
    return tuple(session.scalars(select(t.JournalEntry.by).distinct().order_by(t.JournalEntry.by)))


def told(row: HistoryRow) -> str:
    """What was done, in words: "撤销：分类 2026-003"."""
    return _BEFORE.get(row.kind, "") + row.label + ("（时钟倒退）" if row.clock_back else "")
