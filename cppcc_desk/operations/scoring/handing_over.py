"""What of two records that are made one: points by hand, disputes, awards, 不参与排名."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.storage import tables as t


def hand_over_scores(session: Session, gone: Subject, kept: Subject) -> None:
    """Let everything about scores be of `kept`; an award that both have, and 不参与排名, stays once."""
    column = "person_id" if gone.ledger is Ledger.PERSON else "unit_id"
    for table in (t.ScoreAdjustment, t.ScoreDispute, t.Award, t.Unranked):
        of = getattr(table, column)
        there = {_once(row) for row in session.scalars(select(table).where(of == kept.id))}
        for row in session.scalars(select(table).where(of == gone.id)):
            if _once(row) in there:
                session.delete(row)
            else:
                setattr(row, column, kept.id)


def _once(row: t.Base) -> tuple[object, ...]:
    """What somebody can have once; every adjustment and dispute is one by itself."""
    match row:
        case t.Award():
            return row.year, row.tier
        case t.Unranked():
            return ()
    return (id(row),)
