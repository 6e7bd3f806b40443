"""What every test may use: a desk on a fresh data folder with a clock that stands still until it is moved."""

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk

# No test depends on the wall clock: a busy machine is slow, not wrong.
settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 11, 20, 14, 30)


class StandingClock:
    """A clock that tells `now` until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, made once; tests work on copies of it."""
    folder = DataFolder(tmp_path_factory.mktemp("master"))
    desk = open_desk(folder, clock=StandingClock())
    desk.read(lambda session: session.connection().exec_driver_sql("PRAGMA user_version"))
    desk.close()
    return folder.database


@pytest.fixture
def folder(tmp_path: Path, master: Path) -> DataFolder:
    """A data folder with a fresh office, under a Chinese path with a blank."""
    made = DataFolder(tmp_path / "政协 数据")
    made.root.mkdir()
    shutil.copyfile(master, made.database)
    return made


@pytest.fixture
def desk(folder: DataFolder, clock: StandingClock) -> Iterator[Desk]:
    opened = open_desk(folder, by="王秀兰", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def shared() -> Path:
    """The samples and measuring tools that lie beside a checkout; absent on a user's machine."""
    if not SHARED.is_dir():
        pytest.skip("../shared with samples and measuring tools is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """One application for the whole run: whoever paints a page first would otherwise make one without widgets."""
    return qapp


@pytest.fixture(autouse=True)
def silent_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that makes the program log a warning or an error must say so by clearing caplog."""
    with caplog.at_level(logging.WARNING, logger="cppcc_desk"):
        yield
    unexpected = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not [m for m in unexpected if m], f"unexpected log lines: {unexpected}"
