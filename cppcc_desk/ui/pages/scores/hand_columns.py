"""What the lists of 调整与异议 show."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.queries.scoring.by_hand import AdjustmentRow, DisputeRow, UnrankedRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind


def adjustment_columns() -> tuple[Column[AdjustmentRow], ...]:
    """When, who, how many points, why, and who agreed."""
    return (
        Column(key="on", title="记在", text=lambda r: r.counted_on.isoformat(), width=96),
        Column(key="name", title="姓名或单位", text=lambda r: r.name, width=150, kind=Kind.TEXT, tip=lambda r: r.name),
        Column(key="label", title="名目", text=lambda r: r.label, width=120, tip=lambda r: r.label),
        Column(
            key="points",
            title="分数",
            text=lambda r: f"{'+' if r.points > 0 else ''}{points_text(r.points)}",
            sort=lambda r: r.points,
            width=76,
            kind=Kind.NUMBER,
            bold=lambda _r: True,
            tone=lambda r: "overdue" if r.points < 0 else "text",
        ),
        Column(key="reason", title="原因", text=lambda r: r.reason, width=200, stretch=True, tip=lambda r: r.reason),
        Column(
            key="approved",
            title="批准人",
            text=lambda r: r.approved_by or "未填",
            width=90,
            tone=lambda r: "text2" if r.approved_by else "soon",
        ),
        Column(
            key="recorded",
            title="登记",
            text=lambda r: f"{r.recorded_on.isoformat()} {r.recorded_by}",
            width=160,
            wide_only=True,
        ),
    )


def dispute_columns(context: Context) -> tuple[Column[DisputeRow], ...]:
    """Whether it is answered, who raised it, what about, what was answered."""
    return (
        Column(
            key="state",
            title="状态",
            text=lambda r: "待答复" if r.answered_on is None else "已答复",
            width=96,
            kind=Kind.LAMP,
            urgency=lambda r: "临期" if r.answered_on is None else "已办结",
        ),
        Column(key="name", title="姓名或单位", text=lambda r: r.name, width=130, kind=Kind.TEXT, tip=lambda r: r.name),
        Column(
            key="raised",
            title="提出",
            text=lambda r: f"{deadlines.short_day(r.raised_on, context.today)} {r.raised_by}",
            sort=lambda r: r.raised_on,
            width=150,
        ),
        Column(key="text", title="异议", text=lambda r: r.text, width=200, stretch=True, tip=lambda r: r.text),
        Column(key="answer", title="答复", text=lambda r: r.answer, width=200, stretch=True, tip=lambda r: r.answer),
        Column(
            key="answered",
            title="答复日期",
            text=lambda r: deadlines.short_day(r.answered_on, context.today) if r.answered_on else "",
            sort=lambda r: r.answered_on,
            width=104,
            wide_only=True,
        ),
    )


def unranked_columns() -> tuple[Column[UnrankedRow], ...]:
    """Who, and why."""
    return (
        Column(key="name", title="姓名或单位", text=lambda r: r.name, width=180, kind=Kind.TEXT),
        Column(key="ledger", title="类型", text=lambda r: str(r.subject.ledger), width=90),
        Column(key="reason", title="原因", text=lambda r: r.reason, width=300, stretch=True, tip=lambda r: r.reason),
    )
