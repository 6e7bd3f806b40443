"""What the window does by itself: reminders with a snooze, the holiday notice, search, recent ones, the person."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.official import Kind
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations import office as changing
from cppcc_desk.queries import clocks, documents, office, submissions
from cppcc_desk.queries.outcomes import awaiting
from cppcc_desk.ui import recent
from cppcc_desk.ui.attending import HOUR_MS, Attending
from cppcc_desk.ui.pages.papers.page import PapersPage
from tests.ui.screens import settle
from tests.ui.whole import Whole

CTRL = Qt.KeyboardModifier.ControlModifier


def attending(whole: Whole) -> Attending:
    found = whole.window.findChild(Attending)
    assert found is not None
    return found


def press(whole: Whole, words: str) -> None:
    settle()  # buttons of the bar before are gone then
    next(b for b in whole.window.reminder.findChildren(QPushButton) if b.text() == words).click()


def test_the_reminder_is_a_bar_and_can_be_put_off_till_tomorrow(whole: Whole) -> None:
    bar = whole.window.reminder
    assert bar.isVisible() and bar.text == "今天到期 2 件，超期 2 件。"
    press(whole, "明天再提醒")
    assert not bar.isVisible()
    attending(whole).remind()
    assert not bar.isVisible()
    attending(whole).remind(asked=True)  # the bell
    assert bar.isVisible()
    bar.dismiss()
    whole.clock.now += timedelta(days=1)
    attending(whole).remind()
    assert bar.isVisible() and "超期 4 件" in bar.text
    assert attending(whole)._timers[0].interval() == HOUR_MS and attending(whole)._timers[0].isActive()


def test_the_reminder_leads_to_what_is_overdue(whole: Whole) -> None:
    whole.submissions.setFocus()
    press(whole, "查看")
    page = whole.workbench
    assert {page.table.rows.row_at(n).urgency for n in range(page.table.rows.count())} == {"超期"}


def test_from_december_the_next_years_holidays_are_asked_for(whole: Whole) -> None:
    assert whole.desk.read(office.calendar).knows(2026)
    whole.clock.now = datetime(2026, 11, 30, 9, 0)
    attending(whole).remind()
    assert "放假" not in whole.window.reminder.text
    whole.clock.now = datetime(2026, 12, 1, 9, 0)
    attending(whole).remind()
    assert "2027 年放假安排未录入" in whole.window.reminder.text
    settle()
    words = [b.text() for b in whole.window.reminder.findChildren(QPushButton)]
    assert "粘贴放假通知" in words and whole.window.reminder.property("kind") == "warning"


def wait_for(qtbot: QtBot, whole: Whole, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: whole.context.work.jobs == [] and ready())


def test_search_while_typing_shows_where_it_matched(qtbot: QtBot, whole: Whole) -> None:
    box = whole.window.header.search
    qtbot.keyClick(whole.window, Qt.Key.Key_F, CTRL)
    box.setText("充电柜")
    box.ask()
    wait_for(qtbot, whole, box.panel.isVisible)
    line = box.panel.lines[0]
    assert line.text.startswith("2026-042") and line.detail.startswith("原文：") and "充电柜" in line.detail
    assert box.panel.width() > box.width()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    detail = whole.submissions.detail.detail
    assert detail is not None and detail.row.intake_no == "2026-042"
    assert box.text() == ""


def test_search_by_number_by_person_and_by_initials(qtbot: QtBot, whole: Whole) -> None:
    box = whole.window.header.search
    box.setFocus()
    for typed, number in (("2026-037", "2026-037"), ("罗长贵", "2026-006"), ("lcg", "2026-006")):
        box.panel.hide()
        box.setText(typed)
        box.ask()
        wait_for(qtbot, whole, box.panel.isVisible)
        assert number in [line.text[:8] for line in box.panel.lines]
    box.panel.hide()
    box.setText("没有这样的词")
    box.ask()
    wait_for(qtbot, whole, box.panel.isVisible)
    assert [line.text for line in box.panel.lines] == ["没有找到"]


def test_search_finds_official_papers_too(qtbot: QtBot, whole: Whole) -> None:
    for number in range(5):
        fields = {"title": f"关于做好防汛\n值守工作的通知{number}"}
        whole.desk.do(drafting.save_document, None, kind=Kind.NOTICE, fields=fields)
    box = whole.window.header.search
    box.setFocus()
    box.setText("防汛值守 通知")
    box.ask()
    wait_for(qtbot, whole, box.panel.isVisible)
    texts = [line.text for line in box.panel.lines]
    assert sum(text.startswith("通知　关于做好防汛") for text in texts) == 3
    assert texts[-1] == "查看全部公文（5 份）"
    found = whole.desk.read(documents.documents, words="防汛值守")
    for _ in range(len(texts)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page = whole.window.page
    assert isinstance(page, PapersPage)
    papers = page.parts.documents
    assert papers.table.rows.count() == len(found) == 5
    box.setFocus()
    box.setText("值守工作的通知2")
    box.ask()
    wait_for(qtbot, whole, box.panel.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    row = papers.table.current_row()
    assert row is not None and row.title.endswith("通知2")
    assert not papers.filtered


def test_the_last_ten_that_were_opened_are_offered(qtbot: QtBot, whole: Whole) -> None:
    opened = [f"2026-{number:03d}" for number in range(1, 13)]
    for number in opened:
        whole.shown(number)
    box = whole.window.header.search
    whole.window.activateWindow()
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.waitUntil(box.panel.isVisible)
    assert [line.text[:8] for line in box.panel.lines] == opened[::-1][:10]
    assert len(recent.ids(whole.context.settings)) == 10


def test_somebody_else_sits_down(whole: Whole) -> None:
    whole.dialogs.will({"person": "单文静"})
    whole.window.header.person_wanted.emit()
    question = whole.dialogs.asked[-1]
    assert question.fields[0].value == "王秀兰"
    assert whole.desk.by == "单文静" and whole.context.settings.value("person") == "单文静"
    assert whole.window.header._person.text() == "单文静"
    mine = [i for i in whole.desk.read(clocks.open_items, now=whole.desk.now) if i.responsible == "单文静"]
    page = whole.workbench
    page.chips.choose("mine")
    page._filter()
    assert page.table.rows.count() == len(mine)


def test_without_a_list_of_names_the_settings_are_shown(whole: Whole) -> None:
    whole.desk.do(changing.save_staff, [])
    whole.window.header.person_wanted.emit()
    assert "还没有经办人员名单" in whole.window.snackbar.accessibleName()
    assert whole.desk.by == "王秀兰"


def test_the_title_names_the_office_and_follows_its_name(whole: Whole) -> None:
    assert whole.window.windowTitle() == "政协社情民意工作台 — 云溪县政协"
    whole.desk.do(changing.change_settings, {"office_short_name": "云溪区政协"}, since=whole.desk.today)
    assert whole.window.windowTitle() == "政协社情民意工作台 — 云溪区政协"


def test_the_badges_count_what_waits(whole: Whole) -> None:
    entries = whole.window.navigation._entries
    opened = whole.desk.read(submissions.count, submissions.Filter(scope="open"))
    assert entries["submissions"].badge == opened and not entries["submissions"].alarming
    awaited = len(whole.desk.read(awaiting, today=whole.desk.today))
    assert entries["outcomes"].badge == awaited > 0 and not entries["outcomes"].alarming
