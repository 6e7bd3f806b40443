"""Pieces credited to a unit that the office did not know yet when they were registered."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.people import WORD_OF_UNIT, UnitKind
from cppcc_desk.storage import tables as t


def credit_earlier_pieces(session: Session, unit: t.Unit) -> None:
    """Let the pieces that name `unit` and mean no unit yet mean this one; `unit` has its id already."""
    word = WORD_OF_UNIT.get(UnitKind(unit.kind))
    if word is None:
        return
    meant, named = getattr(t.Contributor, f"{word}_id"), getattr(t.Contributor, word)
    for contributor in session.scalars(select(t.Contributor).where(named == unit.name, meant.is_(None))):
        setattr(contributor, f"{word}_id", unit.id)
    s = t.Submission
    collective = select(s).where(s.collective_submission, s.submitting_unit == unit.name, s.credited_unit_id.is_(None))
    for submission in session.scalars(collective):
        submission.credited_unit_id = unit.id
