"""What the lists of 来稿办理 say of each submission: as two lines, and as the columns of the register."""

from typing import Any

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind, TwoLines


def two_lines(r: SubmissionRow, context: Context, *, found: str = "") -> TwoLines:
    """A row of the list; `found` is the place where a search matched."""
    clock = r.clock
    urgent = clock is not None and clock.urgency in (Urgency.OVERDUE, Urgency.DUE_SOON)
    who = " · ".join(
        part for part in (r.contributors or r.unit or "反映人待补", r.unit if r.contributors else "") if part
    )
    told = "｜".join(part for part in (r.next_step if clock else "", r.intake_no, who) if part)
    return TwoLines(
        title=r.title,
        when=r.received_at.strftime("%m-%d" if r.received_at.year == context.today.year else "%Y-%m-%d"),
        urgency=clock.urgency.value if clock else Urgency.DONE.value,
        left=clock.remaining if clock else r.state,
        detail=found or told,
        attachments=0 if found else r.attachments,
        bold=urgent,
        calm=clock is None,
    )


def tightness(r: SubmissionRow) -> Any:
    """The order of the workbench: the tightest deadline first, what is settled last."""
    grade = UrgencyGrade(r.urgency_grade)
    if r.clock is None:
        return (deadlines.order_key(Urgency.DONE, r.received_at, grade), r.id)
    return (deadlines.order_key(r.clock.urgency, r.clock.due_at, grade), r.id)


def columns(context: Context) -> tuple[Column[SubmissionRow], ...]:
    """The columns of the register; their keys are those that queries.submissions can order by, where it can."""

    def due(r: SubmissionRow) -> str:
        return deadlines.short(r.clock.due_at, context.today) if r.clock else ""

    return (
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=88),
        Column(
            key="left",
            title="时限",
            text=lambda r: r.clock.remaining if r.clock else r.state,
            width=112,
            kind=Kind.LAMP,
            urgency=lambda r: r.clock.urgency.value if r.clock else Urgency.DONE.value,
        ),
        Column(key="title", title="标题", text=lambda r: r.title, width=240, kind=Kind.TEXT, stretch=True),
        Column(key="contributors", title="反映人", text=lambda r: r.contributors or "待补", width=92),
        Column(key="unit", title="反映单位", text=lambda r: r.unit, width=150, wide_only=True),
        Column(key="state", title="状态", text=lambda r: r.state, width=76),
        Column(key="group", title="信息小组", text=lambda r: r.group, width=112, wide_only=True),
        Column(key="category", title="类别", text=lambda r: r.category, width=90, hidden=True),
        Column(key="grade", title="缓急", text=lambda r: r.urgency_grade, width=60, hidden=True),
        Column(key="destinations", title="去向", text=lambda r: r.destinations, width=120, hidden=True),
        Column(
            key="due",
            title="截止时间",
            text=due,
            width=138,
            tone=lambda r: lists.due_tone(r.urgency or ""),
            hidden=True,
        ),
        Column(
            key="received", title="收稿时间", text=lambda r: deadlines.short(r.received_at, context.today), width=138
        ),
    )
