"""What the office asks for: 征集要点 by quarter, with the pieces that answer each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class TopicRow:
    """One topic; `pieces` answer it, `adopted` of them were issued."""

    id: int
    quarter: Quarter
    number: int  # within its quarter, from 1
    theme: str
    angles: str
    lead_unit_id: int | None
    lead_unit: str
    due_on: date | None
    pieces: int

    @property
    def words(self) -> str:
        """2026年第三季度：校园周边交通."""
        return f"{self.quarter.words}：{self.theme}"


def topics(session: Session, quarter: Quarter | None = None) -> tuple[TopicRow, ...]:
    """The topics of `quarter`, or of all, the newest quarter first, in their order."""
    c, s = t.TopicCall, t.Submission
    answering = (
        select(s.topic_call_id, func.count().label("pieces"))
        .where(s.deleted_at.is_(None), s.topic_call_id.is_not(None))
        .group_by(s.topic_call_id)
        .subquery()
    )
    query = (
        select(c, t.Unit.name, answering.c.pieces)
        .outerjoin(t.Unit, t.Unit.id == c.lead_unit_id)
        .outerjoin(answering, answering.c.topic_call_id == c.id)
        .order_by(c.year.desc(), c.quarter.desc(), c.position, c.id)
    )
    if quarter is not None:
        query = query.where(c.year == quarter.year, c.quarter == quarter.number)
    numbers: dict[Quarter, int] = {}
    made: list[TopicRow] = []
    for row, unit, pieces in session.execute(query):
        of = Quarter(row.year, row.quarter)
        numbers[of] = numbers.get(of, 0) + 1
        made.append(
            TopicRow(
                id=row.id,
                quarter=of,
                number=numbers[of],
                theme=row.theme,
                angles=row.angles,
                lead_unit_id=row.lead_unit_id,
                lead_unit=unit or "",
                due_on=row.due_on,
                pieces=pieces or 0,
            )
        )
    return tuple(made)


def topic_named(session: Session, theme: str) -> TopicRow:
    """The newest topic with this theme. Raises Missing with the themes of the newest quarter."""
    known = topics(session)
    found = next((topic for topic in known if topic.theme == theme.strip()), None)
    if found is None:
        newest = "、".join(topic.theme for topic in known if topic.quarter == known[0].quarter)
        raise Missing(f"没有“{theme}”这条征集要点；最近一季的要点：{newest or '（还没有）'}。没有作任何改动。")
    return found
