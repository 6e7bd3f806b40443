"""Where the window stood last time, put right when that place is no longer on any screen (U48)."""

from PySide6.QtCore import QByteArray, QMargins, QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from cppcc_desk.ui.theme import SMALLEST

USUAL = (1280, 760)
FRAME = QMargins(8, 32, 8, 8)  # what Windows puts around a window


def keep(window: QMainWindow, settings: QSettings) -> None:
    """Write down place and size."""
    settings.setValue("window/geometry", window.saveGeometry())


def restore(window: QMainWindow, settings: QSettings) -> None:
    """Put the window where it was, never where it cannot be reached; the first time where all of it is seen."""
    kept = settings.value("window/geometry")
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if (mended := repaired(window.geometry(), screens)) != window.geometry():
            window.setGeometry(mended)
        return
    window.resize(*USUAL)
    if fills(QGuiApplication.primaryScreen().availableGeometry()):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def fills(screen: QRect) -> bool:
    """Whether the usual window, frame and all, is more than this screen holds, as 1366x768 with a taskbar is.

    On one that could not hold even the smallest, like the 800x800 of no screen at all, nothing would be won.
    """
    room = screen.marginsRemoved(FRAME)
    return screen.width() >= SMALLEST[0] and not (room.width() >= USUAL[0] and room.height() >= USUAL[1])


def repaired(place: QRect, screens: list[QRect]) -> QRect:
    """`place`, moved and shrunk until its head can be seen and taken hold of on one of `screens`."""
    head = QRect(place.left(), place.top(), place.width(), 32)
    for screen in screens:
        seen = screen.intersected(head)
        if seen.width() >= 120 and seen.height() >= 24:
            return place
    if not screens:
        return place
    home = screens[0]
    width = min(max(place.width(), SMALLEST[0]), home.width())
    height = min(max(place.height(), SMALLEST[1]), home.height())
    made = QRect(0, 0, width, height)
    made.moveCenter(home.center())
    return made


def come_forward(window: QMainWindow) -> None:
    """Somebody started the program again: show this window instead."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
