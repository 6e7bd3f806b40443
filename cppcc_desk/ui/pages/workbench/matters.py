"""What is due beside the open pieces: a line of links under the head of the workbench, one button on low windows."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.widgets import Card, action, button, clear, column, label, picture, row

if TYPE_CHECKING:  # what makes them is imported once the list of open pieces is shown
    from cppcc_desk.queries.matters import Matter

_MOST, _MOST_WIDE = 2, 3  # that stand in the line; the others are behind the button at its end
_LONGEST = 28  # characters of one link


class MattersLine(Card):
    """`show_matters` fills it; a link goes where something can be done. `summary` stands elsewhere on low windows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._matters: tuple[Matter, ...] = ()
        self._low = self._wide = False
        self._line = row(gap=10, margins=(14, 3, 8, 3))
        self.setLayout(column(self._line))
        self.summary = button("还要办的", icon="users", kind="flat", tip="小组、约稿、批示和采用等要办的事")
        self.hide()
        self.summary.hide()

    def show_matters(self, matters: "Sequence[Matter]") -> None:
        """These, the pressing ones first."""
        self._matters = tuple(matters)
        clear(self._line)
        self._line.addWidget(label("还要办的", "small_strong"))
        most = _MOST_WIDE if self._wide else _MOST
        for matter in self._matters[:most]:
            if matter.urgency is Urgency.OVERDUE:
                self._line.addWidget(picture("warn", "overdue", 16))
            words = matter.words
            shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            self._line.addWidget(button(shown, partial(self._go, matter), kind="link", tip=words))
        self._line.addStretch(1)
        if rest := self._matters[most:]:
            more = button(f"还有 {len(rest)} 项", kind="flat")
            self._offer(more, rest)
            self._line.addWidget(more)
        self.summary.setText(f"还要办的 {len(self._matters)} 项")
        self._offer(self.summary, self._matters)
        self._show()

    def fit(self, *, low: bool, wide: bool) -> None:
        """The line where there is room for it, else the button."""
        turned = wide != self._wide
        self._low, self._wide = low, wide
        if turned:
            self.show_matters(self._matters)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._matters) and not self._low)
        self.summary.setVisible(bool(self._matters) and self._low)

    def _offer(self, made: QPushButton, matters: "Sequence[Matter]") -> None:
        old = made.menu()
        menu = QMenu(made)
        for matter in matters:
            entry = action(matter.words, partial(self._go, matter))
            entry.setParent(menu)
            menu.addAction(entry)
        made.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _go(self, matter: "Matter") -> None:
        self._context.navigate(matter.page, **matter.target)
