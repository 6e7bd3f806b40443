"""What the person has to wait for: short work on another thread, data that another program holds. The window is painted
meanwhile, words come after a moment, keys and clicks wait."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from cppcc_desk.storage.engine import sit_out
from cppcc_desk.ui.widgets import column, label

T = TypeVar("T")
WORDS_AFTER_MS: Final = 500
TRY_AGAIN_MS: Final = 20


class _Relay(QObject):
    ended = Signal()


def wait_for(work: Callable[[], T], words: str, *, over: QWidget | None = None) -> T:
    """Do `work`; what it returns or raises.

    `words` are shown over the window `over`, or by themselves, when it takes longer than half a second.
    """
    loop, relay = QEventLoop(), _Relay()
    relay.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    with _words(words, over), ThreadPoolExecutor(max_workers=1, thread_name_prefix="waited") as pool:
        future = pool.submit(work)
        future.add_done_callback(lambda _: relay.ended.emit())
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return future.result()


def wait_until(attempt: Callable[[], bool], words: str, *, over: QWidget) -> None:
    """Try until it succeeds, and pass on what it raises. The window stays: what waits goes on with it.

    Off the window's thread nothing is shown, for there somebody else waits for the work.
    """
    if QThread.currentThread() is not over.thread():
        sit_out(attempt)
        return
    loop, staying = QEventLoop(), _Staying()
    over.installEventFilter(staying)
    with _words(words, over):
        try:
            while not attempt():
                QTimer.singleShot(TRY_AGAIN_MS, loop, loop.quit)
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            over.removeEventFilter(staying)


class _Staying(QObject):
    """Keeps a window from being closed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Close:
            return False
        event.ignore()
        return True


@contextmanager
def _words(words: str, over: QWidget | None) -> Iterator[None]:
    card = _card(words, over)
    timer = QTimer(card)
    timer.setSingleShot(True)
    timer.timeout.connect(card.show)
    timer.start(WORDS_AFTER_MS)
    try:
        yield
    finally:
        card.hide()
        card.deleteLater()


def _card(words: str, over: QWidget | None) -> QWidget:
    card = QFrame(over)
    card.setObjectName("card")
    card.setAccessibleName(words)
    card.setLayout(column(label(words, "strong"), margins=(24, 18, 24, 18)))
    card.adjustSize()
    if over is None:
        card.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        card.setWindowTitle(words)
    else:
        card.move((over.width() - card.width()) // 2, (over.height() - card.height()) // 2)
    return card
