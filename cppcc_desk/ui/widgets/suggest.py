"""A line edit with suggestions that never takes part in composing: the list is a child of the window without focus,
filled only when no preedit is active, so that 微软拼音, 搜狗 and QQ 拼音 work undisturbed (U10, U51)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from cppcc_desk.ui.widgets.suggest_panel import SuggestPanel


@dataclass(frozen=True)
class Suggestion:
    """A line of the list: words, a grey remark, and what it stands for. `command` lines (＋ 新建…) are blue."""

    text: str
    detail: str = ""
    value: Any = None
    command: bool = False


Provider = Callable[[str], Sequence[Suggestion]]


class SuggestEdit(QLineEdit):
    """`picked(Suggestion)` when a line is taken with Enter or the mouse; ↓ on an empty field offers the recent ones.

    `provider(text)` answers at once from memory, `delay` milliseconds after the last key; without one, lines are
    offered from outside through `offer`.
    """

    picked = Signal(object)
    asked = Signal(str)

    def __init__(self, provider: Provider | None = None, *, delay: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._provider = provider
        self._composing = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(delay)
        self._wait.timeout.connect(self.ask)
        self.textEdited.connect(self._edited)

    @cached_property
    def panel(self) -> "SuggestPanel":
        """The list; made when it is first needed, for the search box stands in the frame that is painted at once."""
        from cppcc_desk.ui.widgets.suggest_panel import SuggestPanel  # noqa: PLC0415

        made = SuggestPanel(self)
        made.chosen.connect(self._take)
        return made

    @property
    def composing(self) -> bool:
        """Whether an input method is composing just now."""
        return self._composing

    def offer(self, lines: Sequence[Suggestion]) -> None:
        """Show `lines` unless the person is composing or has gone elsewhere."""
        if not self._composing and self.hasFocus():
            self.panel.offer(lines)

    def ask(self) -> None:
        """Ask for suggestions to what is in the field now."""
        if self._composing:
            return
        self.asked.emit(self.text())
        if self._provider is not None:
            self.offer(self._provider(self.text()))

    def _edited(self, _text: str) -> None:
        if not self._composing:
            self._wait.start()

    def _take(self, line: Suggestion) -> None:
        self.panel.hide()
        self._wait.stop()
        if not line.command:
            self.setText(line.text)
        self.picked.emit(line)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        if self._composing:
            self._wait.stop()
            self.panel.hide()
        super().inputMethodEvent(event)
        if not self._composing and event.commitString():
            self._wait.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.panel.hide()
        self._composing = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.panel.isVisible():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.panel.step(1 if key == Qt.Key.Key_Down else -1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.panel.current is not None:
                self._take(self.panel.current)
                return
            if key == Qt.Key.Key_Escape:
                self.panel.hide()
                return
        elif key == Qt.Key.Key_Down:
            self.ask()
            return
        super().keyPressEvent(event)
