"""How a step is recorded on a submission, the same for every step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cppcc_desk.domain import workflow
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.step_fields import STEP_FIELDS
from cppcc_desk.domain.workflow import Move, State, Step
from cppcc_desk.operations.clocks import end_pause, start_pause
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting

WAITS_FOR_AUTHOR = "等待反映人补充"

# Texts are kept as versions, not in the history line.
_NOT_TOLD = frozenset({"edited_text", "conclusion"})


def move(submission: t.Submission, step: Step, conclusion: str = "", *, reason: str = "") -> Move:
    """What `step` would do to `submission` now. Raises Forbidden or Invalid (domain.workflow.after)."""
    return workflow.after(State(submission.state), step, conclusion, reason=reason)


def day_of(session: Session, submission: t.Submission, values: Mapping[str, Any]) -> date:
    """The day a step was done on: its own where it was done on paper and is recorded afterwards, else today.

    Raises Invalid for a day to come, or before the piece was received.
    """
    today = acting(session).at.date()
    day = date.fromisoformat(values["on_date"]) if values.get("on_date") else today
    if day > today:
        raise Invalid(f"日期 {day} 还没有到，请核对。没有作任何改动。", {"on_date": "日期还没有到。"})
    received = submission.received_at.date()
    if day < received:
        told = f"日期 {day} 早于来稿 {submission.intake_no} 的收稿日期（{received}），请核对。没有作任何改动。"
        raise Invalid(told, {"on_date": "日期早于收稿日期。"})
    return day


def record(
    session: Session,
    submission: t.Submission,
    step: Step,
    moved: Move,
    *,
    values: Mapping[str, Any],
    conclusion: str = "",
    opinion: str = "",
    reason: str = "",
) -> None:
    """Set the new state and write the line of history: who, when, what, opinion, reason, what was passed over.

    A step's own day is told where it is not the day of the line.
    """
    doing = acting(session)
    if values.get("on_date") == doing.at.date().isoformat():
        values = {**values, "on_date": ""}
    labels = {field.name: field.label for field in STEP_FIELDS.get(step, ())}
    told = {labels.get(key, key): str(value) for key, value in values.items() if value and key not in _NOT_TOLD}
    submission.step_records.append(
        t.StepRecord(
            step=step.value,
            by=doing.by,
            at=doing.at,
            conclusion=conclusion,
            opinion=opinion.strip(),
            reason=reason.strip(),
            skipped="、".join(step.value for step in moved.skipped),
            state_before=submission.state,
            state_after=moved.state.value,
            details=told,
        )
    )
    _wait_for_author(session, submission, moved.state)
    submission.state = moved.state.value
    doing.label = f"{step} {submission.intake_no}"


def _wait_for_author(session: Session, submission: t.Submission, state: State) -> None:
    """The clocks stand while a piece is 退回补充, whichever step leads there or away; a merged one keeps waiting."""
    if state is State.RETURNED:
        start_pause(session, submission, reason=WAITS_FOR_AUTHOR)
    elif submission.state == State.RETURNED and state is not State.MERGED:
        end_pause(session, submission, only=WAITS_FOR_AUTHOR)
