"""What the lists of 反馈与批示 show."""

from cppcc_desk.domain import deadlines
from cppcc_desk.queries.outcomes import AwaitingRow, InstructionRow, OutcomeRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

PIECE = "piece"  # the cell that leads to the piece


def awaiting_columns(context: Context) -> tuple[Column[AwaitingRow], ...]:
    """How it stands first, then since when and from whom."""
    today = context.today
    return (
        Column(
            key="standing",
            title="情况",
            text=lambda r: r.standing,
            width=112,
            kind=Kind.LAMP,
            urgency=lambda r: r.urgency.value,
            sort=lambda r: (r.assignment is None, r.assignment.entry.due_on if r.assignment else r.since),
        ),
        Column(key="kind", title="等什么", text=lambda r: r.kind, width=78),
        Column(
            key="since",
            title="从哪天起",
            text=lambda r: deadlines.short_day(r.since, today),
            width=80,
            sort=lambda r: r.since,
        ),
        Column(key="whom", title="等谁", text=lambda r: r.whom, width=120, kind=Kind.TEXT, tip=lambda r: r.whom),
        Column(key=PIECE, title="来稿", text=lambda r: _short(r.of), width=96, kind=Kind.LINK, tip=lambda r: r.of),
        Column(
            key="title",
            title="标题",
            text=lambda r: r.title,
            width=200,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.title,
        ),
        Column(
            key="due",
            title="反馈期限",
            text=lambda r: deadlines.short_day(r.assignment.entry.due_on, today) if r.assignment else "",
            width=84,
            sort=lambda r: r.assignment.entry.due_on if r.assignment else None,
            tone=lambda r: lists.due_tone(r.urgency.value) if r.assignment else "text2",
        ),
        Column(key="words", title="批示或报送", text=_said, width=170, wide_only=True, tip=_said),
        Column(
            key="log",
            title="督办",
            text=lambda r: f"{len(r.assignment.supervisions)} 次" if r.assignment and r.assignment.supervisions else "",
            width=56,
            wide_only=True,
            sort=lambda r: len(r.assignment.supervisions) if r.assignment else None,
        ),
    )


def _short(of: str) -> str:
    """2026-014, or 2026年第11期: of which journal the tip tells."""
    return of.rpartition("》")[2]


def _said(row: AwaitingRow) -> str:
    if row.assignment is not None:
        return row.assignment.outcome.words
    return row.adoption.form if row.adoption is not None else ""


def register_columns(context: Context) -> tuple[Column[OutcomeRow], ...]:
    """When, what, of which piece."""
    today = context.today
    return (
        Column(
            key="day",
            title="日期",
            text=lambda r: deadlines.short_day(r.entry.occurred_on, today),
            width=82,
            sort=lambda r: (r.entry.occurred_on, r.id),
        ),
        Column(key="kind", title="种类", text=lambda r: r.entry.kind, width=54),
        Column(key="level", title="层级", text=lambda r: r.entry.level or "", width=54, hidden=True),
        Column(
            key="words",
            title="内容",
            text=_told,
            width=190,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: "\n".join(filter(None, (r.words, r.entry.text))),
        ),
        Column(key=PIECE, title="来稿", text=lambda r: _short(r.of), width=96, kind=Kind.LINK, tip=lambda r: r.of),
        Column(
            key="title",
            title="标题",
            text=lambda r: r.title,
            width=170,
            kind=Kind.SECONDARY,
            stretch=True,
            tip=lambda r: r.title,
        ),
        Column(key="proof", title="佐证", text=_proof, width=60, sort=_proof, tip=lambda r: r.entry.evidence),
        Column(
            key="assignments",
            title="交办",
            text=lambda r: f"{r.assignments} 件" if r.assignments else "",
            width=54,
            sort=lambda r: r.assignments,
            wide_only=True,
        ),
        Column(key="text", title="批示、答复原文", text=lambda r: _line(r.entry.text), width=200, hidden=True),
        Column(key="evidence", title="佐证说明", text=lambda r: r.entry.evidence, width=120, hidden=True),
        Column(key="remark", title="备注", text=lambda r: r.entry.remark, width=120, hidden=True),
        Column(key="by", title="登记人", text=lambda r: r.recorded_by, width=72, hidden=True),
        Column(
            key="at",
            title="登记时间",
            text=lambda r: deadlines.short(r.recorded_at, today),
            width=130,
            sort=lambda r: r.recorded_at,
            hidden=True,
        ),
    )


def _told(row: OutcomeRow) -> str:
    """With what was written or done, which is what most kinds are about."""
    return "：".join(filter(None, (row.words, _line(row.entry.text))))


def _proof(row: OutcomeRow) -> str:
    if row.files:
        return f"{row.files} 个"
    return "有说明" if row.entry.evidence else "没有"


def _line(text: str) -> str:
    return " ".join(text.split())


def instruction_columns(context: Context) -> tuple[Column[InstructionRow], ...]:
    """How it stands, who wrote it, of what."""
    today = context.today
    return (
        Column(
            key="standing",
            title="情况",
            text=lambda r: r.standing,
            width=104,
            kind=Kind.LAMP,
            urgency=lambda r: r.urgency.value,
            sort=lambda r: (not r.waiting, r.pressing.entry.due_on if r.pressing else r.outcome.entry.occurred_on),
        ),
        Column(
            key="day",
            title="日期",
            text=lambda r: deadlines.short_day(r.outcome.entry.occurred_on, today),
            width=80,
            sort=lambda r: r.outcome.entry.occurred_on,
        ),
        Column(
            key="leader",
            title="批示领导",
            text=lambda r: f"{r.outcome.entry.leader_post}{r.outcome.entry.leader}",
            width=120,
            kind=Kind.TEXT,
        ),
        Column(
            key="title",
            title="来稿",
            text=lambda r: r.outcome.title,
            width=110,
            stretch=True,
            tip=lambda r: f"{r.outcome.of}《{r.outcome.title}》",
        ),
        Column(
            key="units",
            title="承办单位",
            text=lambda r: "、".join(one.entry.handling_unit for one in r.assignments),
            width=110,
            wide_only=True,
            tip=lambda r: "、".join(one.entry.handling_unit for one in r.assignments),
        ),
        Column(key="of", title="编号", text=lambda r: r.outcome.of, width=92, hidden=True),
        Column(key="text", title="批示内容", text=lambda r: _line(r.outcome.entry.text), width=200, hidden=True),
    )
