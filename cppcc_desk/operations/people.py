"""Operations on the roster: one person, or a whole list of people as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.submission import PersonFacts
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True, kw_only=True)
class PersonEntry(PersonFacts):
    """A person of the roster as entered; `info_group` is a group's name."""

    info_group: str = ""


@operation("登记人员")
def add_people(session: Session, entries: Sequence[PersonEntry]) -> tuple[int, ...]:
    """Add people to the roster as one step; two of one name stay two. Raises Invalid for one without a name."""
    rows: list[t.Person] = []
    for number, entry in enumerate(entries, start=1):
        if not entry.name.strip():
            raise Invalid(f"第 {number} 人没有姓名。{NOTHING}", {"name": "请填写姓名。"})
        rows.append(_row(session, entry))
    session.add_all(rows)
    session.flush()
    acting(session).label = f"登记人员 {len(rows)} 人"
    return tuple(row.id for row in rows)


def _row(session: Session, entry: PersonEntry) -> t.Person:
    return t.Person(
        name=entry.name.strip(),
        kind=entry.kind.value,
        unit=entry.unit.strip(),
        position=entry.position.strip(),
        phone=entry.phone.strip(),
        sector=entry.sector.strip(),
        committee=entry.committee.strip(),
        town=entry.town.strip(),
        party=entry.party.strip(),
        info_group_id=finding.group(session, entry.info_group).id if entry.info_group.strip() else None,
        active=True,
    )
