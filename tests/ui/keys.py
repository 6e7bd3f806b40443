"""Chinese arrives from an input method: composed, then committed."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    """The input method shows `preedit` in the field, or hands over `commit`."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def write(field: QWidget, text: str) -> None:
    """Write `text` as an input method does."""
    compose(field, "a")
    compose(field, "", text)
