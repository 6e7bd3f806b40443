"""任务进度 and 单位 in the window: who stands where, the pieces behind a number, the rules, official order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.quotas import Counts, Progress
from cppcc_desk.queries.quotas import quota_rules
from cppcc_desk.queries.units import units
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.person import PersonPage
from cppcc_desk.ui.pages.quotas import QuotasPage
from cppcc_desk.ui.pages.units import UnitsPage
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.people import settle_in, tab

Shown = tuple[Window, Context, tuple[int, ...]]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    made = settle_in(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        yield window, context, made


def told(page: QuotasPage) -> dict[str, tuple[int, int, Progress]]:
    rows = [page.table.rows.row_at(number) for number in range(page.table.rows.count())]
    return {
        row.name if row.kind != "信息员" else f"{row.name}（信息员）": (row.quota, row.count, row.progress)
        for row in rows
    }


def test_people_and_units_with_the_pieces_behind_the_numbers(shown: Shown) -> None:
    window, _, made = shown
    page = tab(window, "quotas", QuotasPage)
    assert told(page) == {
        "柳青禾": (1, 2, Progress.DONE),
        "顾长安（信息员）": (5, 0, Progress.NOTHING),
        "柳青禾（信息员）": (5, 0, Progress.NOTHING),
    }
    page.table.choose([made[0]])
    assert page.pieces.rows.count() == 2 and "计数的来稿 2 篇" in page._whose.text()
    page.progress.set_value(Progress.NOTHING)
    page._show()
    assert "柳青禾" not in told(page)
    page._clear()
    page.open_at(of="界别")
    assert told(page)["医药卫生界"] == (5, 2, Progress.BEHIND)
    assert page.uncredited_button.isVisible()
    page.uncredited_button.click()
    assert page._lower.isVisible() and page.pieces.rows.count() == 5  # the pieces of `furnish`: nobody is linked


def test_space_shows_the_pieces_and_puts_them_away(shown: Shown) -> None:
    window, _, made = shown
    page = tab(window, "quotas", QuotasPage)
    page.table.choose([made[0]])
    page.table.setFocus()
    assert page._lower.isHidden()
    for hidden in (False, True, False):
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        assert page._lower.isHidden() is hidden and page.table.hasFocus()
    page.pieces.setFocus()
    QTest.keyClick(page.pieces, Qt.Key.Key_Space)
    assert page._lower.isHidden() and page.table.hasFocus()
    page._toggle_lower()
    page.uncredited_button.click()  # shows them, also where they are shown already
    assert page._lower.isVisible() and page.pieces.rows.count() == 5


def test_who_stands_worst_comes_first_and_namesakes_are_told_apart(shown: Shown) -> None:
    window, _, made = shown
    page = tab(window, "quotas", QuotasPage)
    rows = page.table.rows
    assert [rows.row_at(n).id for n in range(rows.count())] == [made[1], made[2], made[0]]
    works = next(column for column in rows.columns if column.title == "工作单位")
    assert [works.text(rows.row_at(n)) for n in (1, 2)] == ["云溪中学", "石桥镇中心卫生院医生"]
    page.table.choose([made[1]])
    page._toggle_lower()
    assert page.no_pieces.isVisible() and page.no_pieces.accessibleName() == "顾长安 2026 年还没有计数的来稿"
    page.table.choose([made[0]])
    assert page.pieces.isVisible() and page.no_pieces.isHidden()


def test_a_row_leads_to_the_page_of_the_person(shown: Shown) -> None:
    window, _, made = shown
    page = tab(window, "quotas", QuotasPage)
    page.table.choose([made[1]])
    page.open_button.click()
    assert isinstance(window.page, PersonPage)


def test_the_rules_of_the_year_are_changed_and_undone(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, _ = shown
    page = tab(window, "quotas", QuotasPage)
    answers.will({"委员": 3, "counts": Counts.ADOPTED})
    page.rules_button.click()
    assert told(page)["柳青禾"] == (3, 0, Progress.NOTHING)
    assert context.desk.read(quota_rules, 2026).quotas["信息员"] == 5
    context.desk.undo()
    assert told(page)["柳青禾"] == (1, 2, Progress.DONE)
    answers.will(None)
    page.rules_button.click()
    assert told(page)["柳青禾"] == (1, 2, Progress.DONE)
    question = answers.asked[-1]
    usual = {ask.key: ask.value for ask in question.fields}
    assert list(question.check({**usual, "委员": 1001})) == ["委员"]  # refused in the dialog


def test_units_are_added_renamed_moved_and_put_out_of_use(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, _ = shown
    page = tab(window, "units", UnitsPage)

    def names() -> list[str]:
        return [row.name for row in context.desk.read(units, UnitKind.SECTOR)]

    assert names() == ["医药卫生界", "科技界", "教育界"]
    answers.will({"name": "文艺界"})
    page.new_button.click()
    page.table.choose([next(row.id for row in page._rows if row.name == "教育界")])
    page.up_button.click()
    assert names() == ["医药卫生界", "教育界", "科技界", "文艺界"]
    answers.will({"name": "教育体育界", "active": True})
    page.edit_button.click()
    assert names()[1] == "教育体育界"
    answers.will(None)
    page.edit_button.click()
    taken = answers.asked[-1].check({"name": "科技界", "active": True})  # said in the dialog, which stays open
    assert taken == {"name": "已有同名的界别。"}
    answers.will({"name": "教育体育界", "active": False})
    page.edit_button.click()
    assert "教育体育界" not in names()
    page.table.choose([next(row.id for row in page._rows if row.name == "文艺界")])
    answers.will({"into": next(row.id for row in page._rows if row.name == "科技界")})
    page.unite_button.click()
    assert names() == ["医药卫生界", "科技界"] and context.desk.next_undo() == "文艺界并入科技界"
    page.open_at(kind="信息小组")
    page.table.choose([page._rows[1].id])
    assert not page.unite_button.isEnabled()
    page.edit_button.click()
    assert window.page.title == "设置与备份"
