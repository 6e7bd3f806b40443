"""What a meeting decided: who is to do it by when, how it goes, and that it is done."""

from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.occasions import DecisionEntry
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("登记决定事项")
def save_decision(
    session: Session,
    occasion_id: int,
    decision_id: int | None,
    entry: DecisionEntry,
    *,
    held: DecisionEntry | None = None,
) -> int:
    """Add what was decided, or change it; its id. `held` is what the form was filled from.

    Raises Missing, Stale when it no longer is as in `held`, Invalid without text or with a day before the meeting.
    """
    row = finding.occasion(session, occasion_id)
    if decision_id is None:
        last = max((decision.position for decision in row.decisions), default=-1)
        decision = t.Decision(position=last + 1, text="", handling_unit="", due_on=None, done_on=None, follow_ups=[])
        row.decisions.append(decision)
    else:
        decision = _of(session, decision_id)
        there = DecisionEntry(text=decision.text, handling_unit=decision.handling_unit, due_on=decision.due_on)
        if held is not None and there != held:
            raise Stale("这项决定刚被别处修改过，本次修改没有保存；请刷新后再试。")
    if not entry.text.strip():
        raise Invalid(f"请填写决定的内容。{NOTHING}", {"text": "请填写决定的内容。"})
    if entry.due_on is not None and entry.due_on < row.at.date():
        raise Invalid(f"办理期限早于会议日期。{NOTHING}", {"due_on": "办理期限早于会议日期，请核对。"})
    finding.refuse_secret(entry.text.splitlines(), "text")
    decision.text, decision.handling_unit = entry.text.strip(), entry.handling_unit.strip()
    decision.due_on = entry.due_on
    session.flush()
    acting(session).label = f"登记决定事项 {row.name}"
    return decision.id


@operation("登记办理进展")
def follow_up(session: Session, decision_id: int, *, on: date, text: str) -> None:
    """Note how a decision is being carried out, as told on a day. Raises Missing, Invalid."""
    decision = _of(session, decision_id)
    if not text.strip():
        raise Invalid(f"请填写进展。{NOTHING}", {"text": "请填写进展。"})
    _refuse_day(session, decision, on)
    finding.refuse_secret(text.splitlines(), "text")
    decision.follow_ups.append(t.FollowUp(on=on, text=text.strip(), by=acting(session).by))
    acting(session).label = f"登记办理进展 {_short(decision)}"


@operation("办结决定事项")
def complete_decision(session: Session, decision_id: int, *, on: date, text: str = "") -> None:
    """It was done on a day; `text` says how, and becomes the last of its follow-ups.

    Raises Missing, Forbidden where it is done already, Invalid.
    """
    decision = _of(session, decision_id)
    if decision.done_on is not None:
        raise Forbidden(f"这项决定已于 {decision.done_on} 办结。{NOTHING}")
    _refuse_day(session, decision, on)
    if text.strip():
        follow_up(session, decision_id, on=on, text=text)
    decision.done_on = on
    acting(session).label = f"办结决定事项 {_short(decision)}"


@operation("重新办理决定事项")
def reopen_decision(session: Session, decision_id: int) -> None:
    """It is not done after all. Raises Missing, Forbidden where it is open."""
    decision = _of(session, decision_id)
    if decision.done_on is None:
        raise Forbidden(f"这项决定还没有办结。{NOTHING}")
    decision.done_on = None
    acting(session).label = f"重新办理 {_short(decision)}"


@operation("删除决定事项")
def delete_decision(session: Session, decision_id: int) -> None:
    """Take away what was not decided, with its follow-ups. Raises Missing."""
    decision = _of(session, decision_id)
    acting(session).label = f"删除决定事项 {_short(decision)}"
    decision.occasion.decisions.remove(decision)


def _of(session: Session, decision_id: int) -> t.Decision:
    row = session.get(t.Decision, decision_id)
    if row is None:
        raise Missing(f"找不到这项决定，可能已被删除。{NOTHING}请刷新后再试。")
    return row


def _refuse_day(session: Session, decision: t.Decision, on: date) -> None:
    if on > acting(session).at.date():
        raise Invalid(f"日期晚于今天。{NOTHING}", {"on": "日期晚于今天，请核对。"})
    if on < decision.occasion.at.date():
        raise Invalid(f"日期早于会议。{NOTHING}", {"on": "日期早于会议，请核对。"})


def _short(decision: t.Decision) -> str:
    first = decision.text.splitlines()[0]
    return first if len(first) <= _MOST else f"{first[:_MOST]}…"


_MOST = 20  # characters of a decision in the name of a step
