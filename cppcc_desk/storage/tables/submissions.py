"""来稿 and all that hangs on one: texts, contributors, files, steps, clocks."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.office import Destination, Journal
from cppcc_desk.storage.tables.people import Unit
from cppcc_desk.storage.tables.topics import TopicCall


class Submission(Base):
    """A 来稿 from receipt to archive; `state` is its production state, everything else about it hangs on it."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        Index("ix_submission_state_received_at", "state", "received_at"),
        Index("ix_submission_received_at", "received_at", "id"),
        CheckConstraint("(state = '已合并') = (merged_into_id is not null)", name="merged_has_target"),
        CheckConstraint("merged_into_id is null or merged_into_id <> id", name="not_into_itself"),
        {"sqlite_autoincrement": True},  # an undone registration's id is not given to the next one
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    year: Mapped[int]
    serial: Mapped[int]
    intake_no: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    deleted_at: Mapped[datetime | None]

    # 登记
    title: Mapped[str]
    original_title: Mapped[str]
    characters: Mapped[int]
    received_at: Mapped[datetime]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    intake_channel: Mapped[str]
    submitting_unit: Mapped[str] = mapped_column(default="")
    credited_unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id")
    )  # of a 集体来稿, where it is a known unit
    drafter: Mapped[str] = mapped_column(default="")
    collective_submission: Mapped[bool] = mapped_column(default=False)
    is_commissioned: Mapped[bool] = mapped_column(default=False)
    topic_call_id: Mapped[int | None] = mapped_column(ForeignKey("topic_call.id"), index=True)
    consent_public: Mapped[bool] = mapped_column(default=False)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)

    # 分类
    category: Mapped[str] = mapped_column(default="")
    nature: Mapped[str] = mapped_column(default="")
    urgency_grade: Mapped[str] = mapped_column(default="平件")
    intended_destinations: Mapped[str] = mapped_column(default="")  # names split by 、
    keywords: Mapped[str] = mapped_column(default="")
    handling_opinion: Mapped[str] = mapped_column(default="")

    # 筛选, 合并
    screening: Mapped[str] = mapped_column(default="")
    rejection_reason: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    state_before_merge: Mapped[str] = mapped_column(default="")

    # 编辑, 审稿, 签发
    responsible_editor: Mapped[str] = mapped_column(default="")
    reviewer: Mapped[str] = mapped_column(default="")
    reviews_passed: Mapped[int] = mapped_column(default=0)
    times_returned: Mapped[int] = mapped_column(default=0)
    signatory: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    journal_id: Mapped[int | None] = mapped_column(ForeignKey("journal.id"))

    # 存档
    archive_no: Mapped[str] = mapped_column(default="")
    archive_year: Mapped[int | None]
    retention: Mapped[str] = mapped_column(default="")
    archived_items: Mapped[int | None]
    archived_pages: Mapped[int | None]
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}

    text: Mapped["SubmissionText"] = relationship(back_populates="submission", cascade="all, delete-orphan")
    contributors: Mapped[list["Contributor"]] = relationship(
        cascade="all, delete-orphan", order_by="Contributor.position", back_populates="submission"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        cascade="all, delete-orphan", order_by="Attachment.position", back_populates="submission"
    )
    step_records: Mapped[list["StepRecord"]] = relationship(
        cascade="all, delete-orphan", order_by="StepRecord.id", back_populates="submission"
    )
    edited_versions: Mapped[list["EditedVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="EditedVersion.version_no", back_populates="submission"
    )
    pauses: Mapped[list["ClockPause"]] = relationship(
        cascade="all, delete-orphan", order_by="ClockPause.id", back_populates="submission"
    )
    dispatches: Mapped[list["Dispatch"]] = relationship(
        cascade="all, delete-orphan", order_by="Dispatch.id", back_populates="submission"
    )
    info_group: Mapped[Unit | None] = relationship(foreign_keys=[info_group_id])
    credited_unit: Mapped[Unit | None] = relationship(foreign_keys=[credited_unit_id])
    topic_call: Mapped[TopicCall | None] = relationship(foreign_keys=[topic_call_id])
    journal: Mapped[Journal | None] = relationship()
    merged_into: Mapped["Submission | None"] = relationship(foreign_keys=[merged_into_id], remote_side=[id])
    follows: Mapped["Submission | None"] = relationship(foreign_keys=[follows_id], remote_side=[id])


class SubmissionText(Base):
    """The texts, apart from the row so that lists stay light; the original is never changed."""

    __tablename__ = "submission_text"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    original_text: Mapped[str]
    edited_text: Mapped[str] = mapped_column(default="")
    submission: Mapped[Submission] = relationship(back_populates="text")


class Contributor(Base):
    """反映人 (position 0 leads) and 联名人, with what they belonged to at registration.

    The words are what was written; beside each stands the unit it means, where the office knows one. `credited` is the
    kind of unit that was chosen to be credited, "" where the office's rule decides.
    """

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("submission_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    committee: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    party: Mapped[str] = mapped_column(default="")
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    town_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    credited: Mapped[str] = mapped_column(default="")
    main: Mapped[bool] = mapped_column(default=False)  # 主笔
    percent: Mapped[int | None]  # their part of the points where it was agreed on
    submission: Mapped[Submission] = relationship(back_populates="contributors")


class Attachment(Base):
    """A received file; its bytes are in the originals under `sha256`."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    size: Mapped[int]
    source: Mapped[bool] = mapped_column(default=False)
    submission: Mapped[Submission] = relationship(back_populates="attachments")


class StepRecord(Base):
    """One step taken on one submission: who, when, with what opinion, and what it recorded."""

    __tablename__ = "step_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    step: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    conclusion: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    skipped: Mapped[str] = mapped_column(default="")  # steps passed over, split by 、
    state_before: Mapped[str]
    state_after: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)  # Chinese label -> value, as recorded
    submission: Mapped[Submission] = relationship(back_populates="step_records")


class EditedVersion(Base):
    """编辑稿: every saved version."""

    __tablename__ = "edited_version"
    __table_args__ = (UniqueConstraint("submission_id", "version_no"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    version_no: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    submission: Mapped[Submission] = relationship(back_populates="edited_versions")


class ClockPause(Base):
    """A stretch of time in which every clock of the submission stands still."""

    __tablename__ = "clock_pause"
    __table_args__ = (CheckConstraint("ended_at is null or ended_at >= started_at", name="ends_after_start"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    submission: Mapped[Submission] = relationship(back_populates="pauses")


class Dispatch(Base):
    """One clock and its end: a destination, when it is due, when it went, who signed for it."""

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("submission_id", "destination_id", "form"),
        CheckConstraint("signed_by = '' or sent_at is not null", name="signed_after_sent"),
        CheckConstraint("copies > 0", name="copies_positive"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    destination_id: Mapped[int] = mapped_column(ForeignKey("destination.id"), index=True)
    form: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    due_base: Mapped[datetime]  # by rule and calendar alone; pauses move it when it is read
    rule: Mapped[str]
    notes: Mapped[str] = mapped_column(default="")
    way: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=1)
    doc_number: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str] = mapped_column(default="")
    signed_by: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    submission: Mapped[Submission] = relationship(back_populates="dispatches")
    destination: Mapped[Destination] = relationship()
