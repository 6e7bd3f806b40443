"""Operations on a registered submission apart from its steps: group, title, files, the 回收站."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.submission import MAX_TITLE, Contributor, ReceivedFile
from cppcc_desk.domain.workflow import FROZEN, State
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.registering import contributor_row
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
    submission.title = title.strip()
    acting(session).label = f"修改标题 {submission.intake_no}"


@operation("更正反映人")
def correct_contributors(
    session: Session, submission_id: int, contributors: Sequence[Contributor], *, submitting_unit: str
) -> None:
    """Replace the 反映人 and 联名人 of a registered submission."""
    submission = finding.submission(session, submission_id)
    if not any(c.name.strip() for c in contributors) and not submission.collective_submission:
        raise Invalid(f"请填写反映人。{NOTHING}", {"contributors": "请填写反映人。"})
    submission.contributors.clear()
    session.flush()
    submission.contributors.extend(contributor_row(c, i) for i, c in enumerate(contributors) if c.name.strip())
    submission.submitting_unit = submitting_unit.strip()
    acting(session).label = f"更正反映人 {submission.intake_no}"


@operation("添加附件")
def attach(session: Session, submission_id: int, files: Sequence[ReceivedFile]) -> None:
    """Add files whose bytes are kept already."""
    submission = finding.submission(session, submission_id)
    start = len(submission.attachments)
    for i, file in enumerate(files):
        submission.attachments.append(
            t.Attachment(
                position=start + i, sha256=file.sha256, file_name=file.file_name, size=file.size, source=file.source
            )
        )
    acting(session).label = f"添加附件 {submission.intake_no}"


@operation("登记续报")
def follow_up(session: Session, submission_id: int, *, follows: str) -> None:
    """Link a follow-up piece to the first one, or unlink it with "". Raises Missing, Forbidden for a loop."""
    submission = finding.submission(session, submission_id)
    first = finding.submission_numbered(session, follows) if follows else None
    ancestor = first
    while ancestor is not None:
        if ancestor.id == submission.id:
            raise Forbidden(f"来稿 {submission.intake_no} 不能续报自己或自己的续报。{NOTHING}")
        ancestor = ancestor.follows
    submission.follows = first
    acting(session).label = f"登记续报 {submission.intake_no}"


@operation("移入回收站")
def move_to_bin(session: Session, submission_ids: Sequence[int]) -> int:
    """Put submissions into the 回收站; the number stays taken. Raises Forbidden for one that has been numbered."""
    for submission_id in submission_ids:
        submission = finding.submission(session, submission_id)
        in_issue = session.scalar(select(t.IssueItem.issue_id).where(t.IssueItem.submission_id == submission_id))
        if in_issue is not None:
            raise Forbidden(f"来稿 {submission.intake_no} 已编期号，不能删除。{NOTHING}")
        if session.scalar(select(t.Submission.id).where(t.Submission.merged_into_id == submission_id).limit(1)):
            raise Forbidden(f"有来稿并入 {submission.intake_no}，请先撤销合并再删除。{NOTHING}")
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


@operation("清理回收站", final=True)
def empty_bin(session: Session) -> int:
    """Delete for good what has been in the 回收站 longer than KEPT_DAYS; how many.

    A merged piece stays, its authors are credited; so does one that a later piece follows.
    """
    before = acting(session).at - timedelta(days=KEPT_DAYS)
    follower = aliased(t.Submission)
    old = session.scalars(
        select(t.Submission).where(
            t.Submission.deleted_at < before,
            t.Submission.state != State.MERGED.value,
            ~exists().where(follower.follows_id == t.Submission.id),
        )
    ).all()
    for submission in old:
        for paper in session.scalars(select(t.Paper).where(t.Paper.submission_id == submission.id)):
            session.delete(paper)
        session.delete(submission)
    acting(session).label = f"清理回收站 {len(old)} 篇"
    return len(old)
