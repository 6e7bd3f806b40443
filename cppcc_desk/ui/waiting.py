"""Short work that the person has to wait for: on another thread, the window painted meanwhile, words after a moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from cppcc_desk.ui.widgets import column, label

T = TypeVar("T")
WORDS_AFTER_MS: Final = 500


class _Relay(QObject):
    ended = Signal()


def wait_for(work: Callable[[], T], words: str, *, over: QWidget | None = None) -> T:
    """Do `work`; what it returns or raises. Keys and clicks wait until it has ended.

    `words` are shown over the window `over`, or by themselves, when it takes longer than half a second.
    """
    loop, relay, card = QEventLoop(), _Relay(), _card(words, over)
    relay.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    timer = QTimer(card)
    timer.setSingleShot(True)
    timer.timeout.connect(card.show)
    timer.start(WORDS_AFTER_MS)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="waited") as pool:
        future = pool.submit(work)
        future.add_done_callback(lambda _: relay.ended.emit())
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    card.hide()
    card.deleteLater()
    return future.result()


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
