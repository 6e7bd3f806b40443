"""The people of the roster and what they belong to."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cppcc_desk.storage.tables.base import Base


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
