"""What somebody is typing, kept in a file 3 s after the last key or on leaving a field, offered again after a kill."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from cppcc_desk.paths import write_whole
from cppcc_desk.ui.context import Context

AFTER_MS: Final = 3_000
logger = logging.getLogger(__name__)


class DraftKeeper(QObject):
    """Call `touch()` on each change; `kept(datetime)` after each save; `forget()` once it is registered or dropped."""

    kept = Signal(object)

    def __init__(self, context: Context, name: str, typed: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._context = context
        self._typed = typed
        self.about(name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.save)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def about(self, name: str) -> None:
        """From now on the draft is kept under `name`."""
        self._path = self._context.desk.folder.drafts / f"{name}.json"

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._timer.isActive():
            self.save()

    def save(self) -> None:
        """Write it down now. A disk that cannot take it is met again, and told, when the person saves."""
        self._timer.stop()
        text = json.dumps(self._typed(), ensure_ascii=False, default=str)

        def put(part: Path) -> None:
            part.write_text(text, encoding="utf-8")

        try:
            write_whole(self._path, put)
        except OSError as error:
            logger.warning("draft not kept: %s", type(error).__name__)
            return
        self.kept.emit(self._context.now)

    def found(self) -> dict[str, Any] | None:
        """What was kept, None when there is nothing or it cannot be read any more."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def forget(self) -> None:
        """Nothing to offer again."""
        self._timer.stop()
        self._path.unlink(missing_ok=True)
