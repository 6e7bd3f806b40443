"""What the todo list says of each open submission."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.domain.workflow import TEN_STEPS, Step
from cppcc_desk.queries.clocks import OpenItem
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

_GRADES = tuple(grade.value for grade in UrgencyGrade)


def columns(context: Context) -> tuple[Column[OpenItem], ...]:
    """The columns of the todo list, times told as seen today."""

    def due(item: OpenItem) -> str:
        return deadlines.short(item.clock.due_at, context.today) if item.clock else ""

    return (
        Column(
            key="left",
            title="时限",
            text=lambda item: item.clock.remaining if item.clock else "已报送",
            width=112,
            kind=Kind.LAMP,
            urgency=lambda item: urgency_of(item).value,
            sort=lambda item: item.clock.due_at if item.clock else None,
            tip=_rule,
        ),
        Column(
            key="step",
            title="环节",
            text=lambda item: f"{_place(item.next_step)} {item.next_step}" if item.next_step else item.state,
            width=72,
            sort=lambda item: _place(item.next_step) or 99,
        ),
        Column(key="number", title="编号", text=lambda item: item.intake_no, width=86),
        Column(
            key="title",
            title="标题",
            text=lambda item: item.title,
            width=220,
            kind=Kind.TEXT,
            stretch=True,
            bold=lambda item: item.urgency is Urgency.OVERDUE,
        ),
        Column(
            key="grade",
            title="缓急",
            text=lambda item: item.urgency_grade,
            width=60,
            sort=lambda item: _GRADES.index(item.urgency_grade) if item.urgency_grade in _GRADES else None,
            hidden=True,
        ),
        Column(key="destination", title="去向", text=_destination, width=96, wide_only=True),
        Column(key="who", title="承办", text=_who, width=156),
        Column(
            key="due",
            title="截止时间",
            text=due,
            width=140,
            sort=lambda item: item.clock.due_at if item.clock else None,
            tone=lambda item: lists.due_tone(item.urgency),
            tip=_rule,
        ),
        Column(
            key="received",
            title="收稿时间",
            text=lambda item: deadlines.short(item.received_at, context.today),
            width=140,
            sort=lambda item: item.received_at,
            hidden=True,
        ),
        Column(
            key="contributors", title="反映人", text=lambda item: item.contributors or "待补", width=100, hidden=True
        ),
        Column(key="category", title="类别", text=lambda item: item.category, width=90, hidden=True),
    )


def urgency_of(item: OpenItem) -> Urgency:
    """How urgent a piece is; one that has gone everywhere and only waits for 存档 is done."""
    return item.urgency if item.clock is not None else Urgency.DONE


def _place(step: str) -> int:
    return TEN_STEPS.index(Step(step)) + 1 if step else 0


def _who(item: OpenItem) -> str:
    return " · ".join(filter(None, (item.group, item.responsible)))


def _destination(item: OpenItem) -> str:
    if item.clock is None:
        return ""
    if not item.clock.chosen:
        return "待定"
    return f"报{item.clock.destination}"


def _rule(item: OpenItem) -> str:
    if item.clock is None:
        return ""
    clock = item.clock
    chosen = "" if clock.chosen else "去向未定，按最早还能赶上的去向计算："
    return "\n".join(
        filter(None, (f"{deadlines.full(clock.due_at)} 前报{clock.destination}", chosen, clock.rule, clock.notes))
    )
