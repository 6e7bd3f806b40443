"""What the list of a group's submissions shows."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.workflow import TEN_STEPS, Step
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind


def columns(context: Context) -> tuple[Column[SubmissionRow], ...]:
    """Time left first."""

    def rule(item: SubmissionRow) -> str:
        return "\n".join(filter(None, (item.clock.rule, item.clock.notes))) if item.clock else ""

    return (
        Column(
            key="left",
            title="时限",
            text=_left,
            width=112,
            kind=Kind.LAMP,
            urgency=lambda r: r.urgency.value if r.urgency else "已办结",
            sort=lambda r: r.clock.due_at if r.clock else None,
            tip=rule,
        ),
        Column(key="step", title="环节", text=_step, width=92, sort=_step_place),
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=86),
        Column(key="title", title="标题", text=lambda r: r.title, width=220, kind=Kind.TEXT, stretch=True),
        Column(key="who", title="反映人", text=lambda r: r.contributors or "待补", width=110),
        Column(key="category", title="类别", text=lambda r: r.category, width=90, wide_only=True),
        Column(
            key="received",
            title="收稿时间",
            text=lambda r: deadlines.short(r.received_at, context.today),
            width=138,
            wide_only=True,
        ),
        Column(
            key="due",
            title="截止时间",
            text=lambda r: deadlines.short(r.clock.due_at, context.today) if r.clock else "",
            width=138,
            tone=lambda r: lists.due_tone(r.urgency.value if r.urgency else ""),
            tip=rule,
        ),
    )


def _left(item: SubmissionRow) -> str:
    """Time left; what is done has none."""
    if item.clock is not None:
        return item.clock.remaining
    return "已报送" if item.next_step else item.state


def _step(item: SubmissionRow) -> str:
    return f"{_step_place(item)} {item.next_step}" if item.next_step else item.state


def _step_place(item: SubmissionRow) -> int:
    return TEN_STEPS.index(Step(item.next_step)) + 1 if item.next_step else 99
