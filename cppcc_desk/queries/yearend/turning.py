"""The turn of the year: what starts anew by itself, what goes on as it is, and what somebody has to see to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.quotas import QUOTAS
from cppcc_desk.domain.submission import intake_no
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.cards import renewals
from cppcc_desk.queries.numbers import INTAKE, next_numbers
from cppcc_desk.queries.office import calendar
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.topics import topics
from cppcc_desk.storage import tables as t


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One line of the list for a new year; `done` False for what has still to be seen to."""

    name: str
    words: str
    done: bool
    page: str
    target: dict[str, Any] = field(default_factory=dict)


def turning(session: Session, year: int, *, today: date) -> tuple[Turn, ...]:
    """What to look at before `year` begins, what is left to do first."""
    found = (
        _holidays(session, year),
        *_scheme(session, year),
        _quotas(session, year),
        _topics(session, year),
        *_cards(session, year, today),
        *_numbers(session, year),
    )
    return tuple(sorted(found, key=lambda one: one.done))


def _holidays(session: Session, year: int) -> Turn:
    known = calendar(session).knows(year)
    words = (
        f"{year} 年放假安排已录入" if known else f"{year} 年放假安排没有录入，工作日暂按周一至周五算；请粘贴放假通知"
    )
    return Turn(name="节假日", words=words, done=known, page="settings", target={"section": "holidays"})


def _scheme(session: Session, year: int) -> Iterator[Turn]:
    try:
        now, then = in_force(session, year - 1), in_force(session, year)
    except Missing:
        yield Turn(name="计分办法", words="还没有计分办法", done=False, page="scores", target={"part": "schemes"})
        return
    kept = f"{year} 年度接着用“{then.name}”；要改的话，另存一份从 {year} 年度起启用"
    words = kept if now.id == then.id else f"{year} 年度改用“{then.name}”"
    yield Turn(name="计分办法", words=words, done=True, page="scores", target={"part": "schemes"})


def _quotas(session: Session, year: int) -> Turn:
    s = t.OfficeSetting
    since = session.scalar(
        select(s.effective_from)
        .where(s.key == QUOTAS, s.effective_from <= date(year, 12, 31))
        .order_by(s.effective_from.desc())
    )
    own = since is not None and since.year == year
    words = f"{year} 年的任务数已定" if own else f"{year} 年接着用现在的任务数；要改的话在“计数办法”里改"
    return Turn(name="任务数", words=words, done=True, page="people", target={"part": "quotas"})


def _topics(session: Session, year: int) -> Turn:
    quarter = Quarter(year, 1)
    count = len(topics(session, quarter))
    words = f"{quarter.words}征集要点{f'已定 {count} 条' if count else '还没有定'}"
    target = {"part": "topics", "quarter": quarter}
    return Turn(name="征集要点", words=words, done=count > 0, page="people", target=target)


def _cards(session: Session, year: int, today: date) -> Iterator[Turn]:
    """Cards that end before the new year is over."""
    due = renewals(session, on=today, days=(date(year, 12, 31) - today) // timedelta(days=1))
    if due:
        words = f"{year} 年底以前到期的信息员证 {len(due)} 张，请安排换发"
        yield Turn(name="信息员证", words=words, done=False, page="people", target={"part": "cards", "list": "due"})


def _numbers(session: Session, year: int) -> Iterator[Turn]:
    """They restart by themselves."""
    n = t.NumberSequence
    last = session.scalar(select(n.last).where(n.name == INTAKE, n.year == year)) or 0
    target = {"part": "numbers"}
    words = f"{year} 年从 {intake_no(year, last + 1)} 编起，不用设置"
    yield Turn(name="来稿编号", words=words, done=True, page="papers", target=target)
    told = "，".join(f"《{one.journal}》{one.issue}" for one in next_numbers(session, year=year))
    yield Turn(
        name="期号", words=f"{year} 年第一期：{told}" if told else "还没有刊物", done=True, page="papers", target=target
    )
    words = f"发文字号〔{year}〕从 1 号编起，不用设置"
    yield Turn(name="发文字号", words=words, done=True, page="papers", target={"part": "documents"})
