"""The menu of the right mouse button repeats what can be done with a row, with its keys (U25)."""

import gc

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.workflow import State
from cppcc_desk.queries import submissions
from cppcc_desk.ui.pages.groups import GroupsPage
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.register import RegisterPage
from cppcc_desk.ui.table import DataTable
from tests.ui.whole import Whole


def menu(table: "DataTable[object]") -> dict[str, str]:
    """Words and keys as the menu shows them."""
    gc.collect()
    shown = {}
    for made in table.row_menu().actions():
        words, _, told = made.text().partition("\t")
        shown[words] = told or made.shortcut().toString()
    return shown


@pytest.mark.parametrize("page", ["workbench", "submissions", "papers", "people", "register"])
def test_every_list_has_a_menu(whole: Whole, page: str) -> None:
    whole.window.go(page)
    tables = [found for found in whole.window.page.findChildren(DataTable) if found.rows.columnCount() > 1]
    assert tables and [found.accessibleName() for found in tables if not menu(found)] == []


def test_the_lists_of_submissions_repeat_what_the_detail_offers(whole: Whole) -> None:
    page = whole.submissions
    for table in (page.listing.list, page.listing.table):
        shown = menu(table)
        assert {
            "办理下一环节…": "Ctrl+Enter",
            "退回…": "",
            "不予采用…": "",
            "编辑稿件…": "",
            "修改标题…": "F2",
            "更正登记…": "",
            "增加报送去向…": "",
            "登记传送…": "",
            "跳过或重做环节…": "",
            "打印清单…": "Ctrl+P",
            "移入回收站…": "Del",
        }.items() <= shown.items()
        assert shown.keys() & {"暂停计时…", "恢复计时"} and shown.keys() & {"合并到另一篇…", "撤销合并…"}


def test_what_the_state_does_not_allow_is_grey(whole: Whole) -> None:
    page = whole.submissions
    page.listing.show_table(True)
    table = page.listing.table

    def possible(*numbers: str) -> set[str]:
        table.choose([whole.submission(number) for number in numbers])
        return {made.text() for made in table.row_menu().actions() if made.isEnabled()}

    assert {"退回…", "不予采用…", "编辑稿件…"} <= possible("2026-037")  # 待审
    page.listing.clear_filters()
    assert not {"退回…", "不予采用…"} & possible("2026-043")  # 已登记
    assert not {"不予采用…", "编辑稿件…", "登记传送…"} & possible("2026-006")  # 已归档
    assert not {"退回…", "更正登记…", "登记传送…"} & possible("2026-037", "2026-038")


def test_the_menu_of_a_list_works(whole: Whole) -> None:
    page = whole.submissions
    page.listing.list.choose([whole.submission("2026-037")])
    entries = {made.text(): made for made in page.listing.list.row_menu().actions()}
    whole.dialogs.will({"to": "编辑", "reason": "再压缩。"})
    entries["退回…"].trigger()
    assert whole.state("2026-037") == State.EDITING
    page.listing.show_table(True)
    page.listing.table.choose([whole.submission("2026-042")])
    entries = {made.text(): made for made in page.listing.table.row_menu().actions()}
    entries["编辑稿件…"].trigger()
    assert page.detail.is_editing and page.detail.detail is not None
    assert page.detail.detail.row.intake_no == "2026-042"


def test_the_workbench_tells_its_keys(whole: Whole) -> None:
    shown = menu(whole.workbench.table)
    assert (shown["显示或收起速览"], shown["打印清单…"]) == ("空格", "Ctrl+P")


def test_groups_have_the_keys_of_every_list(whole: Whole, qtbot: QtBot) -> None:
    whole.window.go("people", part="groups")
    assert isinstance(whole.window.page, PeoplePage)
    page = whole.window.page.front
    assert isinstance(page, GroupsPage)
    row = whole.desk.read(submissions.rows, [whole.submission("2026-042")], now=whole.desk.now)[0]
    page._pick(next(load.id for load in page._loads if load.name == row.group))
    page.table.choose([row.id])
    assert page.tools.columns_button.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.look.isVisible() and page.look._detail is not None and page.look._detail.row.id == row.id
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.look.isHidden()
    whole.dialogs.will({"title": "换一个标题"}, True)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.table.rows.row_at(page.table.rows.find(row.id)).title == "换一个标题"
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.table.rows.find(row.id) < 0
    qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert whole.window.page is not page


def test_the_list_of_dropped_files_has_a_menu(whole: Whole) -> None:
    whole.window.go("register")
    page = whole.window.page
    assert isinstance(page, RegisterPage)
    assert menu(page.batch.table) == {"打开核对": "Enter", "复制所选行": "Ctrl+C"}
