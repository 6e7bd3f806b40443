"""Meetings and activities as lines of a list, each with its numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, cast, func, select
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.occasions import OccasionKind, OccasionState, Presence, Relation, state_of
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass(frozen=True)
class OccasionRow:
    """One meeting or activity; pieces in the 回收站 are not counted."""

    id: int
    kind: OccasionKind
    name: str
    at: datetime
    place: str
    host: str
    info_group_id: int | None
    group: str
    state: OccasionState
    cancelled: str
    cost_cents: int | None
    invited: int
    came: int
    spoke: int
    discussed: int
    produced: int
    decisions: int
    open_decisions: int
    files: int


def occasions(
    session: Session,
    *,
    now: datetime,
    kinds: Collection[OccasionKind] = (),
    year: int | None = None,
    group_id: int | None = None,
) -> tuple[OccasionRow, ...]:
    """Those of these kinds (all for none), of a year, of a group; the latest first."""
    o = t.Occasion
    query = select(o).options(joinedload(o.info_group)).order_by(o.at.desc(), o.id.desc())
    if kinds:
        query = query.where(o.kind.in_([kind.value for kind in kinds]))
    if year is not None:
        query = query.where(in_year(year))
    if group_id is not None:
        query = query.where(o.info_group_id == group_id)
    return rows_of(session, session.scalars(query).all(), now=now)


def in_year(year: int) -> ColumnElement[bool]:
    """Whether an occasion was in this year."""
    return func.strftime("%Y", t.Occasion.at) == f"{year:04d}"


def years(session: Session) -> tuple[int, ...]:
    """The years in which there was one, the newest first."""
    year = cast(func.strftime("%Y", t.Occasion.at), Integer)
    return tuple(session.scalars(select(year).distinct().order_by(year.desc())))


def rows_of(session: Session, found: Sequence[t.Occasion], *, now: datetime) -> tuple[OccasionRow, ...]:
    """The lines of these, in their order."""
    ids = [row.id for row in found]
    a, p, d, f = t.Attendance, t.OccasionPiece, t.Decision, t.OccasionFile
    came = func.sum(cast(a.presence == Presence.CAME.value, Integer))
    asked = select(a.occasion_id, func.count(), came, func.sum(cast(a.spoke, Integer))).group_by(a.occasion_id)
    people = _counted(session, ids, asked)
    discussed = func.sum(cast(p.relation == Relation.DISCUSSED.value, Integer))
    there = select(p.occasion_id, func.count(), discussed).join(t.Submission).where(t.Submission.deleted_at.is_(None))
    pieces = _counted(session, ids, there.group_by(p.occasion_id))
    open_ones = func.sum(cast(d.done_on.is_(None), Integer))
    decisions = _counted(session, ids, select(d.occasion_id, func.count(), open_ones).group_by(d.occasion_id))
    files = _counted(session, ids, select(f.occasion_id, func.count()).group_by(f.occasion_id))
    made: list[OccasionRow] = []
    for row in found:
        invited, present, spoke = people.get(row.id, (0, 0, 0))
        linked, on_table = pieces.get(row.id, (0, 0))
        decided, still_open = decisions.get(row.id, (0, 0))
        made.append(
            OccasionRow(
                id=row.id,
                kind=OccasionKind(row.kind),
                name=row.name,
                at=row.at,
                place=row.place,
                host=row.host,
                info_group_id=row.info_group_id,
                group=row.info_group.name if row.info_group else "",
                state=state_of(row.at, row.cancelled, now=now),
                cancelled=row.cancelled,
                cost_cents=row.cost_cents,
                invited=invited,
                came=present,
                spoke=spoke,
                discussed=on_table,
                produced=linked - on_table,
                decisions=decided,
                open_decisions=0 if row.cancelled else still_open,
                files=files.get(row.id, (0,))[0],
            )
        )
    return tuple(made)


def _counted(session: Session, ids: Sequence[int], query: Select[int, *tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Occasion -> what `query` counts of it."""
    of = query.selected_columns[0]
    found: dict[int, tuple[int, ...]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for occasion_id, *numbers in session.execute(query.where(of.in_(ids[start : start + _AT_ONCE]))):
            found[occasion_id] = tuple(numbers)
    return found
