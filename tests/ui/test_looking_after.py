"""The data is looked through once a week, by itself, and what is wrong is told with the record."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.storage import checking
from cppcc_desk.ui.looking_after import LookingAfter
from tests.ui.whole import Whole, copied, opened


def looking(whole: Whole) -> LookingAfter:
    found = whole.window.findChild(LookingAfter)
    assert found is not None
    return found


def checked(qtbot: QtBot, whole: Whole) -> None:
    """Let the hour pass, and what it begins end."""
    looking(whole).timer.timeout.emit()
    qtbot.waitUntil(lambda: looking(whole).quietly.jobs == [], timeout=60_000)


def test_once_a_week_everything_is_checked_without_a_word(
    qtbot: QtBot, whole: Whole, ini: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    check = checking.check
    monkeypatch.setattr(checking, "check", lambda desk, step: (done.append(desk.today), check(desk, step=step))[1])
    assert looking(whole).timer.isActive()
    checked(qtbot, whole)
    checked(qtbot, whole)
    assert len(done) == 1 and ini.value("check/at") == "2026-11-20"
    whole.clock.now += timedelta(days=6)
    checked(qtbot, whole)
    assert len(done) == 1
    whole.clock.now += timedelta(days=1)
    checked(qtbot, whole)
    assert len(done) == 2 and ini.value("check/at") == "2026-11-27"
    ini.setValue("check/at", "2098-01-01")  # a clock was wrong
    checked(qtbot, whole)
    assert len(done) == 3 and whole.dialogs.asked == []


def test_a_byte_that_changed_in_a_text_is_told_with_the_piece(
    qtbot: QtBot, whole: Whole, ini: QSettings, caplog: pytest.LogCaptureFixture
) -> None:
    with whole.desk._engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(
            "update submission_text set original_text = 'X' || substr(original_text, 2) where submission_id = "
            f"{whole.submission('2026-042')}"
        )
    checked(qtbot, whole)
    (told,) = whole.dialogs.asked
    assert told.title == "数据需要检查" and "来稿 2026-042 的内容与操作日志不符" in told.text
    assert told.advice.startswith("每周一次的检查") and not ini.value("check/at")
    assert not looking(whole).timer.isActive()  # told once until the next start
    caplog.clear()


def test_a_window_closes_in_the_middle_of_a_check(
    qtbot: QtBot, tmp_path: Path, ini: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, parts = threading.Event(), []

    def endless(_desk: object, *, step: Callable[[int, int, str], None]) -> tuple[str, ...]:
        while True:
            step(0, 0, "")
            parts.append(1)
            began.set()

    monkeypatch.setattr(checking, "check", endless)
    whole = opened(copied(tmp_path / "d"), ini=ini)
    whole.window.show()
    looking(whole).timer.timeout.emit()
    assert began.wait(20)
    whole.close()
    assert not whole.window.isVisible() and not ini.value("check/at")
