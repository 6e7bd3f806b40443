"""Data that another program holds: the window lives and says so, and what was not saved is kept (reliability.md C2)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from cppcc_desk.operations import submissions as changing
from cppcc_desk.queries import submissions
from cppcc_desk.storage import engine
from cppcc_desk.storage.engine import connect
from cppcc_desk.ui import waiting
from tests.ui.screens import settle
from tests.ui.whole import Whole


@pytest.fixture
def holder(whole: Whole) -> Iterator[Any]:
    """Another program that holds the data."""
    connection = connect(whole.desk.folder.database)
    connection.execute("BEGIN EXCLUSIVE").close()
    yield connection
    connection.close()


def title_of(whole: Whole) -> str:
    return whole.desk.read(submissions.detail, whole.submission("2026-042"), now=whole.desk.now).row.title


def words_shown(whole: Whole) -> list[str]:
    cards = whole.window.findChildren(QFrame, "card", Qt.FindChildOption.FindDirectChildrenOnly)
    return [card.accessibleName() for card in cards if card.isVisible()]


def test_while_another_program_holds_the_data_the_window_lives_and_says_so(
    qtbot: QtBot, whole: Whole, holder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "WORDS_AFTER_MS", 20)
    seen: list[str] = []

    def look() -> None:
        whole.window.close()  # is not heard now
        seen.extend(words_shown(whole))
        if seen and holder.in_transaction:
            holder.execute("ROLLBACK").close()

    timer = QTimer(whole.window)
    timer.timeout.connect(look)
    timer.start(30)
    whole.desk.do(changing.rename, whole.submission("2026-042"), title="等到了")
    timer.stop()
    assert seen[0] == "数据正被另一个程序占用，正在等它放开……"
    assert whole.window.isVisible() and words_shown(whole) == []
    assert title_of(whole) == "等到了"


def test_what_could_not_be_saved_for_another_program_is_kept_on_the_page(
    qtbot: QtBot, whole: Whole, holder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.3)
    detail = whole.shown("2026-042")
    detail.edit()
    detail.editing.text.edit.setPlainText("写了很久的编辑稿")
    detail.editing._keep()
    assert "本次修改没有保存" in detail.editing.notice.text and "另一个程序占用" in detail.editing.notice.text
    assert detail.is_editing and detail.editing.text.value() == "写了很久的编辑稿"
    holder.execute("ROLLBACK").close()
    detail.editing._keep()
    assert detail.editing.may_leave()


def test_off_the_windows_thread_nobody_is_told(whole: Whole, holder: Any) -> None:
    """A batch on the worker waits by itself."""
    with ThreadPoolExecutor(1) as pool:
        number = whole.submission("2026-042")
        future = pool.submit(whole.desk.do, changing.rename, number, title="等到了")
        settle()
        assert words_shown(whole) == []
        holder.execute("ROLLBACK").close()
        future.result()
    assert title_of(whole) == "等到了"
