"""The journal of operations."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from cppcc_desk.storage.tables.base import Base


class JournalEntry(Base):
    """One operation: who, when, which rows it changed from what to what; each entry seals the one before it."""

    __tablename__ = "journal_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(index=True)
    operation: Mapped[str]
    label: Mapped[str]
    kind: Mapped[str]  # do, undo, redo
    final: Mapped[bool]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.id"))  # what an undo or redo is about
    changes: Mapped[bytes] = mapped_column(LargeBinary)  # zlib of JSON: [table, key, before, after] each
    previous_hash: Mapped[str]
    hash: Mapped[str]


class JournalSubject(Base):
    """Which submissions an entry concerns, for the history of each."""

    __tablename__ = "journal_subject"
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), primary_key=True)
    submission_id: Mapped[int] = mapped_column(primary_key=True, index=True)
