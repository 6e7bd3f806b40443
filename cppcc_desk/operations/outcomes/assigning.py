"""交办 of a 批示: to a unit by a day, put off, reminded, supervised, answered, closed, opened again, or never meant."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.outcomes import AssignmentEntry, OutcomeKind, problems_of_assignment, standing, state_of
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.outcomes import about as subject
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

REMINDER = "催办"  # the way of what `remind` writes into the log


@operation("交办批示")
def assign(session: Session, outcome_id: int, entry: AssignmentEntry) -> int:
    """Hand a 批示 to a unit; the id of the assignment.

    Raises Missing, Forbidden for an outcome of another kind and where the unit has it already, Invalid.
    """
    outcome = finding.outcome(session, outcome_id)
    if outcome.kind != OutcomeKind.INSTRUCTION:
        raise Forbidden(f"交办的是批示，序号 {outcome_id} 是{outcome.kind}。{NOTHING}")
    unit = entry.handling_unit.strip()
    if any(a.handling_unit == unit and a.closed_on is None for a in outcome.assignments):
        raise Forbidden(f"这条批示已经交办{unit}，还没有办结。{NOTHING}")
    row = t.Assignment(feedback_on=None, feedback="", closed_on=None, close_reason="", supervisions=[])
    _fill(session, row, outcome, entry)
    outcome.assignments.append(row)
    session.flush()
    _told(session, row, "交办批示")
    return row.id


@operation("修改交办")
def change_assignment(session: Session, assignment_id: int, entry: AssignmentEntry, *, reason: str = "") -> None:
    """Change the unit, the days or what is asked; the reason for another due day stands in the journal's line.

    Raises Missing, Forbidden once it is closed, Invalid, also for another due day without a reason.
    """
    row = _open(session, assignment_id)
    put_off = entry.due_on != row.due_on
    if put_off and not reason.strip():
        raise Invalid(f"改反馈期限请写明原因。{NOTHING}", {"reason": "改反馈期限请写明原因。"})
    told = f"，期限 {row.due_on:%m-%d} 改为 {entry.due_on:%m-%d}：{reason.strip()}" if put_off else ""
    if (first := _first_day(row)) is not None and entry.opened_on > first:
        problem = f"交办日期晚于已登记的督办或反馈（{first}），请核对。"
        raise Invalid(f"{problem}{NOTHING}", {"opened_on": problem})
    _fill(session, row, row.outcome, entry)
    _told(session, row, "修改交办", told)


@operation("取消交办")
def cancel_assignment(session: Session, assignment_id: int, *, reason: str) -> None:
    """It was never meant for this unit: gone with its log; the journal keeps it, with the reason.

    Raises Missing, Invalid without a reason, Forbidden where the unit has answered.
    """
    row = finding.assignment(session, assignment_id)
    _must_say(reason, "取消交办")
    if row.feedback_on is not None:
        raise Forbidden(f"{row.handling_unit}已有反馈，不能取消交办。{NOTHING}不用再办的请办结。")
    _told(session, row, "取消交办", f"：{reason.strip()}")
    row.outcome.assignments.remove(row)


@operation("催办批示")
def remind(session: Session, assignment_ids: Sequence[int]) -> int:
    """Note that units were reminded today, with how they stand; how many. Raises Missing, Forbidden for the closed."""
    today = acting(session).at.date()
    for assignment_id in assignment_ids:
        row = _open(session, assignment_id)
        state = state_of(feedback_on=row.feedback_on, closed_on=row.closed_on, due_on=row.due_on, today=today)
        stands = standing(state, row.due_on, feedback_on=row.feedback_on, today=today)
        _log(session, row, on=today, way=REMINDER, text=f"反馈期限 {official_date(row.due_on)}，{stands}")
        _told(session, row, "催办批示")
    if len(assignment_ids) > 1:
        acting(session).label = f"催办批示 {len(assignment_ids)} 件"
    return len(assignment_ids)


@operation("登记督办")
def supervise(session: Session, assignment_id: int, *, on: date, way: str, text: str) -> None:
    """Note what was done to speed it up, on a day; `way` is a word. Raises Missing, Forbidden, Invalid."""
    row = _open(session, assignment_id)
    if not text.strip():
        raise Invalid(f"请填写督办情况。{NOTHING}", {"text": "请填写督办情况。"})
    _refuse_day(session, row, on)
    _log(session, row, on=on, way=way.strip(), text=text.strip())
    _told(session, row, "登记督办")


@operation("登记办理反馈")
def enter_feedback(session: Session, assignment_id: int, *, on: date, text: str) -> None:
    """What the unit answered, on a day; written again it replaces what stood there. Raises Missing, Forbidden, Invalid.

    That it was solved or carried out is an outcome of its own: 答复, 落实.
    """
    row = _open(session, assignment_id)
    if not text.strip():
        raise Invalid(f"请填写反馈的内容。{NOTHING}", {"text": "请填写反馈的内容。"})
    _refuse_day(session, row, on)
    finding.refuse_secret(text.splitlines(), "text")
    row.feedback_on, row.feedback = on, text.strip()
    _told(session, row, "登记办理反馈")


@operation("办结交办")
def close_assignment(session: Session, assignment_id: int, *, on: date, reason: str = "") -> None:
    """Nothing more is waited for. Raises Missing, Forbidden once it is closed, Invalid without feedback and reason."""
    row = _open(session, assignment_id)
    if row.feedback_on is None:
        _must_say(reason, f"{row.handling_unit}还没有反馈，办结")
    _refuse_day(session, row, on)
    if row.feedback_on is not None and on < row.feedback_on:
        problem = f"办结日期早于反馈日期（{row.feedback_on}），请核对。"
        raise Invalid(f"{problem}{NOTHING}", {"on": problem})
    row.closed_on, row.close_reason = on, reason.strip()
    _told(session, row, "办结交办")


@operation("重新办理交办")
def reopen_assignment(session: Session, assignment_id: int, *, due_on: date, reason: str) -> None:
    """The unit is to go on: what it answered goes into the log, and it is to answer again by `due_on`.

    Raises Missing, Forbidden where it is open and not answered, Invalid without a reason.
    """
    row = finding.assignment(session, assignment_id)
    if row.closed_on is None and row.feedback_on is None:
        raise Forbidden(f"{row.handling_unit}的交办还没有反馈，也没有办结。{NOTHING}")
    _must_say(reason, "重新办理")
    today = acting(session).at.date()
    if due_on < today:
        problem = "新的反馈期限早于今天，请核对。"
        raise Invalid(f"{problem}{NOTHING}", {"due_on": problem})
    before = f"；此前反馈（{row.feedback_on}）：{row.feedback}" if row.feedback_on else ""
    _log(session, row, on=today, way="重新办理", text=f"{reason.strip()}{before}")
    row.feedback_on, row.feedback, row.closed_on, row.close_reason, row.due_on = None, "", None, "", due_on
    _told(session, row, "重新办理交办")


def _fill(session: Session, row: t.Assignment, of: t.Outcome, entry: AssignmentEntry) -> None:
    today = acting(session).at.date()
    if wrong := problems_of_assignment(entry, instructed_on=of.occurred_on, today=today):
        raise Invalid(f"没有保存：{next(iter(wrong.values()))}已填内容没有丢失。", wrong)
    finding.refuse_secret(entry.demand.splitlines(), "demand")
    row.handling_unit, row.demand = entry.handling_unit.strip(), entry.demand.strip()
    row.opened_on, row.due_on = entry.opened_on, entry.due_on
    row.destination = finding.destination_known_as(session, row.handling_unit)


def _open(session: Session, assignment_id: int) -> t.Assignment:
    row = finding.assignment(session, assignment_id)
    if row.closed_on is not None:
        raise Forbidden(f"{row.handling_unit}的交办已于 {row.closed_on} 办结。{NOTHING}要继续办理，请用“重新办理”。")
    return row


def _must_say(reason: str, what: str) -> None:
    if not reason.strip():
        raise Invalid(f"{what}请写明原因。{NOTHING}", {"reason": "请填写原因。"})


def _refuse_day(session: Session, row: t.Assignment, on: date) -> None:
    if on > acting(session).at.date():
        raise Invalid(f"日期晚于今天。{NOTHING}", {"on": "日期晚于今天，请核对。"})
    if on < row.opened_on:
        problem = f"日期早于交办日期（{row.opened_on}），请核对。"
        raise Invalid(f"{problem}{NOTHING}", {"on": problem})


def _first_day(row: t.Assignment) -> date | None:
    """The first day of which something is told already."""
    days = [line.on for line in row.supervisions] + ([row.feedback_on] if row.feedback_on else [])
    return min(days, default=None)


def _log(session: Session, row: t.Assignment, *, on: date, way: str, text: str) -> None:
    finding.refuse_secret(text.splitlines(), "text")
    row.supervisions.append(t.Supervision(on=on, by=acting(session).by, way=way, text=text))


def _told(session: Session, row: t.Assignment, label: str, more: str = "") -> None:
    subject.told(session, subject.of_row(row.outcome), f"{label} {row.handling_unit}")
    acting(session).label += more
