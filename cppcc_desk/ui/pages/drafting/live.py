"""The pages of a draft, set anew while it is typed: 0.4 s after the last key, on the worker, one at a time."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official import Kind
from cppcc_desk.errands.drafting import Look, look_at_draft
from cppcc_desk.errands.previews import stand_ins
from cppcc_desk.ui.context import Context

AFTER_MS: Final = 400

Typed = Callable[[], tuple[Kind, Mapping[str, Any], MadeFor, str]]


class LivePreview(QObject):
    """Call `touch()` on each change; `looked(Look)` when the pages are set. `typed()` gives kind, fields,
    what the paper is made for, and org_code."""

    looked = Signal(object)

    def __init__(self, context: Context, typed: Typed, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._typed = typed
        self._setting = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.look)

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def stop(self) -> None:
        """Nothing is shown any more: what is being set is not told."""
        self._timer.stop()
        self._again = False

    def look(self) -> None:
        """Set the pages now, or once those being set are done."""
        self._timer.stop()
        if self._setting:
            self._again = True
            return
        kind, fields, made_for, org_code = self._typed()
        found, desk = stand_ins(), self._context.desk
        self._setting = True
        self._context.work.run(
            "正在排版",
            lambda _: look_at_draft(desk, kind, fields, made_for, org_code=org_code, stand_ins=found),
            done=self._done,
            failed=self._failed,
            cancelled=self._end,
        )

    def _done(self, look: Look) -> None:
        again = self._again
        self._end()
        if again:
            self.look()
        else:
            self.looked.emit(look)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, DeskError):
            raise error

    def _end(self) -> None:
        self._setting = self._again = False
