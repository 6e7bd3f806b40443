"""What the lists of cards, of people without one, and of picture files show."""

from datetime import date

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.cards import CardState
from cppcc_desk.queries.cards import CardRow, Lacking
from cppcc_desk.queries.people import masked
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

_LAMPS = {
    CardState.VALID: "时限内",
    CardState.EXPIRED: "超期",
    CardState.LOST: "暂停",
    CardState.ENDED: "已办结",
}
_ORDER = list(_LAMPS)


def told_state(card: CardRow, today: date) -> str:
    """The state in words: 有效，剩 27 天 where it soon runs out."""
    if card.state is CardState.VALID and card.due:
        return f"有效，剩 {(card.until - today).days} 天"
    return card.state.value


def _lamp(card: CardRow) -> str:
    return "临期" if card.state is CardState.VALID and card.due else _LAMPS[card.state]


def card_columns(context: Context, *, due: bool) -> tuple[Column[CardRow], ...]:
    """登记册; what is `due` to be renewed has not ended, and needs no column for why it did."""
    today = context.today
    columns: tuple[Column[CardRow], ...] = (
        Column(key="number", title="编号", text=lambda c: c.number, width=128, sort=lambda c: (-c.term, c.serial)),
        Column(
            key="name",
            title="姓名",
            text=lambda c: c.name,
            width=96,
            kind=Kind.TEXT,
            tone=lambda c: "text" if c.state is CardState.VALID else "text3",
        ),
        Column(key="unit", title="单位", text=lambda c: c.unit, width=150, stretch=True, tip=lambda c: c.unit),
        Column(key="position", title="职务", text=lambda c: c.position, width=110, wide_only=True),
        Column(key="kinds", title="身份", text=lambda c: "、".join(c.kinds), width=100, hidden=True),
        Column(key="group", title="信息小组", text=lambda c: c.info_group, width=112, wide_only=True),
        Column(
            key="state",
            title="状态",
            text=lambda c: told_state(c, today),
            width=132,
            kind=Kind.LAMP,
            urgency=_lamp,
            sort=lambda c: (_ORDER.index(c.state), c.until),
        ),
        Column(key="until", title="有效期至", text=lambda c: c.until.isoformat(), width=100),
        Column(
            key="issued",
            title="发证日期",
            text=lambda c: c.issued_on.isoformat(),
            width=104,
            hidden=True,
        ),
        Column(
            key="photo",
            title="照片",
            text=lambda c: "有" if c.photo else "没有",
            width=58,
            tone=lambda c: "text2" if c.photo else "soon",
        ),
        Column(
            key="ended",
            title="失效原因",
            text=lambda c: f"{c.end_reason} {deadlines.short_day(c.ended_on, today)}" if c.ended_on else "",
            width=140,
            sort=lambda c: c.ended_on,
        ),
        Column(key="term", title="届次", text=lambda c: c.term_name, width=80, sort=lambda c: c.term, hidden=True),
        Column(key="phone", title="电话", text=lambda c: masked(c.phone), width=120, hidden=True),
    )
    return tuple(column for column in columns if not (due and column.key == "ended"))


def lacking_columns() -> tuple[Column[Lacking], ...]:
    """应发未发."""
    return (
        Column(key="name", title="姓名", text=lambda one: one.person.name, width=96, kind=Kind.TEXT),
        Column(key="kinds", title="身份", text=lambda one: "、".join(one.person.kinds), width=120),
        Column(
            key="unit",
            title="单位",
            text=lambda one: one.person.unit,
            width=160,
            stretch=True,
            tip=lambda one: one.person.unit,
        ),
        Column(key="position", title="职务", text=lambda one: one.person.position, width=120, wide_only=True),
        Column(key="group", title="信息小组", text=lambda one: one.person.info_group, width=116, wide_only=True),
        Column(
            key="card",
            title="信息员证",
            text=lambda one: "没有" if one.card else "有",
            width=86,
            tone=lambda one: "soon" if one.card else "text2",
        ),
        Column(
            key="photo",
            title="照片",
            text=lambda one: "没有" if one.photo else "有",
            width=70,
            tone=lambda one: "soon" if one.photo else "text2",
        ),
        Column(key="last", title="持有或用过的证", text=lambda one: one.last, width=200, tip=lambda one: one.last),
        Column(key="phone", title="电话", text=lambda one: masked(one.person.phone), width=120, hidden=True),
    )
