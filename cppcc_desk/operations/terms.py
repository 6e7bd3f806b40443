"""届: named, begun, put right; a new one ends the one before it on the day before."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.terms import TermSpan, problems_of_terms
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("登记届次")
def begin_term(session: Session, number: int, *, began: date) -> int:
    """Let a term begin; the one that runs ends on the day before. Returns its id.

    Raises Invalid where it would begin before the one that runs, or is no later one.
    """
    running = session.scalar(select(t.Term).where(t.Term.ended.is_(None)))
    if running is not None:
        if number <= running.number or began <= running.began:
            problem = f"新的一届应在第 {running.number} 届（{running.began.isoformat()}起）之后。"
            raise Invalid(f"{problem}{NOTHING}", {"number": problem})
        running.ended = began - timedelta(days=1)
    row = t.Term(number=number, began=began, ended=None)
    session.add(row)
    _settle(session, row)
    acting(session).label = f"登记{_span(row).name}"
    return row.id


@operation("修改届次")
def save_term(session: Session, term_id: int | None, *, number: int, began: date, ended: date | None) -> int:
    """Enter an earlier term, or put one right; returns its id. Terms may not overlap, and only the last one runs.

    Raises Invalid naming the field, Forbidden for another number of a term whose cards bear it, Missing.
    """
    row = session.get(t.Term, term_id) if term_id is not None else None
    if term_id is not None and row is None:
        raise Missing(f"找不到这一届，可能已被撤销。{NOTHING}请刷新后再试。")
    if row is None:
        row = t.Term(number=number, began=began, ended=ended)
        session.add(row)
    elif number != row.number and (cards := _cards(session, row)):
        raise Forbidden(f"{_span(row).name}已发信息员证 {cards} 张，证上印着届次，不能改成别的届次。{NOTHING}")
    row.number, row.began, row.ended = number, began, ended
    _settle(session, row)
    acting(session).label = f"修改{_span(row).name}"
    return row.id


@operation("删除届次")
def delete_term(session: Session, term_id: int) -> None:
    """Delete a term that was entered by mistake. Raises Forbidden where cards or 身份 are of it, Missing."""
    row = session.get(t.Term, term_id)
    if row is None:
        raise Missing(f"找不到这一届，可能已被撤销。{NOTHING}请刷新后再试。")
    roles = session.scalar(select(func.count()).where(t.PersonRole.term_id == row.id)) or 0
    told = [words.format(n) for n, words in ((_cards(session, row), "信息员证 {} 张"), (roles, "身份 {} 条")) if n]
    if told:
        raise Forbidden(f"{_span(row).name}已有{'、'.join(told)}，不能删除。{NOTHING}日期有误请修改。")
    acting(session).label = f"删除{_span(row).name}"
    session.delete(row)


def _settle(session: Session, row: t.Term) -> None:
    """Write what is sound together with all other terms."""
    others = [term for term in session.scalars(select(t.Term)) if term is not row]
    spans = [_span(term) for term in (*others, row)]
    if problems := problems_of_terms(spans, today=acting(session).at.date()):
        raise Invalid(f"{next(iter(problems.values()))}{NOTHING}", problems)
    session.flush()


def _span(row: t.Term) -> TermSpan:
    return TermSpan(row.number, row.began, row.ended)


def _cards(session: Session, row: t.Term) -> int:
    return session.scalar(select(func.count()).where(t.InformantCard.term_id == row.id)) or 0
