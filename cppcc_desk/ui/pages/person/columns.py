"""What the lists of a person's page show."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain import deadlines
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
