"""The rows: tables, constraints, indexes; no behaviour."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dict[str, Any]: JSON}


# --- the office ------------------------------------------------------------------------------------------------------


class OfficeSetting(Base):
    """A rule of the office from a day on; the newest one that is in force counts."""

    __tablename__ = "office_setting"
    __table_args__ = (UniqueConstraint("key", "effective_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    effective_from: Mapped[date]
    value: Mapped[Any] = mapped_column(JSON)


class Code(Base):
    """A word of an editable list; `sentence` is what it says to the author (不采用理由)."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("kind", "word"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    word: Mapped[str]
    sentence: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Staff(Base):
    """Somebody of the office who takes steps."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class InfoGroup(Base):
    """信息小组 with its 组长."""

    __tablename__ = "info_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    leader: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Person(Base):
    """A member, informant or other person who may be a contributor; two people may bear one name."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    committee: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    party: Mapped[str] = mapped_column(default="")
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("info_group.id"))
    active: Mapped[bool] = mapped_column(default=True)


class Journal(Base):
    """刊物: 《社情民意》, 《委员反映》, 专报 …; each numbers its issues by year and in all."""

    __tablename__ = "journal"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    mark: Mapped[str]  # the red words at the head of the sheet
    letterhead: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))  # the office's own head, by its reference
    issued_by: Mapped[str] = mapped_column(default="")
    report_to: Mapped[str] = mapped_column(default="")
    send_to: Mapped[str] = mapped_column(default="")
    distribute_to: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=30)
    issued_before: Mapped[int] = mapped_column(default=0)  # the paper years; the running total goes on from there
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Destination(Base):
    """去向; a department hangs under 有关部门 and follows its clock."""

    __tablename__ = "destination"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    aliases: Mapped[str] = mapped_column(default="")  # 县委 and 区委 are the same; split by 、
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("destination.id"))
    default_form: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    rules: Mapped[list["DestinationClock"]] = relationship(
        back_populates="destination", cascade="all, delete-orphan", order_by="DestinationClock.id"
    )


class DestinationClock(Base):
    """报送期限 of a destination for one form; form "" is every other form."""

    __tablename__ = "destination_clock"
    __table_args__ = (
        UniqueConstraint("destination_id", "form"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    destination_id: Mapped[int] = mapped_column(ForeignKey("destination.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(default="")
    amount: Mapped[int]
    unit: Mapped[str]
    counting: Mapped[str]
    roll: Mapped[bool] = mapped_column(default=False)
    closing_time: Mapped[str] = mapped_column(default="")  # "17:30"; "" is the end of the day
    destination: Mapped[Destination] = relationship(back_populates="rules")


class Holiday(Base):
    """A day off or a worked weekend day, from the yearly notice."""

    __tablename__ = "holiday"
    __table_args__ = (CheckConstraint("kind in ('off', 'worked')", name="kind_known"),)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")


# --- submissions -----------------------------------------------------------------------------------------------------


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
    drafter: Mapped[str] = mapped_column(default="")
    collective_submission: Mapped[bool] = mapped_column(default=False)
    is_commissioned: Mapped[bool] = mapped_column(default=False)
    topic_call: Mapped[str] = mapped_column(default="")
    consent_public: Mapped[bool] = mapped_column(default=False)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("info_group.id"), index=True)

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
    info_group: Mapped[InfoGroup | None] = relationship()
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
    """反映人 (position 0 leads) and 联名人, with the affiliation as it was at registration."""

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


# --- issues and papers -----------------------------------------------------------------------------------------------


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
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("info_group.id"))
    occasion: Mapped[dict[str, Any]] = mapped_column(default=dict)  # a meeting or an activity; {} for none
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[str]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[str] = mapped_column(default="")
    __mapper_args__ = {"version_id_col": version}
    number: Mapped[DocumentNumber | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
    dispatch: Mapped[Dispatch | None] = relationship()
    info_group: Mapped[InfoGroup | None] = relationship()


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


# --- the journal of operations ---------------------------------------------------------------------------------------


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
