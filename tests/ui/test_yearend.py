"""年终归档 in the window: looked at, opened, written with progress and 取消, checked."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import World
from cppcc_desk.errands.yearend import naming, package
from cppcc_desk.queries.yearend import Check, Open
from cppcc_desk.ui import lists
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.pages.reports import ReportsPage
from cppcc_desk.ui.pages.reports.yearend import YearEndPage
from cppcc_desk.ui.pages.settings import SettingsPage
from cppcc_desk.ui.pages.submissions import SubmissionsPage
from tests.ui.printed import rest
from tests.ui.whole import Whole, copied, opened


@pytest.fixture
def whole(tmp_path: Path, qtbot: QtBot) -> Iterator[Whole]:
    made = opened(copied(tmp_path / "数据"))
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.close()


def page(whole: Whole, **target: Any) -> YearEndPage:
    whole.window.go("reports", part="yearend", **target)
    rest(whole.context)
    shown = whole.window.page
    assert isinstance(shown, ReportsPage) and isinstance(shown.front, YearEndPage)
    return shown.front


def rows(shown: YearEndPage, key: str) -> list[Any]:
    return [row.told for row in shown.lists[key].shown()]


def test_the_three_lists_say_how_the_year_stands(whole: Whole) -> None:
    shown = page(whole)
    assert shown.subtitle == "2026 年归档"
    assert "来稿 43 篇（已存档 30 篇），期刊 25 期，公文 6 份" in shown._told.text()
    found = rows(shown, "findings")
    assert [one.check for one in found[:2]] == [Check.UNARCHIVED] * 2
    carried = rows(shown, "carried")
    assert {one.number for one in carried if one.kind is Open.PIECE} == {
        f"2026-{number:03d}" for number in range(36, 44)
    }
    assert not rows(shown, "turn")[0].done
    texts = [button.text() for button in shown.chips._group.buttons()]
    assert texts == [f"归档前检查 {len(found)}", f"结转 {len(carried)}", "新年准备 2"]


def test_in_january_the_last_year_is_offered(whole: Whole) -> None:
    whole.clock.now = datetime(2027, 1, 4, 9, 0)
    shown = page(whole)
    assert shown.year.value() == 2026
    shown.year.set_value(2027)
    shown.year.changed.emit()
    rest(whole.context)
    assert (shown.subtitle, shown.package_button.isEnabled()) == ("2027 年归档", False)
    assert shown.lists["findings"].stack.currentWidget() is shown.lists["findings"].empty
    assert rows(shown, "carried")  # they go on


def test_a_line_leads_to_what_it_is_about(whole: Whole) -> None:
    shown = page(whole, list="carried")
    part = shown.lists["carried"]
    assert part.isVisible()
    part.table.choose([1])
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    front = whole.window.page
    assert isinstance(front, SubmissionsPage) and front.detail.detail is not None
    assert front.detail.detail.row.intake_no == "2026-037"
    shown = page(whole, list="turn")
    shown.lists["turn"].open_button.click()
    assert isinstance(whole.window.page, SettingsPage) and whole.window.page.section.id == "holidays"
    shown = page(whole, list="findings")
    part = shown.lists["findings"]
    unfiled = next(row for row in part.shown() if row.told.check is Check.UNFILED)
    part.table.choose([unfiled.place])
    assert part.open_button.isEnabled() and part.what.text() == unfiled.told.what


def test_the_package_is_written_and_its_folder_opened(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened_: list[Path] = []
    monkeypatch.setattr(lists, "show_file", opened_.append)
    shown = page(whole)
    whole.dialogs.will(tmp_path, "folder")
    shown.package_button.click()
    qtbot.waitUntil(lambda: not whole.context.work.jobs, timeout=300_000)
    folder = tmp_path / "云溪县政协2026年度归档"
    assert opened_ == [folder] and (folder / naming.INDEX).exists()
    title, text, _ = whole.dialogs.asked[-1]
    assert title == "2026 年归档包已生成" and "来稿 43 篇" in text
    whole.dialogs.will(folder, None)
    shown.check_button.click()
    rest(whole.context)
    assert whole.dialogs.asked[-1][0] == "归档包完好"
    (folder / naming.README).unlink()
    whole.dialogs.will(folder)
    shown.check_button.click()
    rest(whole.context)
    trouble = whole.dialogs.asked[-1]
    assert isinstance(trouble, Trouble)
    assert (trouble.title, trouble.text) == ("归档包有 1 处不对", f"缺少文件：{naming.README}")
    whole.dialogs.will(tmp_path)
    shown.check_button.click()
    rest(whole.context)
    assert "不是归档包" in shown.notice.text
    shutil.rmtree(folder)


def test_cancelled_in_the_middle_nothing_is_left(whole: Whole, tmp_path: Path, qtbot: QtBot) -> None:
    shown = page(whole)
    place = tmp_path / "归档"
    place.mkdir()
    whole.dialogs.will(place)
    shown.package_button.click()
    (job,) = whole.context.work.jobs
    assert job.title == "正在生成 2026 年归档包"
    qtbot.waitUntil(lambda: job.reporter.state[0] >= 3, timeout=20_000)
    done, total, words = job.reporter.state
    assert 0 < done < total and words
    whole.context.work.cancel()
    rest(whole.context)
    assert list(place.iterdir()) == []
    assert whole.window.snackbar._text.text().startswith("已取消，没有生成归档包")


def test_what_stands_in_the_way_is_said_in_the_page(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "free_bytes", lambda _folder: 1 << 20)
    shown = page(whole)
    whole.dialogs.will(tmp_path)
    shown.package_button.click()
    rest(whole.context)
    assert "磁盘只剩 1 MB" in shown.notice.text and World.kind == "world"
    whole.dialogs.will(None)
    shown.package_button.click()
    assert whole.context.work.jobs == []
