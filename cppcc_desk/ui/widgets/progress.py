"""Long work in sight: what is being done, how far it is, and 取消 (U36)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from cppcc_desk.ui.widgets.boxes import STRETCH, column, row
from cppcc_desk.ui.widgets.buttons import button
from cppcc_desk.ui.widgets.label import ElidedLabel, label


class ProgressCard(QFrame):
    """`show_progress` moves it; `cancelled` when 取消 is pressed."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = label("", "strong")
        self._rest = label("", "hint")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._detail = ElidedLabel("", "secondary")
        self._cancel = button("取消", self._cancel_pressed)
        self.setLayout(
            column(
                row(self._title, STRETCH, self._rest),
                self._bar,
                row(self._detail, self._cancel),
                margins=(16, 12, 16, 12),
            )
        )
        self.setMinimumWidth(340)

    def show_progress(self, title: str, *, done: int = 0, total: int = 0, detail: str = "", rest: str = "") -> None:
        """`done` of `total`; a total of 0 means that nobody knows, the bar then only moves."""
        percent = f"  {min(100, done * 100 // total)}%" if total else ""
        self._title.setText(f"{title}…{percent}")
        self.setAccessibleName(f"{title}{percent}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._detail.setText(detail)
        self._rest.setText(rest)
        self._cancel.setEnabled(True)

    def _cancel_pressed(self) -> None:
        self._cancel.setEnabled(False)
        self._detail.setText("正在停止，已完成的部分会保留……")
        self.cancelled.emit()
