"""What is to be said of the numbers: why parts are more than a sum, what in the books does not go together."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.statistics import Table
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import ElidedLabel, action, button, clear, column, hairline, picture, row

_MOST, _MOST_LOW = 3, 1  # that stand there whole


class Notes(QWidget):
    """`picked(Mismatch)`: its pieces are wanted. Doubts come first, with a sign of warning."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told: list[tuple[Mismatch, bool]] = []
        self._most = _MOST
        self._box = column(gap=0, margins=(14, 4, 8, 4))
        self.setLayout(column(hairline(), self._box, gap=0))
        self.hide()

    def fit(self, room: Room) -> None:
        """Fewer where the window is low."""
        self._most = _MOST_LOW if room.low else _MOST
        self._show()

    def show_table(self, table: Table | None) -> None:
        """What is to be said of this one."""
        doubts, notes = (table.mismatches, table.notes) if table is not None else ((), ())
        self._told = [*((one, True) for one in doubts), *((one, False) for one in notes)]
        self._show()

    def _show(self) -> None:
        clear(self._box)
        shown, rest = self._told[: self._most], self._told[self._most :]
        for number, (told, doubtful) in enumerate(shown):
            more = rest if number == len(shown) - 1 else ()
            self._box.addLayout(self._line(told, doubtful=doubtful, more=more))
        self.setVisible(bool(self._told))

    def _line(self, told: Mismatch, *, doubtful: bool, more: Sequence[tuple[Mismatch, bool]]) -> QHBoxLayout:
        sign = picture("warn", "soon", 16) if doubtful else picture("help", "text3", 16)
        words = ElidedLabel(f"核对：{told.words}。" if doubtful else f"{told.words}。", "hint")
        line = row(sign, words, gap=6)
        line.setStretch(1, 1)
        if told.pieces:
            line.addWidget(button(f"看这 {len(told.pieces)} 篇", partial(self.picked.emit, told), kind="link"))
        if more:
            rest = button(f"其余 {len(more)} 条", kind="link")
            menu = QMenu(rest)
            for other, _ in more:
                entry = action(other.words, partial(self.picked.emit, other))
                entry.setParent(menu)
                menu.addAction(entry)
            rest.setMenu(menu)
            line.addWidget(rest)
        return line
