"""登记来稿: the 约稿 of who writes is offered, taken with one press, answered when the piece is saved."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.operations.commissioning import commission, let_go
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries import submissions
from cppcc_desk.queries.commissions import CommissionRow, commissions
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.register import RegisterPage
from cppcc_desk.ui.pages.register.entry import COLLECTIVE
from tests.ui.answers import ScriptedDialogs
from tests.ui.registering import fill, furnish, shown
from tests.ui.screens import settle, troubles

DUE = date(2026, 11, 30)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, answers: ScriptedDialogs) -> Iterator[RegisterPage]:
    furnish(desk)
    (topic,) = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="农村客运")])
    desk.do(
        commission, person_ids=[1], subject="客运班线", asked_on=desk.today, due_on=DUE, topic_call_id=topic
    )  # of 石青
    window, context, page = shown(desk, answers)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    yield page
    context.work.close()


def offered(page: RegisterPage) -> dict[str, QPushButton]:
    bar = page.entry.asked
    settle()
    return {made.text(): made for made in bar.findChildren(QPushButton) if made.isVisible() and made.text()}


def rows(page: RegisterPage) -> list[CommissionRow]:
    return list(page.context.desk.read(commissions, today=page.context.today))


def count(context: Context) -> int:
    return context.desk.read(submissions.count, Filter())


def test_what_is_open_of_the_contributor_is_offered_and_answered_in_one_step(page: RegisterPage) -> None:
    assert page.entry.asked.isHidden()
    fill(page)
    assert page.entry.asked.text == "已向石青约稿“客运班线”，11-30 截止，还没有交稿。"
    offered(page)["就是这篇"].click()
    assert page.entry.asked.text == "保存以后，向石青约的“客运班线”就记为已交稿。"
    assert page.entry.value("is_commissioned")
    assert page.entry.more.topic.box.currentText() == "2026年第四季度：农村客运"
    assert troubles(page.window()) == []
    page.single.save.click()
    (row,) = rows(page)
    assert (row.standing, row.intake_no) == ("已交稿", "2026-002")
    assert page.entry.asked.isHidden()
    page.context.desk.undo()
    assert rows(page)[0].waiting and count(page.context) == 1


def test_who_thinks_better_of_it_changes_nothing_of_the_commission(page: RegisterPage) -> None:
    fill(page)
    offered(page)["就是这篇"].click()
    offered(page)["不是这篇"].click()
    assert not page.entry.value("is_commissioned") and page.entry.value("topic_call_id") is None
    page.single.save.click()
    assert count(page.context) == 2 and rows(page)[0].waiting


def test_another_contributor_takes_the_offer_away(page: RegisterPage) -> None:
    fill(page)
    offered(page)["就是这篇"].click()
    page.entry.main.set_value("contributors", ("孙庆芝",))
    assert page.entry.asked.isHidden() and page.single.commissioned.answering is None
    page.entry.main.set_value("contributors", ("石青",))
    assert "就是这篇" in offered(page)
    page.single.fresh()
    assert page.entry.asked.isHidden()


def test_of_several_the_subject_is_chosen(page: RegisterPage) -> None:
    desk = page.context.desk
    long = "山区群众看病就医和药品配备的情况和建议"
    desk.do(commission, person_ids=[1], subject=long, asked_on=desk.today, due_on=date(2026, 12, 5))
    fill(page)
    assert page.entry.asked.text.startswith("向石青约的稿还有 2 件没有交")
    assert list(offered(page)) == ["客运班线", "山区群众看病就医和药品配备…"]
    offered(page)["山区群众看病就医和药品配备…"].click()
    page.single.save.click()
    assert {row.subject: row.waiting for row in rows(page)} == {"客运班线": True, long: False}


def test_of_many_the_rest_is_in_a_menu(page: RegisterPage) -> None:
    desk = page.context.desk
    for number in range(1, 5):
        due = date(2026, 12, number)
        desk.do(commission, person_ids=[1], subject=f"第{number}个题目", asked_on=desk.today, due_on=due)
    fill(page)
    assert list(offered(page)) == ["客运班线", "第1个题目", "第2个题目", "其余 2 件"]
    rest = offered(page)["其余 2 件"].menu().actions()
    assert [entry.text() for entry in rest] == ["第3个题目", "第4个题目"]
    assert troubles(page.window()) == []
    rest[1].trigger()
    assert page.entry.asked.text == "保存以后，向石青约的“第4个题目”就记为已交稿。"


def test_a_collective_piece_is_offered_what_its_unit_was_asked_for(page: RegisterPage) -> None:
    desk = page.context.desk
    unit = desk.do(save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name="龙潭镇政协工委")
    desk.do(commission, unit_ids=[unit], subject="集市停车", asked_on=desk.today, due_on=DUE)
    page.entry.main.set_value("submitting_unit", "龙潭镇政协工委")
    assert page.entry.asked.isHidden()  # a person of that unit writes for himself
    page.entry.main.collective.box.click()
    assert page.entry.value(COLLECTIVE) and "已向龙潭镇政协工委约稿“集市停车”" in page.entry.asked.text


def test_what_is_let_go_meanwhile_is_not_offered_any_more(page: RegisterPage) -> None:
    fill(page)
    offered(page)["就是这篇"].click()
    page.context.desk.do(let_go, [1], reason="不要了")
    assert page.entry.asked.isHidden() and page.single.commissioned.answering is None


def test_only_recent_topics_are_offered(page: RegisterPage) -> None:
    desk = page.context.desk
    desk.do(save_topics, Quarter(2026, 2), [TopicEntry(theme="旧")])
    desk.do(save_topics, Quarter(2026, 3), [TopicEntry(theme="上季")])
    box = page.entry.more.topic.box
    texts = [box.itemText(number) for number in range(box.count())]
    assert texts == ["（不对应）", "2026年第四季度：农村客运", "2026年第三季度：上季"]
