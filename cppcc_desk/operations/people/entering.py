"""People entered and changed: one by one, or a whole list as one step."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.people import FACTS, WORD_OF_UNIT, PersonEntry, UnitKind, birth, kinds_of
from cppcc_desk.operations.crediting import credit_earlier_pieces
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import (
    Units,
    be,
    belong,
    belong_nowhere,
    must_have_come,
    present,
    present_term,
)
from cppcc_desk.queries.people import entry_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("登记人员")
def add_people(session: Session, entries: Sequence[PersonEntry], *, since: date | None = None) -> tuple[int, ...]:
    """Add people to the roster as one step; two of one name stay two. Raises Invalid for one without a name.

    They are what they are from `since` on, None where nobody knows since when. Units that nobody has named yet are
    added at the end of their order; a 信息小组 must be there (Missing).
    """
    must_have_come(session, since)
    units = Units(session)
    rows = enter(session, entries, units, since=since)
    settle(session, units)
    acting(session).label = f"登记人员 {len(rows)} 人"
    return tuple(row.id for row in rows)


def settle(session: Session, units: Units) -> None:
    """Write what was entered; pieces that name a unit which was not known until now are credited to it."""
    session.flush()
    for unit in units.added:
        credit_earlier_pieces(session, unit)


def enter(session: Session, entries: Iterable[PersonEntry], units: Units, *, since: date | None) -> list[t.Person]:
    """Rows for `entries`, added but not yet flushed."""
    term = present_term(session)
    rows: list[t.Person] = []
    for number, entry in enumerate(entries, start=1):
        if not entry.name.strip():
            raise Invalid(f"第 {number} 人没有姓名。{NOTHING}", {"name": "请填写姓名。"})
        row = t.Person(photo="", left_on=None, left_reason="", merged_into_id=None, roles=[], affiliations=[])
        fill(row, entry, units=units, term=term, since=since)
        rows.append(row)
    session.add_all(rows)
    return rows


def fill(row: t.Person, entry: PersonEntry, *, units: Units, term: t.Term | None, since: date | None) -> None:
    """Make `row` say what `entry` says; `since` as in `belonging`."""
    write_facts(row, entry)
    be(row, kinds_of(entry), since=since, term=term, recommended_by=entry.recommended_by.strip())
    named = {kind: getattr(entry, word).strip() for kind, word in WORD_OF_UNIT.items()}
    for kind, name in (*named.items(), (UnitKind.INFO_GROUP, entry.info_group.strip())):
        if name and kind is UnitKind.INFO_GROUP and name in _groups(row):
            continue  # of several that somebody leads the form shows one
        if name:
            belong(row, units.named(kind, name), since=since)
        else:
            belong_nowhere(row, kind, since=since)


def write_facts(row: t.Person, entry: PersonEntry) -> None:
    """Those of the facts in `entry` that are of the person alone."""
    for fact in FACTS:
        setattr(row, fact, getattr(entry, fact).strip())
    row.born_on = birth(entry.born_on)


def _groups(row: t.Person) -> list[str]:
    return [held.unit.name for held in present(row, UnitKind.INFO_GROUP)]


@operation("修改人员")
def change_person(
    session: Session, person_id: int, entry: PersonEntry, *, held: PersonEntry, since: date | None = None
) -> None:
    """Change what the roster says of a person. `held` is what the form was filled from.

    With `since`, 身份 and units change from that day on and what was before stays readable; without it they were
    written wrongly. Raises Missing, Stale when the person no longer is as in `held`, Invalid, and Forbidden where
    somebody who has left would be something else.
    """
    row = found(session, person_id)
    if entry_of(session, person_id) != held:
        raise Stale(f"{row.name}的资料刚被别处修改过，本次修改没有保存；请刷新后再试。")
    if not entry.name.strip():
        raise Invalid(f"请填写姓名。{NOTHING}", {"name": "请填写姓名。"})
    must_have_come(session, since)
    if row.left_on is not None:
        _refuse_for_left(row, entry, held)
        write_facts(row, entry)
    else:
        units = Units(session)
        fill(row, entry, units=units, term=present_term(session), since=since)
        settle(session, units)
    acting(session).label = f"修改人员 {row.name}"


def _refuse_for_left(row: t.Person, entry: PersonEntry, held: PersonEntry) -> None:
    """What somebody was and belonged to ended when they left; it is no longer changed by the form."""
    of_past = (*WORD_OF_UNIT.values(), "info_group", "recommended_by")
    if kinds_of(entry) != kinds_of(held) or any(getattr(entry, word) != getattr(held, word) for word in of_past):
        raise Forbidden(f"{row.name}已退出名册，身份和所属单位不能改。{NOTHING}请先让其回到名册。")


def found(session: Session, person_id: int) -> t.Person:
    """The person by id, also one who has left. Raises Missing."""
    row = session.get(t.Person, person_id)
    if row is None or row.merged_into_id is not None:
        raise Missing(f"找不到这个人，可能已被删除或与别人合并。{NOTHING}请刷新后再试。")
    return row
