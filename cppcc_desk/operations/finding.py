"""Finding the row that an operation is about, or refusing with a sentence."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import secrecy
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.step_fields import split
from cppcc_desk.storage import tables as t

NOTHING = "没有作任何改动。"


def submission(session: Session, submission_id: int, *, version: int | None = None) -> t.Submission:
    """The submission by id. Raises Missing when it is gone or in the 回收站, Stale when it is not at `version`."""
    row = session.get(t.Submission, submission_id)
    if row is None:
        raise Missing(f"找不到这篇来稿，可能已被撤销登记。{NOTHING}请刷新后再试。")
    if row.deleted_at is not None:
        raise Missing(f"来稿 {row.intake_no} 在回收站里。{NOTHING}请先从回收站恢复。")
    if version is not None and row.version != version:
        raise Stale(f"来稿 {row.intake_no} 刚被别处修改过，本次修改没有保存；请刷新后再试。")
    return row


def submission_numbered(session: Session, intake_no: str) -> t.Submission:
    """The submission by 来稿编号. Raises Missing."""
    row = session.scalar(select(t.Submission).where(t.Submission.intake_no == intake_no.strip()))
    if row is None:
        raise Missing(f"没有编号为“{intake_no}”的来稿。{NOTHING}请核对编号，形如 2026-001。")
    return submission(session, row.id)


def destination(session: Session, name: str) -> t.Destination:
    """The destination called `name` or known by it too. Raises Missing with the list of the known."""
    row = destination_known_as(session, name)
    if row is not None and row.active:
        return row
    known = "、".join(row.name for row in _destinations(session) if row.active)
    raise Missing(f"没有“{name}”这个去向；已有的去向：{known}。{NOTHING}可在设置里增加。")


def group(session: Session, name: str) -> t.Unit:
    """The 信息小组 called `name`. Raises Missing with the list of the known."""
    kind = UnitKind.INFO_GROUP.value
    rows = session.scalars(select(t.Unit).where(t.Unit.kind == kind, t.Unit.active).order_by(t.Unit.position)).all()
    for row in rows:
        if row.name == name.strip():
            return row
    raise Missing(f"没有“{name}”这个信息小组；已有：{'、'.join(row.name for row in rows)}。{NOTHING}")


def journal(session: Session, name: str) -> t.Journal:
    """The 刊物 called `name`, with or without 《》. Raises Missing with the list of the known."""
    rows = session.scalars(select(t.Journal).where(t.Journal.active).order_by(t.Journal.position)).all()
    for row in rows:
        if row.name == name.strip().strip("《》"):
            return row
    raise Missing(f"没有“{name}”这种刊物；已有：{'、'.join(row.name for row in rows)}。{NOTHING}")


def occasion(session: Session, occasion_id: int, *, cancelled: bool = False) -> t.Occasion:
    """The meeting or activity by id. Raises Missing, and Forbidden for a cancelled one unless that is `cancelled`."""
    row = session.get(t.Occasion, occasion_id)
    if row is None:
        raise Missing(f"找不到这次会议或活动，可能已被删除。{NOTHING}请刷新后再试。")
    if row.cancelled and not cancelled:
        raise Forbidden(f"“{row.name}”已取消。{NOTHING}确要办理，请先恢复。")
    return row


def outcome(session: Session, outcome_id: int) -> t.Outcome:
    """The outcome by id. Raises Missing."""
    row = session.get(t.Outcome, outcome_id)
    if row is None:
        raise Missing(f"找不到序号为 {outcome_id} 的反馈，可能已被撤回。{NOTHING}请刷新后再试。")
    return row


def assignment(session: Session, assignment_id: int) -> t.Assignment:
    """The assignment of a 批示 by id. Raises Missing."""
    row = session.get(t.Assignment, assignment_id)
    if row is None:
        raise Missing(f"找不到序号为 {assignment_id} 的交办，可能已被取消。{NOTHING}请刷新后再试。")
    return row


def destination_known_as(session: Session, name: str) -> t.Destination | None:
    """The destination called `name` or known by it too, in use or not; None where there is none."""
    return next((row for row in _destinations(session) if name.strip() in (row.name, *split(row.aliases))), None)


def _destinations(session: Session) -> Sequence[t.Destination]:
    d = t.Destination
    return session.scalars(select(d).order_by(d.active.desc(), d.position, d.id)).all()


def refuse_secret(lines: Iterable[str], field: str) -> None:
    """Raise Invalid when one of the lines typed into `field` is a 密级 mark."""
    if sentence := secrecy.refusal(lines):
        raise Invalid(f"{sentence}{NOTHING}", {field: sentence})
