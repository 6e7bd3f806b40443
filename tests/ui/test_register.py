"""登记来稿: by keyboard, from files, from the clipboard; drafts, duplicates, many files, undo."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateTimeEdit,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import IntakeChannel, ReceivedFile
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.intake import bring_in
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import Filter, SubmissionDetail
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.register import RegisterPage
from cppcc_desk.ui.pages.register.batch import CHECK, DONE, DOUBLE, KNOWN, READY, UNREADABLE
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.keys import write
from tests.ui.registering import SAMPLES, TEXT, TITLE, fill, finish, furnish, shown
from tests.ui.screens import settle
from tests.ui.whole import Whole

DOCX = SAMPLES / "职业教育产教融合.docx"
TXT = SAMPLES / "龙潭水葫芦情况（蒋国良）.txt"

Stage = tuple[Window, Context, RegisterPage]


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, answers: ScriptedDialogs) -> Iterator[Stage]:
    furnish(desk)
    yield from _open(qtbot, desk, answers)


def _open(qtbot: QtBot, desk: Desk, answers: ScriptedDialogs) -> Iterator[Stage]:
    window, context, page = shown(desk, answers)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    page.begin()
    yield window, context, page
    context.work.close()


@pytest.fixture
def page(stage: Stage) -> RegisterPage:
    return stage[2]


@pytest.fixture
def context(stage: Stage) -> Context:
    return stage[1]


def newest(desk: Desk) -> SubmissionDetail:
    first = desk.read(submissions.ids, Filter(), limit=1)[0]
    return desk.read(submissions.detail, first, now=desk.now)


def count(desk: Desk) -> int:
    return desk.read(submissions.count, Filter())


def focused() -> object:
    return QApplication.focusWidget()


# --- by hand ---


def tabbed(qtbot: QtBot, first: QWidget) -> list[QWidget]:
    """What Tab comes to, beginning with `first`, once round."""
    first.setFocus()
    seen: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in seen:
        seen.append(here)
        for _ in range(5 if isinstance(here, QDateTimeEdit) else 1):  # its parts are walked through one by one
            qtbot.keyClick(here, Qt.Key.Key_Tab)
    return seen


def test_tab_goes_round_in_reading_order(qtbot: QtBot, page: RegisterPage, stage: Stage) -> None:
    main = page.entry.main
    for name in ("甲.pdf", "乙.pdf"):
        main.files.add(ReceivedFile(sha256=name, file_name=name, size=1))
    seen = tabbed(qtbot, main.number.edit)
    wanted = [
        main.number.edit,
        main.received.edit,
        main.channel.box,
        main.title.edit,
        main.first_line,
        main.contributors.edit,
        main.collective.box,
        main.unit.edit,
    ]
    assert seen[: len(wanted)] == wanted
    files = [widget for widget in seen if main.files.isAncestorOf(widget)]
    names = [widget.accessibleName() or widget.text() for widget in files]  # type: ignore[attr-defined]
    assert names == ["去掉附件 甲.pdf", "去掉附件 乙.pdf", "添加文件", "从剪贴板"]
    window = stage[0]
    after = seen.index(window.navigation.findChildren(QAbstractButton)[0])
    assert after < len(seen), "out of the page and round to its first field"


def test_the_page_is_ready_for_typing_whatever_was_before(qtbot: QtBot, whole: Whole) -> None:
    window = whole.window
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    for before in ("workbench", "submissions", "papers", "people", "settings", "help"):
        window.go(before)
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        page = window.page
        assert isinstance(page, RegisterPage)
        assert focused() is page.entry.main.title.edit, before
        page.single.save.setFocus()  # where a click leaves the keyboard
    page.entry.main.text.edit.setFocus()
    window.go("workbench")
    window.go("register")
    assert focused() is page.entry.main.text.edit, "where typing was broken off"


def test_nothing_stands_before_the_original_of_a_narrow_window(page: RegisterPage, stage: Stage) -> None:
    stage[0].resize(1093, 542)
    settle()
    assert page.single.show_original.isVisible()
    left = page.single.show_original.mapTo(page.single, QPoint(0, 0)).x()
    assert left <= 20


def test_a_piece_is_registered_by_keyboard_only(qtbot: QtBot, desk: Desk, page: RegisterPage) -> None:
    main = page.entry.main
    assert focused() is main.title.edit, "ready for typing"
    write(main.title.edit, TITLE)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is main.contributors.edit
    qtbot.keyClicks(focused(), "sq")
    qtbot.waitUntil(main.contributors.edit.panel.isVisible)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert [tag.text for tag in main.contributors.value()] == ["石青"]
    main.text.setFocus()
    write(main.text.edit, TEXT.split("\n", maxsplit=1)[0])
    qtbot.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert focused() is main.channel.box, "the first bad field has the keyboard"
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    qtbot.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    made = newest(desk)
    assert (made.row.intake_no, made.row.title, made.row.contributors) == ("2026-002", TITLE, "石青")
    assert made.intake_channel == IntakeChannel.PAPER
    assert made.row.unit == "石桥镇人民政府" and made.row.group == "第三信息小组"
    assert made.contributors[0].phone == "13800000217" and made.contributors[0].kind == PersonKind.INFORMANT


def test_tab_goes_in_reading_order(page: RegisterPage, qtbot: QtBot) -> None:
    main = page.entry.main
    wanted = ["收稿时间", "来稿方式", "标题", "反映人", "集体来稿", "反映单位", "身份", "职务", "电话", "类别", "缓急"]
    main.set_value("contributors", ("石青", "孙庆芝"))
    main.received.setFocus()
    passed: list[str] = []
    for _ in range(30):
        name = QApplication.focusWidget().accessibleName()
        if not passed or name != passed[-1]:
            passed.append(name)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert [name for name in passed if name in wanted][: len(wanted)] == wanted
    rest = passed[passed.index("缓急") :]
    assert rest.index("信息小组") < rest.index("正文")
    page.entry.main.text.setFocus()
    after: list[str] = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        after.append(getattr(QApplication.focusWidget(), "text", str)())
    assert after[:6] == ["添加文件", "从剪贴板", "更多信息", "取消", "保存并登记下一篇", "保存，送分类  Ctrl+S"]
    page.single.save.setFocus()
    assert (
        page.single.leave.y() == page.single.save.y()
        and page.single.leave.x() < page.single.save_next.x() < page.single.save.x()
    )


def test_enter_in_a_text_field_saves_nothing(page: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    fill(page)
    for edit in page.entry.findChildren(QLineEdit):
        if edit.isVisible() and not edit.isReadOnly():
            edit.setFocus()
            qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert count(desk) == 1
    assert page.isVisible()


def test_required_fields_are_named_and_nothing_is_lost(page: RegisterPage, desk: Desk) -> None:
    main = page.entry.main
    main.set_value("original_text", TEXT)
    main.set_value("phone", "13812")
    page.single.save.click()
    said = {key: cell.trouble.text() for key, cell in main._cells.items() if cell.trouble.text()}
    assert list(said) == ["intake_channel", "title", "contributors", "phone"]
    assert said["phone"] == "手机号应为 11 位数字，现有 5 位。"
    assert main.value("original_text") == TEXT and count(desk) == 1
    main.set_value("title", TITLE)
    assert not main._cells["title"].trouble.isVisible()


def test_ctrl_enter_saves_and_goes_to_the_piece(stage: Stage, desk: Desk, qtbot: QtBot) -> None:
    window, _, page = stage
    fill(page)
    page.entry.main.text.setFocus()
    qtbot.keyClick(page.entry.main.text.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert count(desk) == 2
    assert window.page.title == "来稿办理"
    assert window.page.opened_at == {"submission_id": newest(desk).row.id}
    assert "2026-002" in window.snackbar._text.text()


def test_the_next_piece_keeps_channel_time_and_group(page: RegisterPage, desk: Desk) -> None:
    main = page.entry.main
    fill(page)
    main.set_value("received_at", datetime(2026, 11, 19, 16, 5))
    page.single.save_next.click()
    assert count(desk) == 2
    assert main.value("intake_channel") == IntakeChannel.MAIL
    assert main.value("received_at") == datetime(2026, 11, 19, 16, 5)
    assert main.value("info_group_id") == newest(desk).row.id + 1  # group 3
    assert page.entry.is_empty and not page.entry.dirty
    assert main.value("intake_no").startswith("2026-003")


def test_undo_takes_the_registration_back(stage: Stage, desk: Desk) -> None:
    window, _, page = stage
    fill(page)
    page.single.save.click()
    assert count(desk) == 2
    window.snackbar.undo_wanted.emit()
    assert count(desk) == 1
    assert desk.read(submissions.gaps, 2026) == ("2026-002",)


def test_with_a_category_classification_is_taken_in_the_same_step(page: RegisterPage, desk: Desk) -> None:
    fill(page)
    main = page.entry.main
    main.set_value("category", "交通出行")
    main.set_value("urgency_grade", "急件")
    assert "送筛选" in page.single.save.text()
    page.single.save.click()
    made = newest(desk)
    assert made.row.state == State.CLASSIFIED and made.row.category == "交通出行"
    assert made.row.urgency_grade == "急件" and made.intended_destinations == ("市政协",)
    assert [record.step for record in made.steps] == ["登记", "分类"]
    assert desk.undo() == "登记并分类 2026-002"
    assert count(desk) == 1


def test_without_a_category_destinations_still_set_the_clock(page: RegisterPage, desk: Desk) -> None:
    fill(page)
    page.single.save.click()
    made = newest(desk)
    assert made.row.state == State.REGISTERED
    assert [clock.destination for clock in made.clocks] == ["市政协"]


def test_due_times_are_told_with_weekday_and_rule(page: RegisterPage) -> None:
    main = page.entry.main
    due = main.destinations.due
    assert due.lines[0].words.startswith("最早 ")
    main.set_value("received_at", datetime(2026, 11, 20, 14, 0))
    main.set_value("destinations", ("市政协", "区委"))
    assert [line.words for line in due.lines] == ["市政协 11-22 周日 23:59 前", "区委（委员反映） 11-25 周三 23:59 前"]
    assert due.lines[0].rule == "2 天（自然日，收到次日起算，末日 24:00 前）"
    assert [line.urgency for line in due.lines] == ["时限内", "时限内"]


# --- people ---


def test_people_by_name_initials_and_tail_of_the_phone(page: RegisterPage) -> None:
    def names(typed: str) -> list[str]:
        return [line.text for line in page.entry.suggesting.people(typed)]

    assert set(names("sqz")) == {"孙庆芝", "石青"}  # 石桥镇 and 孙庆芝
    assert names("swt") == ["单文涛"] and names("zqy") == ["曾庆瑶"] and names("qxf") == ["仇晓峰"]
    assert names("0318") == ["孙庆芝"]
    assert names("") == ["石青"], "the recent ones for an empty field"
    assert names("石小青") == ["＋ 作为新反映人“石小青”"]


def test_choosing_another_lead_replaces_what_the_first_filled_in(page: RegisterPage) -> None:
    main, more = page.entry.main, page.entry.more
    main.set_value("contributors", ("石青",))
    assert more.value("town") == "石桥镇政协工委" and main.value("position") == "农业农村办干部"
    main.set_value("position", "联络员")
    main.set_value("contributors", ("孙庆芝", "石青"))
    assert main.value("submitting_unit") == "县第一中学" and more.value("sector") == "教育界"
    assert more.value("town") == "" and main.value("kind") == PersonKind.MEMBER
    assert main.value("position") == "联络员", "what was typed by hand stays"


def test_an_unknown_name_is_taken_as_it_is(page: RegisterPage, desk: Desk) -> None:
    fill(page)
    page.entry.main.set_value("contributors", ("曲小禾", "孙庆芝"))
    page.entry.main.set_value("submitting_unit", "县农技站")
    page.single.save.click()
    first, second = newest(desk).contributors
    assert (first.name, first.person_id, first.unit) == ("曲小禾", None, "县农技站")
    assert (second.name, second.unit) == ("孙庆芝", "县第一中学") and second.person_id


def test_namesakes_must_be_chosen(page: RegisterPage) -> None:
    page.entry.main.set_value("contributors", ("王芳",))
    assert "2 位“王芳”" in page.entry.told.text
    assert page.entry.main.contributors.value()[0].value is None


def test_a_phone_number_is_masked_until_clicked(page: RegisterPage) -> None:
    page.entry.main.set_value("contributors", ("石青",))
    edit = page.entry.main.field("phone").inner
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "138****0217"
    edit.setFocus()
    assert edit.text() == "13800000217"
    page.entry.main.title.setFocus()
    assert edit.text() == "138****0217" and page.entry.value("phone") == "13800000217"


# --- from files ---


def test_one_file_fills_the_form_beside_its_original(page: RegisterPage, context: Context, desk: Desk) -> None:
    page.open_at(files=[DOCX])
    finish(context)
    assert page.entry.value("title") == "关于县域职业教育产教融合“校热企冷”的建议"
    assert [tag.text for tag in page.entry.value("contributors")] == ["赵书勤"]
    assert page.single.legend.isVisible() and page.entry.has_read
    assert page.pane.original is not None and page.pane.original.file_name == DOCX.name
    assert page.pane.reader.isVisible()
    page.entry.main.set_value("intake_channel", IntakeChannel.WECHAT)
    page.single.save.click()
    (kept,) = newest(desk).files
    assert kept.source and desk.originals.take(kept.sha256) == DOCX.read_bytes()


def test_the_same_bytes_are_not_registered_twice(page: RegisterPage, context: Context, desk: Desk) -> None:
    list(bring_in(desk, [DOCX], channel=IntakeChannel.MAIL))
    page.open_at(files=[DOCX])
    finish(context)
    assert "与来稿 2026-002 的原稿完全相同" in page.notice.text
    assert page.entry.is_empty


def test_a_file_that_cannot_be_read_says_why(page: RegisterPage, context: Context, tmp_path: Path) -> None:
    bad = tmp_path / "扫描件.pdf"
    bad.write_bytes(b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n")
    page.open_at(files=[bad])
    finish(context)
    assert page.notice.text.startswith("扫描件.pdf：") and page.notice.text.endswith("。")


def test_a_text_file_is_read_again_in_another_encoding(page: RegisterPage, context: Context, tmp_path: Path) -> None:
    file = tmp_path / "来稿.txt"
    file.write_bytes("关于增设路灯的建议\n背街小巷没有路灯，晚上出行不便，建议增设。\n".encode("gb18030"))
    page.open_at(files=[file])
    finish(context)
    assert page.pane.encoding.isVisible() and page.entry.value("title") == "关于增设路灯的建议"
    page.pane.encoding.set_value("Big5")
    page.pane.encoding.changed.emit()
    finish(context)
    assert page.entry.value("title") != "关于增设路灯的建议"
    page.pane.encoding.set_value("GB18030")
    page.pane.encoding.changed.emit()
    finish(context)
    assert page.entry.value("title") == "关于增设路灯的建议" and len(page.entry.value("attachments")) == 1


def test_a_file_dropped_on_a_half_filled_form_is_asked_about(
    page: RegisterPage, context: Context, answers: ScriptedDialogs
) -> None:
    fill(page)
    answers.will("attach")
    page.open_at(files=[TXT])
    finish(context)
    (file,) = page.entry.value("attachments")
    assert file.file_name == TXT.name and not file.source and page.entry.value("title") == TITLE
    answers.will("aside")
    page.open_at(files=[DOCX])
    finish(context)
    assert page.entry.value("title") != TITLE
    page.single.save_next.click()
    page.entry.main.set_value("intake_channel", IntakeChannel.QQ)
    page.single.save_next.click()
    page.open_at()
    assert TITLE in page.notice.text, "what was put aside is offered again"


def test_pasted_text_is_read_like_a_file(page: RegisterPage, context: Context) -> None:
    QGuiApplication.clipboard().setText(f"{TITLE}\n县第一中学 孙庆芝\n{TEXT}")
    page.pane.paste_wanted.emit()
    finish(context)
    assert page.entry.value("title") == TITLE and page.entry.value("attachments") == ()
    assert TEXT.split("\n", maxsplit=1)[0] in page.entry.value("original_text")


def test_pasted_files_are_read_even_with_the_keyboard_in_a_field(
    page: RegisterPage, context: Context, qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(DOCX))])
    QGuiApplication.clipboard().setMimeData(mime)
    page.entry.main.title.setFocus()
    qtbot.keyClick(page.entry.main.title.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    finish(context)
    assert page.entry.value("title").startswith("关于县域职业教育")


# --- many files ---


def test_many_files_become_a_list_and_are_registered_together(
    stage: Stage, desk: Desk, tmp_path: Path, answers: ScriptedDialogs
) -> None:
    _, context, page = stage
    folder = tmp_path / "来稿"
    folder.mkdir()
    for file in (DOCX, TXT, SAMPLES / "一封信.txt"):
        shutil.copy(file, folder)
    shutil.copy(DOCX, folder / "龥又一份.docx")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 64)
    page.open_at(files=[folder])
    finish(context)
    assert page.batch.isVisible()
    states = {one.found.file_name: one.state for one in page.batch.pieces}
    assert states == {
        "一封信.txt": CHECK,
        "龥又一份.docx": KNOWN,
        "照片.jpg": UNREADABLE,
        DOCX.name: READY,
        TXT.name: READY,
    }
    page.batch.go.click()
    assert count(desk) == 1, "来稿方式 is asked for"
    page.batch.form.set_value("intake_channel", IntakeChannel.USB)
    page.batch.go.click()
    finish(context)
    assert count(desk) == 4
    assert [one.state for one in page.batch.pieces].count(DONE) == 3
    assert page.batch.notice.text.startswith("已登记 3 篇")
    assert not page.batch.go.isEnabled() and page.batch.unfinished == 0


def test_the_whole_sentence_about_a_file_is_told(stage: Stage, tmp_path: Path) -> None:
    _, context, page = stage
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 64)
    page.open_at(files=[picture, TXT])
    finish(context)
    bad = next(one for one in page.batch.pieces if one.state == UNREADABLE)
    page.batch.table.choose([bad.number])
    assert page.batch._whole.isVisible() and page.batch._whole.text() == f"照片.jpg：{bad.told}"
    page.batch.table.opened.emit(bad)
    assert page.batch.notice.text == f"照片.jpg：{bad.told}"


def test_a_list_that_was_registered_by_mistake_goes_to_the_bin(
    stage: Stage, desk: Desk, answers: ScriptedDialogs
) -> None:
    _, context, page = stage
    page.open_at(files=[SAMPLES / "一封信.txt", TXT])
    finish(context)
    page.batch.table.selectAll()
    page.batch.form.set_value("intake_channel", IntakeChannel.PAPER)
    page.batch.go.click()
    finish(context)
    assert count(desk) == 3
    answers.will(True)
    back = next(made for made in page.batch.notice.findChildren(QPushButton) if made.text() == "移入回收站")
    back.click()
    assert "2 篇" in answers.asked[-1][0]
    assert count(desk) == 1 and desk.read(submissions.count, Filter(scope="deleted")) == 2
    assert {one.told for one in page.batch.pieces} == {"已移入回收站"}


def test_file_chips_stand_level_with_the_links_beside_them(page: RegisterPage) -> None:
    main = page.entry.main
    main.files.add(ReceivedFile(sha256="a", file_name="甲.pdf", size=1))
    settle()
    chip, attach, paste = main.files.in_order()
    assert chip.geometry().center().y() == attach.geometry().center().y() == paste.geometry().center().y()


def test_a_line_of_the_list_is_put_right_in_the_form(stage: Stage, desk: Desk) -> None:
    _, context, page = stage
    page.open_at(files=[SAMPLES / "一封信.txt", TXT])
    finish(context)
    page.batch.form.set_value("intake_channel", IntakeChannel.PAPER)
    page.batch.opened.emit(page.batch.pieces[0])
    assert page.entry.isVisible() and page.single.leave.text() == "返回清单"
    page.entry.main.set_value("contributors", ("仇晓峰",))
    page.single.save.click()
    assert page.batch.isVisible() and page.batch.pieces[0].state == DONE
    assert newest(desk).row.contributors == "仇晓峰" and count(desk) == 2


def test_a_file_dropped_while_a_line_is_checked_joins_the_list(
    stage: Stage, desk: Desk, answers: ScriptedDialogs
) -> None:
    _, context, page = stage
    page.open_at(files=[SAMPLES / "一封信.txt", TXT])
    finish(context)
    page.batch.opened.emit(page.batch.pieces[0])
    answers.will("list", "attach")
    page.open_at(files=[DOCX])
    finish(context)
    assert [one.number for one in page.batch.pieces] == [1, 2, 3] and page.entry.isVisible()
    page.open_at(files=[DOCX])
    finish(context)
    assert [file.file_name for file in page.entry.value("attachments")] == ["一封信.txt", DOCX.name]


def test_opened_from_elsewhere_it_is_ready_for_typing(stage: Stage, qtbot: QtBot) -> None:
    window, _, page = stage
    window.go("workbench")
    qtbot.keyClick(window.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.page is page and focused() is page.entry.main.title.edit


def test_a_likely_duplicate_of_the_list_is_not_chosen(stage: Stage, desk: Desk, tmp_path: Path) -> None:
    _, context, page = stage
    copied = tmp_path / "转发.txt"
    copied.write_text(f"{TITLE}\n{TEXT}", encoding="utf-8")
    page.open_at(files=[copied, TXT])
    finish(context)
    assert [one.state for one in page.batch.pieces] == [DOUBLE, READY]
    assert [one.found.file_name for one in page.batch.chosen()] == [TXT.name]


def test_the_window_and_the_command_register_the_same(stage: Stage, desk: Desk) -> None:
    _, context, page = stage
    files = sorted(SAMPLES.glob("*.txt"))
    page.open_at(files=files[:3])
    finish(context)
    page.batch.form.set_value("intake_channel", IntakeChannel.MAIL)
    page.batch.table.selectAll()
    page.batch.go.click()
    finish(context)
    by_window = [_told(desk, i) for i in desk.read(submissions.ids, Filter(), order="number", descending=False)][1:]
    while count(desk) > 1:
        desk.undo()
    list(bring_in(desk, files[:3], channel=IntakeChannel.MAIL))
    by_command = [_told(desk, i) for i in desk.read(submissions.ids, Filter(), order="number", descending=False)][1:]
    assert len(by_window) == 3 and by_window == by_command


def _told(desk: Desk, submission_id: int) -> tuple[object, ...]:
    made = desk.read(submissions.detail, submission_id, now=desk.now)
    files = [(file.sha256, file.file_name, file.source) for file in made.files]
    return made.original_title, made.original_text, made.contributors, made.intake_channel, made.row.unit, files


# --- drafts ---


def test_a_draft_survives_and_is_restored(stage: Stage, desk: Desk, qtbot: QtBot, answers: ScriptedDialogs) -> None:
    _, context, page = stage
    page.open_at(files=[TXT])
    finish(context)
    page.entry.main.set_value("intake_channel", IntakeChannel.WECHAT)
    page.entry.main.set_value("contributors", ("孙庆芝",))
    page.single.drafts._now.save()  # what happens 3 s after the last key
    was = page.entry.values()
    for _, _, again in _open(qtbot, desk, answers):
        again.open_at()
        assert "上次有一篇没有登记完" in again.notice.text
        _press(again, "恢复草稿")
        now = again.entry.values()
        assert {k: v for k, v in now.items() if k != "intake_no"} == {k: v for k, v in was.items() if k != "intake_no"}
        assert again.pane.original is not None and again.pane.original.file_name == TXT.name
        again.single.save.click()
        assert newest(desk).row.contributors == "孙庆芝"
    for _, _, after in _open(qtbot, desk, answers):
        after.open_at()
        assert not after.notice.text, "registered: nothing to restore"


def test_leaving_a_field_keeps_the_draft(page: RegisterPage, desk: Desk) -> None:
    page.entry.main.title.setFocus()
    page.entry.main.set_value("title", TITLE)
    assert not (desk.folder.drafts / "register.json").exists()
    page.entry.main.unit.setFocus()
    assert TITLE in (desk.folder.drafts / "register.json").read_text(encoding="utf-8")


def test_escape_asks_only_when_something_would_be_lost(stage: Stage, qtbot: QtBot, answers: ScriptedDialogs) -> None:
    window, _, page = stage
    page.entry.main.title.setFocus()
    qtbot.keyClick(page.entry.main.title.edit, Qt.Key.Key_Escape)
    assert window.page.title == "来稿办理" and not answers.asked
    window.go("register")
    fill(page)
    answers.will(None, "drop")
    qtbot.keyClick(page.entry.main.title.edit, Qt.Key.Key_Escape)
    assert window.page is page and page.entry.value("title") == TITLE
    qtbot.keyClick(page.entry.main.title.edit, Qt.Key.Key_Escape)
    assert window.page.title == "来稿办理" and page.entry.is_empty


def test_escape_in_the_search_box_does_not_touch_the_form(stage: Stage, qtbot: QtBot) -> None:
    window, _, page = stage
    fill(page)
    window.header.search.setFocus()
    qtbot.keyClick(window.header.search, Qt.Key.Key_Escape)
    assert window.page is page and page.entry.value("title") == TITLE


# --- likely duplicates ---


def test_a_likely_duplicate_is_shown_beside_and_never_blocks(page: RegisterPage, context: Context, desk: Desk) -> None:
    fill(page)
    page.single.doubling.look()
    finish(context)
    bar = page.entry.duplicates
    assert bar.isVisible() and "2026-001《关于恢复大坪乡农村客运班线的建议》" in bar.text
    _press(page, "对照查看")
    sheet = page.single.doubling.sheet
    assert sheet is not None and sheet.isVisible()
    assert sheet.ours.toPlainText() == TEXT and sheet.theirs.toPlainText() != TEXT
    sheet.follow.click()
    assert page.entry.value("follows_intake_no") == "2026-001"
    page.single.save.click()
    assert newest(desk).follows == "2026-001"


def test_a_follow_up_of_a_number_that_is_not_there(page: RegisterPage, desk: Desk) -> None:
    fill(page)
    page.entry.more.set_value("follows_intake_no", "2026-999")
    page.single.save.click()
    assert count(desk) == 1 and page.entry.more.isVisible()
    assert "2026-999" in page.entry.more._cells["follows_intake_no"].trouble.text()


def test_every_field_and_button_has_a_name(page: RegisterPage) -> None:
    fields = [w for w in page.entry.findChildren(QLineEdit) if not w.objectName().startswith("qt_")]
    for widget in (*fields, *page.entry.findChildren(QTextEdit)):
        assert widget.accessibleName(), widget
    assert all(b.text() or b.accessibleName() for b in page.findChildren(QPushButton))


def _press(page: RegisterPage, words: str) -> None:
    settle()
    next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible()).click()
