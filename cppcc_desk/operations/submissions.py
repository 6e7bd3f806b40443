"""Operations on a registered submission apart from its steps: group, title, files, the 回收站."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.submission import MAX_TITLE, ReceivedFile
from cppcc_desk.domain.workflow import FROZEN, State
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.registering import attachment_row
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

KEPT_DAYS = 90  # in the 回收站


@operation("分派信息小组")
def assign_group(session: Session, submission_ids: Sequence[int], *, group: str) -> int:
    """Hand submissions to a 信息小组, or take them back from any with ""; how many changed."""
    row = finding.group(session, group) if group else None
    changed = 0
    for submission_id in submission_ids:
        submission = finding.submission(session, submission_id)
        if submission.info_group is not row:
            submission.info_group = row
            changed += 1
    acting(session).label = f"分派 {changed} 篇给{group}" if group else f"收回分派 {changed} 篇"
    return changed


@operation("修改标题")
def rename(session: Session, submission_id: int, *, title: str, version: int | None = None) -> None:
    """Correct the title. Raises Forbidden when the piece is issued, Invalid for an empty or endless title."""
    submission = finding.submission(session, submission_id, version=version)
    if State(submission.state) in FROZEN:
        raise Forbidden(f"来稿 {submission.intake_no} 已印发，标题不能再改。{NOTHING}")
    if not title.strip() or len(title.strip()) > MAX_TITLE:
        raise Invalid(f"标题应有 1 到 {MAX_TITLE} 个字。{NOTHING}", {"title": f"标题应有 1 到 {MAX_TITLE} 个字。"})
    finding.refuse_secret([title], "title")
    submission.title = title.strip()
    acting(session).label = f"修改标题 {submission.intake_no}"


@operation("添加附件")
def attach(session: Session, submission_id: int, files: Sequence[ReceivedFile]) -> int:
    """Add files whose bytes are kept already; how many are new. Raises Forbidden when all of them hang on it."""
    submission = finding.submission(session, submission_id)
    there = {row.sha256 for row in submission.attachments}
    new = [file for file in {file.sha256: file for file in files}.values() if file.sha256 not in there]
    if not new:
        raise Forbidden(f"这些文件已经是来稿 {submission.intake_no} 的附件。{NOTHING}")
    start = len(submission.attachments)
    submission.attachments.extend(attachment_row(file, start + i) for i, file in enumerate(new))
    acting(session).label = f"添加附件 {submission.intake_no}"
    return len(new)


@operation("移入回收站")
def move_to_bin(session: Session, submission_ids: Sequence[int]) -> int:
    """Put submissions into the 回收站; the number stays taken.

    Raises Forbidden for one that has been numbered, that others went into, or of which an outcome is recorded.
    """
    for submission_id in submission_ids:
        submission = finding.submission(session, submission_id)
        in_issue = session.scalar(select(t.IssueItem.issue_id).where(t.IssueItem.submission_id == submission_id))
        if in_issue is not None:
            raise Forbidden(f"来稿 {submission.intake_no} 已编期号，不能删除。{NOTHING}")
        if session.scalar(select(t.Submission.id).where(t.Submission.merged_into_id == submission_id).limit(1)):
            raise Forbidden(f"有来稿并入 {submission.intake_no}，请先撤销合并再删除。{NOTHING}")
        if number := session.scalar(select(func.count()).where(t.Outcome.submission_id == submission_id)):
            raise Forbidden(f"来稿 {submission.intake_no} 记有反馈 {number} 条，不能删除。{NOTHING}记错了的请先撤回。")
        submission.deleted_at = acting(session).at
    acting(session).label = f"移入回收站 {len(submission_ids)} 篇"
    return len(submission_ids)


@operation("从回收站恢复")
def restore_from_bin(session: Session, submission_ids: Sequence[int]) -> int:
    """Take submissions out of the 回收站, with all their history."""
    for submission_id in submission_ids:
        submission = session.get(t.Submission, submission_id)
        if submission is None or submission.deleted_at is None:
            raise Missing(f"这篇来稿不在回收站里。{NOTHING}请刷新后再试。")
        submission.deleted_at = None
    acting(session).label = f"从回收站恢复 {len(submission_ids)} 篇"
    return len(submission_ids)


def due_to_go(session: Session, *, now: datetime) -> tuple[int, ...]:
    """Ids of what has been in the 回收站 longer than KEPT_DAYS and goes for good.

    A merged piece stays, its authors are credited; so does one that a later piece follows, that a 公文 was made for,
    that came in for a 约稿, that a meeting or an activity tells of, or of which an outcome is recorded.
    A clock that has jumped ahead deletes nothing: where nobody has worked for as long as KEPT_DAYS, the next time
    decides.
    """
    last = session.scalar(select(func.max(t.JournalEntry.at)))
    before = now - timedelta(days=KEPT_DAYS)
    if last is None or last < before:
        return ()
    follower = aliased(t.Submission)
    return tuple(
        session.scalars(
            select(t.Submission.id).where(
                t.Submission.deleted_at < before,
                t.Submission.state != State.MERGED.value,
                ~exists().where(follower.follows_id == t.Submission.id),
                ~exists().where(t.Document.submission_id == t.Submission.id),
                ~exists().where(t.CommissionedPiece.submission_id == t.Submission.id),
                ~exists().where(t.OccasionPiece.submission_id == t.Submission.id),
                ~exists().where(t.Outcome.submission_id == t.Submission.id),
            )
        )
    )


@operation("清理回收站", final=True)
def empty_bin(session: Session) -> int:
    """Delete for good what is `due_to_go`; how many."""
    old = due_to_go(session, now=acting(session).at)
    for submission_id in old:
        for paper in session.scalars(select(t.Paper).where(t.Paper.submission_id == submission_id)):
            session.delete(paper)
        session.delete(session.get_one(t.Submission, submission_id))
    acting(session).label = f"清理回收站 {len(old)} 篇"
    return len(old)
