"""The tags under a title: as many as there is room for, never half of one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cppcc_desk.ui.widgets import tag

MOST_OF_A_TAG: Final = 16  # characters


class TagLine(QWidget):
    """As many tags as there is room for, the first ones first; each whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[QWidget] = []
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tags(self, tags: Sequence[tuple[str, str]]) -> None:
        """Words and tones from left to right."""
        for made in self._made:
            made.hide()
            made.deleteLater()
        self._made = []
        for words, tone in tags:
            shown = words if len(words) <= MOST_OF_A_TAG else f"{words[: MOST_OF_A_TAG - 1]}…"
            made = tag(shown, tone)
            made.setToolTip(words if shown != words else "")
            made.setParent(self)
            self._made.append(made)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        left = 0
        for made in self._made:
            made.ensurePolished()
            made.adjustSize()
            made.move(left, (self.height() - made.height()) // 2)
            left += made.width() + 6
            made.setVisible(left - 6 <= self.width())
