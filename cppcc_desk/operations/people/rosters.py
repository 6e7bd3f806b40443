"""A whole roster taken over as one step: who is new, who changes, who is no longer in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.errors import Invalid, Stale
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import Units, must_have_come, present_term
from cppcc_desk.operations.people.entering import enter, fill, settle
from cppcc_desk.operations.people.leaving import cease
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
    leaving_kinds: Collection[PersonKind] = tuple(PersonKind),
    since: date | None = None,
    source: str,
) -> tuple[int, ...]:
    """Take a roster over, all or nothing; the ids of the new people. `source` is the file's name.

    With `since` units and 身份 that change do so from that day on. Who had left and is in the list is in the roster
    again, from `since` or today on. Those of `leaving` are none of `leaving_kinds` any more, and out of the roster
    where they are nothing else. Raises Stale when somebody was changed since the difference was shown, Invalid where
    there is nothing to do.
    """
    must_have_come(session, since)
    if not new and not changed and not leaving:
        raise Invalid(f"“{source}”与现有名册没有差别，或没有选中任何人。{NOTHING}")
    present = entries(session, everybody=True)
    for change in changed:
        if present.get(change.person_id) != change.held:
            raise Stale(f"{change.held.name}的资料在核对期间被别处修改过，名册没有导入；请重新读取后再核对。")
    units, term, today = Units(session), present_term(session), acting(session).at.date()
    rows = _rows(session, [change.person_id for change in changed])
    for change in changed:
        row = rows[change.person_id]
        returning = row.left_on is not None
        row.left_on, row.left_reason = None, ""
        fill(row, change.entry, units=units, term=term, since=since or (today if returning else None))
    made = enter(session, new, units, since=since)
    settle(session, units)
    if leaving:
        cease(session, leaving, leaving_kinds, on=today, reason=f"新名册“{source}”里没有")
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
