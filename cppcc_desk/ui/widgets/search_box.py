"""The search box of the window: asks 250 ms after the last key and after each commit of the input method (U26)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cppcc_desk.ui import icons
from cppcc_desk.ui.widgets.suggest import SuggestEdit, Suggestion

DELAY_MS: Final = 250


class SearchBox(SuggestEdit):
    """`asked(text)` while typing (answer with `offer`), `searched(text)` on Enter, `picked(Suggestion)` for one hit,
    `left()` on Esc with nothing open."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(delay=DELAY_MS, parent=parent)
        self.setAccessibleName("搜索")
        glass = self.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        glass.setText("搜索")
        self._wipe = self.addAction(icons.icon("close", "text3"), QLineEdit.ActionPosition.TrailingPosition)
        self._wipe.setText("清除")
        self._wipe.setVisible(False)
        self._wipe.triggered.connect(self._wiped)
        self.textChanged.connect(lambda text: self._wipe.setVisible(bool(text)))
        self.recent: list[Suggestion] = []
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Shorter words where there is less room."""
        words = "标题、编号、姓名拼音首字母" if narrow else "搜索标题、编号、反映人，可输拼音首字母"
        self.setPlaceholderText(f"{words}  Ctrl+F")

    def offer(self, lines: Sequence[Suggestion]) -> None:
        """Hits, or the recent ones while nothing is typed; no line is chosen yet, so that Enter searches."""
        if not self.composing and self.hasFocus():
            self.panel.offer(lines if self.text().strip() else self.recent, select_first=False)

    def ask(self) -> None:
        if not self.composing and not self.text().strip():
            self.offer(())
            return
        super().ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        open_list = self.panel.isVisible()
        if key == Qt.Key.Key_Escape and not open_list:
            self.clear()
            self.left.emit()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (open_list and self.panel.current):
            self.panel.hide()
            if self.text().strip():
                self.searched.emit(self.text().strip())
            return
        super().keyPressEvent(event)

    def _wiped(self) -> None:
        self.clear()
        self.setFocus()
        self.asked.emit("")
