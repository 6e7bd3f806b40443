"""Meetings and activities: who was asked, came and spoke, what was discussed and decided, what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.people import Person, Unit


class Occasion(Base):
    """A meeting (常委会, 主席会议, 视察, 培训, 座谈) or the activity of a 信息小组."""

    __tablename__ = "occasion"
    __table_args__ = (
        CheckConstraint("cost_cents is null or cost_cents >= 0", name="cost_positive"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    info_group_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]  # 会议名称 or 活动主题
    at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(default="")
    host: Mapped[str] = mapped_column(default="")
    topics: Mapped[str] = mapped_column(default="")  # one a line
    cost_cents: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="")  # what came of it
    cancelled: Mapped[str] = mapped_column(default="")  # why it did not take place
    info_group: Mapped[Unit | None] = relationship()
    attendances: Mapped[list["Attendance"]] = relationship(
        cascade="all, delete-orphan", order_by="Attendance.position", back_populates="occasion"
    )
    pieces: Mapped[list["OccasionPiece"]] = relationship(
        cascade="all, delete-orphan", order_by="OccasionPiece.id", back_populates="occasion"
    )
    files: Mapped[list["OccasionFile"]] = relationship(
        cascade="all, delete-orphan", order_by="OccasionFile.position", back_populates="occasion"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        cascade="all, delete-orphan", order_by="Decision.position", back_populates="occasion"
    )


class Attendance(Base):
    """Somebody asked to a meeting or an activity; `person_id` links to the roster where they stand in it."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("occasion_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    part: Mapped[str]  # 出席, 列席
    presence: Mapped[str]  # 待定, 到会, 请假, 缺席
    spoke: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(default="")
    occasion: Mapped[Occasion] = relationship(back_populates="attendances")
    person: Mapped[Person | None] = relationship()


class OccasionPiece(Base):
    """A submission that was discussed there, or that came of it."""

    __tablename__ = "occasion_piece"
    __table_args__ = (UniqueConstraint("occasion_id", "submission_id", "relation"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    relation: Mapped[str]  # 讨论, 形成
    occasion: Mapped[Occasion] = relationship(back_populates="pieces")


class OccasionFile(Base):
    """A photo or another file of it; its bytes are in the originals under `sha256`."""

    __tablename__ = "occasion_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    size: Mapped[int]
    occasion: Mapped[Occasion] = relationship(back_populates="files")


class Decision(Base):
    """What a meeting decided, who is to do it by when, and whether it was done."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    handling_unit: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    occasion: Mapped[Occasion] = relationship(back_populates="decisions")
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUp.id", back_populates="decision"
    )


class FollowUp(Base):
    """How a decision is being carried out, as told on a day."""

    __tablename__ = "follow_up"
    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    text: Mapped[str]
    by: Mapped[str]
    decision: Mapped[Decision] = relationship(back_populates="follow_ups")
