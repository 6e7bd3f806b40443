"""界别, 专委会, 镇街工委, 党派团体 and 信息小组 with how many people are in each, in official order."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class UnitRow:
    """One unit; `members` people are in it now."""

    id: int
    kind: str
    name: str
    area: str
    active: bool
    members: int


def units(session: Session, kind: UnitKind | None = None, *, all_units: bool = False) -> tuple[UnitRow, ...]:
    """The units of `kind`, or of all kinds one after another."""
    u, a = t.Unit, t.Affiliation
    members = (
        select(a.unit_id, func.count().label("members"))
        .join(t.Person)
        .where(a.ended.is_(None), t.Person.left_on.is_(None))
        .group_by(a.unit_id)
        .subquery()
    )
    query = (
        select(u.id, u.kind, u.name, u.area, u.active, members.c.members)
        .outerjoin(members, members.c.unit_id == u.id)
        .order_by(u.position, u.id)
    )
    if kind is not None:
        query = query.where(u.kind == kind.value)
    if not all_units:
        query = query.where(u.active)
    rows = [
        UnitRow(unit_id, of, name, area, active, number or 0)
        for unit_id, of, name, area, active, number in session.execute(query)
    ]
    order = list(UnitKind)
    return tuple(sorted(rows, key=lambda row: order.index(UnitKind(row.kind))))
