"""合并 and its undoing: a piece goes into another one with its authors credited, and can be taken out again."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.workflow import CLOSED, FROZEN, Move, State, Step
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import move, record
from cppcc_desk.storage import tables as t


def merge(
    session: Session, submission: t.Submission, values: Mapping[str, str], *, opinion: str = "", reason: str = ""
) -> None:
    """合并: the piece goes into another one; its author stays credited, and it can be taken out again."""
    into = finding.submission_numbered(session, values["into"])
    moved = move(submission, Step.MERGE, reason=reason)
    if into.id == submission.id:
        raise Forbidden(f"来稿 {into.intake_no} 不能并入自己。{NOTHING}")
    if State(into.state) in FROZEN | CLOSED:
        raise Forbidden(f"来稿 {into.intake_no}“{into.state}”，不能再并入其他来稿。{NOTHING}")
    if merged_into(session, submission):
        raise Forbidden(f"已有来稿并入 {submission.intake_no}，请先撤销那些合并，或反过来合并。{NOTHING}")
    submission.state_before_merge = submission.state
    submission.merged_into = into
    record(session, submission, Step.MERGE, moved, values=values, opinion=opinion, reason=reason)


def merged_into(session: Session, submission: t.Submission) -> list[str]:
    """来稿编号 of the pieces that went into `submission`."""
    found = select(t.Submission.intake_no).where(t.Submission.merged_into_id == submission.id)
    return list(session.scalars(found.order_by(t.Submission.id)))


def unmerge(
    session: Session, submission: t.Submission, values: Mapping[str, str], *, opinion: str = "", reason: str = ""
) -> None:
    """撤销合并: back to where the piece was, unless the one it went into has been signed and is out or put away."""
    if submission.state != State.MERGED or submission.merged_into is None:
        raise Forbidden(f"来稿 {submission.intake_no} 没有并入其他来稿。{NOTHING}")
    into = submission.merged_into
    item = session.get(t.IssueItem, into.id)
    if item is not None and item.issue.frozen_at is not None:
        raise Forbidden(f"综合稿 {into.intake_no} 已印发，合并不能再撤销。{NOTHING}")
    if into.state == State.ARCHIVED and into.signed_at is not None:
        raise Forbidden(
            f"综合稿 {into.intake_no} 签发以后已归档，没有印发。{NOTHING}要撤销合并，请先把综合稿退回“传送”，取出存档。"
        )
    back = Move(State(submission.state_before_merge))
    submission.merged_into = None
    submission.state_before_merge = ""
    record(session, submission, Step.UNMERGE, back, values=values, opinion=opinion, reason=reason)
