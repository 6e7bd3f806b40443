"""A whole roster taken over as one step: who is new, who changes, who is no longer in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.errors import Invalid, Stale
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import Units, present_term
from cppcc_desk.operations.people.entering import enter, fill, settle
from cppcc_desk.operations.people.leaving import leave
from cppcc_desk.queries.people import entries
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

_AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass(frozen=True)
class PersonChange:
    """One person as they were when the change was looked at, and as they shall be."""

    person_id: int
    held: PersonEntry
    entry: PersonEntry


@operation("导入名册")
def update_roster(
    session: Session,
    *,
    new: Sequence[PersonEntry],
    changed: Sequence[PersonChange],
    leaving: Sequence[int] = (),
    since: date | None = None,
    source: str,
) -> tuple[int, ...]:
    """Take a roster over, all or nothing; the ids of the new people. `source` is the file's name.

    With `since` units and 身份 that change do so from that day on. Who had left and is in the list is in the roster
    again. Raises Stale when somebody was changed since the difference was shown, Invalid where there is nothing to do.
    """
    if not new and not changed and not leaving:
        raise Invalid(f"“{source}”与现有名册没有差别，或没有选中任何人。{NOTHING}")
    present = entries(session, everybody=True)
    for change in changed:
        if present.get(change.person_id) != change.held:
            raise Stale(f"{change.held.name}的资料在核对期间被别处修改过，名册没有导入；请重新读取后再核对。")
    units, term = Units(session), present_term(session)
    rows = _rows(session, [change.person_id for change in changed])
    for change in changed:
        row = rows[change.person_id]
        row.left_on, row.left_reason = None, ""
        fill(row, change.entry, units=units, term=term, since=since)
    made = enter(session, new, units)
    settle(session, units)
    if leaving:
        leave(session, leaving, on=acting(session).at.date(), reason=f"新名册“{source}”里没有")
    numbers = ((len(new), "新增"), (len(changed), "更新"), (len(leaving), "退出"))
    acting(session).label = f"导入名册：{'、'.join(f'{words} {number} 人' for number, words in numbers if number)}"
    return tuple(row.id for row in made)


def _rows(session: Session, person_ids: Sequence[int]) -> dict[int, t.Person]:
    """The people with what they are and belong to, in few statements."""
    found: dict[int, t.Person] = {}
    for start in range(0, len(person_ids), _AT_ONCE):
        query = (
            select(t.Person)
            .where(t.Person.id.in_(person_ids[start : start + _AT_ONCE]))
            .options(
                selectinload(t.Person.roles),
                selectinload(t.Person.affiliations).joinedload(t.Affiliation.unit),
            )
        )
        found |= {row.id: row for row in session.scalars(query)}
    return found
