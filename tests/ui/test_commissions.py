"""约稿 in the window: asked, answered, changed, let go; what is due; letters to those who are asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonEntry, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations import commissioning as doing
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.pages.commissions import CommissionsPage
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests.office import piece
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import settle, troubles

TODAY = date(2026, 11, 20)
Shown = tuple[Window, Context, CommissionsPage]


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    desk.do(
        add_people,
        [PersonEntry(name=name, phone="13800000001") for name in ("柳青禾", "顾长安", "王芳", "王芳")],
    )
    desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    ini.setValue("window/page", "people")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("people", part="commissions")
        people = window.page
        assert isinstance(people, PeoplePage)
        page = people.front
        assert isinstance(page, CommissionsPage)
        yield window, context, page
        rest(context)


@pytest.fixture
def page(stage: Shown) -> CommissionsPage:
    return stage[2]


def person(desk: Desk, name: str) -> int:
    from cppcc_desk.queries.people import bearers

    return desk.read(bearers, [name])[0].id


def ask(page: CommissionsPage, name: str, subject: str, due: date, asked: date = date(2026, 11, 1)) -> int:
    desk = page.context.desk
    told: dict[str, Any] = {"subject": subject, "asked_on": asked, "due_on": due}
    return desk.do(doing.commission, person_ids=[person(desk, name)], **told)[0]


def rows(page: CommissionsPage) -> list[CommissionRow]:
    return page.list.shown()


def told(page: CommissionsPage) -> list[tuple[str, str]]:
    return [(row.standing, row.name) for row in rows(page)]


def offered(page: CommissionsPage) -> dict[str, QPushButton]:
    settle()
    return {b.text(): b for b in page.list.empty.findChildren(QPushButton) if b.isVisible()}


def test_an_empty_list_offers_to_ask_and_asks_several_at_once(page: CommissionsPage, answers: ScriptedDialogs) -> None:
    answers.will({"people": (Suggestion("柳青禾"),), "units": (Suggestion("农业农村委"),), "subject": "冬季供水"})
    offered(page)["约稿…"].click()
    assert told(page) == [("剩 14 天", "柳青禾"), ("剩 14 天", "农业农村委")]
    assert [row.name for row in page.list.table.chosen_rows()] == ["柳青禾", "农业农村委"]
    assert page.subtitle == "待交稿 2 件"
    assert page.context.desk.undo() == "约稿 2 件"
    assert rows(page) == []


def test_who_is_meant_is_said_at_its_field(page: CommissionsPage, answers: ScriptedDialogs) -> None:
    answers.will(None)
    page.list.new_button.click()
    question: Question = answers.asked[-1]
    usual = {ask.key: ask.value for ask in question.fields} | {"people": (), "units": ()}

    def problems(**given: Any) -> dict[str, str]:
        return question.check(usual | given)

    assert problems(subject="甲") == {"people": "请选择向谁约稿。"}
    assert problems(people=(Suggestion("没有这人"),)) == {"people": "名册里没有“没有这人”，请从候选里选。"}
    assert problems(people=(Suggestion("王芳"),))["people"].startswith("名册里有 2 个“王芳”")
    assert problems(units=(Suggestion("没有的"),)) == {"units": "单位里没有“没有的”，请从候选里选。"}
    assert problems(people=(Suggestion("柳青禾"),)) == {"subject": "约稿的题目应有 1 到 120 个字。"}
    assert list(problems(people=(Suggestion("柳青禾"),), subject="甲", due_on=date(2026, 11, 1))) == ["due_on"]
    people, units = (next(f for f in question.fields if f.key == key).make() for key in ("people", "units"))
    assert [line.text for line in people.edit._provider("lqh")] == ["柳青禾"]  # type: ignore[attr-defined]
    assert next(line.text for line in units.edit._provider("")) == "农业农村委"  # type: ignore[attr-defined]


def test_what_is_late_stands_first_with_its_lamp_and_done_ones_are_filtered(page: CommissionsPage) -> None:
    ask(page, "柳青禾", "甲", date(2026, 12, 20))
    ask(page, "顾长安", "乙", date(2026, 11, 18))
    closed = ask(page, "柳青禾", "丙", date(2026, 11, 22))
    assert told(page) == [("超期 2 天", "顾长安"), ("剩 2 天", "柳青禾"), ("剩 30 天", "柳青禾")]
    assert page.list._count.text() == "共 3 件，超期 1 件，临期 1 件"
    assert page.subtitle == "待交稿 3 件，超期 1 件"
    page.context.desk.do(doing.let_go, [closed], reason="不写了")
    assert len(rows(page)) == 2
    page.list.chips._group.button(1).click()
    assert told(page)[-1] == ("不再约", "柳青禾")
    settle()
    assert troubles(page.window()) == []


def test_a_piece_that_came_in_is_offered_and_answers(page: CommissionsPage, answers: ScriptedDialogs) -> None:
    desk = page.context.desk
    made = ask(page, "柳青禾", "冬季供水", date(2026, 11, 25))
    about = piece(desk, contributors=(Contributor(name="柳青禾", person_id=person(desk, "柳青禾")),))
    page.list.table.choose([made])
    answers.will({})  # the only piece of that person stands there already
    page.list.answer_button.click()
    assert rows(page) == [] and "看全部" in offered(page)
    offered(page)["看全部"].click()
    (row,) = rows(page)
    assert (row.standing, row.submission_id) == ("已交稿", about)
    field = answers.asked[-1].fields[0].make()
    assert [line.text for line in field.edit._provider("")] == ["2026-006"]
    desk.do(move_to_bin, [about])
    assert page.list.table.rows.columns[-2].text(rows(page)[0]) == "2026-006（已删）"


def test_enter_changes_what_is_open_and_opens_the_piece_of_what_is_done(
    qtbot: QtBot, stage: Shown, answers: ScriptedDialogs
) -> None:
    window, context, page = stage
    made = ask(page, "柳青禾", "冬季供水", date(2026, 11, 25))
    page.list.table.choose([made])
    answers.will({"due_on": date(2026, 12, 1), "reason": "外出"})
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert rows(page)[0].due_on == date(2026, 12, 1)
    assert context.desk.next_undo() == "修改约稿 柳青禾，期限 11-25 改为 12-01：外出"
    question = answers.asked[-1]
    reason = next(ask for ask in question.fields if ask.key == "reason")
    assert reason.shown({"due_on": date(2026, 12, 1)}) and not reason.shown({"due_on": date(2026, 11, 25)})
    context.desk.do(doing.answer, made, submission_id=1)
    page.list._show_all()
    page.list.table.choose([made])
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert window.page.detail.detail.row.intake_no == "2026-001"  # type: ignore[attr-defined]


def test_delete_lets_go_with_a_reason_and_it_is_asked_for_again(
    qtbot: QtBot, page: CommissionsPage, answers: ScriptedDialogs
) -> None:
    ask(page, "柳青禾", "甲", date(2026, 11, 25))
    ask(page, "顾长安", "乙", date(2026, 11, 25))
    page.list.table.selectAll()
    assert not page.list.answer_button.isEnabled() and page.list.letter_button.isEnabled()
    answers.will({"reason": "题目过时"})
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert rows(page) == []
    page.list._show_all()
    page.list.table.choose([rows(page)[0].id])
    assert not page.list.drop_button.isEnabled() and page.list.again_button.isVisible()
    answers.will({"due_on": date(2026, 12, 5)})
    page.list.again_button.click()
    assert sorted(told(page)) == [("不再约", "柳青禾"), ("剩 15 天", "顾长安")]
    assert page.list.table.rows.columns[-1].text(rows(page)[1]) == "题目过时"


def test_buttons_mean_the_row_under_the_keyboard_and_enter_does_even_where_another_is_ticked(
    qtbot: QtBot, stage: Shown, answers: ScriptedDialogs
) -> None:
    window, context, page = stage
    ask(page, "柳青禾", "甲", date(2026, 11, 24))
    second = ask(page, "顾长安", "乙", date(2026, 11, 25))
    table = page.list.table
    assert table.chosen_count() == 0 and page.list.answer_button.isEnabled() and page.list.letter_button.isEnabled()
    page.list.letter_button.click()
    rest(context)
    assert [part.name for part in window.page.preview.parts] == ["约稿函 柳青禾"]  # type: ignore[attr-defined]
    window.go("people", part="commissions")
    table.choose([rows(page)[0].id])
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    answers.will({"subject": "乙之"})
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert {row.id: row.subject for row in rows(page)}[second] == "乙之"


def test_letters_go_to_each_who_was_asked(stage: Shown) -> None:
    window, context, page = stage
    ask(page, "柳青禾", "甲", date(2026, 11, 18))
    ask(page, "柳青禾", "乙", date(2026, 11, 25))
    ask(page, "顾长安", "丙", date(2026, 11, 25))
    page.list.table.selectAll()
    page.list.reminder_button.click()
    rest(context)
    preview = window.page.preview  # type: ignore[attr-defined]
    assert [part.name for part in preview.parts] == ["约稿催办 柳青禾", "约稿催办 顾长安"]
    assert len(preview.layout.pages) == 2


def test_another_page_leads_to_one_of_them(stage: Shown) -> None:
    window, context, page = stage
    made = ask(page, "柳青禾", "甲", date(2026, 11, 25))
    context.desk.do(doing.let_go, [made], reason="不写了")
    window.go("people", part="commissions", commission_id=made)
    current = page.list.table.current_row()
    assert current is not None and current.id == made and page.list.table.chosen_ids() == [made]


def test_a_refusal_is_told_in_the_page(page: CommissionsPage) -> None:
    ask(page, "柳青禾", "甲", date(2026, 11, 25))
    page.list.table.selectAll()
    stale = page.list.table.chosen_rows()
    page.list.table.chosen_rows = lambda: stale  # type: ignore[method-assign]
    page.context.desk.do(doing.let_go, [stale[0].id], reason="不写了")
    page.list._print_letters("约稿函")
    assert "不再约，不用再发函" in page.notice.text


def test_phones_are_masked_in_the_list(page: CommissionsPage) -> None:
    ask(page, "柳青禾", "甲", date(2026, 11, 25))
    phone = next(column for column in page.list.table.rows.columns if column.key == "phone")
    assert phone.text(rows(page)[0]) == "138****0001"
