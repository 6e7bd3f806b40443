"""What the list of 征集要点 shows: what is asked for, and how many pieces came of it from where."""

from collections.abc import Callable

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.queries.topics import TopicRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

_WIDTHS = {UnitKind.SECTOR: 54}
_USUAL = 74


def columns(context: Context) -> tuple[Column[TopicRow], ...]:
    """In the order of the notice; pieces by kind of unit only where there is room."""
    return (
        Column(key="number", title="序号", text=lambda r: str(r.number), width=52, kind=Kind.NUMBER, sort=_number),
        Column(
            key="theme",
            title="主题",
            text=lambda r: r.theme,
            width=190,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.theme,
        ),
        Column(key="angles", title="切入点", text=lambda r: r.angles, width=170, stretch=True, tip=lambda r: r.angles),
        Column(key="lead", title="牵头单位", text=lambda r: r.lead_unit, width=198, tip=lambda r: r.lead_unit),
        Column(
            key="due",
            title="截止",
            text=lambda r: deadlines.short_day(r.due_on, context.today) if r.due_on else "",
            width=66,
            sort=lambda r: r.due_on,
        ),
        Column(key="pieces", title="来稿", text=lambda r: str(r.pieces), width=54, kind=Kind.NUMBER, sort=_pieces),
        Column(key="adopted", title="采用", text=lambda r: str(r.adopted), width=54, kind=Kind.NUMBER, sort=_adopted),
        *(
            Column(
                key=kind.name.lower(),
                title=kind.value,
                text=_shown(kind),
                width=_WIDTHS.get(kind, _USUAL),
                kind=Kind.NUMBER,
                sort=_of(kind),
                wide_only=True,
                tip=_explained(kind),
            )
            for kind in UnitKind
        ),
    )


def _number(row: TopicRow) -> int:
    return row.number


def _pieces(row: TopicRow) -> int:
    return row.pieces


def _adopted(row: TopicRow) -> int:
    return row.adopted


def _of(kind: UnitKind) -> Callable[[TopicRow], int]:
    return lambda row: row.by_kind[kind]


def _shown(kind: UnitKind) -> Callable[[TopicRow], str]:
    """Nothing for none, so that what came stands out."""
    return lambda row: str(row.by_kind[kind] or "")


def _explained(kind: UnitKind) -> Callable[[TopicRow], str]:
    return lambda _row: f"计入{kind}的来稿；一篇可以计入几类"
