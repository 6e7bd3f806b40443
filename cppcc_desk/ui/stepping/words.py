"""What the buttons of a submission say: the step that is due, where it leads, where it may go back to (ux.md U20)."""

from cppcc_desk.domain.workflow import PROGRESS, TEN_STEPS, State, Step
from cppcc_desk.queries.submissions import SubmissionDetail

# The step done and where the piece goes next.
PRIMARY: dict[Step, str] = {
    Step.CLASSIFY: "分类，送筛选",
    Step.SCREEN: "筛选，定去留",
    Step.EDIT: "编辑，送审稿",
    Step.REVIEW: "审稿通过，送签发",
    Step.SIGN_OFF: "签发，送排印",
    Step.PRINT: "排印，编期号",
    Step.PROOFREAD: "校对通过",
    Step.DISPATCH: "登记传送",
    Step.ARCHIVE: "存档",
}


def due_step(detail: SubmissionDetail) -> Step | None:
    """The step of the primary button: the next one, or 存档 for a piece that is settled; None when nothing is due."""
    if detail.deleted_at is not None:
        return None
    if detail.row.next_step:
        return Step(detail.row.next_step)
    return Step.ARCHIVE if Step.ARCHIVE in detail.steps_from_here else None


def primary_words(detail: SubmissionDetail) -> str:
    """What the primary button says, "" for none."""
    step = due_step(detail)
    if step is None:
        return ""
    if step is Step.PRINT and detail.issue is not None:
        return "重新排印"
    if step is Step.PROOFREAD:
        return "一校通过，送二校" if detail.row.state == State.PRINTING else "二校通过，印发"
    return PRIMARY[step]


def steps_back(detail: SubmissionDetail) -> tuple[Step, ...]:
    """Where a piece may be sent back to, in the order of the work; the last one is the usual."""
    state = State(detail.row.state)
    if detail.deleted_at is not None or state in (State.REGISTERED, State.MERGED, State.ISSUED):
        return ()
    if state is State.ARCHIVED:
        return (Step.DISPATCH,)
    done = TEN_STEPS.index(PROGRESS[state])
    return tuple(step for step in TEN_STEPS[1 : done + 1] if step not in (Step.DISPATCH, Step.ARCHIVE))
