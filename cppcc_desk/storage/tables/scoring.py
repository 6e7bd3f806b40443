"""计分: schemes as the office wrote them, points given by hand, what was disputed, closed years, and awards.

Scores themselves are never stored, but for the frozen copy of a closed year. What hangs on somebody is of a person or
of a unit, never of both.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.people import Person, Unit
from cppcc_desk.storage.tables.submissions import Submission

_OF_ONE = "(person_id is null) <> (unit_id is null)"


class ScoringScheme(Base):
    """计分办法: in force from `valid_from` on, until the next one; a draft while that is empty."""

    __tablename__ = "scoring_scheme"
    __table_args__ = {"sqlite_autoincrement": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    valid_from: Mapped[date | None] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class ScoreAdjustment(Base):
    """Points given or taken by hand, in hundredths; `label` is what it is, such as 补记."""

    __tablename__ = "score_adjustment"
    __table_args__ = (
        CheckConstraint(_OF_ONE, name="of_one"),
        CheckConstraint("points <> 0", name="points_given"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    counted_on: Mapped[date] = mapped_column(index=True)
    points: Mapped[int]
    label: Mapped[str]
    reason: Mapped[str]
    approved_by: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class ScoreDispute(Base):
    """Somebody thinks that a score is wrong; open until it is answered."""

    __tablename__ = "score_dispute"
    __table_args__ = (
        CheckConstraint(_OF_ONE, name="of_one"),
        CheckConstraint("(answered_on is null) = (answer = '')", name="answer_has_day"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int]
    raised_on: Mapped[date]
    raised_by: Mapped[str]
    text: Mapped[str]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class Unranked(Base):
    """不参与排名: whose score is computed and not ranked."""

    __tablename__ = "unranked"
    __table_args__ = (
        CheckConstraint(_OF_ONE, name="of_one"),
        UniqueConstraint("person_id"),
        UniqueConstraint("unit_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str]
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class ClosedYear(Base):
    """A year of scores as it was when it was closed; `content` is frozen. A year closed again has one more row."""

    __tablename__ = "closed_year"
    __table_args__ = (
        UniqueConstraint("year", "edition"),
        CheckConstraint("(reopened_at is null) = (reopen_reason = '')", name="reopened_has_reason"),
        Index("ix_closed_year_holds", "year", unique=True, sqlite_where=text("reopened_at is null")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    edition: Mapped[int]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")  # why it was closed again
    content: Mapped[dict[str, Any]]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[str] = mapped_column(default="")
    reopen_reason: Mapped[str] = mapped_column(default="")


class Award(Base):
    """表彰 of a year: a person, a unit, or a piece among the 优秀信息."""

    __tablename__ = "award"
    __table_args__ = (
        CheckConstraint(
            "(person_id is not null) + (unit_id is not null) + (submission_id is not null) = 1", name="of_one"
        ),
        UniqueConstraint("year", "tier", "person_id"),
        UniqueConstraint("year", "tier", "unit_id"),
        UniqueConstraint("year", "tier", "submission_id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    tier: Mapped[str]
    group: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    note: Mapped[str] = mapped_column(default="")  # why against the proposal, where it was
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
