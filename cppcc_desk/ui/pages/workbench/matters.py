"""What is due beside the open pieces: a line of links under the head of the workbench, one button on low windows."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.widgets import STRETCH, Card, action, button, clear, label, picture, row

if TYPE_CHECKING:  # what makes them is imported once the list of open pieces is shown
    from cppcc_desk.queries.matters import Matter

_MOST = 3  # that stand in the line where there is room
_GAP, _LEFT = 10, 14
_MORE = 110  # pixels for the button behind which the others are
_LONGEST = 28  # characters of one link


class MattersLine(Card):
    """`show_matters` fills it; a link goes where something can be done. `summary` stands elsewhere on low windows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._matters: tuple[Matter, ...] = ()
        self._low = False
        self._head = label("还要办的", "small_strong")
        self._line = row(gap=_GAP)
        self._links: list[QWidget] = []
        self._more = button("还有 1 项", kind="flat")
        self.setLayout(row(self._head, self._line, STRETCH, self._more, gap=_GAP, margins=(_LEFT, 3, 8, 3)))
        self.summary = button("还要办的", icon="users", kind="flat", tip="小组、约稿、批示和采用等要办的事")
        self.hide()
        self.summary.hide()

    def show_matters(self, matters: "Sequence[Matter]") -> None:
        """These, the pressing ones first."""
        self._matters = tuple(matters)
        clear(self._line)
        self._links = [self._link(matter) for matter in self._matters[:_MOST]]
        for link in self._links:
            self._line.addWidget(link)
        self._fill()
        self.summary.setText(f"还要办的 {len(self._matters)} 项")
        self._offer(self.summary, self._matters)
        self._show()

    def fit(self, *, low: bool) -> None:
        """The line where there is room for it, else the button."""
        self._low = low
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _link(self, matter: "Matter") -> QWidget:
        words = matter.words
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        made = QWidget()
        late = [picture("warn", "overdue", 16)] if matter.urgency is Urgency.OVERDUE else []
        made.setLayout(row(*late, button(shown, partial(self._go, matter), kind="link", tip=words), gap=10))
        return made

    def _fill(self) -> None:
        """Show as many links as there is room for, at least one; the others are behind the button at the end."""
        room = self.width() - _LEFT - self._head.sizeHint().width() - _MORE
        shown = 0
        for link in self._links:
            room -= _GAP + link.sizeHint().width()
            if shown and room < 0:
                break
            shown += 1
        for number, link in enumerate(self._links):
            link.setVisible(number < shown)
        rest = self._matters[shown:]
        self._more.setVisible(bool(rest))
        if rest:
            self._more.setText(f"还有 {len(rest)} 项")
            self._offer(self._more, rest)

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
