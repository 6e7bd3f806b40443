"""会议与活动 in the window: the list and its filters, one whole with its parts, and the year of a group."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    DecisionEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Part,
    Presence,
    QuarterState,
    Relation,
)
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.previews import OccasionForm
from cppcc_desk.errands.received import attach_to_occasion
from cppcc_desk.operations import occasions as doing
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries import occasions
from cppcc_desk.queries.occasions import OccasionDetail, QuarterGlance
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.groups import GroupsPage
from cppcc_desk.ui.pages.groups.year import numbers_of, words_of
from cppcc_desk.ui.pages.occasions import OccasionsPage
from cppcc_desk.ui.pages.occasions.columns import PRESENCE, SPOKE
from cppcc_desk.ui.pages.occasions.tabs.files import Photo
from cppcc_desk.ui.pages.occasions.whole import DECISIONS, FILES, PEOPLE, PIECES, STORY
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests.pictures import encoded, person, turned
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import troubles

Shown = tuple[Window, Context, OccasionsPage]
YESTERDAY = datetime(2026, 11, 19, 9, 0)
AHEAD = datetime(2026, 12, 3, 9, 0)
MEETING = OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name="二十次主席会议", at=YESTERDAY, topics=("供水", "供电"))


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    desk.do(
        add_people, [PersonEntry(name=name, unit="县水利局", info_group="第二信息小组") for name in ("孙庆芝", "单文")]
    )
    ini.setValue("window/page", "people")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        assert isinstance(window.page, PeoplePage)
        window.go("people", part="occasions", group_id=None)
        page = window.page.front
        assert isinstance(page, OccasionsPage)
        yield window, context, page


def names(page: OccasionsPage) -> list[str]:
    return [page.list.table.rows.row_at(n).name for n in range(page.list.table.rows.count())]


def opened(page: OccasionsPage, entry: OccasionEntry = MEETING) -> int:
    made = page.context.desk.do(doing.add_occasion, entry)
    page.open_at(occasion_id=made)
    return made


def whole(page: OccasionsPage) -> OccasionDetail:
    assert page.whole.detail is not None
    return page.whole.detail


def told(page: OccasionsPage) -> list[tuple[str, str, bool]]:
    return [(a.name, a.presence.value, a.spoke) for a in whole(page).attendances]


def typed(qtbot: QtBot, page: OccasionsPage, words: str) -> list[Suggestion]:
    """What is offered for these letters."""
    edit = page.whole.people.who.edit
    edit.setFocus()
    edit.clear()
    for letter in words:
        if letter.isascii():
            qtbot.keyClicks(edit, letter)
        else:
            edit.insert(letter)
            edit.textEdited.emit(edit.text())
    qtbot.waitUntil(edit.panel.isVisible)
    return edit.panel.lines


# --- the list --------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_why_and_offers_the_first(shown: Shown, answers: ScriptedDialogs) -> None:
    window, _, page = shown
    assert page.list.empty.accessibleName() == "还没有登记会议和活动"
    assert page.list.lacking.text().startswith("2026年第四季度还没有开展活动的：第一信息小组、第二信息小组")
    assert "剩 41 天" in page.list.lacking.text()
    answers.will({"name": "冬季供水", "info_group_id": 2, "at": YESTERDAY, "cost": "1,250.5"})
    page.list.new_actions[OccasionKind.ACTIVITY].trigger()
    assert [a.name for a in whole(page).attendances] == ["赵敏", "孙庆芝", "单文"]
    assert whole(page).entry.cost_cents == 125_050
    assert page.subtitle == "会议与活动 › 冬季供水"
    page.whole.back.click()
    assert names(page) == ["冬季供水"] and "第二信息小组" not in page.list.lacking.text()
    assert troubles(window) == []


def test_money_that_is_none_is_said_in_the_dialog(shown: Shown, answers: ScriptedDialogs) -> None:
    _, _, page = shown
    answers.will(None)
    page.list.new_actions[OccasionKind.TRAINING].trigger()
    question = answers.asked[-1]
    values = {ask.key: ask.value for ask in question.fields} | {"name": "培训班", "cost": "五百"}
    assert question.check(values) == {"cost": "经费应写成以元为单位的数，如 1250 或 1,250.50。"}
    assert question.check({**values, "cost": "", "name": ""}) == {"name": "请填写会议名称。"}
    assert not question.fields[1].shown(values)  # only an activity has a group


def test_filters_leave_out_and_are_cleared(qtbot: QtBot, shown: Shown) -> None:
    _, context, page = shown
    for entry in (
        MEETING,
        OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2),
        OccasionEntry(kind=OccasionKind.ACTIVITY, name="旧事", at=datetime(2025, 3, 1, 9), info_group_id=3),
    ):
        context.desk.do(doing.add_occasion, entry)
    assert names(page) == ["供水", "二十次主席会议", "旧事"]
    page.list.kind.set_value(OccasionKind.ACTIVITY)
    page.list.kind.changed.emit()
    assert names(page) == ["供水", "旧事"] and page.list.clear.isVisible()
    page.open_at(group_id=3, year=2025)
    assert names(page) == ["旧事"]
    page.open_at(group_id=3, year=2026)
    assert names(page) == [] and page.list.empty.accessibleName() == "没有符合的会议和活动"
    page.list.clear.click()
    assert len(names(page)) == 3 and not page.list.clear.isVisible()
    page.list.table.choose([page.list.table.rows.id_at(1)])
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert whole(page).row.name == "二十次主席会议"


def test_those_with_open_decisions_are_found_from_elsewhere(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    for name, texts in (("甲", ("修渠",)), ("乙", ()), ("丙", ("补树",)), ("丁", ("栽花",))):
        made = context.desk.do(
            doing.add_occasion, OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name=name, at=YESTERDAY)
        )
        for text in texts:
            context.desk.do(doing.save_decision, made, None, DecisionEntry(text=text, due_on=date(2026, 11, 19)))
        if name == "丁":
            context.desk.do(doing.cancel_occasion, made, reason="重了")
    opened(page)
    window.go("people", part="occasions", open_decisions=True)
    assert page.stack.currentWidget() is page.list and sorted(names(page)) == ["丙", "甲"]
    assert page.list.clear.isVisible() and page.list.decisions.box.currentText() == "有未办结决定"
    page.list.clear.click()
    assert len(names(page)) == 5


def test_cancelling_and_deleting_from_the_list(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    made = context.desk.do(doing.add_occasion, MEETING)
    assert page.list.cancel_button.text() == "取消会议…"
    answers.will({"reason": "大雨"})
    page.list.cancel_button.click()
    assert page.list.table.rows.row_at(0).cancelled == "大雨" and page.list.cancel_button.text() == "恢复"
    page.list.cancel_button.click()
    assert page.list.table.rows.row_at(0).cancelled == ""
    context.desk.do(doing.invite, made, [])
    answers.will(True)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert names(page) == []
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["二十次主席会议"]


def test_what_cannot_be_deleted_is_said_in_the_page(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    made = context.desk.do(doing.add_occasion, MEETING)
    context.desk.do(doing.save_decision, made, None, DecisionEntry(text="办"))
    answers.will(True)
    page.list.delete_button.click()
    assert "下面有决定事项 1 项，不能删除" in page.notice.text and names(page) == ["二十次主席会议"]


def test_the_menu_of_the_list_repeats_what_its_buttons_do(shown: Shown) -> None:
    _, _, page = shown
    words = [entry.text() for entry in page.list.table.actions()]
    assert words == [
        "打开\tEnter",
        "打印表单",
        "起草公文",
        "修改…",
        "取消会议…",
        "删除…\tDelete",
        "复制所选行",
        "导出 Excel…",
        "打印清单…\tCtrl+P",
    ]


# --- one whole: people -----------------------------------------------------------------------------------------------


def test_people_are_found_by_initials_and_asked_once(qtbot: QtBot, shown: Shown) -> None:
    _, _, page = shown
    opened(page)
    assert page.whole.people.who.edit.hasFocus()
    assert [line.text for line in typed(qtbot, page, "sqz")] == ["孙庆芝"]
    qtbot.keyClick(page.whole.people.who.edit, Qt.Key.Key_Return)
    page.whole.people.part.set_value(Part.OBSERVING)
    (line,) = typed(qtbot, page, "无名氏")
    assert line.text == "＋ 列入名册以外的“无名氏”"
    qtbot.keyClick(page.whole.people.who.edit, Qt.Key.Key_Return)
    assert [(a.name, a.part, a.person_id is None) for a in whole(page).attendances] == [
        ("孙庆芝", Part.ATTENDING, False),
        ("无名氏", Part.OBSERVING, True),
    ]
    assert page.whole.people.who.value() == "" and page.whole.people.who.edit.hasFocus()
    assert all(line.text != "孙庆芝" for line in typed(qtbot, page, "s"))


def test_escape_closes_the_suggestions_first_and_then_the_whole(qtbot: QtBot, shown: Shown) -> None:
    _, _, page = shown
    made = opened(page)
    edit = page.whole.people.who.edit
    typed(qtbot, page, "s")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert not edit.panel.isVisible() and page.stack.currentWidget() is page.whole
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.list
    assert page.list.table.current_row() is not None and page.list.table.current_row().id == made  # type: ignore[union-attr]


def test_a_whole_group_is_asked_by_one_click(shown: Shown) -> None:
    _, _, page = shown
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    people = page.whole.people
    assert people.own_button.isVisible() and not people.groups_button.isVisible()
    people.own_button.click()
    assert [a.name for a in whole(page).attendances] == ["赵敏", "孙庆芝", "单文"]
    opened(page)
    assert people.groups_button.isVisible() and not people.own_button.isVisible()
    chosen = next(entry for entry in people._groups.actions() if entry.text() == "第二信息小组")
    chosen.trigger()
    assert len(whole(page).attendances) == 3


def test_clicks_on_cells_buttons_and_the_space_bar_note_who_came(qtbot: QtBot, shown: Shown) -> None:
    window, _, page = shown
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    people, table = page.whole.people, page.whole.people.table
    people.own_button.click()
    first, second, third = whole(page).attendances
    table.link_pressed.emit(first, PRESENCE)
    table.link_pressed.emit(second, SPOKE)
    assert told(page) == [("赵敏", "到会", False), ("孙庆芝", "到会", True), ("单文", "待定", False)]
    table.choose([third.id])
    people.buttons[Presence.EXCUSED].click()
    assert told(page)[2] == ("单文", "请假", False)
    table.choose([first.id])
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert told(page)[0] == ("赵敏", "待定", False)
    people.all_came.click()
    assert told(page)[0] == ("赵敏", "到会", False)
    assert people._count.text() == "应到 3 · 到会 2 · 请假 1 · 发言 1"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(page)[0] == ("赵敏", "待定", False)


def test_several_are_noted_at_once_and_taken_out(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    _, _, page = shown
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    people, table = page.whole.people, page.whole.people.table
    people.own_button.click()
    table.selectAll()
    people.spoke_button.click()
    assert all(spoke and presence == "到会" for _, presence, spoke in told(page))
    people._menu["observing"].trigger()
    assert {a.part for a in whole(page).attendances} == {Part.OBSERVING}
    table.choose([whole(page).attendances[1].id])
    answers.will({"presence": Presence.ABSENT, "spoke": False, "remark": "未请假"})
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told(page)[1] == ("孙庆芝", "缺席", False) and whole(page).attendances[1].remark == "未请假"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [name for name, _, _ in told(page)] == ["赵敏", "单文"]


def test_what_lies_ahead_refuses_in_the_page_and_a_cancelled_one_is_left_alone(
    shown: Shown, answers: ScriptedDialogs
) -> None:
    _, _, page = shown
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=AHEAD, info_group_id=2))
    people = page.whole.people
    people.own_button.click()
    people.table.link_pressed.emit(whole(page).attendances[0], PRESENCE)
    assert "2026-12-03 才举行" in page.notice.text
    answers.will({"reason": "改期"})
    assert page.whole.cancel_action.text() == "取消活动…"
    page.whole.cancel_action.trigger()
    assert page.whole._lamp.text == "已取消" and "取消原因：改期" in page.whole._facts.text()
    assert not people.who.isEnabled() and not people.buttons[Presence.CAME].isEnabled()
    assert not page.whole.decisions.add_button.isEnabled()
    assert page.whole.cancel_action.text() == "恢复"


# --- one whole: the other parts --------------------------------------------------------------------------------------


def test_a_change_is_seen_and_a_stale_form_is_told(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    made = opened(page)
    page.whole.tabs.setCurrentIndex(STORY)
    assert "2. 供电" in page.whole.story.text.toPlainText()
    answers.will({"outcome": "已部署", "topics": "只此一项"})
    page.whole.story.change_button.click()
    assert page.whole.story.text.toPlainText() == "议题和内容：\n1. 只此一项\n情况和成果：\n已部署"
    answers.will(None)
    page.whole.change_button.click()
    held = context.desk.read(occasions.entry_of, made)
    context.desk.do(doing.change_occasion, made, MEETING, held=held)
    question = answers.asked[-1]
    values = {ask.key: ask.value for ask in question.fields}
    assert question.check(values) == {"": "“二十次主席会议”刚被别处修改过，本次修改没有保存；请刷新后再试。"}


def test_pieces_are_found_linked_opened_and_taken_off(qtbot: QtBot, shown: Shown) -> None:
    window, context, page = shown
    opened(page)
    page.whole.tabs.setCurrentIndex(PIECES)
    pieces = page.whole.pieces
    edit = pieces.which.edit
    qtbot.keyClicks(edit, "2026-002")
    qtbot.waitUntil(edit.panel.isVisible)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    pieces.relation.set_value(Relation.PRODUCED)
    pieces.which.picked.emit(Suggestion("2026-003"))
    assert [(p.intake_no, p.relation) for p in whole(page).pieces] == [
        ("2026-002", Relation.DISCUSSED),
        ("2026-003", Relation.PRODUCED),
    ]
    assert page.whole.tabs.tabText(PIECES) == "稿件 2" and pieces._count.text() == "讨论 1 篇 · 形成 1 篇"
    pieces.table.choose([whole(page).pieces[0].id])
    pieces.drop_button.click()
    assert [p.intake_no for p in whole(page).pieces] == ["2026-003"]
    gone: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    pieces.open_button.click()
    assert gone == [("submissions", {"submission_id": whole(page).pieces[0].submission_id})]
    pieces.which.picked.emit(Suggestion("2026-001"))
    first, second = (pieces.table.rows.row_at(number) for number in (0, 1))
    pieces.table.choose([first.id])
    qtbot.keyClick(pieces.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pieces.table, Qt.Key.Key_Return)
    assert gone[-1] == ("submissions", {"submission_id": second.submission_id})
    assert troubles(window) == []


def test_a_decision_goes_its_way(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    window, _, page = shown
    made = opened(page)
    page.open_at(occasion_id=made, decisions=True)
    decisions = page.whole.decisions
    assert page.whole.tabs.currentIndex() == DECISIONS and decisions.empty.isVisible()
    answers.will({"text": "修渠", "handling_unit": "县水利局", "due_on": date(2026, 11, 22)})
    decisions.add_button.click()
    (row,) = whole(page).decisions
    assert (row.text, row.handling_unit, row.left) == ("修渠", "县水利局", "剩 2 天")
    answers.will({"text": "已进场"})
    decisions.follow_button.click()
    answers.will({"text": "修好两条渠"})
    qtbot.keyClick(decisions.table, Qt.Key.Key_Return)
    answers.will({"text": "完工"})
    decisions.done_button.click()
    (row,) = whole(page).decisions
    assert row.text == "修好两条渠" and row.done_on == date(2026, 11, 20)
    assert [f.text for f in row.follow_ups] == ["已进场", "完工"] and decisions.done_button.text() == "重新办理"
    decisions.done_button.click()
    assert whole(page).decisions[0].done_on is None
    answers.will(True)
    qtbot.keyClick(decisions.table, Qt.Key.Key_Delete)
    assert whole(page).decisions == () and "进展 2 条" in answers.asked[-1][1]
    assert troubles(window) == []


def test_photos_are_kept_shown_and_taken_out(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page = shown
    opened(page)
    page.whole.tabs.setCurrentIndex(FILES)
    files = page.whole.files
    assert files.empty.isVisible() and not files.photo.isVisible()
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    photo, notes = tmp_path / "会场.png", tmp_path / "材料.txt"
    assert picture.save(str(photo))
    notes.write_text("材料", encoding="utf-8")
    answers.will([photo, notes])
    files.add_button.click()
    assert whole(page).files == ()  # the window does not wait for large files
    rest(context)
    assert [f.file_name for f in whole(page).files] == ["会场.png", "材料.txt"]
    assert files.photo.isVisible() and not files.photo.pixmap().isNull()
    files.table.choose([whole(page).files[1].id])
    assert not files.photo.isVisible()
    copy = tmp_path / "另存.txt"
    answers.will(copy, None)
    files.save_button.click()
    rest(context)
    assert copy.read_bytes() == notes.read_bytes()
    files.drop_button.click()
    assert [f.file_name for f in whole(page).files] == ["会场.png"]
    answers.will([tmp_path / "没有.jpg"])
    files.add_button.click()
    rest(context)
    assert page.notice.text and len(whole(page).files) == 1


def test_a_photo_is_decoded_once_small_upright_and_only_where_it_is_seen(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, context, page = shown
    made = opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    page.whole.people.own_button.click()
    photo = tmp_path / "会场.jpg"
    photo.write_bytes(turned(encoded(person(width=3000, height=2000)), 6))
    attach_to_occasion(context.desk, made, [photo])
    decoded: list[QPixmap] = []
    real = Photo.show_bytes

    def show_bytes(self: Photo, data: bytes) -> bool:
        found = real(self, data)
        decoded.append(self._whole)
        return found

    monkeypatch.setattr(Photo, "show_bytes", show_bytes)
    page.whole.people.table.link_pressed.emit(whole(page).attendances[0], PRESENCE)
    assert decoded == []
    page.whole.tabs.setCurrentIndex(FILES)
    page.whole.tabs.setCurrentIndex(PEOPLE)
    page.whole.tabs.setCurrentIndex(FILES)
    context.desk.do(doing.record_attendance, made, {whole(page).attendances[1].id: Mark(spoke=True)})
    assert [(one.width(), one.height()) for one in decoded] == [(520, 780)]
    assert page.whole.files.photo.isVisible()


def test_printing_and_drafting_lead_to_their_pages(shown: Shown) -> None:
    _, context, page = shown
    made = opened(page)
    gone: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    for entry in page.whole.print_button.menu().actions():
        entry.trigger()
    assert gone == [
        ("preview", {"form": kind, "occasion_id": made}) for kind in ("签到表", "列席邀请函", "会议活动记录单")
    ]
    menu = page.whole.draft_button.menu()
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()] == ["会议通知…", "列席通知…", "会议纪要…"]
    gone.clear()
    context.desk.do(doing.invite, made, [AttendanceEntry(name="方建军", part=Part.OBSERVING)])
    for entry in menu.actions():
        entry.trigger()
    assert [(page_id, target["kind"]) for page_id, target in gone] == [
        ("drafting", "通知"),
        ("drafting", "通知"),
        ("drafting", "纪要"),
    ]
    about = gone[0][1]["made_for"]
    assert isinstance(about, MadeFor) and about.occasion is not None and about.occasion.topics == ("供水", "供电")
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions() if entry.isVisible()] == ["活动通知…", "活动纪要…"]
    opened(page, OccasionEntry(kind=OccasionKind.INSPECTION, name="农村饮水视察", at=YESTERDAY))
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()] == ["视察通知…", "列席通知…", "视察纪要…"]
    gone.clear()
    menu.actions()[1].trigger()
    assert gone == [] and "还没有列入列席人员" in page.notice.text


def test_letters_are_shown_for_those_who_are_chosen(shown: Shown) -> None:
    window, _, page = shown
    made = opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    page.whole.people.own_button.click()
    second = whole(page).attendances[1]
    page.whole.people.table.choose([second.id])
    page.whole.people._menu["letter"].trigger()
    assert window.page.subject == OccasionForm("列席邀请函", made, (second.id,))  # type: ignore[attr-defined]


def test_what_is_undone_while_it_is_shown_leads_back_to_the_list(qtbot: QtBot, shown: Shown) -> None:
    window, _, page = shown
    opened(page)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.stack.currentWidget() is page.list and names(page) == []


def test_lists_of_one_are_printed_with_its_name(qtbot: QtBot, shown: Shown) -> None:
    _, context, page = shown
    opened(page, OccasionEntry(kind=OccasionKind.ACTIVITY, name="供水", at=YESTERDAY, info_group_id=2))
    page.whole.people.own_button.click()
    gone: list[dict[str, object]] = []
    object.__setattr__(context, "navigate", lambda _page, **target: gone.append(target))
    page.whole.tools.print_button.click()
    ledger = gone[0]["ledger"]
    assert (ledger.title, len(ledger.rows)) == ("供水参加人员", 3)  # type: ignore[attr-defined]
    page.whole.tabs.setCurrentIndex(STORY)
    text = page.whole.story.change_button
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(gone) == 1 and not page.whole.tools.isVisible()  # no list is in front
    page.whole.tabs.setCurrentIndex(PEOPLE)
    qtbot.keyClick(page.whole.people.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(gone) == 2


# --- the year of a group ---------------------------------------------------------------------------------------------


def glance(state: QuarterState, quarter: int, **more: int) -> QuarterGlance:
    numbers = {"held": 0, "ahead": 0, "came": 0, "discussed": 0, "produced": 0, **more}
    return QuarterGlance(
        quarter=Quarter(2026, quarter),
        state=state,
        cost_cents=more.get("cost_cents"),
        **{key: numbers[key] for key in ("held", "ahead", "came", "discussed", "produced")},
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (glance(QuarterState.HELD, 1, held=2), ("2 次", "时限内")),
        (glance(QuarterState.LACKING, 3), ("没有开展", "暂停")),
        (glance(QuarterState.LACKING, 4), ("未开展，剩 41 天", "临期")),
        (glance(QuarterState.PLANNED, 4, ahead=1), ("已安排 1 次", "临期")),
    ],
)
def test_a_quarter_in_words(found: QuarterGlance, words: tuple[str, str]) -> None:
    assert words_of(found, today=date(2026, 11, 20)) == words


def test_a_quarter_that_has_not_begun_is_no_worry_and_the_last_day_is() -> None:
    today = date(2026, 9, 30)
    assert words_of(glance(QuarterState.LACKING, 4), today=today) == ("", "")
    assert words_of(glance(QuarterState.PLANNED, 4, ahead=1), today=today) == ("已安排 1 次", "")
    assert words_of(glance(QuarterState.LACKING, 3), today=today) == ("未开展，今天截止", "临期")


def test_numbers_without_what_there_was_none_of() -> None:
    assert numbers_of(glance(QuarterState.HELD, 1, held=1, came=6, produced=1, cost_cents=43_800)) == (
        "到会 6 · 形成 1 · 438.00 元"
    )
    assert numbers_of(glance(QuarterState.LACKING, 1)) == ""


def test_the_groups_page_shows_the_year_and_leads_to_the_activities(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs
) -> None:
    window, _, page = shown
    window.go("people", part="groups", group_id=2)
    assert isinstance(window.page, PeoplePage)
    groups = window.page.front
    assert isinstance(groups, GroupsPage)
    assert groups.year.quarters[3].accessibleName() == "2026年第四季度活动，未开展，剩 41 天"
    answers.will({"name": "供水", "at": YESTERDAY})
    groups.year.enter_button.click()
    assert window.page.front is page and whole(page).entry.info_group_id == 2
    window.go("people", part="groups", group_id=2)
    assert groups.year.quarters[3].accessibleName() == "2026年第四季度活动，1 次"
    qtbot.mouseClick(groups.year.quarters[3], Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.list and names(page) == ["供水"]
    assert (page.list.group.value(), page.list.year.value()) == (2, 2026)
    window.go("people", part="groups", group_id=None)
    assert not groups.year.isVisible()
