"""The people of the roster, what they were and are, what they belong to, and the cards they hold.

What has a beginning and an end holds as long as `ended` is empty: an end is written down when it has come, so that
"who is it now" needs no clock. Both days belong to it; a beginning that nobody knows is empty.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cppcc_desk.storage.tables.base import Base

_IN_ORDER = "began is null or ended is null or ended >= began"
_HOLDS = text("ended is null")


class Term(Base):
    """届: the tenth one has number 10; the last that has begun is the present one."""

    __tablename__ = "term"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    began: Mapped[date]
    ended: Mapped[date | None]


class Unit(Base):
    """What people belong to and pieces are credited to, such as a 界别 or a 信息小组; in official order by kind."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("kind", "name"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    area: Mapped[str] = mapped_column(default="")  # the towns and places it looks after, split by 、
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Person(Base):
    """A member, informant or other person who may be a contributor; two people may bear one name."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("merged_into_id is null or left_on is not null", name="merged_has_left"),
        CheckConstraint("merged_into_id is null or merged_into_id <> id", name="not_into_itself"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    gender: Mapped[str] = mapped_column(default="")
    ethnicity: Mapped[str] = mapped_column(default="")
    born_on: Mapped[str] = mapped_column(default="")  # 1975-01-10, or 1975-01 where the day is not known
    id_no: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    other_phone: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    photo: Mapped[str] = mapped_column(default="")  # SHA-256 of the kept bytes
    left_on: Mapped[date | None]  # no longer in the roster; everything about them stays
    left_reason: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    roles: Mapped[list["PersonRole"]] = relationship(
        cascade="all, delete-orphan", order_by="PersonRole.id", back_populates="person"
    )
    affiliations: Mapped[list["Affiliation"]] = relationship(
        cascade="all, delete-orphan", order_by="Affiliation.id", back_populates="person"
    )
    cards: Mapped[list["InformantCard"]] = relationship(order_by="InformantCard.id", back_populates="person")


class PersonRole(Base):
    """身份 of a person over time: 委员 of the tenth term, then 常委; several at once are usual."""

    __tablename__ = "person_role"
    __table_args__ = (
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
        Index("ix_person_role_holds", "person_id", "kind", unique=True, sqlite_where=_HOLDS),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    began: Mapped[date | None]
    ended: Mapped[date | None]
    recommended_by: Mapped[str] = mapped_column(default="")  # 推荐单位
    person: Mapped[Person] = relationship(back_populates="roles")
    term: Mapped[Term | None] = relationship()


class Affiliation(Base):
    """A person in a unit from a day to a day; `role` is what they are there, such as 组长."""

    __tablename__ = "affiliation"
    __table_args__ = (
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
        Index("ix_affiliation_holds", "person_id", "unit_id", unique=True, sqlite_where=_HOLDS),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    began: Mapped[date | None]
    ended: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="affiliations")
    unit: Mapped[Unit] = relationship()


class InformantCard(Base):
    """信息员证: numbered within its term; `card_no` is what was printed, however numbers are written later."""

    __tablename__ = "informant_card"
    __table_args__ = (
        UniqueConstraint("term_id", "serial"),
        CheckConstraint("serial > 0", name="serial_positive"),
        CheckConstraint("(ended_on is null) = (end_reason = '')", name="end_has_reason"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"))
    serial: Mapped[int]
    card_no: Mapped[str] = mapped_column(unique=True)
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")  # 遗失, 换发, 退出名册 …
    person: Mapped[Person] = relationship(back_populates="cards")
    term: Mapped[Term] = relationship()
