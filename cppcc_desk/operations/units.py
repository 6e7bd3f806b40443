"""界别, 专委会, 镇街工委, 党派团体 and 信息小组: added, renamed, put in order, given a 组长, taken out of use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import GROUP_LEADER, WORD_OF_UNIT, UnitKind
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.operations.crediting import credit_earlier_pieces
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import (
    belong,
    belong_nowhere,
    end_of_order,
    lead,
    must_have_come,
    present,
    step_down,
)
from cppcc_desk.operations.scoring.handing_over import hand_over_scores
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("修改单位")
def save_unit(
    session: Session, unit_id: int | None, *, kind: UnitKind, name: str, area: str = "", active: bool = True
) -> int:
    """Add a unit at the end of its kind, or change one; returns its id.

    Pieces that were registered with its name while it was not known are credited to it from now on. A new name does
    not change what was written on earlier pieces: they mean the unit, not the word. Raises Invalid for an empty or
    taken name, Missing.
    """
    if not name.strip():
        raise Invalid(f"请填写{kind}名称。{NOTHING}", {"name": f"请填写{kind}名称。"})
    taken = session.scalar(select(t.Unit.id).where(t.Unit.kind == kind.value, t.Unit.name == name.strip()))
    if taken is not None and taken != unit_id:
        raise Invalid(f"已有同名的{kind}“{name.strip()}”。{NOTHING}", {"name": f"已有同名的{kind}。"})
    row = session.get(t.Unit, unit_id) if unit_id is not None else None
    if unit_id is not None and (row is None or row.kind != kind):
        raise Missing(f"找不到要修改的{kind}，可能已被撤销。{NOTHING}请刷新后再试。")
    if row is None:
        row = t.Unit(kind=kind.value, name="", area="", position=end_of_order(session, kind), active=True)
        session.add(row)
    row.name, row.area, row.active = name.strip(), area.strip(), active
    session.flush()
    credit_earlier_pieces(session, row)
    acting(session).label = f"修改{kind} {row.name}"
    return row.id


@operation("合并单位")
def unite_units(session: Session, unit_id: int, *, into_id: int) -> None:
    """Make two units of one kind that are the same into one: people, pieces, 约稿 and 要点 go to `into_id`.

    What was written on pieces stays; the other name is gone from the list. Raises Missing, and Invalid for two kinds or
    for groups, whose members and activities are parted for a reason.
    """
    unit, into = session.get(t.Unit, unit_id), session.get(t.Unit, into_id)
    if unit is None or into is None:
        raise Missing(f"找不到要合并的单位，可能已被撤销。{NOTHING}请刷新后再试。")
    if unit is into or unit.kind != into.kind or unit.kind not in WORD_OF_UNIT:
        raise Invalid(f"只能把同一类的两个单位合并，信息小组不能合并。{NOTHING}")
    _hand_over_people(session, unit, into)
    c = getattr(t.Contributor, f"{WORD_OF_UNIT[UnitKind(unit.kind)]}_id")
    for column in (c, t.Submission.credited_unit_id, t.TopicCall.lead_unit_id, t.CommissionedPiece.unit_id):
        for row in session.scalars(select(column.class_).where(column == unit.id)):
            setattr(row, column.key, into.id)
    hand_over_scores(session, Subject(Ledger.UNIT, unit.id), Subject(Ledger.UNIT, into.id))
    acting(session).label = f"{unit.name}并入{into.name}"
    session.flush()
    session.delete(unit)


def _hand_over_people(session: Session, unit: t.Unit, into: t.Unit) -> None:
    a = t.Affiliation
    there = set(session.scalars(select(a.person_id).where(a.unit_id == into.id, a.ended.is_(None))))
    for held in session.scalars(select(a).where(a.unit_id == unit.id)):
        if held.ended is None and held.person_id in there:
            session.delete(held)
        else:
            held.unit = into


@operation("修改单位顺序")
def order_units(session: Session, kind: UnitKind, unit_ids: Sequence[int]) -> None:
    """Put the units of a kind in this order; those not named follow as they were."""
    rows = {row.id: row for row in session.scalars(select(t.Unit).where(t.Unit.kind == kind.value))}
    rest = sorted((row for row in rows.values() if row.id not in unit_ids), key=lambda row: (row.position, row.id))
    named = [rows[unit_id] for unit_id in unit_ids if unit_id in rows]
    for position, row in enumerate((*named, *rest)):
        row.position = position
    acting(session).label = f"修改{kind}顺序"


@operation("修改信息小组")
def save_group(
    session: Session, group_id: int | None, *, name: str, leader: str, area: str, active: bool = True
) -> int:
    """Add a group or change one; returns its id. Its 组长 is found in the roster by name, or added to it.

    Raises Invalid where two people of the roster bear that name and neither is in the group, and as `save_unit`.
    """
    saved = save_unit(session, group_id, kind=UnitKind.INFO_GROUP, name=name, area=area, active=active)
    label = acting(session).label
    present = leader_of(session, saved)
    if (present.name if present else "") != leader.strip():
        appoint(session, saved, person_id=_leader_named(session, saved, leader.strip()))
    acting(session).label = label
    return saved


def _leader_named(session: Session, group_id: int, name: str) -> int | None:
    if not name:
        return None
    bearers = session.scalars(select(t.Person).where(t.Person.name == name, t.Person.left_on.is_(None))).all()
    within = [p for p in bearers if any(a.unit_id == group_id and a.ended is None for a in p.affiliations)] or bearers
    if len(within) > 1:
        problem = f"名册里有 {len(within)} 位“{name}”，请在小组的成员里选定组长。"
        raise Invalid(f"{problem}{NOTHING}", {"leader": problem})
    if within:
        return within[0].id
    person = t.Person(name=name, photo="", left_on=None, left_reason="", merged_into_id=None, roles=[], affiliations=[])
    session.add(person)
    session.flush()
    return person.id


@operation("确定组长")
def appoint(session: Session, group_id: int, *, person_id: int | None, since: date | None = None) -> None:
    """Make a person the 组长 of a group, and one of it; None leaves it without. The one before stays a member.

    With `since` the change is kept as of that day; without, it was written wrongly. Raises Missing, Invalid for a day
    to come.
    """
    must_have_come(session, since)
    group = session.get(t.Unit, group_id)
    if group is None or group.kind != UnitKind.INFO_GROUP:
        raise Missing(f"找不到这个信息小组，可能已被撤销。{NOTHING}请刷新后再试。")
    before = leader_of(session, group_id)
    if before is not None and before.id == person_id:
        return
    if before is not None:
        step_down(before, group, since=since)
    if person_id is not None:
        person = session.get(t.Person, person_id)
        if person is None or person.left_on is not None:
            raise Missing(f"选定的组长不在名册里，可能已退出或被删除。{NOTHING}请刷新后再选。")
        lead(person, group, since=since)
    acting(session).label = f"确定组长 {group.name}"


def leader_of(session: Session, group_id: int) -> t.Person | None:
    """The 组长 of a group now."""
    a = t.Affiliation
    query = select(t.Person).join(a).where(a.unit_id == group_id, a.role == GROUP_LEADER, a.ended.is_(None))
    return session.scalar(query.order_by(a.id).limit(1))


@operation("编入信息小组")
def assign_members(session: Session, group_of: Mapping[int, int | None], *, since: date | None = None) -> int:
    """Put people into groups, out of those they were in; `group_of`: person -> group, None for no group at all.

    How many moved; whoever led the group that they left does so no more, and who has left the roster is passed over.
    Raises Missing, Invalid for a day to come.
    """
    must_have_come(session, since)
    wanted = {group_id for group_id in group_of.values() if group_id is not None}
    by_id = {group_id: session.get(t.Unit, group_id) for group_id in wanted}
    if any(group is None or group.kind != UnitKind.INFO_GROUP for group in by_id.values()):
        raise Missing(f"找不到选定的信息小组，可能已被撤销。{NOTHING}请刷新后再试。")
    moved: Counter[str] = Counter()
    for person in session.scalars(select(t.Person).where(t.Person.id.in_(list(group_of)), t.Person.left_on.is_(None))):
        group_id = group_of[person.id]
        group = by_id[group_id] if group_id is not None else None
        if [a.unit for a in present(person, UnitKind.INFO_GROUP)] == ([group] if group else []):
            continue
        if group is None:
            belong_nowhere(person, UnitKind.INFO_GROUP, since=since)
        else:
            belong(person, group, since=since)
        moved[group.name if group else ""] += 1
    told = [f"{name}编入 {number} 人" if name else f"退出小组 {number} 人" for name, number in moved.items()]
    acting(session).label = "、".join(told) or "编入信息小组"
    return moved.total()
