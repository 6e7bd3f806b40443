"""换届 in the window: who does not stay is unticked, one step, and the roll of the term before stays readable."""

from datetime import date

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries.people import people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.pages.person import PersonPage
from cppcc_desk.ui.pages.term_change import TermChangePage
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, open_window
from tests.ui.people import settle_in


def test_a_new_term_and_the_roll_of_the_old_one(
    qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs
) -> None:
    furnish(desk)
    made = settle_in(desk)
    desk.do(begin_term, 10, began=date(2022, 1, 10))
    window, context = open_window(desk, ini, dialogs=answers)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    window.go("term_change")
    page = window.page
    assert isinstance(page, TermChangePage)
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
    assert isinstance(window.page, PersonPage) and "退出名册（第十届届满）" in window.page._kinds.text()
    context.desk.undo()
    assert made[2] in [row.id for row in context.desk.read(people)]
    context.work.close()
