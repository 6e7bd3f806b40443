"""What the office asks for: 征集要点 of a quarter, and pieces that are commissioned from people and units."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.people import Person, Unit


class TopicCall(Base):
    """A topic of a quarter's 征集要点."""

    __tablename__ = "topic_call"
    __table_args__ = (
        UniqueConstraint("year", "quarter", "theme"),
        CheckConstraint("quarter between 1 and 4", name="quarter_known"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    quarter: Mapped[int]
    position: Mapped[int]
    theme: Mapped[str]
    angles: Mapped[str] = mapped_column(default="")  # 切入点
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    due_on: Mapped[date | None]
    lead_unit: Mapped[Unit | None] = relationship()


class TopicNotice(Base):
    """The notice that the topics of a quarter were sent out with."""

    __tablename__ = "topic_notice"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int]
    quarter: Mapped[int]


class CommissionedPiece(Base):
    """约稿: a piece asked of a person or a unit by a day, open until one comes in or the office lets it go."""

    __tablename__ = "commissioned_piece"
    __table_args__ = (
        CheckConstraint("(person_id is null) <> (unit_id is null)", name="asked_of_one"),
        CheckConstraint("due_on >= asked_on", name="due_after_asked"),
        CheckConstraint("submission_id is null or closed_on is not null", name="answered_is_closed"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    topic_call_id: Mapped[int | None] = mapped_column(ForeignKey("topic_call.id"), index=True)
    subject: Mapped[str]
    asked_on: Mapped[date]
    due_on: Mapped[date]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    closed_on: Mapped[date | None]
    close_reason: Mapped[str] = mapped_column(default="")
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    topic_call: Mapped[TopicCall | None] = relationship()
