"""What was written in outcomes before, the latest first: offered while another one is entered."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cppcc_desk.domain.outcomes import LeaderRank, Level
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class KnownLeader:
    """A leader as the last 批示 named them."""

    name: str
    post: str
    rank: LeaderRank | None
    level: Level | None
    organ: str


def known_leaders(session: Session) -> tuple[KnownLeader, ...]:
    """Each leader who wrote a 批示, by name and post."""
    o = t.Outcome
    last = select(func.max(o.id)).where(o.leader != "").group_by(o.leader, o.leader_post)
    return tuple(
        KnownLeader(
            row.leader,
            row.leader_post,
            LeaderRank(row.leader_rank) if row.leader_rank else None,
            Level(row.level) if row.level else None,
            row.organ,
        )
        for row in session.scalars(select(o).where(o.id.in_(last)).order_by(o.id.desc()))
    )


def known_organs(session: Session) -> tuple[str, ...]:
    """Each organ, unit or medium."""
    return _known(session, t.Outcome.organ)


def known_journals(session: Session) -> tuple[str, ...]:
    """Each journal, others' as well as the office's own."""
    return _known(session, t.Outcome.journal)


def _known(session: Session, column: InstrumentedAttribute[str]) -> tuple[str, ...]:
    query = select(column).where(column != "").group_by(column).order_by(func.max(t.Outcome.id).desc())
    return tuple(session.scalars(query))
