"""换届 in the window: who does not stay is unticked, one step, and the roll of the term before stays readable."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries.people import people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.person import PersonPage
from cppcc_desk.ui.pages.term_change import TermChangePage
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.people import settle_in

Shown = tuple[Window, Context, TermChangePage, tuple[int, ...]]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    made = settle_in(desk)
    desk.do(begin_term, 10, began=date(2022, 1, 10))
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("term_change")
        assert isinstance(window.page, TermChangePage)
        yield window, context, window.page, made


def where(page: TermChangePage, person_id: int, column: int = 1) -> QPoint:
    index = page.staying.rows.index(page.staying.rows.find(person_id), column)
    return page.staying.visualRect(index).center()


def ticked(page: TermChangePage) -> list[int]:
    return [row.id for row in page.staying.chosen_rows()]


def test_a_click_unticks_one_and_moving_the_keyboard_nobody(shown: Shown) -> None:
    _, _, page, made = shown
    view, left = page.staying.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(view, left, pos=where(page, made[1]))
    assert ticked(page) == [made[0], made[2]]
    QTest.mouseClick(view, left, pos=where(page, made[0], column=0))
    assert ticked(page) == [made[2]]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        QTest.keyClick(page.staying, key)
    QTest.keyClicks(page.staying, "lg")  # a letter is looked for
    assert ticked(page) == [made[2]]
    QTest.keyClick(page.staying, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.staying, Qt.Key.Key_Space)
    assert ticked(page) == [made[0], made[2]] and page._count.text() == "留任 2 人，退出 1 人"
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=where(page, made[1]))
    assert ticked(page) == [made[0], made[2]]


def test_opening_somebody_leaves_the_ticks_alone(shown: Shown) -> None:
    window, _, page, made = shown
    view, left = page.staying.viewport(), Qt.MouseButton.LeftButton
    at = where(page, made[1])
    QTest.mouseClick(view, left, pos=at)
    QTest.mouseDClick(view, left, pos=at)
    assert isinstance(window.page, PersonPage)
    window.go("term_change")
    assert ticked(page) == [*made[:3]]


def test_who_comes_into_the_roster_meanwhile_stays(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page, made = shown
    page.staying.tick([made[0], made[1]])
    window.go("people")
    (new,) = context.desk.do(add_people, [PersonEntry(name="苏晚晴", kind=PersonKind.MEMBER)])
    window.go("term_change")
    assert ticked(page) == [made[0], made[1], new]
    answers.will({"began": date(2026, 11, 16)})
    page.change_button.click()
    assert made[2] not in [row.id for row in context.desk.read(people)]
    context.desk.undo()
    assert ticked(page) == [*made[:3], new]


def test_what_was_filled_in_stays_when_the_desk_refuses(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, _ = shown
    answers.will(None)
    page.change_button.click()
    question = answers.asked[-1]
    usual = {ask.key: ask.value for ask in question.fields}
    assert "应在第十届" in question.check({**usual, "number": 9})["number"]
    assert question.check({**usual, "began": date(2026, 11, 16)}) == {}
    assert context.desk.next_undo() == "换届：第十一届，留任 3 人"


def test_a_new_term_and_the_roll_of_the_old_one(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page, made = shown
    assert page._count.text() == "留任 3 人，退出 0 人"
    page.none_button.click()
    assert not page.change_button.isEnabled()
    page.staying.choose([made[0], made[1]])
    assert page._count.text() == "留任 2 人，退出 1 人"
    answers.will({"began": date(2026, 11, 16)})
    page.change_button.click()
    assert [row.id for row in context.desk.read(people)][-3:] == [made[0], made[1], made[3]]
    old = page.which._keys[2]
    page.open_at(term_id=old)
    assert sorted(page.roll.rows.row_at(n).person_id for n in range(page.roll.rows.count())) == sorted(made[:3])
    page.roll.choose([made[2]])
    page.person_button.click()
    assert isinstance(window.page, PersonPage) and "退出名册（第十届届满）" in window.page.side.kinds.text()
    context.desk.undo()
    assert made[2] in [row.id for row in context.desk.read(people)]
