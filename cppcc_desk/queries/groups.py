"""The work of each 信息小组: what it has open, what of that is overdue, what it brought in this year."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.drafting import Group
from cppcc_desk.queries.clocks import open_items
from cppcc_desk.queries.office import group_of, groups
from cppcc_desk.queries.people import people
from cppcc_desk.queries.submissions import SubmissionRow, rows
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass(frozen=True)
class GroupLoad:
    """One group with its numbers of submissions; `id` None is what no group has been given."""

    id: int | None
    name: str
    leader: str
    area: str
    active: bool
    members: int  # of the roster
    open: int
    overdue: int
    this_year: int


def loads(session: Session, *, now: datetime) -> tuple[GroupLoad, ...]:
    """Every group in use, or with something left to do, in the office's order; last, what is not assigned."""
    items = open_items(session, now=now)
    opened = Counter(item.group for item in items)
    overdue = Counter(item.group for item in items if item.urgency is Urgency.OVERDUE)
    s = t.Submission
    of_year = select(s.info_group_id, func.count()).where(s.year == now.year, s.deleted_at.is_(None))
    received: dict[int | None, int] = {row[0]: row[1] for row in session.execute(of_year.group_by(s.info_group_id))}
    members = Counter(person.info_group_id for person in people(session))
    made = [
        GroupLoad(
            id=g.id,
            name=g.name,
            leader=g.leader,
            area=g.area,
            active=g.active,
            members=members[g.id],
            open=opened[g.name],
            overdue=overdue[g.name],
            this_year=received.get(g.id, 0),
        )
        for g in groups(session, all_groups=True)
        if g.active or opened[g.name]
    ]
    unassigned = GroupLoad(
        id=None,
        name="未分派",
        leader="",
        area="",
        active=True,
        members=0,
        open=opened[""],
        overdue=overdue[""],
        this_year=received.get(None, 0),
    )
    return (*made, unassigned)


def roll(session: Session, group_id: int) -> Group:
    """A group with those whom the roster counts to it, in its order. Raises Missing."""
    group = group_of(session, group_id)
    members = tuple(person.name for person in people(session) if person.info_group_id == group_id)
    return Group(group.name, group.leader, members)


def work_of(session: Session, group_id: int | None, *, now: datetime, whole_year: bool) -> tuple[SubmissionRow, ...]:
    """What a group (None: no group) has open, the most urgent first; or all it received this year, the newest first."""
    if whole_year:
        s = t.Submission
        query = select(s.id).where(
            s.year == now.year, s.deleted_at.is_(None), s.info_group_id.is_not_distinct_from(group_id)
        )
        wanted = list(session.scalars(query.order_by(s.received_at.desc(), s.id.desc())))
    else:
        names = {group.id: group.name for group in groups(session, all_groups=True)}
        name = names.get(group_id, "") if group_id is not None else ""
        wanted = [item.id for item in open_items(session, now=now) if item.group == name]
    made: list[SubmissionRow] = []
    for start in range(0, len(wanted), _AT_ONCE):
        made += rows(session, wanted[start : start + _AT_ONCE], now=now)
    return tuple(made)
