"""One assignment of a 批示: to whom, by when, how it stands, its log; what can be done next stands in it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.outcomes import AssignmentState
from cppcc_desk.queries.outcomes import AssignmentRow
from cppcc_desk.ui.outcomes.working import SUPERVISION, OutcomeWork
from cppcc_desk.ui.widgets import STRETCH, action, button, column, label, menu_button, row
from cppcc_desk.ui.widgets.lamp import LampChip

Refusals = Callable[[], AbstractContextManager[None]]


class AssignedBlock(QWidget):
    """Made anew whenever something changes."""

    def __init__(self, work: OutcomeWork, refusals: Refusals, assigned: AssignmentRow) -> None:
        super().__init__()
        self._work, self._refusals, self.row = work, refusals, assigned
        entry, today = assigned.entry, work.context.today
        head = row(
            label(entry.handling_unit, "strong"),
            LampChip(assigned.standing, assigned.urgency.value),
            STRETCH,
            *self._buttons(),
            gap=6,
        )
        days = f"{_day(entry.opened_on, today)} 交办，{_day(entry.due_on, today)} 前反馈"
        closed = f"{_day(assigned.closed_on, today)} 办结" if assigned.closed_on else ""
        answered = f"{_day(assigned.feedback_on, today)} 反馈" if assigned.feedback_on else ""
        told = [
            ("；".join(filter(None, (days, closed and f"{closed}{_because(assigned)}"))), "secondary"),
            (f"要求：{entry.demand}" if entry.demand else "", "small"),
            (f"{answered}：{assigned.feedback}" if answered else "", "body"),
            *((_logged(line.on, line.way, line.text, line.by, today), "hint") for line in assigned.supervisions),
        ]
        lines = [label(words, role, wrap=True, selectable=True) for words, role in told if words]
        self.setLayout(column(head, *lines, gap=4, margins=(0, 2, 0, 2)))
        self.setAccessibleName(f"交办{entry.handling_unit} {assigned.standing}")

    def _buttons(self) -> Sequence[QWidget]:
        """The usual next thing as a button, all of it in a menu."""
        assigned, work = self.row, self._work
        entries = {
            "feedback": ("登记反馈…", work.feedback, "edit"),
            "remind": ("催办", lambda one: work.remind([one]), "bell"),
            "supervise": ("登记督办…", work.supervise, "clock"),
            "print": (f"打印{SUPERVISION}…", lambda one: work.print_supervision([one]), "print"),
            "change": ("修改交办、改期限…", work.change, "calendar"),
            "close": ("办结…", work.close, "check"),
            "reopen": ("重新办理…", work.reopen, "refresh"),
            "cancel": ("取消交办…", work.cancel, "close"),
        }
        shown = []
        for words, do, icon in (entries[key] for key in _NEXT[assigned.state]):
            shown.append(button(words.removesuffix("…"), self._do(do), icon=icon, compact=True))
        made: list[QAction] = [
            action(words, self._do(do), icon=icon)
            for key, (words, do, icon) in entries.items()
            if key in _POSSIBLE[assigned.state]
        ]
        more = menu_button("", made, tip=f"对交办{assigned.entry.handling_unit}的操作")
        for entry in made:
            entry.setParent(more)
        return (*shown, more)

    def _do(self, do: Callable[[AssignmentRow], Any]) -> Callable[[], None]:
        def run() -> None:
            with self._refusals():
                do(self.row)

        return run


_WAITING = frozenset({"feedback", "remind", "supervise", "print", "change", "close", "cancel"})
_POSSIBLE = {
    AssignmentState.OPEN: _WAITING,
    AssignmentState.LATE: _WAITING,
    AssignmentState.ANSWERED: frozenset({"feedback", "supervise", "print", "change", "close", "reopen"}),
    AssignmentState.CLOSED: frozenset({"reopen", "print"}),
}
_NEXT = {
    AssignmentState.OPEN: ("feedback",),
    AssignmentState.LATE: ("feedback", "remind"),
    AssignmentState.ANSWERED: ("close",),
    AssignmentState.CLOSED: (),
}


def _day(day: Any, today: Any) -> str:
    return deadlines.short_day(day, today)


def _because(assigned: AssignmentRow) -> str:
    return f"：{assigned.close_reason}" if assigned.close_reason else ""


def _logged(on: Any, way: str, text: str, by: str, today: Any) -> str:
    return f"{_day(on, today)} {' '.join(filter(None, (way, text)))}（{by}）"
