"""更正登记: what was recorded at receipt is put right, with the history saying what it was before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.people import WORD_OF_UNIT
from cppcc_desk.domain.submission import Particulars, particulars_problems
from cppcc_desk.domain.workflow import FROZEN, Move, State, Step
from cppcc_desk.operations import clocks, finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import record
from cppcc_desk.operations.registering import contributor_rows, registered_columns
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# Columns of 登记 that may be corrected, with the words that the history says of them.
_CORRECTABLE = {
    "received_at": "收稿时间",
    "intake_channel": "来稿方式",
    "submitting_unit": "反映单位",
    "drafter": "执笔人",
    "collective_submission": "集体来稿",
    "is_commissioned": "约稿",
    "topic_call_id": "征集要点",
    "consent_public": "同意公开",
    "follows_id": "续报于",
}


@operation("更正登记")
def correct_registration(
    session: Session, submission_id: int, particulars: Particulars, *, reason: str = "", version: int | None = None
) -> None:
    """Correct what 登记 recorded; number, title and original text stay. Open clocks follow a corrected receipt.

    Raises Invalid with a sentence per field; Forbidden after 印发 without a reason, for a piece that would follow
    itself, and for a receipt in another year, whose number it could not bear; Stale, Missing.
    """
    doing = acting(session)
    submission = finding.submission(session, submission_id, version=version)
    if found := particulars_problems(particulars, now=doing.at):
        raise Invalid(f"没有更正：{next(iter(found.values()))}{NOTHING}", found)
    _refuse_unreasoned(submission, reason)
    _refuse_receipt(session, submission, particulars.received_at)
    columns = registered_columns(session, particulars, before=submission)
    _refuse_loop(session, submission, columns["follows_id"])
    told = _corrections(session, submission, columns)
    for name, value in columns.items():
        setattr(submission, name, value)
    told |= _correct_contributors(session, submission, particulars)
    if not told:
        raise Forbidden(f"来稿 {submission.intake_no} 的登记内容没有变化。{NOTHING}")
    clocks.recompute(session, submission)
    record(session, submission, Step.CORRECT, Move(State(submission.state)), values=told, reason=reason)


def correct_columns(session: Session, submission: t.Submission, columns: Mapping[str, Any], *, reason: str) -> bool:
    """Correct single columns of 登记 as part of another operation, with the history that every correction has.

    Returns whether anything changed. Raises Invalid after 印发 without a reason.
    """
    told = _corrections(session, submission, columns)
    if not told:
        return False
    _refuse_unreasoned(submission, reason)
    for name, value in columns.items():
        setattr(submission, name, value)
    record(session, submission, Step.CORRECT, Move(State(submission.state)), values=told, reason=reason)
    return True


def _refuse_unreasoned(submission: t.Submission, reason: str) -> None:
    if State(submission.state) in FROZEN and not reason.strip():
        problem = f"来稿 {submission.intake_no} 已印发，更正请写明原因。"
        raise Invalid(f"{problem}{NOTHING}", {"reason": problem})


def _refuse_receipt(session: Session, submission: t.Submission, received_at: datetime) -> None:
    problem = ""
    if received_at.year != submission.year:
        problem = f"收稿时间与编号 {submission.intake_no} 的年度不符；确属另一年度的，请移入回收站后重新登记。"
    elif received_at > submission.registered_at:
        problem = f"收稿时间晚于登记时间（{submission.registered_at:%Y-%m-%d %H:%M}），请核对。"
    elif any(dispatch.sent_at and dispatch.sent_at < received_at for dispatch in submission.dispatches):
        problem = "收稿时间晚于已登记的传送时间，请核对。"
    elif (first := _first_outcome(session, submission)) and first < received_at.date():
        problem = f"收稿时间晚于已登记的反馈（{first}），请核对。"
    if problem:
        raise Invalid(f"没有更正：{problem}{NOTHING}", {"received_at": problem})


def _first_outcome(session: Session, submission: t.Submission) -> date | None:
    return session.scalar(select(func.min(t.Outcome.occurred_on)).where(t.Outcome.submission_id == submission.id))


def _refuse_loop(session: Session, submission: t.Submission, follows_id: int | None) -> None:
    ancestor = session.get(t.Submission, follows_id) if follows_id else None
    while ancestor is not None:
        if ancestor.id == submission.id:
            raise Forbidden(f"来稿 {submission.intake_no} 不能续报自己或自己的续报。{NOTHING}")
        ancestor = ancestor.follows


def _corrections(session: Session, submission: t.Submission, columns: Mapping[str, Any]) -> dict[str, str]:
    """Label -> "before → after" of the columns that change."""
    return {
        _CORRECTABLE[name]: f"{_words(session, name, getattr(submission, name))} → {_words(session, name, value)}"
        for name, value in columns.items()
        if name in _CORRECTABLE and getattr(submission, name) != value
    }


def _words(session: Session, name: str, value: Any) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case int() if name == "topic_call_id":
            return session.get_one(t.TopicCall, value).theme
        case int():  # the other number among them is the piece that is followed
            return session.get_one(t.Submission, value).intake_no
        case _:
            return value or "（空）"


# A contributor's columns with the words of the history; a phone number is not repeated there.
_OF_CONTRIBUTOR = {
    "name": "反映人",
    "kind": "身份",
    "unit": "单位",
    "post": "职务",
    "sector": "界别",
    "committee": "专委会",
    "town": "镇街",
    "party": "党派",
    "credited": "计入",
}


def _correct_contributors(session: Session, submission: t.Submission, particulars: Particulars) -> dict[str, str]:
    """Replace the contributors where they differ; what the history says of it."""
    new = contributor_rows(session, particulars, before=submission.contributors)
    before, after = ([_compared(row) for row in rows] for rows in (submission.contributors, new))
    if before == after:
        return {}
    told = {}
    for name, words in _OF_CONTRIBUTOR.items():
        old, now = ("、".join(filter(None, (row[name] for row in rows))) for rows in (before, after))
        if old != now:
            told[words] = f"{old or '（空）'} → {now or '（空）'}"
    submission.contributors.clear()
    session.flush()  # positions are unique: the old rows go before the new ones come
    submission.contributors.extend(new)
    return told or {"反映人": "联系方式或名册对应已更正"}


# The units that the words mean; a piece that is registered anew may mean one that the office has come to know.
_MEANT = tuple(f"{word}_id" for word in WORD_OF_UNIT.values())


def _compared(row: t.Contributor) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_OF_CONTRIBUTOR, "phone", "person_id", *_MEANT)}
