"""The white cards a page is laid out with, and the bars at their feet."""

from PySide6.QtWidgets import QFrame, QLayout, QWidget

from cppcc_desk.ui.theme import ACTION_BAR, BATCH_BAR
from cppcc_desk.ui.widgets.boxes import Item, row


class Card(QFrame):
    """A white card with a hairline border."""

    def __init__(self, layout: QLayout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        if layout is not None:
            self.setLayout(layout)


class Bar(QFrame):
    """A bar at the foot of a card, ACTION_BAR or BATCH_BAR high."""

    def __init__(self, *items: Item, height: int = ACTION_BAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setFixedHeight(height)
        side = 16 if height == ACTION_BAR else 12
        self.box = row(*items, margins=(side, 0, 12, 0))
        self.setLayout(self.box)


def batch_bar(*items: Item) -> Bar:
    """The lower bar under a list: what can be done with the chosen rows."""
    return Bar(*items, height=BATCH_BAR)
