"""更正期号: an issue gets the number it should have had, with a reason; what it bore is not given again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.official import Bulletin, issue_name
from cppcc_desk.domain.step_fields import LARGEST
from cppcc_desk.domain.workflow import Move, State, Step
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import record
from cppcc_desk.queries.numbers import sequence_name
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("更正期号", final=True)
def renumber(session: Session, issue_id: int, *, issue_no: int, cumulative_no: int | None = None, reason: str) -> None:
    """Correct the 期号 of an issue, before or after 印发; the running total stays unless `cumulative_no` says another.

    The frozen content follows, the sheet is written again by the usual way. Raises Invalid without a reason and for a
    number out of range, Forbidden for one that another issue bears or bore, Missing.
    """
    issue = session.get(t.Issue, issue_id)
    if issue is None:
        raise Missing(f"找不到这一期。{NOTHING}请刷新后再试。")
    if not reason.strip():
        raise Invalid(f"更正期号请写明原因。{NOTHING}", {"reason": "请写明更正的原因。"})
    total = issue.cumulative_no if cumulative_no is None else cumulative_no
    _refuse_number(session, issue, issue_no)
    _refuse_total(session, issue, total)
    if (issue_no, total) == (issue.issue_no, issue.cumulative_no):
        raise Forbidden(f"期号没有变化。{NOTHING}")
    before = Bulletin.from_dict(issue.content).number
    doing = acting(session)
    session.add(
        t.NumberCorrection(
            issue=issue,
            old_issue_no=issue.issue_no,
            old_cumulative_no=issue.cumulative_no,
            issue_no=issue_no,
            cumulative_no=total,
            reason=reason.strip(),
            by=doing.by,
            at=doing.at,
        )
    )
    issue.issue_no, issue.cumulative_no = issue_no, total
    issue.content = {**issue.content, "issue_no": issue_no, "cumulative_no": total}
    _keep_from_being_given(session, issue)
    after = Bulletin.from_dict(issue.content).number
    for item in issue.items:
        piece = item.submission
        told = {"原期号": before, "期号": after}
        record(session, piece, Step.RENUMBER, Move(State(piece.state)), values=told, reason=reason)
    doing.label = f"更正期号《{issue.journal.name}》{issue.year}年{before} → {after}"


def _refuse_number(session: Session, issue: t.Issue, issue_no: int) -> None:
    if not 1 <= issue_no <= LARGEST:
        raise Invalid(f"期号应为 1 到 {LARGEST} 的整数。{NOTHING}", {"issue_no": "请填写 1 以上的整数。"})
    same = (t.Issue.journal_id == issue.journal_id, t.Issue.year == issue.year, t.Issue.id != issue.id)
    others = select(t.Issue.id).where(*same, t.Issue.supplement.is_(issue.supplement))
    where = issue_name(issue.journal.name, issue.year, issue_no, supplement=issue.supplement)
    if session.scalar(others.where(t.Issue.issue_no == issue_no)):
        problem = f"{where}已经用过，请换一个期号。"
        raise Forbidden(f"{problem}{NOTHING}")
    borne = select(t.NumberCorrection.id).where(
        t.NumberCorrection.old_issue_no == issue_no, t.NumberCorrection.issue_id.in_(others)
    )
    if session.scalar(borne.limit(1)):
        raise Forbidden(f"{where}是更正以前用过的期号，不能再给另一期。{NOTHING}请换一个期号。")


def _refuse_total(session: Session, issue: t.Issue, total: int | None) -> None:
    if total == issue.cumulative_no:
        return
    if issue.supplement:
        raise Forbidden(f"增刊不计总期，不能填总期号。{NOTHING}")
    if total is None or not 1 <= total <= LARGEST:
        raise Invalid(f"总期号应为 1 到 {LARGEST} 的整数。{NOTHING}", {"cumulative_no": "请填写 1 以上的整数。"})
    others = select(t.Issue.id).where(t.Issue.journal_id == issue.journal_id, t.Issue.id != issue.id)
    bears = session.scalar(others.where(t.Issue.cumulative_no == total))
    bore = session.scalar(
        select(t.NumberCorrection.id)
        .where(t.NumberCorrection.old_cumulative_no == total, t.NumberCorrection.issue_id.in_(others))
        .limit(1)
    )
    if bears or bore:
        raise Forbidden(f"《{issue.journal.name}》总第{total}期已经用过，请换一个总期号。{NOTHING}")


def _keep_from_being_given(session: Session, issue: t.Issue) -> None:
    """Let the sequence go on behind the number, so that it is not handed out again."""
    name = sequence_name(issue.journal_id, supplement=issue.supplement)
    sequence = session.get_one(t.NumberSequence, (name, issue.year))
    sequence.last = max(sequence.last, issue.issue_no)
