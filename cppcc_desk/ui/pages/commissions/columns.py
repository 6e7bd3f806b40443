"""What the list of 约稿 shows."""

from cppcc_desk.domain import deadlines
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.queries.people import masked
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind


def columns(context: Context) -> tuple[Column[CommissionRow], ...]:
    """How it stands first."""
    today = context.today
    return (
        Column(
            key="standing",
            title="情况",
            text=lambda r: r.standing,
            width=112,
            kind=Kind.LAMP,
            urgency=lambda r: r.urgency.value,
            sort=lambda r: (not r.waiting, r.due_on),
            tip=lambda r: r.close_reason,
        ),
        Column(key="name", title="向谁约稿", text=lambda r: r.name, width=150, kind=Kind.TEXT),
        Column(key="kind", title="身份", text=lambda r: r.kind, width=92, wide_only=True),
        Column(key="phone", title="电话", text=lambda r: masked(r.phone), width=110, hidden=True),
        Column(
            key="subject",
            title="题目",
            text=lambda r: r.subject,
            width=200,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.subject,
        ),
        Column(key="topic", title="征集要点", text=lambda r: r.topic, width=170, wide_only=True, tip=lambda r: r.topic),
        Column(
            key="asked",
            title="约稿日期",
            text=lambda r: deadlines.short_day(r.asked_on, today),
            width=84,
            sort=lambda r: r.asked_on,
            wide_only=True,
        ),
        Column(
            key="due",
            title="交稿期限",
            text=lambda r: deadlines.short_day(r.due_on, today),
            width=84,
            sort=lambda r: r.due_on,
            tone=lambda r: lists.due_tone(r.urgency.value),
        ),
        Column(
            key="piece",
            title="来稿",
            text=_piece,
            width=110,
            kind=Kind.LINK,
            tip=lambda r: r.piece_title,
        ),
        Column(key="reason", title="不再约的原因", text=lambda r: r.close_reason, width=150, hidden=True),
    )


def _piece(row: CommissionRow) -> str:
    return f"{row.intake_no}（已删）" if row.binned else row.intake_no
