"""What somebody held or belonged to on a day; a span without a beginning has always been, one without an end holds."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.storage import tables as t


def held_on(table: type[t.PersonRole] | type[t.Affiliation], day: date) -> ColumnElement[bool]:
    """Whether a row holds on `day`, its first and its last day included; `date.max` asks for those that hold still."""
    began = or_(table.began.is_(None), table.began <= day)
    return began & or_(table.ended.is_(None), table.ended >= day)


def belonging_on(session: Session, kind: UnitKind, day: date) -> dict[int, str]:
    """Person -> the name of the unit of this kind they belonged to on `day`, the first one where there were several."""
    a, u = t.Affiliation, t.Unit
    query = (
        select(a.person_id, u.name)
        .join(u, u.id == a.unit_id)
        .where(u.kind == kind.value, held_on(a, day))
        .order_by(a.id.desc())
    )
    return {row[0]: row[1] for row in session.execute(query)}
