"""The receipt of an operation at the lower left: what was done, 撤销 for eight seconds, never in the way (U28)."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from cppcc_desk.ui.widgets.boxes import row
from cppcc_desk.ui.widgets.buttons import button
from cppcc_desk.ui.widgets.label import label

SECONDS: Final = 8


class Snackbar(QFrame):
    """Lies over `host`; `undo_wanted` when 撤销 is pressed. The countdown waits while the mouse is on it."""

    undo_wanted = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("snackbar")
        self._text = label("", "small")
        self._undo = button("撤销（Ctrl+Z）", self._undo_pressed, kind="link")
        self._left = label("", "hint")
        self.setLayout(row(self._text, 20, self._undo, self._left, margins=(14, 6, 12, 6)))
        self.offset = (12, 60)  # from the left and lower edge of the host
        self._seconds = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.count_down)
        host.installEventFilter(self)
        self.hide()

    def tell(self, text: str, *, undo: bool = False) -> None:
        """Show `text`; `undo` offers to take it back."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._undo.setVisible(undo)
        self._seconds = SECONDS
        self._left.setText(f"{SECONDS} 秒")
        self.show()
        self._place()
        self.raise_()
        self._tick.start()

    def count_down(self) -> None:
        """One second has passed."""
        if self.underMouse():
            return
        self._seconds -= 1
        self._left.setText(f"{self._seconds} 秒")
        if self._seconds <= 0:
            self.dismiss()

    def dismiss(self) -> None:
        """Take it away."""
        self._tick.stop()
        self.hide()

    def _undo_pressed(self) -> None:
        self.dismiss()
        self.undo_wanted.emit()

    def _place(self) -> None:
        self.setMaximumWidth(max(200, self._host.width() - 2 * self.offset[0]))
        self.adjustSize()
        self.move(self.offset[0], self._host.height() - self.height() - self.offset[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False
