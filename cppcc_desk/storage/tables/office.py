"""The office: its rules, lists and staff, its journals, destinations and days off."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base


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
