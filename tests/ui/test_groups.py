"""信息小组: what each group has in hand, its list, and handing submissions to another group."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.errands.previews import GroupForm
from cppcc_desk.operations.units import save_group
from cppcc_desk.queries import groups
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.groups import GroupsPage
from cppcc_desk.ui.pages.groups.page import YEAR
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import SCREENS, Screen, in_child, settle, troubles

Shown = tuple[Window, Context, GroupsPage]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    ini.setValue("window/page", "people")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        page = window.page
        assert isinstance(page, PeoplePage)
        groups_page = page.part("groups")
        assert isinstance(groups_page, GroupsPage)
        page.open_at(part="groups")
        yield window, context, groups_page


def rows_of(page: GroupsPage) -> list[SubmissionRow]:
    return [page.table.rows.row_at(number) for number in range(page.table.rows.count())]


def test_each_group_with_its_numbers(shown: Shown) -> None:
    window, context, page = shown
    told = {
        load.name: (load.open, load.overdue, load.this_year)
        for load in context.desk.read(groups.loads, now=context.now)
    }
    assert told == {
        "第一信息小组": (0, 0, 0),
        "第二信息小组": (2, 0, 2),
        "第三信息小组": (1, 0, 1),
        "第四信息小组": (1, 1, 1),
        "第五信息小组": (0, 0, 0),
        "未分派": (1, 0, 1),
    }
    assert [card.load.name for card in page.cards.values()] == list(told)
    assert page.cards[4].accessibleName() == "第四信息小组，组长 何文斌，在办 1 件，超期 1 件，今年 1 篇"
    assert troubles(window) == []


def test_the_list_below_is_that_of_the_chosen_group(qtbot: QtBot, shown: Shown) -> None:
    _, _, page = shown
    assert page.empty.isVisible() and page.group.name == "第一信息小组"
    qtbot.mouseClick(page.cards[2], Qt.MouseButton.LeftButton)
    assert [r.title for r in rows_of(page)] == [
        "规范校外托管机构食品安全管理的建议",
        "完善乡镇卫生院中药饮片统一配送的建议",
    ]
    assert page.cards[2].isChecked() and not page.cards[1].isChecked()
    page.open_at(group_id=None)
    assert [r.title for r in rows_of(page)] == ["在县城主干道增设行人过街安全岛的建议"]
    page.chips.choose(YEAR)
    page.chips.picked.emit(YEAR)
    assert len(rows_of(page)) == 1


def test_many_are_handed_to_another_group_and_back(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    page.open_at(group_id=2)
    page.table.selectAll()
    answers.will({"group": "第五信息小组"})
    page.assign_button.click()
    assert {load.name: load.open for load in context.desk.read(groups.loads, now=context.now)}["第五信息小组"] == 2
    assert page.cards[5].load.open == 2 and rows_of(page) == []
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.cards[5].load.open == 0 and len(rows_of(page)) == 2


def test_opening_and_printing_lead_to_their_pages(shown: Shown) -> None:
    _, context, page = shown
    gone: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    page.open_at(group_id=3)
    row = rows_of(page)[0]
    page.table.choose([row.id])
    page.open_button.click()
    page.tools.print_button.click()
    page.change_button.click()
    page.members_button.click()
    assert gone[0] == ("submissions", {"submission_id": row.id})
    ledger = gone[1][1]["ledger"]
    assert (ledger.title, len(ledger.rows)) == ("第三信息小组在办来稿", 1)  # type: ignore[attr-defined]
    assert gone[2] == ("settings", {"section": "groups", "entry": 3})
    assert page.members_button.text() == "成员 1 人"
    assert gone[3] == ("people", {"part": "roster", "group_id": 3})


def test_enter_opens_the_row_under_the_keyboard_and_not_the_one_that_is_ticked(qtbot: QtBot, shown: Shown) -> None:
    _, context, page = shown
    page.open_at(group_id=2)
    first, second = rows_of(page)
    assert page.table.chosen_count() == 0 and page.open_button.isEnabled() and page.assign_button.isEnabled()
    page.table.choose([first.id])
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    gone: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    qtbot.keyClick(page.table, Qt.Key.Key_Enter)
    assert gone == [("submissions", {"submission_id": second.id})]


def test_a_group_out_of_use_stays_while_it_has_work(shown: Shown) -> None:
    _, context, page = shown
    context.desk.do(save_group, 3, name="第三信息小组", leader="周洋", area="", active=False)
    context.desk.do(save_group, 1, name="第一信息小组", leader="", area="", active=False)
    assert [card.load.name for card in page.cards.values()] == [
        "第二信息小组",
        "第三信息小组",
        "第四信息小组",
        "第五信息小组",
        "未分派",
    ]


def test_cards_go_into_lines_of_equal_length(shown: Shown) -> None:
    _, _, page = shown
    page.grid.fit(500)
    settle()
    tops = sorted({card.y() for card in page.cards.values()})
    assert len(tops) == 2 and len({card.x() for card in page.cards.values()}) == 3


@pytest.mark.screens
def test_nothing_is_cut_off_at_any_size(tmp_path: Path) -> None:
    found = in_child("tests.ui.office:groups", tmp_path, "groups", (*SCREENS, Screen("smallest", 1024, 520)))
    assert found == {name: [] for name in found}


def test_the_sign_in_sheet_of_a_group_is_asked_for_at_its_card(qtbot: QtBot, shown: Shown) -> None:
    window, context, page = shown
    page.open_at(group_id=2)
    page.sign_in_button.click()
    assert window.page.subject == GroupForm("签到表", 2)  # type: ignore[attr-defined]
    window.go("people")
    *_, from_menu = page.cards[4].actions()
    assert from_menu.text() == "打印签到表…"
    from_menu.trigger()
    assert window.page.subject == GroupForm("签到表", 4)  # type: ignore[attr-defined]
    rest(context)
    window.go("people", group_id=None)
    assert page.sign_in_button.isHidden() and page.cards[None].actions() == []
