"""What the lists of a person's page show."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain import deadlines
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.queries.occasions import AttendedRow
from cppcc_desk.queries.people.duty import PersonPiece
from cppcc_desk.queries.people.whole import PersonDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class Stretch:
    """身份 or a unit, from a day to a day."""

    place: int
    kind: str
    what: str
    role: str
    began: date | None
    ended: date | None


def piece_columns(context: Context) -> tuple[Column[PersonPiece], ...]:
    """The pieces, with what became of them."""
    return (
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=86),
        Column(key="title", title="标题", text=lambda r: r.title, width=220, kind=Kind.TEXT, stretch=True),
        Column(
            key="received",
            title="收稿时间",
            text=lambda r: deadlines.short(r.received_at, context.today),
            sort=lambda r: r.received_at,
            width=138,
            wide_only=True,
        ),
        Column(key="part", title="署名", text=_part, width=72),
        Column(key="result", title="结果", text=lambda r: r.result, width=190),
        Column(
            key="counts",
            title="计入任务",
            text=lambda r: "" if r.counts is None else "计" if r.counts else "不计",
            width=80,
        ),
    )


def _part(row: PersonPiece) -> str:
    return ("领衔" if row.leads else "联名") if row.joint else "独立"


def meeting_columns(context: Context) -> tuple[Column[AttendedRow], ...]:
    """Meetings and activities they were asked to."""
    return (
        Column(
            key="at", title="时间", text=lambda r: deadlines.short(r.at, context.today), sort=lambda r: r.at, width=138
        ),
        Column(key="kind", title="类别", text=lambda r: r.kind.value, width=90),
        Column(key="name", title="会议或活动", text=lambda r: r.name, width=200, kind=Kind.TEXT, stretch=True),
        Column(key="part", title="身份", text=lambda r: r.part.value, width=64),
        Column(key="presence", title="到会", text=lambda r: r.presence.value, width=64),
        Column(key="spoke", title="发言", text=lambda r: "发言" if r.spoke else "", width=64),
        Column(key="remark", title="备注", text=lambda r: r.remark, width=140, wide_only=True),
    )


def card_columns() -> tuple[Column[CardRow], ...]:
    """Their cards, the newest first."""
    return (
        Column(key="number", title="编号", text=lambda r: r.number, width=120, kind=Kind.TEXT),
        Column(key="term", title="届次", text=lambda r: r.term_name, width=90),
        Column(key="issued", title="发证日期", text=lambda r: str(r.issued_on), width=110),
        Column(key="until", title="有效期至", text=lambda r: str(r.until), width=110),
        Column(key="state", title="状态", text=lambda r: r.state.value, width=80),
        Column(key="reason", title="原因", text=lambda r: r.end_reason, width=140, stretch=True),
    )


def stretch_columns() -> tuple[Column[Stretch], ...]:
    """What somebody was and belonged to, over time."""
    return (
        Column(key="kind", title="类别", text=lambda r: r.kind, width=90),
        Column(key="what", title="名称", text=lambda r: r.what, width=160, kind=Kind.TEXT, stretch=True),
        Column(key="role", title="职务或推荐单位", text=lambda r: r.role, width=140),
        Column(key="began", title="开始", text=lambda r: str(r.began or ""), width=100),
        Column(key="ended", title="结束", text=lambda r: str(r.ended or "现在"), width=100),
    )


def stretches(person: PersonDetail) -> list[Stretch]:
    """身份 first, then units; what holds now before what has ended."""
    told = [
        ("身份", " ".join(filter(None, (r.kind, r.term))), r.recommended_by, r.began, r.ended) for r in person.roles
    ]
    told += [(a.kind, a.unit, a.role, a.began, a.ended) for a in person.affiliations]
    made = [Stretch(place, *line) for place, line in enumerate(told)]
    return sorted(made, key=lambda row: (row.ended is not None, row.place))
