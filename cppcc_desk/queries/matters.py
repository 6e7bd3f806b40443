"""What is due beside the open pieces today: of people and groups, of 批示 that were assigned, of uses higher up.

Each matter says how much there is of it and where it is done; the workbench shows them, and a command lists them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.queries.cards import renewals
from cppcc_desk.queries.commissions import commissions_due
from cppcc_desk.queries.occasions import groups_lacking_activity, open_decisions
from cppcc_desk.queries.office import groups
from cppcc_desk.queries.outcomes import Awaited, assignments, awaited_adoptions
from cppcc_desk.queries.quotas import standings
from cppcc_desk.queries.topics import notice_due

_PRESSING_DAYS = 30  # before the end of a quarter without an activity
_WATCHED_FROM = 10  # month: before it, nobody is late with one piece a year
_NAMED = 2


class Kind(StrEnum):
    """What a matter is about."""

    ACTIVITY = "小组活动"
    LEADER = "组长"
    COMMISSION = "约稿"
    DECISION = "会议决定"
    CARD = "信息员证"
    NOTICE = "征集要点"
    QUOTA = "任务进度"
    ASSIGNMENT = "批示督办"
    ADOPTION = "采用结果"


@dataclass(frozen=True)
class Matter:
    """`words` say it in one line; `page` and `target` are where the window does something about it."""

    kind: Kind
    words: str
    count: int
    urgency: Urgency
    page: str
    target: Mapping[str, Any] = field(default_factory=dict)


def matters(session: Session, *, now: datetime) -> tuple[Matter, ...]:
    """Everything that waits, what is overdue first, in the order of `Kind`."""
    today = now.date()
    found = (
        *_activities(session, now),
        *_leaders(session),
        *_commissions(session, today),
        *_decisions(session, today),
        *_cards(session, today),
        *_notice(session, today),
        *_nothing_reported(session, today),
        *_assignments(session, today),
        *_adoptions(session, today),
    )
    order = list(Urgency)
    return tuple(sorted(found, key=lambda matter: order.index(matter.urgency)))


def _activities(session: Session, now: datetime) -> Iterator[Matter]:
    lacking = groups_lacking_activity(session, now=now)
    bare = [group for group in lacking if group.planned_at is None]
    if bare:
        names = _listed([group.name for group in bare])
        left = bare[0].days_left
        words = f"{names}本季度还没有安排活动，离季末 {left} 天"
        pressing = Urgency.DUE_SOON if left <= _PRESSING_DAYS else Urgency.ON_TIME
        yield Matter(Kind.ACTIVITY, words, len(bare), pressing, "people", {"part": "groups", "group_id": bare[0].id})


def _leaders(session: Session) -> Iterator[Matter]:
    bare = [group for group in groups(session) if not group.leader]
    if bare and len(bare) < len(groups(session)):  # an office that names no 组长 at all is not asked every day
        words = f"{_listed([group.name for group in bare])}没有组长"
        target = {"section": "groups", "entry": bare[0].id}
        yield Matter(Kind.LEADER, words, len(bare), Urgency.DUE_SOON, "settings", target)


def _commissions(session: Session, today: date) -> Iterator[Matter]:
    due = commissions_due(session, today=today)
    if due:
        late = [row for row in due if row.urgency is Urgency.OVERDUE]
        soon = len(due) - len(late)
        words = f"约稿 {len(late)} 件超期" if late else f"约稿 {soon} 件快到期"
        if late and soon:
            words = f"{words}，另有 {soon} 件快到期"
        urgency = Urgency.OVERDUE if late else Urgency.DUE_SOON
        yield Matter(Kind.COMMISSION, words, len(due), urgency, "people", {"part": "commissions"})


def _decisions(session: Session, today: date) -> Iterator[Matter]:
    due = [row for row in open_decisions(session, today=today) if row.urgency in (Urgency.OVERDUE, Urgency.DUE_SOON)]
    if due:
        late = any(row.urgency is Urgency.OVERDUE for row in due)
        words = f"会议决定 {len(due)} 项{'到期没有落实' if late else '快到期'}：{_listed([row.text for row in due])}"
        urgency = Urgency.OVERDUE if late else Urgency.DUE_SOON
        one = {"occasion_id": due[0].occasion_id, "decisions": True}
        several = {"open_decisions": True}
        target = {"part": "occasions", **(one if len({row.occasion_id for row in due}) == 1 else several)}
        yield Matter(Kind.DECISION, words, len(due), urgency, "people", target)


def _cards(session: Session, today: date) -> Iterator[Matter]:
    due = renewals(session, on=today)
    if due:
        words = f"信息员证 {len(due)} 张该换发"
        yield Matter(Kind.CARD, words, len(due), Urgency.DUE_SOON, "people", {"part": "cards", "list": "due"})


def _notice(session: Session, today: date) -> Iterator[Matter]:
    due = notice_due(session, today=today)
    if due is not None:
        done = f"已定 {due.topics} 条，通知还没有发" if due.topics else "还没有定"
        words = f"{due.quarter.words}征集要点{done}"
        yield Matter(Kind.NOTICE, words, 1, Urgency.DUE_SOON, "people", {"part": "topics", "quarter": due.quarter})


def _nothing_reported(session: Session, today: date) -> Iterator[Matter]:
    if today.month < _WATCHED_FROM:
        return
    found = standings(session, today.year, today=today)
    people = sum(row.progress is Progress.NOTHING for row in found.people)
    units = sum(row.progress is Progress.NOTHING for row in found.units)
    if people or units:
        told = "、".join(filter(None, (f"{people} 人" if people else "", f"{units} 个单位" if units else "")))
        words = f"今年还没有报送的有 {told}，离年底 {(date(today.year, 12, 31) - today).days} 天"
        target = {"part": "quotas", "progress": Progress.NOTHING.value}
        yield Matter(Kind.QUOTA, words, people + units, Urgency.DUE_SOON, "people", target)


def _assignments(session: Session, today: date) -> Iterator[Matter]:
    pressing = (Urgency.OVERDUE, Urgency.DUE_SOON)
    due = [row for row in assignments(session, today=today, waiting=True) if row.urgency in pressing]
    if due:
        late = sum(row.urgency is Urgency.OVERDUE for row in due)
        first = due[0]
        told = f"{first.entry.handling_unit}{first.standing}（{first.outcome.of}）"
        words = f"批示交办 {late} 件超期未反馈" if late else f"批示交办 {len(due)} 件快到期"
        if late and late < len(due):
            words = f"{words}，另有 {len(due) - late} 件快到期"
        target = {"part": "instructions", "assignment_id": first.id}
        urgency = Urgency.OVERDUE if late else Urgency.DUE_SOON
        yield Matter(Kind.ASSIGNMENT, f"{words}：{told}", len(due), urgency, "outcomes", target)


def _adoptions(session: Session, today: date) -> Iterator[Matter]:
    due = awaited_adoptions(session, today=today)
    if due:
        first = due[0]
        number = len({row.submission_id for row in due})
        words = f"报送上级 {number} 篇还没有采用结果，最早的 {first.intake_no} 已报 {(today - first.sent_on).days} 天"
        target = {"part": "awaiting", "kind": Awaited.ADOPTION.value}
        yield Matter(Kind.ADOPTION, words, number, Urgency.ON_TIME, "outcomes", target)


def _listed(names: list[str]) -> str:
    return "、".join(names) if len(names) <= _NAMED else f"{names[0]}等 {len(names)} 个"
