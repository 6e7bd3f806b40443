"""One day of the holiday table put right by hand: off, worked, or what its weekday says."""

from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.operations.clocks import recompute_open
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("修改放假安排")
def change_day(session: Session, day: date, *, kind: str, name: str = "") -> int:
    """Make `day` off ("off"), worked ("worked") or what its weekday says (""); how many open due times moved."""
    row = session.get(t.Holiday, day)
    if row is not None and not kind:
        session.delete(row)
    elif row is not None:
        row.kind, row.name = kind, name.strip()
    elif kind:
        session.add(t.Holiday(day=day, kind=kind, name=name.strip()))
    acting(session).label = f"修改放假安排 {day.isoformat()}"
    return recompute_open(session)
