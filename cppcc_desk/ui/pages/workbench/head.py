"""The head of the workbench: how much is how urgent, and how much waits in each step; pressed, both filter the list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import TEN_STEPS
from cppcc_desk.queries import clocks, submissions
from cppcc_desk.queries.clocks import OpenItem
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.workbench.columns import urgency_of
from cppcc_desk.ui.widgets import column, row
from cppcc_desk.ui.widgets.counter import CounterCard
from cppcc_desk.ui.widgets.step_strip import StepCount, StepStrip

_NOTHING = {Urgency.OVERDUE: "没有超期", Urgency.DUE_SOON: "没有临期", Urgency.PAUSED: "没有暂停"}


class Head(QWidget):
    """`changed` when a counter or a step was pressed; `urgency` and `step` say which, "" for none."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.counters = {
            Urgency.OVERDUE: CounterCard("已超期", Urgency.OVERDUE),
            Urgency.DUE_SOON: CounterCard("临近到期", Urgency.DUE_SOON),
            Urgency.ON_TIME: CounterCard("时限内", Urgency.ON_TIME),
            Urgency.PAUSED: CounterCard("暂停计时", Urgency.PAUSED),
        }
        self.month = CounterCard("本月来稿")
        self.month.setCheckable(False)
        self.strip = StepStrip()
        self.setLayout(column(row(*self.counters.values(), self.month), self.strip, gap=10))
        for urgency, counter in self.counters.items():
            counter.clicked.connect(lambda on, urgency=urgency: self._pressed(urgency if on else None))
        self.month.clicked.connect(lambda: context.navigate("submissions", scope=""))
        self.strip.picked.connect(lambda _number: self.changed.emit())

    @property
    def urgency(self) -> str:
        """The urgency that is pressed."""
        return next((urgency.value for urgency, counter in self.counters.items() if counter.isChecked()), "")

    @property
    def step(self) -> str:
        """The step that is pressed."""
        return TEN_STEPS[self.strip.chosen].value if self.strip.chosen >= 0 else ""

    def choose(self, urgency: Urgency | None) -> None:
        """Press a counter without telling."""
        for other, counter in self.counters.items():
            counter.setChecked(other is urgency)

    def clear(self) -> None:
        """Nothing pressed, without telling."""
        self.choose(None)
        self.strip.choose(-1)

    def _pressed(self, urgency: Urgency | None) -> None:
        self.choose(urgency)
        self.changed.emit()

    def fit(self, room: Room, *, squeezed: bool) -> None:
        """One line and no strip on low windows; nothing at all when the quick look needs the room."""
        self.strip.setVisible(not room.low)
        for counter in (*self.counters.values(), self.month):
            counter.set_low(room.low)
        self.setVisible(not squeezed)

    def show_items(self, items: Sequence[OpenItem]) -> None:
        """Tell of these open submissions, and how many came in."""
        today = self._context.today
        for urgency, counter in self.counters.items():
            of_kind = [item for item in items if urgency_of(item) is urgency]
            counter.show_count(len(of_kind), _remark(urgency, of_kind, today))
        received = self._context.desk.read(submissions.count, Filter(year=today.year))
        month = self._context.desk.read(submissions.received_in_month, today)
        self.month.show_count(month, f"本年度累计 {received} 篇")
        self.strip.show_counts([StepCount(count.count, count.overdue) for count in clocks.step_counts(items)])


def _remark(urgency: Urgency, items: Sequence[OpenItem], today: date) -> str:
    if not items or items[0].clock is None:
        return _NOTHING.get(urgency, "没有在办")
    first = items[0].clock
    match urgency:
        case Urgency.OVERDUE:
            return f"最久{first.remaining}"
        case Urgency.DUE_SOON:
            return f"最近 {deadlines.short(first.due_at, today)}"
        case Urgency.ON_TIME:
            return f"最近 {first.due_at:%m-%d} 到期"
        case _:
            return "等待补充或核实"
