"""Operations on the roster: one person, or a whole list of people as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.submission import PersonKind
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """What is known of a person; `info_group` is a group's name."""

    name: str
    kind: PersonKind = PersonKind.OTHER
    unit: str = ""
    position: str = ""
    phone: str = ""
    sector: str = ""
    committee: str = ""
    town: str = ""
    party: str = ""
    info_group: str = ""


@operation("登记人员")
def add_people(session: Session, entries: Sequence[PersonEntry]) -> tuple[int, ...]:
    """Add people to the roster as one step; two of one name stay two. Raises Invalid for one without a name."""
    rows: list[t.Person] = []
    for number, entry in enumerate(entries, start=1):
        if not entry.name.strip():
            raise Invalid(f"第 {number} 人没有姓名。{NOTHING}", {"name": "请填写姓名。"})
        row = t.Person(name="", kind="", active=True)
        _fill(session, row, entry)
        rows.append(row)
    session.add_all(rows)
    session.flush()
    acting(session).label = f"登记人员 {len(rows)} 人"
    return tuple(row.id for row in rows)


@operation("修改人员")
def change_person(session: Session, person_id: int, entry: PersonEntry, *, active: bool = True) -> None:
    """Change what is known of a person; what was registered before keeps what it said then."""
    row = session.get(t.Person, person_id)
    if row is None:
        raise Missing(f"名册里找不到这个人。{NOTHING}请刷新后再试。")
    if not entry.name.strip():
        raise Invalid(f"请填写姓名。{NOTHING}", {"name": "请填写姓名。"})
    _fill(session, row, entry)
    row.active = active


def _fill(session: Session, row: t.Person, entry: PersonEntry) -> None:
    row.name, row.kind = entry.name.strip(), entry.kind.value
    row.unit, row.position, row.phone = entry.unit.strip(), entry.position.strip(), entry.phone.strip()
    row.sector, row.committee = entry.sector.strip(), entry.committee.strip()
    row.town, row.party = entry.town.strip(), entry.party.strip()
    row.info_group_id = finding.group(session, entry.info_group).id if entry.info_group.strip() else None
