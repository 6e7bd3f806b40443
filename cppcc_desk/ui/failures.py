"""Errors that nobody caught: a refusal is told as its sentence, a bug is logged and reported once; the program goes on.

The hooks may be called from any thread and many times for one fault: everything is queued to the window.
"""

import logging
import sys
import threading
import traceback
from datetime import datetime
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.dialogs import Dialogs, Trouble

logger = logging.getLogger(__name__)

AGAIN_AFTER: Final = 20  # the same fault is not reported again before this many others


class Failures(QObject):
    """`install` before the window, `uninstall` in tests. `reported` counts the dialogs shown."""

    _caught = Signal(object)

    def __init__(self, dialogs: Dialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._showing = False
        self._known: list[str] = []
        self._before = (sys.excepthook, threading.excepthook)
        self.reported = 0
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def report(self, error: BaseException) -> None:
        """Queue `error` to the window; callable from any thread."""
        self._caught.emit(error)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _show(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self._dialogs.refuse(error)
            return
        where = places(error)
        if self._showing or where in self._known:
            logger.error("again %s", type(error).__name__)
            return
        self._known = [*self._known, where][-AGAIN_AFTER:]
        number = f"{datetime.now():%m%d-%H%M%S}-{self.reported + 1}"
        self.reported += 1
        logger.error("unexpected %s %s", number, where)
        self._showing = True
        try:
            self._dialogs.trouble(
                Trouble(
                    title="刚才的操作没有完成",
                    text="程序遇到一个没有预料到的问题。已经保存的数据是安全的，刚才这一步没有保存。",
                    advice=f"请再试一次；如果还是这样，请把错误详情发给维护人员。编号 {number}。",
                    details=f"{number}\n{where}",
                )
            )
        finally:
            self._showing = False


def places(error: BaseException) -> str:
    """Kind of error and the places it came through, without the message: that may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    below = f"\nfrom {places(cause)}" if cause is not None else ""
    return "\n".join([type(error).__name__, *lines]) + below
