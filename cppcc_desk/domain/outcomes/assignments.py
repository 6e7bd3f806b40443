"""交办 of a 批示: handed to a unit with a day by which it is to answer, supervised until it has, and closed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.deadlines import Urgency, days_left

SOON_DAYS = 3  # before the day it is due, a unit that has not answered is worth a reminder


class AssignmentState(StrEnum):
    """How an assignment stands; derived, never stored."""

    OPEN = "待反馈"
    LATE = "逾期未反馈"
    ANSWERED = "已反馈"
    CLOSED = "已办结"


WAITING = frozenset({AssignmentState.OPEN, AssignmentState.LATE})


@dataclass(frozen=True, kw_only=True)
class AssignmentEntry:
    """To whom, from when on, by which day, and what is asked."""

    handling_unit: str
    opened_on: date
    due_on: date
    demand: str = ""


def problems_of_assignment(entry: AssignmentEntry, *, instructed_on: date, today: date) -> dict[str, str]:
    """What keeps it from being saved: field -> sentence; `instructed_on` is the day of the 批示."""
    found: dict[str, str] = {}
    if not entry.handling_unit.strip():
        found["handling_unit"] = "请填写承办单位。"
    if entry.opened_on > today:
        found["opened_on"] = "交办日期晚于今天，请核对。"
    elif entry.opened_on < instructed_on:
        found["opened_on"] = f"交办日期早于批示日期（{instructed_on}），请核对。"
    if entry.due_on < entry.opened_on:
        found["due_on"] = "反馈期限早于交办日期，请核对。"
    return found


def state_of(*, feedback_on: date | None, closed_on: date | None, due_on: date, today: date) -> AssignmentState:
    """`feedback_on`: when the unit answered; `closed_on`: since when nothing more is waited for."""
    if closed_on is not None:
        return AssignmentState.CLOSED
    if feedback_on is not None:
        return AssignmentState.ANSWERED
    return AssignmentState.LATE if due_on < today else AssignmentState.OPEN


def urgency_of(state: AssignmentState, due_on: date, *, today: date) -> Urgency:
    """The lamp of an assignment."""
    if state not in WAITING:
        return Urgency.DONE
    if state is AssignmentState.LATE:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if (due_on - today).days <= SOON_DAYS else Urgency.ON_TIME


def standing(state: AssignmentState, due_on: date, *, feedback_on: date | None, today: date) -> str:
    """The words beside the lamp: 剩 3 天, 今天到期, 超期 2 天; 已反馈, with the days it came late; 已办结."""
    if state in WAITING:
        return days_left(due_on, today=today)
    late = (feedback_on - due_on).days if feedback_on and state is AssignmentState.ANSWERED else 0
    return f"迟 {late} 天反馈" if late > 0 else state.value
