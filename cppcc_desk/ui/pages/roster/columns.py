"""What the list of people shows."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.people import unit_and_post
from cppcc_desk.queries.people import PersonRow, masked
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind


def columns(context: Context) -> tuple[Column[PersonRow], ...]:
    """Name first; what is second-rate is hidden on narrow windows."""
    return (
        Column(key="name", title="姓名", text=lambda r: r.name, width=96, kind=Kind.TEXT, bold=lambda r: r.leads),
        Column(key="kinds", title="身份", text=lambda r: "、".join(r.kinds) or r.kind, width=112),
        Column(key="unit", title="工作单位及职务", text=_work, width=200, stretch=True),
        Column(key="sector", title="界别", text=lambda r: r.sector, width=104),
        Column(key="committee", title="专委会", text=lambda r: r.committee, width=110, wide_only=True),
        Column(key="town", title="镇街", text=lambda r: r.town, width=84),
        Column(key="party", title="党派", text=lambda r: r.party, width=80, wide_only=True),
        Column(key="info_group", title="信息小组", text=_group, width=142),
        Column(key="phone", title="联系电话", text=lambda r: masked(r.phone), width=112, wide_only=True),
        Column(
            key="pieces",
            title="来稿",
            text=lambda r: str(r.pieces) if r.pieces else "",
            sort=lambda r: r.pieces,
            width=56,
            kind=Kind.NUMBER,
        ),
        Column(
            key="last",
            title="最近来稿",
            text=lambda r: deadlines.short(r.last_piece_at, context.today) if r.last_piece_at else "",
            sort=lambda r: r.last_piece_at,
            width=136,
            hidden=True,
        ),
        Column(key="left", title="退出日期", text=lambda r: str(r.left_on or ""), width=96, hidden=True),
    )


def _work(row: PersonRow) -> str:
    return unit_and_post(row.unit, row.position)


def _group(row: PersonRow) -> str:
    return f"{row.info_group}·组长" if row.leads else row.info_group
