"""Where the window stood last time, put right when that place is no longer on any screen (U48)."""

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from cppcc_desk.ui.theme import SMALLEST

USUAL = (1280, 760)


def keep(window: QMainWindow, settings: QSettings) -> None:
    """Write down place and size."""
    settings.setValue("window/geometry", window.saveGeometry())


def restore(window: QMainWindow, settings: QSettings) -> None:
    """Put the window where it was, or in the middle of the first screen, never where it cannot be reached."""
    kept = settings.value("window/geometry")
    if not (isinstance(kept, QByteArray) and window.restoreGeometry(kept)):
        window.resize(*USUAL)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setGeometry(repaired(window.geometry(), screens))


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
