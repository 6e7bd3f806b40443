"""When the piece will be due at each destination chosen, with the rule; before any is chosen, the earliest (U14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QSizePolicy, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Due
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.queries.clocks import Timekeeper
from cppcc_desk.ui.form import Field, SeveralField
from cppcc_desk.ui.widgets import clear, label
from cppcc_desk.ui.widgets.lamp import LampChip

_CHIPS = 436  # pixels: the destinations that are shipped, in one line


@dataclass(frozen=True)
class DueLine:
    """One line: what it says, how urgent that is, and the rule with what must be known about it."""

    words: str
    urgency: str
    rule: str


def due_lines(
    keeper: Timekeeper, names: Sequence[str], *, received_at: datetime, urgency_grade: UrgencyGrade
) -> tuple[DueLine, ...]:
    """A line for each destination of `names`, the tightest first; without names the earliest that can be met."""
    chosen = [row for row in keeper.destinations if row.name in names]
    asked = chosen or [row for row in keeper.destinations if row.parent_id is None]
    found: list[tuple[str, Due]] = []
    for row in asked:
        due = keeper.due(row, row.default_form, received_at=received_at, urgency_grade=urgency_grade)
        if due is not None:
            found.append((f"{row.name}（{row.default_form}）" if row.default_form == "委员反映" else row.name, due))
    if not chosen:
        first = deadlines.earliest_meetable(found, keeper.now)
        found = [first] if first else []
    return tuple(
        DueLine(
            f"{'' if chosen else '最早 '}{name} {deadlines.short(due.at, keeper.now.date())} 前",
            deadlines.urgency(due.at, now=keeper.now, done=False, paused=False, soon=keeper.office.soon),
            "；".join([due.rule, *due.notes]),
        )
        for name, due in sorted(found, key=lambda pair: pair[1].at)
    )


class DueLines(QWidget):
    """Lamp, date with weekday, rule: one line a destination."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.lines: tuple[DueLine, ...] = ()

    def show_lines(self, lines: tuple[DueLine, ...]) -> None:
        """Say these."""
        if lines == self.lines:
            return
        self.lines = lines
        clear(self._grid)
        for number, line in enumerate(lines):
            self._grid.addWidget(LampChip(line.words, line.urgency), number, 0)
            self._grid.addWidget(label(line.rule, "hint", wrap=True), number, 1)
        if not lines:
            self._grid.addWidget(label("去向没有设置期限，可在设置里补上。", "hint"), 0, 0)


class DestinationsField(Field):
    """拟报去向 as chips, and what that means for the clock: below, or beside where there is room.

    Value: tuple of the names chosen.
    """

    def __init__(self) -> None:
        self.frame = QFrame()
        super().__init__(self.frame)
        self.chips = SeveralField()
        self.due = DueLines()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.frame)
        self._box.setContentsMargins(0, 2, 0, 0)
        self._box.addWidget(self.chips)
        self._box.addWidget(self.due)
        self.set_beside(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.frame.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self.chips.changed.connect(self.changed)

    def set_beside(self, beside: bool) -> None:
        """Chips and due times side by side, or one below the other."""
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(16 if beside else 6)
        self._box.setStretch(1, 1 if beside else 0)
        self.chips.setMinimumWidth(_CHIPS if beside else 0)

    def offer(self, names: Iterable[str]) -> None:
        """Other choices; those chosen stay chosen when they are still there."""
        self.chips.set_choices([(name, name) for name in names])
        self.chips.setFocusProxy(None)  # type: ignore[arg-type]  # Tab from the last chip would be led back to the first

    def value(self) -> tuple[str, ...]:
        return self.chips.value()

    def set_value(self, value: Any) -> None:
        self.chips.set_value(value)
