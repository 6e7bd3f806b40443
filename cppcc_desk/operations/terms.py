"""届: begun, the one before it ending on the day before; and the list of all of them put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.people import term_name
from cppcc_desk.domain.terms import TermSpan, problems_of_terms
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True, kw_only=True)
class TermEntry:
    """One term as entered; `id` None for a new one, `ended` None while it runs."""

    id: int | None = None
    number: int
    began: date
    ended: date | None = None


@operation("登记届次")
def begin_term(session: Session, number: int, *, began: date) -> int:
    """Let a term begin; the one that runs ends on the day before. Returns its id.

    Raises Invalid where it would begin before the one that runs, or is no later one, or begins after today.
    """
    running = session.scalar(select(t.Term).where(t.Term.ended.is_(None)))
    if running is not None and (number <= running.number or began <= running.began):
        problem = f"新的一届应在{term_name(running.number)}（{running.began.isoformat()}起）之后。"
        raise Invalid(f"{problem}{NOTHING}", {"number": problem})
    if running is not None:
        running.ended = began - timedelta(days=1)
    row = t.Term(number=number, began=began, ended=None)
    others = session.scalars(select(t.Term)).all()
    _refuse_wrong([*others, row], today=acting(session).at.date())
    session.add(row)
    session.flush()
    acting(session).label = f"登记{term_name(number)}"
    return row.id


@operation("修改届次")
def save_terms(session: Session, entries: Sequence[TermEntry]) -> None:
    """Make the terms exactly these. They may not overlap, and only the last one runs.

    Raises Invalid naming the field, Forbidden where a term that cards or 身份 are of would be another one or gone.
    """
    there = {row.id: row for row in session.scalars(select(t.Term))}
    numbers = {entry.id: entry.number for entry in entries}
    for row in list(there.values()):
        if numbers.get(row.id) != row.number:  # renumbered, it is another term
            _refuse_used(session, row, "改成别的届次" if row.id in numbers else "去掉")
            session.delete(there.pop(row.id))
    session.flush()
    rows = []
    for entry in entries:
        row = there.get(entry.id or 0) or t.Term(number=entry.number, began=entry.began, ended=entry.ended)
        row.began, row.ended = entry.began, entry.ended
        rows.append(row)
    _refuse_wrong(rows, today=acting(session).at.date())
    session.add_all(rows)


def _refuse_wrong(rows: Sequence[t.Term], *, today: date) -> None:
    spans = [TermSpan(row.number, row.began, row.ended) for row in rows]
    if problems := problems_of_terms(spans, today=today):
        raise Invalid(f"{next(iter(problems.values()))}{NOTHING}", problems)


def _refuse_used(session: Session, row: t.Term, done: str) -> None:
    counted = (
        (select(func.count()).where(t.InformantCard.term_id == row.id), "信息员证 {} 张"),
        (select(func.count()).where(t.PersonRole.term_id == row.id), "身份 {} 条"),
    )
    told = [words.format(number) for query, words in counted if (number := session.scalar(query))]
    if told:
        raise Forbidden(f"{term_name(row.number)}已有{'、'.join(told)}，不能{done}。{NOTHING}日期有误可以改日期。")
