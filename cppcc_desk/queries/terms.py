"""The 届 of the office, the newest first, and the one that runs now."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.cards import last_day_of_term
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import term_name
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class TermRow:
    """One term; `ended` None while it runs, `last_day` is then the day by which it is expected to end."""

    id: int
    number: int
    began: date
    ended: date | None
    cards: int  # 信息员证 that were issued in it

    @property
    def name(self) -> str:
        """第十届."""
        return term_name(self.number)

    @property
    def last_day(self) -> date:
        """Until when its cards hold, where nothing else is said."""
        return last_day_of_term(self.began, self.ended)


def terms(session: Session) -> tuple[TermRow, ...]:
    """All of them, the newest first."""
    issued = select(t.InformantCard.term_id, func.count().label("cards")).group_by(t.InformantCard.term_id).subquery()
    query = select(t.Term, issued.c.cards).outerjoin(issued, issued.c.term_id == t.Term.id)
    rows = session.execute(query.order_by(t.Term.number.desc()))
    return tuple(TermRow(row.id, row.number, row.began, row.ended, cards or 0) for row, cards in rows)


def present(session: Session) -> TermRow | None:
    """The term that runs now; None where none was named or the last one has ended."""
    return next((term for term in terms(session) if term.ended is None), None)


def term_numbered(session: Session, number: int) -> TermRow:
    """The term with this number. Raises Missing with the list of the known."""
    known = terms(session)
    found = next((term for term in known if term.number == number), None)
    if found is None:
        named = "、".join(term.name for term in known) or "（还没有）"
        raise Missing(f"没有登记过{term_name(number)}；已登记：{named}。没有作任何改动。")
    return found
