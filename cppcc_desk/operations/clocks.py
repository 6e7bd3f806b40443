"""Operations on time: pausing and resuming the clocks of a submission, and the table of holidays."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.workflow import CLOSED
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.clocks import OPEN_STATES, Timekeeper, timekeeper
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

if TYPE_CHECKING:  # the patterns that understand a notice would be made at every start
    from cppcc_desk.domain.holidays import HolidayNotice


@operation("暂停计时")
def pause(session: Session, submission_id: int, *, reason: str) -> None:
    """Stop the clocks of an open submission. Raises Invalid without a reason, Forbidden when they stand already."""
    submission = finding.submission(session, submission_id)
    if not reason.strip():
        raise Invalid(f"暂停计时请写明原因。{NOTHING}", {"reason": "请写明暂停的原因。"})
    if submission.state in CLOSED:
        raise Forbidden(f"来稿 {submission.intake_no}“{submission.state}”，没有在计时。{NOTHING}")
    if submission.dispatches and all(dispatch.sent_at for dispatch in submission.dispatches):
        raise Forbidden(f"来稿 {submission.intake_no} 已全部报送，没有在计时。{NOTHING}")
    if _running(submission):
        raise Forbidden(f"来稿 {submission.intake_no} 已经暂停计时。{NOTHING}")
    start_pause(session, submission, reason=reason)
    acting(session).label = f"暂停计时 {submission.intake_no}"


@operation("恢复计时")
def resume(session: Session, submission_id: int) -> None:
    """Let the clocks run again; due times move by the time they stood. Raises Forbidden when they were running."""
    submission = finding.submission(session, submission_id)
    if not _running(submission):
        raise Forbidden(f"来稿 {submission.intake_no} 没有暂停计时。{NOTHING}")
    end_pause(session, submission)
    acting(session).label = f"恢复计时 {submission.intake_no}"


def start_pause(session: Session, submission: t.Submission, *, reason: str) -> None:
    """Open a pause unless one is open."""
    if not _running(submission):
        submission.pauses.append(t.ClockPause(reason=reason.strip(), started_at=acting(session).at))


def end_pause(session: Session, submission: t.Submission, *, only: str = "") -> None:
    """Close the open pause; with `only`, just one that was opened for that reason."""
    for row in _running(submission):
        if not only or row.reason == only:
            row.ended_at = max(acting(session).at, row.started_at)


def _running(submission: t.Submission) -> list[t.ClockPause]:
    return [row for row in submission.pauses if row.ended_at is None]


def recompute(session: Session, submission: t.Submission) -> None:
    """Set the due times of the destinations that are still open by today's rules."""
    _recompute(timekeeper(session, now=acting(session).at), submission)


def _recompute(keeper: Timekeeper, submission: t.Submission) -> int:
    rows = {row.id: row for row in keeper.destinations}
    moved = 0
    for dispatch in submission.dispatches:
        row = rows.get(dispatch.destination_id)
        due = row and keeper.due(
            row, dispatch.form, received_at=submission.received_at, urgency_grade=submission.urgency_grade
        )
        if dispatch.sent_at is None and due and (dispatch.due_base, dispatch.rule) != (due.at, due.rule):
            dispatch.due_base, dispatch.rule, dispatch.notes = due.at, due.rule, "\n".join(due.notes)
            moved += 1
    return moved


def recompute_open(session: Session) -> int:
    """Recompute every open submission; how many due times moved. Part of whatever changed the rules."""
    session.flush()
    keeper = timekeeper(session, now=acting(session).at)
    open_ones = select(t.Submission).where(t.Submission.state.in_(OPEN_STATES)).join(t.Dispatch).distinct()
    return sum(_recompute(keeper, submission) for submission in session.scalars(open_ones))


@operation("录入放假安排")
def enter_holidays(session: Session, notice: "HolidayNotice") -> int:
    """Replace a year's days off and worked days by `notice` and recompute what is open; how many due times moved.

    A notice about one holiday replaces only the days it names.
    """
    days = [*_rows(notice.off.items(), "off"), *_rows(notice.worked.items(), "worked")]
    named = {day.day for day in days}
    for row in session.scalars(select(t.Holiday)).all():
        if row.day in named or (notice.whole_year and _told_by(notice.year, row.day)):
            session.delete(row)
    session.flush()
    session.add_all(days)
    acting(session).label = f"录入 {notice.year} 年放假安排"
    return recompute_open(session)


def _told_by(year: int, day: date) -> bool:
    """Whether the notice of `year` is the one that speaks of `day`: its last days belong to the next year's."""
    return day.year == year and (day.month, day.day) < (12, 28)


def _rows(days: Iterable[tuple[date, str]], kind: str) -> list[t.Holiday]:
    return [t.Holiday(day=day, kind=kind, name=name) for day, name in days]
