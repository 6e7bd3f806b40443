"""How a commissioned piece stands: open, late, answered, let go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.commissions import SOON_DAYS, CommissionState, standing, state_of, urgency_of
from cppcc_desk.domain.deadlines import Urgency

TODAY = date(2026, 11, 20)
OPEN, LATE, ANSWERED, LET_GO = CommissionState


@pytest.mark.parametrize(
    ("answered", "closed", "due", "told"),
    [
        (False, None, date(2026, 11, 24), (OPEN, Urgency.ON_TIME, "剩 4 天")),
        (False, None, date(2026, 11, 23), (OPEN, Urgency.DUE_SOON, "剩 3 天")),
        (False, None, date(2026, 11, 20), (OPEN, Urgency.DUE_SOON, "今天到期")),
        (False, None, date(2026, 11, 18), (LATE, Urgency.OVERDUE, "超期 2 天")),
        (True, date(2026, 11, 18), date(2026, 11, 18), (ANSWERED, Urgency.DONE, "已交稿")),
        (True, date(2026, 11, 19), date(2026, 11, 17), (ANSWERED, Urgency.DONE, "迟 2 天交稿")),
        (False, date(2026, 11, 19), date(2026, 11, 1), (LET_GO, Urgency.PAUSED, "不再约")),
    ],
)
def test_how_it_stands(
    answered: bool, closed: date | None, due: date, told: tuple[CommissionState, Urgency, str]
) -> None:
    state = state_of(answered=answered, closed_on=closed, due_on=due, today=TODAY)
    words = standing(state, due, closed_on=closed, today=TODAY)
    assert (state, urgency_of(state, due, today=TODAY), words) == told


@given(st.integers(-400, 400))
def test_the_lamp_goes_with_the_days_that_are_left(days: int) -> None:
    due = TODAY + timedelta(days=days)
    state = state_of(answered=False, closed_on=None, due_on=due, today=TODAY)
    assert (state is LATE) == (days < 0) == (urgency_of(state, due, today=TODAY) is Urgency.OVERDUE)
    assert (urgency_of(state, due, today=TODAY) is Urgency.DUE_SOON) == (0 <= days <= SOON_DAYS)
    assert str(abs(days)) in standing(state, due, closed_on=None, today=TODAY) or not days
