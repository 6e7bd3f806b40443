"""Issues and papers, and the numbers that were given to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.office import Destination, Journal
from cppcc_desk.storage.tables.people import Unit
from cppcc_desk.storage.tables.submissions import Dispatch, Submission
from cppcc_desk.storage.tables.topics import TopicNotice


class Issue(Base):
    """印发 of a journal: its number is never given back; `content` is frozen when the proof has passed."""

    __tablename__ = "issue"
    __table_args__ = (
        UniqueConstraint("journal_id", "year", "supplement", "issue_no"),
        UniqueConstraint("journal_id", "cumulative_no"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))
    year: Mapped[int]
    supplement: Mapped[bool] = mapped_column(default=False)
    issue_no: Mapped[int]
    cumulative_no: Mapped[int | None]  # a supplement counts apart and has none
    issued_on: Mapped[date]
    layout: Mapped[str] = mapped_column(default="")
    copies: Mapped[int]
    printed_by: Mapped[str] = mapped_column(default="")
    assigned_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    content: Mapped[dict[str, Any]]
    __mapper_args__ = {"version_id_col": version}
    journal: Mapped[Journal] = relationship()
    items: Mapped[list["IssueItem"]] = relationship(
        cascade="all, delete-orphan", order_by="IssueItem.position", back_populates="issue"
    )


class IssueItem(Base):
    """A submission in an issue."""

    __tablename__ = "issue_item"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    issue: Mapped[Issue] = relationship(back_populates="items")
    submission: Mapped[Submission] = relationship()


class Paper(Base):
    """A paper that was written as a file: which, for what, and the file's fingerprint."""

    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    newsletter_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter.id"), index=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class DocumentNumber(Base):
    """发文字号 given out: taken by a paper, reserved, or void; never given twice."""

    __tablename__ = "document_number"
    __table_args__ = (
        UniqueConstraint("org_code", "year", "serial"),
        CheckConstraint("serial > 0", name="serial_positive"),
        CheckConstraint("(voided_at is null) = (void_reason = '')", name="void_has_reason"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[str]  # 委员会, 办公室, 函
    org_code: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    purpose: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime]
    given_by: Mapped[str]
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str] = mapped_column(default="")
    void_reason: Mapped[str] = mapped_column(default="")


class Document(Base):
    """A 公文 of the office: its fields as entered, frozen once it is 已定稿."""

    __tablename__ = "document"
    __table_args__ = {"sqlite_autoincrement": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    kind: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]
    fields: Mapped[dict[str, Any]]  # keys of domain.official.fields; a picture is the SHA-256 of its kept bytes
    number_id: Mapped[int | None] = mapped_column(ForeignKey("document_number.id"), unique=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch.id"), index=True)
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("destination.id"))  # who is asked what it used
    about_year: Mapped[int | None] = mapped_column(index=True)  # of scores: which it tells of, or whose awards it gives
    report: Mapped[str] = mapped_column(default="", index=True)  # the paper on a time that it is: 月点评 2026-11
    occasion: Mapped[dict[str, Any]] = mapped_column(default=dict)  # a meeting or an activity; {} for none
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[str]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[str] = mapped_column(default="")
    __mapper_args__ = {"version_id_col": version}
    number: Mapped[DocumentNumber | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
    dispatch: Mapped[Dispatch | None] = relationship()
    info_group: Mapped[Unit | None] = relationship()
    inquiry: Mapped[Destination | None] = relationship()
    topic_notice: Mapped[TopicNotice | None] = relationship(cascade="all, delete-orphan")


class NumberCorrection(Base):
    """A 期号 put right: what the issue bore before and bears now; no other issue may bear the old one."""

    __tablename__ = "number_correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), index=True)
    old_issue_no: Mapped[int]
    old_cumulative_no: Mapped[int | None]
    issue_no: Mapped[int]
    cumulative_no: Mapped[int | None]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    issue: Mapped[Issue] = relationship()


class NumberSequence(Base):
    """The last number given of a sequence in a year; it only grows, and undo never touches it."""

    __tablename__ = "number_sequence"
    name: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
