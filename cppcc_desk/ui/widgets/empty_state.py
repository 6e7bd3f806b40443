"""An empty list that says why it is empty and offers what to do next (U39)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from cppcc_desk.ui.widgets.boxes import STRETCH, clear, column, row
from cppcc_desk.ui.widgets.label import label, picture

_ROOM_FOR_ICON: Final = 168  # pixels; lower, the icon goes so that words and buttons stay whole


class EmptyState(QFrame):
    """Icon, title, two lines, buttons; without the icon where the list is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self._box = column(gap=8, margins=(16, 14, 16, 14))
        self.setLayout(self._box)
        self._icon: QWidget | None = None

    def tell(self, title: str, text: str, *, icon: str = "inbox", buttons: Sequence[QPushButton] = ()) -> "EmptyState":
        """Fill it; returns itself so that it can be laid out in the same line."""
        clear(self._box)
        sentence = label(text, "secondary", wrap=True)
        for line in (head := label(title, "dialog_title"), sentence):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(title)
        self._icon = picture(icon, "text3", 40, stroke=1.3)
        self._box.addLayout(
            column(
                STRETCH,
                row(STRETCH, self._icon, STRETCH),
                head,
                sentence,
                row(STRETCH, *buttons, STRETCH),
                STRETCH,
            )
        )
        self._fit_icon(self.height())
        return self

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_icon(event.size().height())

    def _fit_icon(self, height: int) -> None:
        if self._icon is not None:
            self._icon.setVisible(height >= _ROOM_FOR_ICON)
