"""反馈: what became of a piece or an issue, what proves it, and what a 批示 set going."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.office import Destination
from cppcc_desk.storage.tables.papers import Issue
from cppcc_desk.storage.tables.submissions import Submission


class Outcome(Base):
    """采用, 批示, 答复, 落实 …: of a piece, or of an issue and with it all its pieces.

    The words are what was written; `destination_id` is the 去向 that `organ` means, where the office knows one.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        CheckConstraint("(submission_id is null) <> (issue_id is null)", name="of_one"),
        CheckConstraint("kind <> '采用' or level <> ''", name="adoption_has_level"),
        CheckConstraint("kind <> '批示' or leader <> ''", name="instruction_has_leader"),
        CheckConstraint("kind <> '答复' or organ <> ''", name="reply_has_organ"),
        CheckConstraint("follows_id is null or follows_id <> id", name="follows_another"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    kind: Mapped[str]
    occurred_on: Mapped[date] = mapped_column(index=True)
    level: Mapped[str] = mapped_column(default="")
    adoption_form: Mapped[str] = mapped_column(default="")
    organ: Mapped[str] = mapped_column(default="")
    destination_id: Mapped[int | None] = mapped_column(ForeignKey("destination.id"))
    journal: Mapped[str] = mapped_column(default="")
    issue_no: Mapped[str] = mapped_column(default="")
    leader: Mapped[str] = mapped_column(default="")
    leader_post: Mapped[str] = mapped_column(default="")
    leader_rank: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    fault: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    # Not called `submission`: a piece stays as it is when something is heard of it, forms filled meanwhile stay good.
    piece: Mapped[Submission | None] = relationship()
    issue: Mapped[Issue | None] = relationship()
    destination: Mapped[Destination | None] = relationship()
    files: Mapped[list["OutcomeFile"]] = relationship(
        cascade="all, delete-orphan", order_by="OutcomeFile.position", back_populates="outcome"
    )
    assignments: Mapped[list["Assignment"]] = relationship(
        cascade="all, delete-orphan", order_by="Assignment.id", back_populates="outcome"
    )


class OutcomeFile(Base):
    """A file that proves it; its bytes are in the originals under `sha256`."""

    __tablename__ = "outcome_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    size: Mapped[int]
    outcome: Mapped[Outcome] = relationship(back_populates="files")


class Assignment(Base):
    """交办 of a 批示 to a unit: open until it has answered, or the office waits no longer."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("due_on >= opened_on", name="due_after_opened"),
        CheckConstraint("(feedback_on is null) = (feedback = '')", name="feedback_has_day"),
        CheckConstraint(
            "closed_on is null or feedback_on is not null or close_reason <> ''", name="unanswered_has_reason"
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id", ondelete="CASCADE"), index=True)
    handling_unit: Mapped[str]
    destination_id: Mapped[int | None] = mapped_column(ForeignKey("destination.id"))
    opened_on: Mapped[date]
    due_on: Mapped[date]
    demand: Mapped[str] = mapped_column(default="")
    feedback_on: Mapped[date | None]
    feedback: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    close_reason: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Outcome] = relationship(back_populates="assignments")
    destination: Mapped[Destination | None] = relationship()
    supervisions: Mapped[list["Supervision"]] = relationship(
        cascade="all, delete-orphan", order_by="Supervision.id", back_populates="assignment"
    )


class Supervision(Base):
    """督办 of an assignment: what was done to speed it up, as told on a day."""

    __tablename__ = "supervision"
    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    by: Mapped[str]
    way: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    assignment: Mapped[Assignment] = relationship(back_populates="supervisions")
