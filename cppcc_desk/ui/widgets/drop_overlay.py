"""Files dropped anywhere on the window: an overlay tells what will happen, then hands the paths on (U11)."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QWindow
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from cppcc_desk.ui.widgets.boxes import column

KINDS: dict[str, str] = {
    ".docx": "Word",
    ".doc": "Word",
    ".wps": "WPS",
    ".pdf": "PDF",
    ".txt": "文本",
    ".xlsx": "Excel",
    ".xls": "Excel",
    ".eml": "邮件",
}


def describe(paths: Sequence[Path]) -> str:
    """What letting go will do: "松开鼠标，读入 3 个文件（Word 2 个、PDF 1 个）"."""
    tally: dict[str, int] = {}
    for path in paths:
        kind = KINDS.get(path.suffix.lower(), "其他")
        tally[kind] = tally.get(kind, 0) + 1
    parts = "、".join(f"{kind} {count} 个" for kind, count in tally.items())
    return f"松开鼠标，读入 {len(paths)} 个文件（{parts}）"


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The local files a drag carries; empty for text or links."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropOverlay(QFrame):
    """Covers `host` while files are dragged over it; `dropped(list[Path])`.

    It listens at the native window, before any text field can take the file's address as text.
    """

    dropped = Signal(list)

    def __init__(self, host: QWidget, *, words: Callable[[Sequence[Path]], str] = describe) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("drop")
        self._words = words
        self._text = QLabel()
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self._text))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window: QWindow | None = None
        self.paused = False  # while a dialog or another task must not be disturbed
        host.setAcceptDrops(True)
        host.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and self._window is None:
            self._window = self._host.windowHandle()
            if self._window is not None:
                self._window.installEventFilter(self)
        elif watched is self._window and isinstance(event, QDropEvent) and kind != QEvent.Type.DragLeave:
            return self._dragged(event)
        elif watched is self._window and kind == QEvent.Type.DragLeave and self.isVisible():
            self.hide()
            return True
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        paths = dropped_paths(event.mimeData())
        if not paths or self.paused:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.hide()
            self.dropped.emit(paths)
        elif not self.isVisible():
            self._text.setText(self._words(paths))
            self.setGeometry(self._host.rect().adjusted(12, 12, -12, -12))
            self.show()
            self.raise_()
        return True
