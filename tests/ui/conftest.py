"""A dressed application for every test of the window."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cppcc_desk.ui import theme
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import settings
from tests.ui.stage import stage


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The theme, once."""
    if not qapp.property("dressed"):
        theme.apply(qapp)
        qapp.setProperty("dressed", True)


@pytest.fixture
def ini() -> QSettings:
    """Window state of a PC of its own."""
    return settings()


@pytest.fixture
def answers() -> ScriptedDialogs:
    """Dialogs answered by the test."""
    return ScriptedDialogs()


@pytest.fixture
def staged(qtbot: QtBot, ini: QSettings) -> tuple[Window, Context]:
    """A started window with sample pages, shown."""
    window, context = stage(ini)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    return window, context
