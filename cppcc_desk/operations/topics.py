"""征集要点 of a quarter: set up, changed, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    """One topic as entered; `id` None for a new one."""

    id: int | None = None
    theme: str
    angles: str = ""
    lead_unit_id: int | None = None
    due_on: date | None = None


@operation("修改征集要点")
def save_topics(session: Session, quarter: Quarter, entries: Sequence[TopicEntry]) -> tuple[int, ...]:
    """Make the topics of `quarter` exactly these, in this order; their ids.

    Raises Invalid for an empty or doubled theme, Forbidden for taking out a topic that pieces answer or 约稿 ask for.
    """
    themes = [entry.theme.strip() for entry in entries]
    if not all(themes) or len(set(themes)) != len(themes):
        raise Invalid(f"要点的主题不能空白，也不能重复。{NOTHING}", {"theme": "主题不能空白，也不能重复。"})
    c = t.TopicCall
    present = select(c).where(c.year == quarter.year, c.quarter == quarter.number)
    there = {row.id: row for row in session.scalars(present)}
    kept = {entry.id for entry in entries}
    for row in there.values():
        if row.id not in kept:
            _refuse_answered(session, row)
            session.delete(row)
    session.flush()  # a theme may go from one topic to another
    made: list[t.TopicCall] = []
    for position, entry in enumerate(entries):
        row = there.get(entry.id or 0) or t.TopicCall(
            year=quarter.year, quarter=quarter.number, position=position, theme="", angles=""
        )
        row.theme, row.angles, row.position = entry.theme.strip(), entry.angles.strip(), position
        row.lead_unit_id, row.due_on = entry.lead_unit_id, entry.due_on
        made.append(row)
    session.add_all(made)
    session.flush()
    acting(session).label = f"修改{quarter.words}征集要点"
    return tuple(row.id for row in made)


def _refuse_answered(session: Session, row: t.TopicCall) -> None:
    answered = session.scalar(select(func.count()).where(t.Submission.topic_call_id == row.id))
    asked = session.scalar(select(func.count()).where(t.CommissionedPiece.topic_call_id == row.id))
    if answered or asked:
        told = "、".join(words.format(n) for n, words in ((answered, "来稿 {} 篇"), (asked, "约稿 {} 件")) if n)
        raise Forbidden(f"要点“{row.theme}”已有{told}对应，不能去掉。{NOTHING}")
