"""Meetings and activities: their kinds, who is asked and comes, what they cost, whether a group met in a quarter.

Of a 信息小组 at least one activity a quarter is expected (design/domain.md section 4).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.topics import Quarter

MAX_NAME = 100
_MOST_CENTS = 9_999_999_999
_MONEY = re.compile(r"(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<rest>\d{1,2}))?")
_SOON = timedelta(days=3)  # a unit that is reminded of a decision needs days, not hours


class OccasionKind(StrEnum):
    """What people were called together for."""

    ACTIVITY = "小组活动"
    STANDING_COMMITTEE = "常委会"
    CHAIRS_MEETING = "主席会议"
    INSPECTION = "视察"
    TRAINING = "培训"
    SYMPOSIUM = "座谈"


MEETINGS = tuple(kind for kind in OccasionKind if kind is not OccasionKind.ACTIVITY)


class OccasionState(StrEnum):
    """Whether it has taken place; derived from its time, never stored."""

    PLANNED = "待举行"
    HELD = "已举行"
    CANCELLED = "已取消"


class Part(StrEnum):
    """As what somebody is asked."""

    ATTENDING = "出席"
    OBSERVING = "列席"


class Presence(StrEnum):
    """Whether somebody came."""

    PENDING = "待定"
    CAME = "到会"
    EXCUSED = "请假"
    ABSENT = "缺席"


class Relation(StrEnum):
    """What a submission has to do with it: it was on the table, or came of it."""

    DISCUSSED = "讨论"
    PRODUCED = "形成"


class QuarterState(StrEnum):
    """How a group stands in a quarter."""

    HELD = "已开展"
    PLANNED = "已安排"
    LACKING = "未开展"


@dataclass(frozen=True, kw_only=True)
class OccasionEntry:
    """A meeting or an activity as entered; `name` is 会议名称 or 活动主题."""

    kind: OccasionKind
    name: str
    at: datetime
    info_group_id: int | None = None
    place: str = ""
    host: str = ""
    topics: tuple[str, ...] = ()
    cost_cents: int | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceEntry:
    """Somebody asked to come: a person of the roster by id, else a name that is not in it."""

    name: str
    person_id: int | None = None
    part: Part = Part.ATTENDING
    presence: Presence = Presence.PENDING
    spoke: bool = False
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is written down of somebody who was asked; None leaves a thing as it is."""

    presence: Presence | None = None
    spoke: bool | None = None
    part: Part | None = None
    remark: str | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """What was decided, who is to do it, and by which day."""

    text: str
    handling_unit: str = ""
    due_on: date | None = None


def problems(entry: OccasionEntry) -> dict[str, str]:
    """What is missing or contradicts itself: field -> sentence."""
    found: dict[str, str] = {}
    activity = entry.kind is OccasionKind.ACTIVITY
    if activity and entry.info_group_id is None:
        found["info_group_id"] = "请选择是哪个信息小组的活动。"
    if not activity and entry.info_group_id is not None:
        found["info_group_id"] = "只有小组活动才属于一个信息小组。"
    what = "活动主题" if activity else "会议名称"
    if not entry.name.strip():
        found["name"] = f"请填写{what}。"
    elif len(entry.name.strip()) > MAX_NAME:
        found["name"] = f"{what}最多 {MAX_NAME} 个字。"
    return found


def state_of(at: datetime, cancelled: str, *, now: datetime) -> OccasionState:
    """`cancelled` is the reason why it did not take place, "" where it did or will."""
    if cancelled:
        return OccasionState.CANCELLED
    return OccasionState.HELD if at <= now else OccasionState.PLANNED


def quarter_state(times: Iterable[datetime], quarter: Quarter, *, now: datetime) -> QuarterState:
    """How a group stands whose activities, without the cancelled ones, are at `times`."""
    within = [at for at in times if Quarter.of(at.date()) == quarter]
    if any(at <= now for at in within):
        return QuarterState.HELD
    return QuarterState.PLANNED if within else QuarterState.LACKING


def days_left(quarter: Quarter, *, today: date) -> int:
    """Days that are left of `quarter` after `today`; 0 on its last day and from then on."""
    return max(0, (quarter.last_day - today).days)


def decision_urgency(due_on: date | None, done_on: date | None, *, today: date) -> Urgency:
    """How a decision stands; without a day it is never late."""
    if done_on is not None:
        return Urgency.DONE
    if due_on is None or due_on - today > _SOON:
        return Urgency.ON_TIME
    return Urgency.OVERDUE if due_on < today else Urgency.DUE_SOON


def decision_left(due_on: date | None, done_on: date | None, *, today: date) -> str:
    """In words: 已办结, 剩 3 天, 今天到期, 超期 2 天, 未定期限."""
    if done_on is not None:
        return Urgency.DONE.value
    if due_on is None:
        return "未定期限"
    return deadlines.days_left(due_on, today=today)


def cents_of(text: str) -> int | None:
    """Money as typed: 1250, 1,250.50, ￥1250.5元; None for nothing. Raises Invalid for anything else."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").removeprefix("¥").removesuffix("元")
    if not plain:
        return None
    found = _MONEY.fullmatch(plain)
    cents = int(found["yuan"].replace(",", "")) * 100 + int((found["rest"] or "").ljust(2, "0")) if found else -1
    if not 0 <= cents <= _MOST_CENTS:
        problem = "经费应写成以元为单位的数，如 1250 或 1,250.50。"
        raise Invalid(f"{problem}没有作任何改动。", {"cost": problem})
    return cents


def money(cents: int | None) -> str:
    """1,250.50; "" for nothing."""
    return "" if cents is None else f"{cents // 100:,}.{cents % 100:02d}"


def lines_of(topics: str) -> tuple[str, ...]:
    """The lines of a text without empty ones."""
    return tuple(line.strip() for line in topics.splitlines() if line.strip())
