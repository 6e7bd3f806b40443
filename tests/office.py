"""Registering and handling pieces in tests in few words: a piece with defaults, and the way to any state."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk

BODY = "石桥镇农贸市场周边没有公共停车场，赶集日车辆沿街停放两公里。\n建议在原供销社空地建一处停车场。"

# From registering to the archive by the straight way; sending is no step of its own.
STRAIGHT: tuple[tuple[Step, dict[str, str], State], ...] = (
    (Step.CLASSIFY, {"类别": "交通出行", "拟报": "市政协"}, State.CLASSIFIED),
    (Step.SCREEN, {"结论": "拟采用"}, State.SELECTED),
    (Step.EDIT, {}, State.IN_REVIEW),
    (Step.REVIEW, {}, State.AWAITING_SIGN_OFF),
    (Step.SIGN_OFF, {"签发人": "周启明"}, State.SIGNED_OFF),
    (Step.PRINT, {}, State.PRINTING),
    (Step.PROOFREAD, {}, State.PROOFREADING),
    (Step.PROOFREAD, {}, State.ISSUED),
)


def registration(**given: Any) -> Registration:
    """An ordinary piece, received before any test's now."""
    values: dict[str, Any] = {
        "title": "关于石桥镇集市停车难的建议",
        "original_text": BODY,
        "contributors": (Contributor(name="柳青禾", unit="石桥镇中心卫生院"),),
        "received_at": datetime(2026, 11, 18, 9, 30),
        "intake_channel": IntakeChannel.MAIL,
    }
    return Registration(**{**values, **given})


def piece(desk: Desk, state: State = State.REGISTERED, **given: Any) -> int:
    """The id of a new submission that went the straight way as far as `state`."""
    made = desk.do(register, registration(**given)).id
    if state is State.REGISTERED:
        return made
    for step, values, reached in STRAIGHT:
        desk.do(take_step, made, step, values)
        if reached is state:
            return made
    raise AssertionError(f"{state} is not on the straight way")


def step(desk: Desk, submission_id: int, word: Step, reason: str = "", opinion: str = "", **values: str) -> State:
    """Take a step with the Chinese keys of `values`; the state it led to."""
    desk.do(take_step, submission_id, word, values, reason=reason, opinion=opinion)
    return State(shown(desk, submission_id).row.state)


def shown(desk: Desk, submission_id: int) -> SubmissionDetail:
    return desk.read(submissions.detail, submission_id, now=desk.now)


JOURNALED = [
    table
    for table in t.Base.metadata.sorted_tables
    if table.name not in ("number_sequence", "journal_entry", "journal_subject")
]


def snapshot(session: Session) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Every journaled row, without its version: (table, key…) -> columns."""
    return {
        (table.name, *(row[column.name] for column in table.primary_key)): _without_version(dict(row))
        for table in JOURNALED
        for row in session.execute(table.select()).mappings()
    }


def _without_version(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "version"}


def told(changes: Iterable[Any]) -> dict[tuple[Any, ...], dict[str, Any] | None]:
    """What journal changes say in the end: (table, key…) -> columns, None for a row that is gone."""
    found: dict[tuple[Any, ...], dict[str, Any] | None] = {}
    for change in changes:
        key = (change.table, *change.key.values())
        found[key] = None if change.after is None else {**(found.get(key) or {}), **_without_version(change.after)}
    return found


def difference(
    before: dict[tuple[Any, ...], dict[str, Any]], after: dict[tuple[Any, ...], dict[str, Any]]
) -> dict[tuple[Any, ...], dict[str, Any] | None]:
    """What became of the rows: new ones whole, changed ones by their changed columns, gone ones None."""
    found: dict[tuple[Any, ...], dict[str, Any] | None] = dict.fromkeys(before.keys() - after.keys())
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            found[key] = row
        elif old != row:
            found[key] = {name: value for name, value in row.items() if old[name] != value}
    return found
