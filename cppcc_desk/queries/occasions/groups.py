"""The activities of the 信息小组 over a year, and which of them has none in this quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.occasions import OccasionKind, OccasionState, QuarterState, days_left, quarter_state
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.occasions.lists import OccasionRow, occasions
from cppcc_desk.queries.office import groups
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class QuarterGlance:
    """What a group did in a quarter: activities held and ahead, people who came, pieces, money told of (None: none)."""

    quarter: Quarter
    state: QuarterState
    held: int
    ahead: int
    came: int
    discussed: int
    produced: int
    cost_cents: int | None


@dataclass(frozen=True)
class LackingGroup:
    """A group in use that has held no activity in `quarter`; `planned_at` is the first that is arranged."""

    id: int
    name: str
    leader: str
    quarter: Quarter
    state: QuarterState
    planned_at: datetime | None
    days_left: int


def year_of_group(session: Session, group_id: int, year: int, *, now: datetime) -> tuple[QuarterGlance, ...]:
    """The four quarters of a year."""
    of_year = occasions(session, now=now, kinds=(OccasionKind.ACTIVITY,), year=year, group_id=group_id)
    taking_place = [row for row in of_year if row.state is not OccasionState.CANCELLED]
    quarters = [Quarter(year, number) for number in range(1, 5)]
    return tuple(
        _glance(quarter, [row for row in taking_place if Quarter.of(row.at.date()) == quarter], now=now)
        for quarter in quarters
    )


def _glance(quarter: Quarter, rows: Sequence[OccasionRow], *, now: datetime) -> QuarterGlance:
    held = [row for row in rows if row.state is OccasionState.HELD]
    costs = [row.cost_cents for row in held if row.cost_cents is not None]
    return QuarterGlance(
        quarter=quarter,
        state=quarter_state([row.at for row in rows], quarter, now=now),
        held=len(held),
        ahead=len(rows) - len(held),
        came=sum(row.came for row in held),
        discussed=sum(row.discussed for row in held),
        produced=sum(row.produced for row in held),
        cost_cents=sum(costs) if costs else None,
    )


def groups_lacking_activity(session: Session, *, now: datetime) -> tuple[LackingGroup, ...]:
    """The groups without an activity held in the quarter of `now`, in the office's order; arranged is not held."""
    quarter = Quarter.of(now.date())
    o = t.Occasion
    first, after = (datetime(day.year, day.month, 1) for day in (quarter.first_day, quarter.next.first_day))
    taking_place = select(o.info_group_id, o.at).where(
        o.kind == OccasionKind.ACTIVITY.value, o.cancelled == "", o.at >= first, o.at < after
    )
    times: dict[int | None, list[datetime]] = {}
    for group_id, at in session.execute(taking_place.order_by(o.at)):
        times.setdefault(group_id, []).append(at)
    made: list[LackingGroup] = []
    for group in groups(session):
        of_group = times.get(group.id, [])
        stands = quarter_state(of_group, quarter, now=now)
        if stands is not QuarterState.HELD:
            planned = of_group[0] if of_group else None
            left = days_left(quarter, today=now.date())
            made.append(LackingGroup(group.id, group.name, group.leader, quarter, stands, planned, left))
    return tuple(made)
