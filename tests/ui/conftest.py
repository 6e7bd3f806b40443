"""A dressed application for every test of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cppcc_desk.paths import VARIABLE, data_folder, home_folder
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui import theme
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.window import Window
from tests.ui import printed
from tests.ui.answers import ScriptedDialogs
from tests.ui.printed import Opened
from tests.ui.samples import settings
from tests.ui.stage import stage
from tests.ui.whole import Whole, copied, opened


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What pytest-qt makes the QApplication with."""
    return ["cppcc_desk", *theme.ARGUMENTS]


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


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Opened]:
    """A started window over `desk`, at the size it has by itself, with dialogs that a test answers."""
    made, context, dialogs = printed.opened(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made, context, dialogs
    printed.rest(context)
    context.work.close()


@pytest.fixture
def whole(qtbot: QtBot, tmp_path: Path, ini: QSettings) -> Iterator[Whole]:
    """The window as the program opens it, shown, over a copy of the sample office."""
    made = opened(copied(tmp_path / "政协 数据"), ini=ini)
    made.window.resize(1366, 696)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC of its own, on which nothing has been chosen yet."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "本机"))
    return home_folder()


@pytest.fixture
def fresh(qtbot: QtBot, home: Path, ini: QSettings) -> Iterator[Whole]:
    """The window over an office in which nothing has been done, as the program opens it."""
    made = opened(data_folder(), ini=ini)
    made.window.resize(1366, 696)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()
