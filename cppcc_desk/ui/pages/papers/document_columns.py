"""What the lists of 公文 and of 发文字号 show."""

from datetime import date

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.official import DocumentState
from cppcc_desk.queries.documents import DocumentRow, NumberRow, NumberState
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

_LAMPS = {DocumentState.DRAFT: "时限内", DocumentState.FINISHED: "已办结", DocumentState.VOID: "暂停"}
_NUMBER_LAMPS = {NumberState.TAKEN: "已办结", NumberState.RESERVED: "时限内", NumberState.VOID: "暂停"}


def document_columns(context: Context) -> tuple[Column[DocumentRow], ...]:
    """公文."""
    today = context.today
    return (
        Column(key="kind", title="文种", text=lambda row: row.kind, width=64),
        Column(key="number", title="发文字号", text=lambda row: row.number, width=150),
        Column(
            key="title",
            title="标题",
            text=lambda row: row.title,
            width=220,
            kind=Kind.TEXT,
            stretch=True,
            tone=lambda row: "text3" if row.state is DocumentState.VOID else "text",
            tip=lambda row: row.title,
        ),
        Column(
            key="state",
            title="状态",
            text=lambda row: row.state,
            width=92,
            kind=Kind.LAMP,
            urgency=lambda row: _LAMPS[row.state],
        ),
        Column(
            key="dated",
            title="成文日期",
            text=lambda row: deadlines.short_day(row.dated, today) if row.dated else "",
            width=92,
            sort=lambda row: row.dated,
        ),
        Column(
            key="finished",
            title="定稿时间",
            text=lambda row: deadlines.short(row.finished_at, today) if row.finished_at else "",
            width=144,
            sort=lambda row: row.finished_at,
            wide_only=True,
        ),
        Column(key="drafted_by", title="拟稿人", text=lambda row: row.drafted_by, width=78),
        Column(key="purpose", title="用于", text=lambda row: row.purpose, width=170, tip=lambda row: row.purpose),
    )


def number_columns(context: Context) -> tuple[Column[NumberRow], ...]:
    """发文字号."""
    return (
        Column(
            key="number",
            title="发文字号",
            text=lambda row: row.number,
            width=170,
            kind=Kind.TEXT,
            sort=lambda row: (row.sequence, row.given_at.year, row.serial),
        ),
        Column(
            key="state",
            title="状态",
            text=lambda row: row.state,
            width=80,
            kind=Kind.LAMP,
            urgency=lambda row: _NUMBER_LAMPS[row.state],
        ),
        Column(
            key="purpose",
            title="用途",
            text=lambda row: row.purpose,
            width=220,
            stretch=True,
            tip=lambda row: row.purpose,
        ),
        Column(key="given_by", title="经办", text=lambda row: row.given_by, width=78),
        Column(
            key="given_at",
            title="编号时间",
            text=lambda row: deadlines.short(row.given_at, context.today),
            width=144,
            sort=lambda row: (row.given_at, row.id),
        ),
        Column(
            key="reason",
            title="作废原因",
            text=lambda row: row.void_reason,
            width=160,
            tip=lambda row: f"{row.void_reason}（{_voided(row, context.today)}）" if row.voided_at else "",
        ),
        Column(key="voided", title="作废经办", text=lambda row: _voided(row, context.today), width=150, hidden=True),
        Column(key="sequence", title="类别", text=lambda row: row.sequence, width=80, wide_only=True),
    )


def _voided(row: NumberRow, today: date) -> str:
    return f"{row.voided_by} {deadlines.short(row.voided_at, today)}" if row.voided_at else ""
