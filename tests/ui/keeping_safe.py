"""Backups in tests of the window: the section with them, work to back up, and what goes wrong with a file."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from cppcc_desk.errands import backups
from cppcc_desk.operations import submissions as changing
from cppcc_desk.paths import DataFolder
from cppcc_desk.ui.pages.settings.backups import BackupsSection
from cppcc_desk.ui.pages.settings.page import SettingsPage
from tests.ui.screens import settle
from tests.ui.whole import Whole


def rest(qtbot: QtBot, whole: Whole) -> None:
    qtbot.waitUntil(lambda: whole.context.work.jobs == [], timeout=20_000)
    settle()


def section(qtbot: QtBot, whole: Whole) -> BackupsSection:
    whole.window.go("settings", section="backups")
    page = whole.window.page
    assert isinstance(page, SettingsPage) and isinstance(page.section, BackupsSection)
    rest(qtbot, whole)
    return page.section


def reasons(folder: DataFolder) -> list[str]:
    """Why the backups among the data were made, the newest first."""
    return [one.manifest.reason for one in backups.backups.backups_in(folder.backups)]


def change(whole: Whole, title: str = "改过的标题") -> None:
    whole.desk.do(changing.rename, whole.submission("2026-042"), title=title)


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def shut(folder: DataFolder) -> None:
    """Let nothing be written among the backups, for root as well: a file stands where the folder should be."""
    folder.backups.rename(folder.root / "别处")
    folder.backups.write_bytes(b"")
