"""征集要点 in the window: topics of a quarter, their notice, the pieces that answer them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry, UnitKind
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries.commissions import commissions
from cppcc_desk.queries.topics import TopicRow, topics
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.drafting import DraftingPage
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.topics import TopicsPage
from cppcc_desk.ui.pages.topics.asking import TopicWork
from cppcc_desk.ui.pages.topics.piece_list import LIKELY
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests.office import piece, shown
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import settle, troubles

Q4 = Quarter(2026, 4)
BODY = "近期气温下降，各村陆续反映困难。\n建议尽快解决。"


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[tuple[Window, Context]]:
    furnish(desk)
    ini.setValue("window/page", "people")
    with in_window(qtbot, desk, ini, answers) as (made, context):
        yield made, context
        rest(context)


@pytest.fixture
def page(window: tuple[Window, Context]) -> TopicsPage:
    made, _ = window
    made.go("people", part="topics")
    people = made.page
    assert isinstance(people, PeoplePage)
    front = people.front
    assert isinstance(front, TopicsPage)
    return front


def listed(page: TopicsPage) -> list[TopicRow]:
    return page.topics.shown()


def themes(page: TopicsPage) -> list[str]:
    return [row.theme for row in listed(page)]


def numbers(page: TopicsPage) -> list[str]:
    return [row.intake_no for row in page.pieces.shown()]


def offered(page: TopicsPage) -> dict[str, QPushButton]:
    settle()
    both = (page.topics.empty, page.pieces.empty)
    return {b.text(): b for empty in both for b in empty.findChildren(QPushButton) if b.isVisible()}


def set_up(page: TopicsPage, *names: str) -> tuple[int, ...]:
    return page.context.desk.do(save_topics, Q4, [TopicEntry(theme=name) for name in names])


# ---------------------------------------------------------------------------------------------- topics


def test_an_empty_quarter_says_what_to_do_and_takes_a_pasted_list(page: TopicsPage, answers: ScriptedDialogs) -> None:
    unit = page.context.desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    assert list(offered(page)) == ["增加要点…"] and page.pieces.isHidden()
    assert not page.topics.notice_button.isEnabled()
    answers.will({"theme": "1.冬季供水：管网防冻\n2.校园交通\n", "lead_unit_id": unit, "due_on": date(2026, 12, 10)})
    offered(page)["增加要点…"].click()
    assert [(r.theme, r.angles, r.lead_unit, r.due_on) for r in listed(page)] == [
        ("冬季供水", "管网防冻", "农业农村委", date(2026, 12, 10)),
        ("校园交通", "", "农业农村委", date(2026, 12, 10)),
    ]
    assert page.topics._count.text() == "共 2 条（一般 3 到 10 条），来稿 0 篇，采用 0 篇"
    assert page.topics.notice_button.isEnabled() and page.subtitle == "2026年第四季度"
    settle()
    assert troubles(page.window()) == []


def test_the_notice_can_be_pasted_into_the_fields(page: TopicsPage, answers: ScriptedDialogs) -> None:
    page.context.desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    told = "冬季供水\n切入点：管网防冻。牵头单位：农业农村委。截止时间：12月10日。\n校园交通\n牵头单位：教科委。"
    answers.will({"theme": told, "lead_unit_id": None, "due_on": date(2026, 12, 20)})
    offered(page)["增加要点…"].click()
    assert [(r.theme, r.angles, r.lead_unit, r.due_on) for r in listed(page)] == [
        ("冬季供水", "管网防冻", "农业农村委", date(2026, 12, 10)),
        ("校园交通", "牵头单位：教科委", "", date(2026, 12, 20)),
    ]


def test_a_theme_of_old_is_not_cut_when_it_is_changed(page: TopicsPage, answers: ScriptedDialogs) -> None:
    set_up(page, "甲")
    page.reload()
    answers.will(None)
    TopicWork(page.context).change(replace(listed(page)[0], theme="供" * 130))
    field = answers.asked[-1].fields[0].make()
    field.set_value("供" * 130)
    assert field.value() == "供" * 130


def test_enter_changes_a_topic_and_alt_arrows_move_it(qtbot: QtBot, page: TopicsPage, answers: ScriptedDialogs) -> None:
    first, *_ = set_up(page, "甲", "乙", "丙")
    page.topics.table.choose([first])
    answers.will({"theme": "甲之", "angles": "一\n二"})
    qtbot.keyClick(page.topics.table, Qt.Key.Key_Return)
    assert (listed(page)[0].theme, listed(page)[0].angles) == ("甲之", "一二")
    assert not page.topics.up_button.isEnabled()
    page.topics.down_button.click()
    assert themes(page) == ["乙", "甲之", "丙"]
    assert page.topics.table.current_row() is not None and page.topics.up_button.isEnabled()
    page.topics._actions["up"].trigger()
    assert themes(page) == ["甲之", "乙", "丙"]
    assert page.context.desk.undo() == "修改2026年第四季度征集要点"
    assert themes(page) == ["乙", "甲之", "丙"]


def test_delete_asks_and_an_answered_topic_stays(qtbot: QtBot, page: TopicsPage, answers: ScriptedDialogs) -> None:
    first, second = set_up(page, "甲", "乙")
    piece(page.context.desk, topic_call_id=first)
    page.topics.table.choose([second])
    answers.will(False)
    page.topics.delete_button.click()
    assert themes(page) == ["甲", "乙"]
    answers.will(True)
    qtbot.keyClick(page.topics.table, Qt.Key.Key_Delete)
    assert themes(page) == ["甲"]
    page.topics.table.choose([first])
    answers.will(True)
    page.topics.delete_button.click()
    assert themes(page) == ["甲"] and "已有来稿 1 篇对应，不能去掉" in page.notice.text


def test_what_nobody_answered_is_carried_over_from_both_sides(page: TopicsPage, answers: ScriptedDialogs) -> None:
    first, *_ = set_up(page, "甲", "乙", "丙")
    piece(page.context.desk, topic_call_id=first)
    page.topics.forth.click()
    assert page.subtitle == "2027年第一季度" and themes(page) == []
    answers.will(False)
    offered(page)["沿用2026年第四季度没有来稿的…"].click()
    assert themes(page) == [] and answers.asked[-1][0] == "沿用到2027年第一季度？"
    answers.will(True)
    offered(page)["沿用2026年第四季度没有来稿的…"].click()
    assert themes(page) == ["乙", "丙"]
    page.topics.back.click()
    answers.will(True)
    page.topics.carry_button.click()
    assert "没有可以沿用的要点" in page.notice.text
    page.topics.back.click()
    assert page.subtitle == "2026年第三季度" and list(offered(page)) == ["增加要点…"]


def test_a_refusal_of_the_dialog_stands_in_it(page: TopicsPage, answers: ScriptedDialogs) -> None:
    set_up(page, "甲")
    answers.will(None)
    page.topics.add_button.click()
    question = answers.asked[-1]
    told = {"lead_unit_id": None, "due_on": None}
    assert question.check({"theme": "甲", **told}) == {"theme": "主题不能空白，也不能重复。"}
    assert question.check({"theme": "：", **told}) == {"theme": "请填写要点。"}
    assert question.check({"theme": "乙", **told}) == {}


# ---------------------------------------------------------------------------------------------- the notice


def test_the_notice_is_begun_gone_on_with_and_looked_at(window: tuple[Window, Context], page: TopicsPage) -> None:
    made, context = window
    set_up(page, "冬季供水")
    assert page.topics.notice_button.text() == "起草征集通知"
    page.topics.notice_button.click()
    drafted = made.page
    assert isinstance(drafted, DraftingPage) and drafted.form is not None
    rest(context)
    assert drafted.form.fields()["title"] == "政协云溪县委员会办公室关于征集2026年第四季度社情民意信息的通知"
    assert drafted.form.kind is Kind.NOTICE and drafted.save()
    document_id = drafted.document_id
    assert document_id is not None
    made.go("people", part="topics")
    assert page.topics.notice_button.text() == "打开通知草稿"
    page.topics.notice_button.click()
    assert made.page is drafted and drafted.document_id == document_id
    context.desk.do(drafting.finish_document, document_id, sequence="办公室")
    made.go("people", part="topics")
    assert page.topics.notice_button.text() == "查看征集通知"
    assert page.topics.notice_button.toolTip().startswith("云政协办〔2026〕1号")
    page.topics.notice_button.click()
    assert made.page.subject.document_id == document_id  # type: ignore[attr-defined]
    made.go("papers", document_id=document_id)
    row = made.page.parts.documents.table.current_row()  # type: ignore[attr-defined]
    assert (row.purpose, row.id) == ("2026年第四季度征集要点", document_id)


def test_a_kept_draft_still_knows_its_quarter(window: tuple[Window, Context], page: TopicsPage) -> None:
    made, context = window
    set_up(page, "冬季供水")
    page.topics.notice_button.click()
    drafted = made.page
    assert isinstance(drafted, DraftingPage)
    rest(context)
    drafted.may_leave()  # as when the window is closed
    kept = drafted.keeping.offered()
    assert kept is not None and kept.made_for == MadeFor(quarter=Q4)


# ---------------------------------------------------------------------------------------------- pieces


@pytest.fixture
def answered(page: TopicsPage) -> TopicsPage:
    """Two topics; one piece answers the first, one may, one is issued and one is about something else."""
    desk = page.context.desk
    first, _ = set_up(page, "冬季供水供电", "校园交通")
    piece(desk, title="山区供水", original_text=BODY, topic_call_id=first)
    piece(desk, title="冬季供水管网冻损", original_text=BODY)
    piece(desk, State.ISSUED, title="冬季供电不足", original_text=BODY)
    page.topics.table.choose([first])
    return page


def test_in_a_low_window_the_pieces_are_folded_until_they_are_wanted(answered: TopicsPage) -> None:
    page, window = answered, answered.window()
    window.resize(1093, 542)
    settle()
    pieces, topics = page.pieces, page.topics
    assert not pieces.stack.isVisible() and pieces.chips.isVisible() and not pieces.tools.isVisible()
    assert topics.table.viewport().height() >= 6 * topics.table.rowHeight(0)
    assert topics.carry_button.text() == "沿用到下季…"
    assert troubles(window) == []
    pieces.fold_button.click()
    settle()
    assert pieces.stack.isVisible() and pieces.bar.isVisible() and pieces.fold_button.text() == "收起"
    assert troubles(window) == []
    pieces.fold_button.click()
    assert not pieces.stack.isVisible()
    pieces.chips._group.button(1).click()
    assert pieces.stack.isVisible() and len(numbers(page)) == 2
    pieces.fold_button.click()
    window.resize(1366, 696)
    settle()
    assert pieces.stack.isVisible() and not pieces.fold_button.isVisible()


def test_theme_and_points_share_the_room(page: TopicsPage) -> None:
    window = page.window()
    set_up(page, *(f"第{number}条" for number in range(1, 13)))  # more than there is room for
    table = page.topics.table
    theme, angles = table.rows.column("theme"), table.rows.column("angles")
    for width, height in ((1366, 696), (1920, 1008), (1093, 542)):
        window.resize(width, height)
        settle()
        assert table.columnWidth(theme) >= 190 and table.columnWidth(angles) >= 170
        assert abs(table.columnWidth(theme) / table.columnWidth(angles) - 190 / 170) < 0.02
        assert not table.horizontalScrollBar().isVisible()


def test_the_pieces_of_the_chosen_topic_stand_below(answered: TopicsPage) -> None:
    page = answered
    assert numbers(page) == ["2026-006"]
    assert [chip.text() for chip in page.pieces.chips.findChildren(QPushButton)] == ["对应来稿 1", "可能对应 2"]
    page.topics.table.choose([listed(page)[1].id])
    assert numbers(page) == [] and "按编号对应…" in offered(page)
    assert page.pieces.bar.isHidden()
    settle()
    assert troubles(page.window()) == []


def test_a_likely_piece_is_linked_and_taken_off_again(
    qtbot: QtBot, answered: TopicsPage, answers: ScriptedDialogs
) -> None:
    page, desk = answered, answered.context.desk
    page.pieces.chips.choose(LIKELY)
    page.pieces.reload()
    (likely,) = [row for row in page.pieces.shown() if row.intake_no == "2026-007"]
    page.pieces.table.choose([likely.id])
    page.pieces.link_button.click()
    assert numbers(page) == ["2026-008"]
    page.pieces.chips._group.button(0).click()
    assert numbers(page) == ["2026-007", "2026-006"] and listed(page)[0].pieces == 2
    page.pieces.table.choose([likely.id])
    qtbot.keyClick(page.pieces.table, Qt.Key.Key_Delete)
    assert numbers(page) == ["2026-006"]
    assert desk.undo() == "取消对应要点 1 篇"
    assert numbers(page) == ["2026-007", "2026-006"]


def test_an_issued_piece_asks_for_the_reason(answered: TopicsPage, answers: ScriptedDialogs) -> None:
    page, desk = answered, answered.context.desk
    page.pieces._show_likely()
    page.pieces.table.selectAll()
    answers.will({"reason": "补登"})
    page.pieces.link_button.click()
    assert "2026-008已印发，对应要点属于更正登记" in answers.asked[-1].intro
    assert listed(page)[0].pieces == 3 and listed(page)[0].adopted == 1
    (issued,) = [row for row in desk.read(topics, Q4) if row.adopted]
    assert shown(desk, 8).steps[-1].reason == "补登" and issued.theme == "冬季供水供电"


def test_pieces_are_linked_by_their_numbers(answered: TopicsPage, answers: ScriptedDialogs) -> None:
    page = answered
    page.topics.table.choose([listed(page)[1].id])
    answers.will({"pieces": (Suggestion("2026-001"), Suggestion("2026-002")), "reason": ""})
    offered(page)["按编号对应…"].click()
    assert sorted(numbers(page)) == ["2026-001", "2026-002"]
    answers.will(None)
    page.pieces.any_button.click()
    question = answers.asked[-1]
    assert "没有编号为“2026-099”的来稿" in question.check({"pieces": (Suggestion("2026-099"),), "reason": ""})[""]
    issued = {"pieces": (Suggestion("2026-008"),), "reason": ""}
    assert list(question.check(issued)) == ["reason"]


def test_opening_leads_to_the_piece_and_other_pages_lead_here(
    window: tuple[Window, Context], answered: TopicsPage
) -> None:
    made, _ = window
    answered.pieces.open_button.click()
    assert made.page.detail.detail.row.intake_no == "2026-006"  # type: ignore[attr-defined]
    second = listed(answered)[1]
    made.go("people", part="topics", quarter=Q4.next)
    assert answered.subtitle == "2027年第一季度"
    made.go("people", part="topics", topic_id=second.id)
    assert answered.subtitle == "2026年第四季度" and answered.topics.table.current_row() == second
    made.go("people", part="topics", topic_id=99)
    assert "找不到这条征集要点" in answered.notice.text


def test_enter_opens_the_row_under_the_keyboard_and_not_the_first_ticked(
    qtbot: QtBot, window: tuple[Window, Context], answered: TopicsPage
) -> None:
    made, _ = window
    answered.pieces._show_likely()
    table = answered.pieces.table
    assert table.chosen_count() == 0 and answered.pieces.link_button.isEnabled()
    first, second = answered.pieces.shown()
    table.choose([first.id])
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert made.page.detail.detail.row.intake_no == second.intake_no  # type: ignore[attr-defined]


def test_a_piece_is_asked_for_from_a_topic(answered: TopicsPage, answers: ScriptedDialogs) -> None:
    page, desk = answered, answered.context.desk
    desk.do(add_people, [PersonEntry(name="柳青禾")])
    page.topics.table.choose([listed(page)[0].id])
    answers.will({"people": (Suggestion("柳青禾"),), "units": ()})
    page.topics.ask_button.click()
    (row,) = desk.read(commissions, today=page.context.today)
    assert (row.name, row.subject, row.topic) == ("柳青禾", "冬季供水供电", "冬季供水供电")


def test_both_lists_are_printed_under_their_own_names(window: tuple[Window, Context], answered: TopicsPage) -> None:
    _, context = window
    gone: list[tuple[str, dict[str, Any]]] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    settle()
    answered.topics.notice_button.setFocus()  # above its list, and the key means that list all the same
    QTest.keyClick(answered.topics.notice_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    answered.pieces.tools.print_button.click()
    assert [target["ledger"].title for _, target in gone] == ["2026年第四季度征集要点", "要点“冬季供水供电”对应的来稿"]
    assert datetime.combine(gone[0][1]["ledger"].made_on, datetime.min.time()).date() == context.today
