"""约稿: how a commissioned piece stands, and how long it still has; it is due at the end of its day."""

from datetime import date
from enum import StrEnum

from cppcc_desk.domain.deadlines import Urgency, days_left

SOON_DAYS = 3  # before the day it is due, a piece that has not come is worth a reminder


class CommissionState(StrEnum):
    """How a commissioned piece stands; derived, never stored."""

    OPEN = "待交稿"
    LATE = "逾期未交"
    ANSWERED = "已交稿"
    LET_GO = "不再约"


WAITING = frozenset({CommissionState.OPEN, CommissionState.LATE})


def state_of(*, answered: bool, closed_on: date | None, due_on: date, today: date) -> CommissionState:
    """`answered`: a piece came in for it; `closed_on`: since when nothing more is waited for."""
    if answered:
        return CommissionState.ANSWERED
    if closed_on is not None:
        return CommissionState.LET_GO
    return CommissionState.LATE if due_on < today else CommissionState.OPEN


def urgency_of(state: CommissionState, due_on: date, *, today: date) -> Urgency:
    """The lamp of a commissioned piece."""
    match state:
        case CommissionState.ANSWERED:
            return Urgency.DONE
        case CommissionState.LET_GO:
            return Urgency.PAUSED
        case CommissionState.LATE:
            return Urgency.OVERDUE
    return Urgency.DUE_SOON if (due_on - today).days <= SOON_DAYS else Urgency.ON_TIME


def standing(state: CommissionState, due_on: date, *, closed_on: date | None, today: date) -> str:
    """The words beside the lamp: 剩 3 天, 今天到期, 超期 2 天; 已交稿, with the days it came late; 不再约."""
    if state is CommissionState.ANSWERED:
        late = (closed_on - due_on).days if closed_on else 0
        return f"迟 {late} 天交稿" if late > 0 else state.value
    if state is CommissionState.LET_GO:
        return state.value
    return days_left(due_on, today=today)
