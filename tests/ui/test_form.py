"""Forms and dialogs: what is wrong is said at its place, Enter saves nothing, answers come back as values."""

from datetime import date, datetime
from enum import StrEnum

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextBlockFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.ui.dialogs import Ask, ChoiceSheet, Question, QuestionSheet, WindowDialogs
from cppcc_desk.ui.form import (
    CheckField,
    ChoiceField,
    Form,
    LongTextField,
    MomentField,
    NoteField,
    NumberField,
    SeveralField,
    SuggestField,
    TagsField,
    TextField,
)
from cppcc_desk.ui.widgets import Suggestion
from tests.ui.keys import compose, write
from tests.ui.screens import settle, troubles


class Channel(StrEnum):
    PAPER = "纸质"
    MAIL = "邮件"


PEOPLE = (Suggestion("石青", "石桥镇", 1), Suggestion("孙庆芝", "教育界", 2))


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(columns=2)
    made.add("received_at", "收稿时间", MomentField(), required=True)
    made.add("channel", "收稿方式", ChoiceField(Channel))
    made.add("title", "标题", TextField(), required=True, span=2)
    made.add("contributors", "反映人", TagsField(lambda _text: PEOPLE), required=True)
    made.add("group", "信息小组", ChoiceField([(1, "第一小组"), (2, "第二小组")], blank="未分派"))
    made.add("copies", "份数", NumberField(minimum=1, suffix="份"))
    made.add("public", "公开", CheckField("同意公开"))
    made.add("destinations", "拟报去向", SeveralField([(1, "市政协"), (2, "县委"), (3, "县政府")]), span=2)
    made.add("unit", "单位", SuggestField())
    made.add("due", "截止", MomentField(time=False, optional=True))
    made.add("text", "正文", LongTextField(), span=2, grow=True)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


VALUES = {
    "received_at": datetime(2026, 9, 30, 17, 0),
    "channel": Channel.MAIL,
    "title": "农村客运班线停运影响山区群众出行",
    "contributors": (PEOPLE[0],),
    "group": 2,
    "copies": 45,
    "public": True,
    "destinations": (1, 3),
    "unit": "石桥镇人民政府",
    "due": date(2026, 10, 2),
    "text": "近期，群众反映出行不便。\n一、主要情况。",
}


def trouble(form: Form) -> list[str]:
    labels = form.findChildren(QLabel)
    return [each.text() for each in labels if each.property("role") == "error" and each.isVisibleTo(form)]


def test_values_go_in_and_come_out(form: Form) -> None:
    told: list[str] = []
    form.changed.connect(told.append)
    form.fill(VALUES)
    assert form.values() == VALUES
    assert not form.dirty and told == []
    form.fill({"due": None, "group": None})
    assert form.value("due") is None and form.value("group") is None


def test_changes_by_the_person_are_noticed(qtbot: QtBot, form: Form) -> None:
    told: list[str] = []
    form.changed.connect(told.append)
    qtbot.keyClicks(form.field("title").inner, "a")
    qtbot.mouseClick(
        form.field("public").inner, Qt.MouseButton.LeftButton, pos=form.field("public").inner.rect().center() * 0
    )
    qtbot.keyClick(form.field("group").inner, Qt.Key.Key_Down)
    qtbot.keyClick(form.field("copies").inner, Qt.Key.Key_Up)
    qtbot.keyClicks(form.field("text").inner, "b")
    assert form.dirty
    assert {"title", "copies", "text"} <= set(told)
    form.mark_clean()
    assert not form.dirty


def test_the_first_bad_field_gets_the_keyboard_and_each_its_sentence(qtbot: QtBot, form: Form) -> None:
    form.fill({"text": "没有丢"})
    assert form.show_problems({"contributors": "请填写反映人。", "title": "请填写标题。", "elsewhere": "还有一处。"})
    assert trouble(form) == ["请填写标题。", "请填写反映人。", "还有一处。"]
    assert form.field("title").inner.hasFocus()
    assert form.field("title").inner.property("bad") is True
    assert form.value("text") == "没有丢"
    qtbot.keyClicks(form.field("title").inner, "x")
    assert trouble(form) == ["请填写反映人。", "还有一处。"]
    assert not form.show_problems({})
    assert trouble(form) == []


def test_required_fields_are_starred_and_missed(form: Form) -> None:
    words = [each.text() for each in form.findChildren(QLabel) if "*" in each.text()]
    assert [each.split("<")[0] for each in words] == ["收稿时间", "标题", "反映人"]
    assert form.missing(["title", "contributors"]) == {"title": "请填写标题。", "contributors": "请填写反映人。"}


def test_long_text_is_plain_and_its_lines_are_27_pixels(qtbot: QtBot) -> None:
    field = LongTextField()
    qtbot.addWidget(field)
    field.set_value("　　第一段\n第二段")
    assert field.value() == "第一段\n第二段"
    pasted = QMimeData()
    pasted.setHtml("<p style='line-height:300%'><b>粗</b></p><p>第三段</p>")
    pasted.setText("粗\n第三段")
    QGuiApplication.clipboard().setMimeData(pasted)
    field.edit.paste()
    assert field.value() == "粗\n第三段第一段\n第二段"
    block = field.edit.document().firstBlock()
    while block.isValid():
        assert block.blockFormat().lineHeight() == 27
        assert block.blockFormat().lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value
        assert block.blockFormat().textIndent() == 30
        block = block.next()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "a")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == "a"
    assert field.edit.document().lastBlock().blockFormat().lineHeight() == 27


def test_people_are_entered_one_after_another(qtbot: QtBot, form: Form) -> None:
    field = form.field("contributors")
    assert isinstance(field, TagsField)
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "sq")
    qtbot.waitUntil(field.edit.panel.isVisible)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == (PEOPLE[0],)
    write(field.edit, "单小满、")
    assert [tag.text for tag in field.value()] == ["石青", "单小满"]
    field.edit.panel.hide()
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.value() == (PEOPLE[0],)
    write(field.edit, "曾一鸣")
    form.field("title").setFocus()
    assert [tag.text for tag in field.value()] == ["石青", "曾一鸣"]
    chips = field.findChildren(QPushButton)
    assert [chip.toolTip() for chip in chips if not chip.isHidden()] == ["去掉 石青", "去掉 曾一鸣"]


def test_a_name_being_composed_is_not_taken_apart(qtbot: QtBot, form: Form) -> None:
    field = form.field("contributors")
    assert isinstance(field, TagsField)
    field.edit.setFocus()
    compose(field.edit, "shan'xiao")
    settle()
    assert field.value() == () and field.edit.composing


def test_calendar_begins_on_monday(form: Form) -> None:
    calendar = form.field("received_at").findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday


def question(**more: object) -> Question:
    return Question(
        title="退回",
        intro="2026-189《建议完善乡镇卫生院中药饮片统一配送机制》",
        verb="退回编辑",
        fields=(
            Ask(key="to", title="退回到", make=lambda: ChoiceField([("编辑", "编辑"), ("筛选", "筛选")]), value="编辑"),
            Ask(key="reason", title="原因", make=TextField, required=True),
            Ask(key="note", title="说明", make=TextField, shown=lambda values: values["to"] == "筛选"),
        ),
        check=lambda values: {"reason": "原因太短，请写明。"} if len(values["reason"]) < 2 else {},
    )


def test_a_question_names_its_button_and_refuses_what_is_missing(qtbot: QtBot) -> None:
    sheet = QuestionSheet(None, question())
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.go.text() == "退回编辑"
    edit = sheet.form.field("reason").inner
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert sheet.isVisible() and sheet.answer is None
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert trouble(sheet.form) == ["请填写原因。"]
    qtbot.keyClicks(edit, "a")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert trouble(sheet.form) == ["原因太短，请写明。"]
    qtbot.keyClicks(edit, "bc")
    assert not sheet.form.field("note").isVisible()
    sheet.form.set_value("to", "筛选")
    assert sheet.form.field("note").isVisible()
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert sheet.answer == "go" and not sheet.isVisible()
    assert sheet.form.values() == {"to": "筛选", "reason": "abc", "note": ""}


@pytest.mark.parametrize("number", [1, 3])
def test_fields_in_which_nothing_wraps_are_seen(qtbot: QtBot, number: int) -> None:
    fields = tuple(Ask(key=str(n), title="姓名", make=TextField) for n in range(number))
    sheet = QuestionSheet(None, Question(title="谁", fields=fields, verb="保存"))
    qtbot.addWidget(sheet)
    sheet.show()
    settle()
    for n in range(number):
        field = sheet.form.field(str(n))
        assert field.height() >= 30 and not field.visibleRegion().isEmpty()


def test_a_day_that_may_be_left_out_is_not_there_until_it_is_chosen(qtbot: QtBot) -> None:
    field = MomentField(time=False, optional=True)
    qtbot.addWidget(field)
    assert field.value() is None and field.edit.text() == "未填"
    field.set_value(date(2026, 11, 20))
    assert field.value() == date(2026, 11, 20)


TODAY = QDate(2026, 11, 20)


@pytest.fixture
def due(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MomentField:
    """A day that may be left out, shown, the keyboard in it."""
    monkeypatch.setattr(QDate, "currentDate", lambda: TODAY)
    field = MomentField(time=False, optional=True)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.edit.setFocus()
    return field


def keys(field: MomentField, typed: str) -> date | None:
    """What the field holds after `typed`, which leaving it does not change."""
    QTest.keyClicks(field.edit, typed)
    held = field.value()
    field.edit.clearFocus()
    assert field.value() == held
    return held


@pytest.mark.parametrize("typed", ["2026-07-01", "20260701", "2026-7-1", "2026/7/1", "2026.07.01"])
def test_a_day_is_typed_over_the_words_for_none(due: MomentField, typed: str) -> None:
    assert keys(due, typed) == date(2026, 7, 1)


def test_arrows_and_a_click_put_today_in(due: MomentField) -> None:
    QTest.keyClick(due.edit, Qt.Key.Key_Down)
    assert due.value() == date(2026, 11, 20)
    QTest.keyClick(due.edit, Qt.Key.Key_Up)
    assert due.value() == date(2027, 11, 20)
    due.set_value(None)
    QTest.mouseClick(due.edit.lineEdit(), Qt.MouseButton.LeftButton)
    assert due.value() == date(2026, 11, 20) and due.edit.lineEdit().selectedText() == "2026"
    assert keys(due, "2025") == date(2025, 11, 20)


def test_the_calendar_opens_on_today_and_esc_leaves_the_day_out(due: MomentField) -> None:
    arrow = QPoint(due.edit.width() - 6, due.edit.height() // 2)
    QTest.mouseClick(due.edit, Qt.MouseButton.LeftButton, pos=arrow)
    calendar = due.edit.calendarWidget()
    assert (calendar.yearShown(), calendar.monthShown(), calendar.selectedDate()) == (2026, 11, TODAY)
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    assert due.value() is None
    QTest.mouseClick(due.edit, Qt.MouseButton.LeftButton, pos=arrow)
    calendar.clicked.emit(TODAY)
    assert due.value() == date(2026, 11, 20)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_day_is_taken_out_again(due: MomentField, key: Qt.Key) -> None:
    QTest.keyClick(due.edit, key)
    assert due.edit.text() == "未填"
    due.set_value(date(2026, 3, 4))
    QTest.keyClick(due.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(due.edit, key)
    assert due.value() is None and keys(due, "") is None
    due.edit.setFocus()
    due.set_value(date(2026, 3, 4))
    due.edit.lineEdit().setCursorPosition(0 if key == Qt.Key.Key_Delete else 10)
    for _ in range(4):  # sign by sign
        QTest.keyClick(due.edit, key)
    assert keys(due, "") is None


def test_a_day_is_pasted_and_cut(due: MomentField) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("2024-02-03")
    QTest.keyClick(due.edit, Qt.Key.Key_V, ctrl)
    assert due.value() == date(2024, 2, 3)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(due.edit, Qt.Key.Key_A, ctrl)
    QTest.keyClick(due.edit, Qt.Key.Key_X, ctrl)
    assert due.value() is None and QGuiApplication.clipboard().text() == "2024-02-03"


def test_the_safe_button_is_the_default_of_a_confirmation(qtbot: QtBot) -> None:
    text = "2026-189《建议完善乡镇卫生院中药饮片统一配送机制》将移入回收站，90 天内可以恢复。"
    sheet = ChoiceSheet(None, "移入回收站？", text, [("go", "移入回收站")], danger=True)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    assert sheet.focusWidget() is sheet.leave
    assert sheet.offered["go"].property("kind") == "danger"
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.answer is None and not sheet.isVisible()


def test_error_details_are_copied_not_shown(qtbot: QtBot) -> None:
    sheet = ChoiceSheet(None, "没有导出成功", "文件正被占用。", [("again", "重试")], leave="关闭", details="E-7 places")
    qtbot.addWidget(sheet)
    sheet.show()
    assert not any("E-7" in each.text() for each in sheet.findChildren(QLabel))
    copy = next(each for each in sheet.findChildren(QPushButton) if each.text() == "复制错误详情")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "E-7 places"
    qtbot.mouseClick(sheet.offered["again"], Qt.MouseButton.LeftButton)
    assert sheet.answer == "again"


def test_what_is_done_is_told_with_a_way_to_close_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[ChoiceSheet] = []
    monkeypatch.setattr(ChoiceSheet, "exec", lambda sheet: shown.append(sheet) or 0)  # type: ignore[func-returns-value]
    WindowDialogs(None).done("已导出“来稿一览.xlsx”", "保存在“D:\\”。", [("file", "打开文件")])
    (sheet,) = shown
    assert sheet.leave.text() == "关闭"


def test_many_choices_stand_one_below_another_and_are_read_whole(qtbot: QtBot) -> None:
    choices = [(f"step{number}", f"第 {number} 个要办的环节 {number} 篇") for number in range(8)]
    sheet = ChoiceSheet(None, "一次办一个环节", "现在办哪一个？", choices)
    qtbot.addWidget(sheet)
    sheet.show()
    settle()
    places = [made.mapTo(sheet, QPoint(0, 0)) for made in sheet.offered.values()]
    assert len({place.x() for place in places}) == 1 and len({place.y() for place in places}) == len(choices)
    assert troubles(sheet) == []


def test_three_long_choices_make_the_dialog_wider(qtbot: QtBot) -> None:
    choices = [(f"{number}", "留作草稿，以后恢复，现在读入新文件") for number in range(3)]
    sheet = ChoiceSheet(None, "正在登记", "怎么办？", choices)
    qtbot.addWidget(sheet)
    sheet.show()
    settle()
    assert troubles(sheet) == []


def test_a_remark_is_two_lines_high_and_grows(qtbot: QtBot) -> None:
    field = NoteField()
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    settle()
    low = field.edit.height()
    field.set_value("一\n二\n三\n四")
    settle()
    assert low < 70 < field.edit.height()
    field.set_value("\n".join("一" * 30))
    settle()
    assert field.edit.height() < 170
