"""人员: found by initials, entered, changed, united, taken out and back; the list goes to paper and to Excel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.errands.previews import Letters
from cppcc_desk.operations.people import change_person
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries.people import detail, entry_of, people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.cards import CardsPage
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.person import PersonPage
from cppcc_desk.ui.pages.preview import PreviewPage
from cppcc_desk.ui.pages.roster import RosterPage
from cppcc_desk.ui.pages.roster.page import LEFT, NOWHERE
from cppcc_desk.ui.window import Window
from tests.pictures import portrait_file
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.people import LIU, settle_in, tab
from tests.ui.printed import rest
from tests.ui.screens import settle

Shown = tuple[Window, Context, RosterPage, tuple[int, ...]]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    made = settle_in(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        yield window, context, tab(window, "roster", RosterPage), made


def names(page: RosterPage) -> list[str]:
    return [row.name for row in page.list.shown()]


def look_for(page: RosterPage, words: str) -> list[str]:
    page.list.words.setText(words)
    page.list._show()
    return names(page)


def test_people_are_found_by_initials_unit_and_tail_of_the_phone(shown: Shown) -> None:
    _, _, page, _ = shown
    assert look_for(page, "lqh") == ["柳青禾", "柳青禾"]
    assert look_for(page, "科协") == ["顾长安"]
    assert look_for(page, "0001") == ["柳青禾"]
    assert look_for(page, "没有这样的人") == []
    assert page.list.stack.currentWidget() is page.list.empty
    page.list.clear.click()
    assert names(page)[-4:] == ["柳青禾", "顾长安", "柳青禾", "程归帆"]
    page.list.kind.set_value(PersonKind.INFORMANT)
    page.list.reload()
    assert names(page) == ["顾长安", "柳青禾"]


def test_somebody_is_entered_and_changed_from_a_day_on(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, _ = shown
    answers.will({"name": "苏晚晴", "kinds": (PersonKind.MEMBER, PersonKind.INFORMANT), "sector": "新界别"})
    page.list.new_button.click()
    made = page.list.table.current_row()
    assert made is not None and (made.name, made.kinds, made.sector) == ("苏晚晴", ("委员", "信息员"), "新界别")
    answers.will({"sector": "科技界", "since": date(2026, 7, 1)})
    page.list.edit_button.click()
    found = context.desk.read(detail, made.id)
    assert [(a.unit, a.ended) for a in found.affiliations] == [("新界别", date(2026, 6, 30)), ("科技界", None)]
    context.desk.undo()
    context.desk.undo()
    assert "苏晚晴" not in names(page)


def test_two_records_become_one_and_a_third_is_not_touched(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    page.list.table.choose([made[0], made[2]])
    assert page.list.unite_button.isEnabled()
    answers.will(str(made[0]))
    page.list.unite_button.click()
    assert names(page).count("柳青禾") == 1
    assert context.desk.read(entry_of, made[0]).also == {PersonKind.INFORMANT}
    page.list.table.choose([made[0]])
    assert not page.list.unite_button.isEnabled()


def test_who_leaves_is_found_among_those_who_left_and_comes_back(shown: Shown, answers: ScriptedDialogs) -> None:
    _, _, page, made = shown
    page.list.table.choose([made[1]])
    answers.will({"on": date(2026, 11, 1), "reason": "工作调动"})
    page.list.leave_button.click()
    assert "顾长安" not in names(page)
    page.list.kind.set_value(LEFT)
    page.list.reload()
    assert names(page) == ["顾长安"]
    page.list.table.choose([made[1]])
    assert not page.list.leave_button.isVisible() and page.list.back_button.isVisible()
    page.list.back_button.click()
    assert names(page) == []
    page.list.clear.click()
    assert "顾长安" in names(page)


def test_somebody_with_pieces_is_not_deleted_and_the_page_says_why(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    answers.will(True)
    page.list.table.choose([made[0]])
    page.list._delete()
    assert "名下有来稿 2 篇，不能删除" in page.notice.text
    answers.will(True)
    page.list.table.choose([made[3]])
    page.list._delete()
    assert "程归帆" not in [row.name for row in context.desk.read(people)]


def test_what_was_typed_stays_when_the_desk_refuses(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    page.list.table.choose([made[0]])
    answers.will(None)
    page.list.edit_button.click()
    question = answers.asked[-1]
    values = {ask.key: ask.value for ask in question.fields} | {"sector": "科技界", "since": date(2026, 12, 1)}
    assert question.check(values) == {"since": "变更日期晚于今天，请核对。"}
    assert question.check({**values, "name": " "}) == {"name": "请填写姓名。"}
    assert context.desk.read(entry_of, made[0]).sector == "医药卫生界"
    assert question.check({**values, "how": "wrong", "phone": "13800000007"}) == {}
    assert [(a.unit, a.ended) for a in context.desk.read(detail, made[0]).affiliations if a.kind == "界别"] == [
        ("科技界", None)
    ]


def test_how_a_change_is_meant_is_asked_only_where_something_over_time_changes(
    shown: Shown, answers: ScriptedDialogs
) -> None:
    _, _, page, made = shown
    page.list.table.choose([made[0]])
    answers.will(None)
    page.list.edit_button.click()
    fields = {ask.key: ask for ask in answers.asked[-1].fields}
    values = {key: ask.value for key, ask in fields.items()}

    def asked(**changes: object) -> list[str]:
        now = values | changes
        return [key for key in ("how", "since") if (shown := fields[key].shown) is not None and shown(now)]

    assert asked(phone="13800000007") == []
    assert asked(sector="科技界") == ["how", "since"]
    assert asked(info_group=None, how="wrong") == ["how"]


def test_the_row_with_the_keyboard_is_opened_not_the_first_chosen(shown: Shown, qtbot: QtBot) -> None:
    window, _, page, made = shown
    page.list.table.choose([made[0]])
    page.list.table.opened.emit(next(row for row in page.list.shown() if row.id == made[1]))
    person = window.page
    assert isinstance(person, PersonPage) and person.subtitle == "顾长安"


def test_two_names_that_become_one_are_spoken_of_first(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    page.list.table.choose([made[0], made[1]])
    answers.will(str(made[1]))
    page.list.unite_button.click()
    assert answers.asked[-1][1].startswith("请先核对：两条登记的姓名不同。")
    assert context.desk.next_undo() == "合并为一人 顾长安"


def test_several_go_into_a_group_at_once(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    group = next(row for row in context.desk.read(people) if row.id == made[0]).info_group_id
    page.list.table.choose([made[1], made[3]])
    answers.will({"group": group, "since": None})
    page.list.group_button.click()
    told = {row.name: row.info_group for row in context.desk.read(people)}
    assert (told["顾长安"], told["程归帆"]) == ("第二信息小组", "第二信息小组")


def test_each_goes_into_the_group_that_looks_after_them(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, made = shown
    page.list.table.choose([made[2]])
    answers.will({})
    page.list.group_button.click()
    assert answers.asked[-1].intro == "按联系范围就近建议：第二信息小组。"
    context.desk.undo()
    page.list.table.choose([made[0], made[1], made[2]])
    answers.will({})
    page.list.group_button.click()
    assert answers.asked[-1].intro == "其中 2 人按联系范围有就近的小组。"
    told = {row.id: row.info_group for row in context.desk.read(people)}
    assert [told[person] for person in made[:3]] == ["第四信息小组", "", "第二信息小组"]
    assert context.desk.next_undo() == "第四信息小组编入 1 人、第二信息小组编入 1 人"


def test_a_leader_who_goes_to_another_group_is_spoken_of_first(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page, _ = shown
    leader = next(row for row in context.desk.read(people) if row.leads and row.info_group == "第三信息小组")
    page.list.table.choose([leader.id])
    answers.will(None)
    page.list.group_button.click()
    assert "第三信息小组的组长改到别的小组以后，原小组没有组长" in answers.asked[-1].intro


def test_the_list_shows_those_of_a_group_or_of_none(shown: Shown) -> None:
    window, context, page, _ = shown
    group = next(row for row in context.desk.read(people) if row.info_group == "第二信息小组").info_group_id
    window.go("people", part="roster", group_id=group)
    assert names(page) == ["赵敏", "柳青禾"]
    page.list.group.set_value(NOWHERE)
    page.list.group.changed.emit()
    assert names(page) == ["顾长安", "柳青禾", "程归帆"]
    page.list.clear.click()
    assert len(names(page)) == 9


def test_the_roster_is_written_with_masked_phones(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page, _ = shown
    for phones, wanted in ((False, "138****0001"), (True, "13800000001")):
        path = tmp_path / f"名册{phones}.xlsx"
        answers.will(path, None)
        page.list._write_roster(phones=phones)
        rest(context)
        cells = [cell.value for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
        assert wanted in cells and "石桥镇中心卫生院" in cells


def test_enter_opens_the_page_of_a_person(shown: Shown, qtbot: QtBot) -> None:
    window, _, page, made = shown
    page.list.table.choose([made[0]])
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    person = window.page
    assert isinstance(person, PersonPage)
    assert person.standing.text() == "任务 1 篇，已计 2 篇；到今天应有 1 篇，已完成"
    assert [person.pieces.rows.row_at(n).counts for n in range(person.pieces.rows.count())] == [True, True]
    person.year.set_value(None)
    person.refresh()
    assert person.pieces.rows.count() == 2 and person.standing.text() != ""
    person.tabs.setCurrentIndex(1)
    kinds = [person.history.rows.row_at(n).what for n in range(person.history.rows.count())]
    assert kinds == ["委员", "医药卫生界", "石桥镇", "第二信息小组"]
    person.back_button.click()
    assert window.page.title == "信息员与小组" and page.list.table.current_id() == made[0]


def of_person(shown: Shown, person_id: int) -> PersonPage:
    shown[0].go("person", person_id=person_id)
    page = shown[0].page
    assert isinstance(page, PersonPage)
    return page


def test_ctrl_p_prints_what_the_blue_button_says(shown: Shown, qtbot: QtBot) -> None:
    window, context, _, made = shown
    person = of_person(shown, made[0])
    assert "Ctrl+P" in person.print_button.toolTip() and "Ctrl+P" not in person.tools.print_button.toolTip()
    qtbot.keyClick(person.pieces, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = window.page
    assert isinstance(preview, PreviewPage) and isinstance(preview.subject, Letters)
    rest(context)


def test_numbers_of_a_person_are_masked_until_they_are_clicked(shown: Shown) -> None:
    _, context, _, made = shown
    told = replace(LIU, other_phone="05718888888", id_no="330102198001010026")
    context.desk.do(change_person, made[0], told, held=LIU, since=None)
    person = of_person(shown, made[0])
    settle()
    links = [link for link in person.side.facts.findChildren(QPushButton) if link.isVisible()]
    assert [link.text() for link in links] == ["138****0001", "057****8888", "330****0026"]
    links[2].click()
    assert links[2].text() == "330102198001010026"


def test_the_picture_of_a_person_is_read_on_the_worker_and_taken_away(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    _, context, _, made = shown
    person = of_person(shown, made[1])
    assert person.side.photo.isHidden() and person.side.bare_button.isHidden()
    answers.will([portrait_file(tmp_path / "随便.png")])
    person.photo_button.click()
    assert context.work.jobs
    rest(context)
    assert person.side.photo.isVisible() and person.photo_button.text() == "更换照片"
    (tmp_path / "坏的.jpg").write_bytes(b"x")
    answers.will([tmp_path / "坏的.jpg"])
    person.photo_button.click()
    rest(context)
    assert person.notice.text.startswith("“坏的.jpg”不是 JPG、PNG、BMP 照片")
    answers.will(False, True)
    person.side.bare_button.click()
    assert person.side.photo.isVisible()
    person.side.bare_button.click()
    assert person.side.photo.isHidden() and person.photo_button.text() == "添加照片"


def test_who_has_left_comes_back_on_their_page(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, _, made = shown
    person = of_person(shown, made[1])
    assert person.leave_button.isVisible() and person.return_button.isHidden()
    answers.will({"on": date(2026, 11, 1), "reason": "工作调动"})
    person.leave_button.click()
    assert person.leave_button.isHidden() and "退出名册（工作调动）" in person.side.kinds.text()
    person.return_button.click()
    assert context.desk.read(detail, made[1]).left_on is None and person.leave_button.isVisible()


def test_a_card_of_a_person_leads_to_the_register(shown: Shown) -> None:
    window, context, _, made = shown
    context.desk.do(begin_term, 10, began=date(2022, 1, 10))
    (card,) = context.desk.do(issue_cards, [made[1]], valid_until=date(2026, 12, 31)).card_ids
    person = of_person(shown, made[1])
    person.tabs.setCurrentIndex(3)
    person.cards.choose([card])
    person.cards.opened.emit(person.cards.current_row())
    assert isinstance(window.page, PeoplePage) and isinstance(window.page.front, CardsPage)
    assert window.page.front.register.table.current_id() == card


def test_a_person_who_was_undone_meanwhile_is_told(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page, _ = shown
    answers.will({"name": "苏晚晴"})
    page.list.new_button.click()
    page.list.open_button.click()
    context.desk.undo()
    person = window.page
    assert isinstance(person, PersonPage) and "找不到这个人" in person.notice.text
