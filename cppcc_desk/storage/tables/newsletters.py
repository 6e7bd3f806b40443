"""《业务通讯》 by quarter, and who got a copy."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base


class Newsletter(Base):
    """The newsletter of a quarter: the office's plan while it is drafted; once issued, its number and `content`.

    A number is never given back: one that is put right after it was issued keeps it.
    """

    __tablename__ = "newsletter"
    __table_args__ = (
        UniqueConstraint("year", "quarter"),
        UniqueConstraint("year", "issue_no"),
        UniqueConstraint("cumulative_no"),
        CheckConstraint("quarter between 1 and 4", name="quarter_known"),
        CheckConstraint("issued_at is null or issue_no is not null", name="issued_has_number"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    year: Mapped[int]
    quarter: Mapped[int]
    plan: Mapped[dict[str, Any]]  # of domain.newsletter.Plan
    issue_no: Mapped[int | None]
    cumulative_no: Mapped[int | None]
    issued_at: Mapped[datetime | None]
    issued_by: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of domain.newsletter.Content; {} while drafted
    __mapper_args__ = {"version_id_col": version}
    copies: Mapped[list["NewsletterCopy"]] = relationship(
        cascade="all, delete-orphan", order_by="NewsletterCopy.position", back_populates="newsletter"
    )


class NewsletterCopy(Base):
    """A line of the distribution list of an issued newsletter."""

    __tablename__ = "newsletter_copy"
    __table_args__ = (CheckConstraint("copies > 0", name="copies_positive"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    newsletter_id: Mapped[int] = mapped_column(ForeignKey("newsletter.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    copies: Mapped[int]
    received_on: Mapped[date | None]
    received_by: Mapped[str] = mapped_column(default="")
    newsletter: Mapped[Newsletter] = relationship(back_populates="copies")
