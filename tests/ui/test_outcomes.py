"""反馈与批示 in the window: what is waited for, the register, 批示 with assignments, and the form to enter them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.outcomes import AssignmentState, Level, OutcomeKind
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands.received import attach_to_outcome
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import outcomes
from cppcc_desk.queries.outcomes import Awaited, OutcomeFilter, OutcomeRow
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.attending import Attending
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.outcomes.card import OutcomeCard
from cppcc_desk.ui.pages.outcome_entry import OutcomeEntryPage
from cppcc_desk.ui.pages.outcomes import OutcomesPage
from cppcc_desk.ui.pages.outcomes.awaiting import AwaitingPage
from cppcc_desk.ui.pages.outcomes.instructions import InstructionsPage
from cppcc_desk.ui.pages.outcomes.register import RegisterPage
from cppcc_desk.ui.window import Window
from tests.office import piece, step
from tests.outcomes import adoption, assign, instruction, record, record_of_issue, reply
from tests.ui.answers import ScriptedDialogs
from tests.ui.keys import write
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import settle, troubles

TODAY = date(2026, 11, 20)
Shown = tuple[Window, Context]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    ini.setValue("window/page", "outcomes")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        yield window, context
        rest(context)


def part(window: Window, key: str, **target: Any) -> Any:
    window.go("outcomes", part=key, **target)
    assert isinstance(window.page, OutcomesPage)
    return window.page.front


def waiting(window: Window, **target: Any) -> AwaitingPage:
    found = part(window, "awaiting", **target)
    assert isinstance(found, AwaitingPage)
    return found


def register(window: Window, **target: Any) -> RegisterPage:
    found = part(window, "register", **target)
    assert isinstance(found, RegisterPage)
    return found


def assigned(window: Window, **target: Any) -> InstructionsPage:
    found = part(window, "instructions", **target)
    assert isinstance(found, InstructionsPage)
    return found


def form(window: Window, **target: Any) -> OutcomeEntryPage:
    window.go("outcome_entry", **target)
    assert isinstance(window.page, OutcomeEntryPage)
    settle()
    return window.page


def everything(desk: Desk) -> tuple[OutcomeRow, ...]:
    return desk.read(outcomes.outcomes, OutcomeFilter())


def focused() -> Any:
    return QApplication.focusWidget()


def pressed(card: OutcomeCard, words: str) -> None:
    next(b for b in card.findChildren(QPushButton) if b.text() == words).click()


# --- the form --------------------------------------------------------------------------------------------------------


def test_an_instruction_is_recorded_by_keyboard_only_and_undone(qtbot: QtBot, shown: Shown) -> None:
    window, context = shown
    register(window)
    page = form(window)
    assert focused() is page.entry.about.edit
    qtbot.keyClicks(focused(), "2026-002")
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert page.subject is not None and page.entry.subject_title.text() == "规范校外托管机构食品安全管理的建议"
    qtbot.keyClick(focused(), KEY.Key_Tab)
    assert focused().text() == "采用"
    qtbot.keyClick(focused(), KEY.Key_Right)
    assert page.entry.kind is OutcomeKind.INSTRUCTION
    settle()  # the fields of the kind are there
    qtbot.keyClick(focused(), KEY.Key_Tab)
    assert focused() is page.fields.field("leader").inner
    write(focused(), "江承志")
    qtbot.keyClick(focused(), KEY.Key_Return)  # commits what an input method composed, and never saves
    assert everything(context.desk) == ()
    qtbot.keyClick(focused(), KEY.Key_Tab)
    write(focused(), "县委书记")
    qtbot.keyClick(focused(), KEY.Key_S, CTRL)
    (found,) = everything(context.desk)
    assert (found.intake_no, found.words, found.entry.occurred_on) == ("2026-002", "县委书记江承志批示", TODAY)
    assert isinstance(window.page, OutcomesPage) and window.page.shown == "register"
    list_ = window.page.part("register").list  # type: ignore[attr-defined]
    assert [row.id for row in list_.table.chosen_rows()] == [found.id]
    window._reversing.undo()
    assert everything(context.desk) == () and list_.shown() == []


def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_lost(shown: Shown) -> None:
    window, context = shown
    page = form(window)
    page.save()
    assert page.entry.trouble.text() == "请填写是哪一篇来稿，或哪一期。"
    page.entry.about.edit.setText("2026-999")
    page.entry.about.take_typed()
    assert page.entry.trouble.text().startswith("没有编号为“2026-999”的来稿")
    page = form(window, submission_id=piece(context.desk), kind=OutcomeKind.ADOPTION) if drop(window) else page
    page.fields.set_value("text", "综合采用")
    page.save()
    assert page.fields._cells["level"].trouble.text() == "请选择采用的层级。"
    page.fields.set_value("level", Level.CITY)
    page.fields.set_value("occurred_on", date(2026, 12, 1))
    page.save()
    assert "还没有到" in page.fields._cells["occurred_on"].trouble.text()
    assert page.fields.value("text") == "综合采用" and everything(context.desk) == ()
    assert troubles(window) == []


def drop(window: Window) -> bool:
    window.page.context.dialogs.will("drop")  # type: ignore[attr-defined]
    return True


def test_only_the_fields_of_the_kind_are_there_and_what_they_share_stays(shown: Shown) -> None:
    window, context = shown
    page = form(window, submission_id=piece(context.desk))
    page.fields.set_value("organ", "县水利局")
    page.fields.set_value("text", "已修复")
    for kind, first in (
        (OutcomeKind.REPLY, "organ"),
        (OutcomeKind.MEDIA, "organ"),
        (OutcomeKind.FAULT, "fault"),
        (OutcomeKind.IMPLEMENTATION, "organ"),
    ):
        page.entry.chips.choose(kind.value)
        page._turn(kind)
        assert page.fields.keys[0] == first
        assert (page.fields.value("organ"), page.fields.value("text")) == ("县水利局", "已修复")
    assert "answer" not in page.fields.keys and "follows_id" not in page.fields.keys
    page.save()
    (found,) = everything(context.desk)
    assert found.words == "县水利局落实"


def test_level_and_organ_and_leader_are_filled_in_where_they_are_known(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    about = piece(desk, State.ISSUED)
    record(desk, about, instruction(organ="县委"))
    page = form(window, submission_id=about)
    page.fields.set_value("organ", "市政协")
    assert page.fields.value("level") is Level.CITY
    page.fields.set_value("level", Level.OWN)
    assert page.fields.value("organ") == "市政协"  # the person's own word stays
    page = form(window, submission_id=about) if drop(window) else page
    page.fields.set_value("level", Level.OWN)
    assert (page.fields.value("organ"), page.fields.value("journal")) == ("云溪县政协", "社情民意")
    assert page.fields.value("issue_no").startswith("第")
    page.fields.set_value("level", Level.PROVINCE)
    assert (page.fields.value("organ"), page.fields.value("journal")) == ("省政协", "")
    page.entry.chips.choose("批示")
    page._turn(OutcomeKind.INSTRUCTION)
    page.fields.set_value("organ", "")
    page.fields.set_value("level", None)
    page.fields.set_value("leader", "江承志")
    assert (page.fields.value("leader_post"), page.fields.value("organ")) == ("县委书记", "县委")
    assert page.fields.value("level") is Level.OWN


def test_doubts_are_said_and_keep_nobody_from_saving(shown: Shown) -> None:
    window, context = shown
    page = form(window, submission_id=piece(context.desk))
    page.fields.set_value("level", Level.CITY)
    page._doubt()
    assert "没有报送上级政协的记录" in page.entry.doubts.text and "还没有佐证" in page.entry.doubts.text
    page.fields.set_value("evidence", "市政协通报")
    page._doubt()
    assert "还没有佐证" not in page.entry.doubts.text
    page.save()
    assert len(everything(context.desk)) == 1


def test_another_one_of_the_same_piece_begins_at_once(shown: Shown) -> None:
    window, context = shown
    about = piece(context.desk)
    page = form(window, submission_id=about, kind=OutcomeKind.REPLY, back="submissions")
    page.fields.set_value("organ", "县水利局")
    page.save(again=True)
    assert window.page is page and page.outcome_id is None and not page.entry.dirty
    assert page.subject is not None and page.subject.about.submission_id == about
    assert page.entry.kind is OutcomeKind.REPLY and page.fields.value("organ") == ""
    assert [one.row.words for one in page.subject.said] == ["县水利局答复"]
    assert "follows_id" in page.fields.keys
    page.fields.set_value("organ", "县水利局")
    page.fields.set_value("answer", "A 已解决")
    page.fields.set_value("follows_id", page.subject.said[0].row.id)
    page.save()
    assert window.page.title == "来稿办理"
    assert [row.entry.follows_id is not None for row in everything(context.desk)] == [True, False]


def test_an_issue_is_found_by_its_number_and_is_said_of_all_its_pieces(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    about = piece(desk, State.ISSUED)
    page = form(window)
    edit = page.entry.about.edit
    offered = edit._provider("第")
    assert [line.text for line in offered] == ["《社情民意》2026年第1期"]
    edit.setText("2026-1期")
    page.entry.about.take_typed()
    assert page.subject is not None and page.subject.about.issue_id is not None
    page.entry.chips.choose("批示")
    page._turn(OutcomeKind.INSTRUCTION)
    page.fields.set_value("leader", "江承志")
    page.save()
    (said,) = desk.read(outcomes.outcomes_of_piece, about)
    assert said.source == "期刊" and said.row.piece_ids == (about,)


def test_files_dropped_on_the_form_prove_it(qtbot: QtBot, shown: Shown, tmp_path: Path) -> None:
    window, context = shown
    page = form(window, submission_id=piece(context.desk))
    files = [tmp_path / "通知.txt", tmp_path / "秘密.txt"]
    files[0].write_text("采用通知", encoding="utf-8")
    files[1].write_text("机密★5年\n正文", encoding="utf-8")
    assert window.drop._words(files) == "松开鼠标，把 2 个文件添加为佐证"
    window.drop.dropped.emit(files)
    rest(context)
    assert [file.file_name for file in page.entry.files.value()] == ["通知.txt"]
    assert page.notice.text.startswith("秘密.txt：")
    page.fields.set_value("level", Level.CITY)
    page.save()
    (found,) = everything(context.desk)
    assert found.files == 1
    register(window)
    assert window.drop._words(files).startswith("松开鼠标，读入 2 个文件")


def test_changing_uses_the_same_form_and_takes_files_off(shown: Shown, tmp_path: Path) -> None:
    window, context = shown
    desk = context.desk
    made = record(desk, piece(desk), instruction())
    file = tmp_path / "批示件.txt"
    file.write_text("批示", encoding="utf-8")
    attach_to_outcome(desk, made, [file])
    page = form(window, outcome_id=made)
    assert page.title == "修改反馈" and not page.entry.about.isEnabled() and page.entry.again_button.isHidden()
    assert page.fields.value("leader") == "江承志" and not page.entry.dirty
    page.fields.set_value("leader_post", "县委副书记")
    page.entry.files._drop(page.entry.files.value()[0])
    page.save()
    (found,) = everything(desk)
    assert (found.entry.leader_post, found.files) == ("县委副书记", 0)
    assert desk.undo() == "修改批示 2026-006"  # one step for the words and the files
    assert everything(desk)[0].files == 1


def test_one_that_was_changed_elsewhere_is_not_written_over(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    made = record(desk, piece(desk), instruction())
    page = form(window, outcome_id=made)
    page.fields.set_value("remark", "我的")
    held = desk.read(outcomes.entry_of, made)
    desk.do(doing.change, made, instruction(remark="别人的"), held=held)
    page.save()
    assert "刚被别处修改过" in page.notice.text
    page._take_theirs()
    assert page.fields.value("remark") == "别人的" and not page.entry.dirty
    desk.do(doing.withdraw, made, reason="记错")
    assert page.outcome_id is None and page.subject is None


def test_what_is_typed_stays_while_other_pages_are_in_front_and_is_asked_about_before_another(
    shown: Shown, answers: ScriptedDialogs
) -> None:
    window, context = shown
    about = piece(context.desk)
    page = form(window, submission_id=about)
    page.fields.set_value("level", Level.CITY)
    window.go("submissions")
    assert form(window) is page and page.fields.value("level") is Level.CITY
    answers.will(None)
    form(window, outcome_id=1)
    assert page.fields.value("level") is Level.CITY
    answers.will(None)
    assert not page.may_close()
    answers.will("save")
    page.leave()
    assert len(everything(context.desk)) == 1
    assert page.subject is None and not page.entry.dirty


# --- what is waited for ----------------------------------------------------------------------------------------------


def test_feedback_closes_what_is_waited_for_and_the_lamp_is_red_when_it_is_late(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs
) -> None:
    window, context = shown
    desk = context.desk
    Attending(window, context, title="政协社情民意工作台")
    about = record(desk, piece(desk), instruction(occurred_on=date(2026, 11, 19)))
    late = assign(desk, about, "县教育局", due=date(2026, 11, 19))
    assign(desk, about, "县交通局", due=date(2026, 12, 19))
    page = waiting(window)
    assert [(row.standing, row.whom) for row in page.list.shown()] == [
        ("超期 1 天", "县教育局"),
        ("剩 29 天", "县交通局"),
    ]
    assert page.list.shown()[0].urgency.value == "超期"
    assert window.navigation._entries["outcomes"].badge == 2
    page.list.table.choose([("办理反馈", late)])
    answers.will({"text": "已经办了"})
    qtbot.keyClick(page.list.table, KEY.Key_Return)
    assert [row.whom for row in page.list.shown()] == ["县交通局"]
    row = desk.read(outcomes.assignment, late, today=TODAY)
    assert (row.state, row.feedback, row.feedback_on) == (AssignmentState.ANSWERED, "已经办了", TODAY)
    assert troubles(window) == []


def test_several_are_reminded_and_their_sheets_printed_together(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    about = record(desk, piece(desk), instruction())
    ids = [assign(desk, about, unit) for unit in ("县教育局", "县交通局")]
    page = waiting(window)
    page.list.table.selectAll()
    page.list.remind_button.click()
    assert desk.next_undo() == "催办批示 2 件"
    assert all(len(desk.read(outcomes.assignment, one, today=TODAY).supervisions) == 1 for one in ids)
    page.list.table.selectAll()
    page.list.print_button.click()
    rest(context)
    preview = window.page.preview  # type: ignore[attr-defined]
    assert preview.title == "批示督办单 2份" and len(preview.parts) == 2


def test_a_letter_asks_after_the_chosen_pieces_only_and_an_adoption_ends_the_wait(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    about = dispatched(desk, 3)
    page = waiting(window, kind=Awaited.ADOPTION)
    rows = page.list.shown()
    assert [row.adoption.submission_id for row in rows if row.adoption] == about
    page.list.table.tick([(row.kind.value, row.adoption.dispatch_id) for row in rows[:2] if row.adoption])
    page.list.ask_button.click()
    body = window.page.form.value("body")  # type: ignore[attr-defined]
    assert "报上去的第0篇" in body and "报上去的第1篇" in body and "报上去的第2篇" not in body
    page = waiting(window)
    page.list.table.clearSelection()
    page.list.table.choose([("采用结果", rows[0].adoption.dispatch_id)])  # type: ignore[union-attr]
    page.list.hear_button.click()
    entry = window.page
    assert isinstance(entry, OutcomeEntryPage)
    assert (entry.fields.value("organ"), entry.fields.value("level")) == ("市政协", Level.CITY)
    entry.save()
    assert isinstance(window.page, OutcomesPage) and window.page.shown == "awaiting"
    assert len(page.list.shown()) == 2


def dispatched(desk: Desk, number: int) -> list[int]:
    from cppcc_desk.operations import dispatching

    made = [piece(desk, title=f"报上去的第{n}篇", received_at=datetime(2026, 9, 1, 9 + n)) for n in range(number)]
    for n, about in enumerate(made):
        desk.do(
            dispatching.send,
            about,
            to="市政协",
            form="",
            sent_at=datetime(2026, 9, 2 + n, 10),
            way="",
            copies=1,
            doc_number="",
            signed_by="",
            reason="急件先报",
        )
    return made


def test_nothing_waited_for_says_so(shown: Shown) -> None:
    window, _ = shown
    page = waiting(window)
    assert page.list.empty.accessibleName() == "没有等待反馈的"
    assert page.subtitle == "等待反馈 0 件"
    assert troubles(window) == []


# --- the register ----------------------------------------------------------------------------------------------------


def filled(desk: Desk) -> dict[str, int]:
    about = piece(desk, State.ISSUED, received_at=datetime(2026, 10, 20, 9))
    return {
        "city": record(desk, about, adoption(occurred_on=date(2026, 11, 1))),
        "province": record(desk, about, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 11, 5))),
        "instruction": record_of_issue(desk, about, instruction(occurred_on=TODAY)),
        "reply": record(desk, about, reply()),
    }


def test_the_register_is_filtered_by_kind_level_year_and_words(qtbot: QtBot, shown: Shown) -> None:
    window, context = shown
    made = filled(context.desk)
    page = register(window)
    list_ = page.list
    assert [row.id for row in list_.shown()] == [made["instruction"], made["reply"], made["province"], made["city"]]
    assert page.subtitle == "2026 年度 4 条"
    list_.chips._group.button(1).click()
    assert [row.id for row in list_.shown()] == [made["province"], made["city"]]
    list_.level.set_value(Level.CITY)
    list_.reload()
    assert [row.id for row in list_.shown()] == [made["city"]]
    assert list_.chips._group.button(0).text() == "全部 1" and list_.clear.isVisible()
    list_.clear.click()
    assert len(list_.shown()) == 4 and not list_.clear.isVisible()
    write(list_.words, "省政协")
    qtbot.waitUntil(lambda: len(list_.shown()) == 1)
    list_.words.setText("没有这样的词")
    qtbot.keyClick(list_.words, KEY.Key_Return)
    assert list_.empty.accessibleName() == "没有符合的反馈" and list_.beside.isHidden()
    assert troubles(window) == []


def test_one_is_withdrawn_with_a_reason_unless_something_hangs_on_it(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs
) -> None:
    window, context = shown
    desk = context.desk
    made = filled(desk)
    assign(desk, made["instruction"], opened_on=TODAY)
    page = register(window, outcome_id=made["reply"])
    answers.will({"reason": "记错了"})
    qtbot.keyClick(page.list.table, KEY.Key_Delete)
    assert made["reply"] not in [row.id for row in page.list.shown()]
    assert desk.next_undo() == "撤回答复 2026-006：记错了"
    page = register(window, outcome_id=made["instruction"])
    answers.will(None)
    page.list.withdraw_button.click()
    question: Question = answers.asked[-1]
    assert question.check({"reason": "记错了"}) == {
        "": "这条批示已交办县交通局，不能撤回。没有作任何改动。请先取消交办。"
    }


def test_papers_are_printed_from_the_register(shown: Shown) -> None:
    window, context = shown
    made = filled(context.desk)
    page = register(window, outcome_id=made["instruction"])
    thanks = next(a for a in page.list._forms.actions() if a.text() == "感谢信…")
    thanks.trigger()
    rest(context)
    assert window.page.preview.title == "感谢信 2026-006"  # type: ignore[attr-defined]


def test_the_pane_shows_the_current_one_and_space_hides_it(qtbot: QtBot, shown: Shown) -> None:
    window, context = shown
    made = filled(context.desk)
    page = register(window, outcome_id=made["city"])
    settle()
    card = page.list.pane.card
    assert card is not None and card.accessibleName().startswith("市级采用（单篇） 市政协")
    qtbot.keyClick(page.list.table, KEY.Key_Space)
    assert page.list.beside.isHidden()
    window.resize(1024, 560)
    settle()
    assert page.list.beside.isHidden() and troubles(window) == []


def test_evidence_is_added_from_the_register(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    window, context = shown
    made = filled(context.desk)
    page = register(window, outcome_id=made["city"])
    file = tmp_path / "采用通知.txt"
    file.write_text("通知", encoding="utf-8")
    answers.will([file], [file])
    page.list.attach_button.click()
    rest(context)
    assert next(row.files for row in page.list.shown() if row.id == made["city"]) == 1
    page.list.attach_button.click()
    rest(context)
    assert page.notice.text.startswith("这些文件已经是这条采用的佐证")


# --- 批示 and their assignments --------------------------------------------------------------------------------------


def test_an_instruction_is_assigned_answered_closed_and_opened_again(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context = shown
    desk = context.desk
    made = record(desk, piece(desk), instruction())
    page = assigned(window, outcome_id=made)
    assert [(row.standing, row.urgency.value) for row in page.list.shown()] == [("未交办", "暂停")]
    answers.will({"handling_unit": "县水利局", "due_on": date(2026, 12, 1)})
    page.list.assign_button.click()
    assert page.list.shown()[0].standing == "剩 11 天" and page.subtitle == "批示 1 条，待反馈 1 件"

    def card() -> OutcomeCard:
        settle()
        assert page.pane.card is not None
        return page.pane.card

    answers.will({"due_on": date(2026, 12, 10), "reason": "汛期"})
    (row,) = desk.read(outcomes.assignments, today=TODAY)
    card()._work.change(row)
    assert desk.next_undo() == "修改交办 县水利局 2026-006，期限 12-01 改为 12-10：汛期"
    answers.will({"text": "电话催了"})
    card()._work.supervise(desk.read(outcomes.assignment, row.id, today=TODAY))
    assert "电话督办 电话催了" in all_words(card())
    answers.will({"text": "已修复 3 处"})
    pressed(card(), "登记反馈")
    assert "11-20 反馈：已修复 3 处" in all_words(card())
    answers.will({})
    pressed(card(), "办结")
    assert page.list.shown()[0].standing == "已办结"
    answers.will({"reason": "没有办完"})
    card()._work.reopen(desk.read(outcomes.assignment, row.id, today=TODAY))
    assert page.list.shown()[0].waiting
    answers.will({"reason": "交错了"})
    card()._work.cancel(desk.read(outcomes.assignment, row.id, today=TODAY))
    assert page.list.shown()[0].standing == "未交办"
    page.list.chips.choose("waiting")
    page.list.reload()
    assert page.list.empty.accessibleName() == "没有这样的批示"
    assert troubles(window) == []


def links(tab: QWidget) -> list[str]:
    return [b.text() for b in tab.findChildren(QPushButton) if b.isVisible() and b.text().startswith("2026-")]


def all_words(card: OutcomeCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel))


def test_closing_without_an_answer_asks_why(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context = shown
    desk = context.desk
    made = record(desk, piece(desk), instruction())
    row = desk.read(outcomes.assignment, assign(desk, made), today=TODAY)
    answers.will(None)
    page = assigned(window, assignment_id=row.id)
    assert [one.id for one in page.list.table.chosen_rows()] == [made]
    assert page.pane.card is not None
    page.pane.card._work.close(row)
    question: Question = answers.asked[-1]
    assert [ask.required for ask in question.fields] == [True, True]
    refused = question.check({"on": TODAY, "reason": " "})
    assert refused == {"reason": "请填写原因。"}


def test_no_instructions_offer_to_record_one(shown: Shown) -> None:
    window, _ = shown
    page = assigned(window)
    assert page.list.empty.accessibleName() == "还没有登记批示"
    next(b for b in page.list.empty.findChildren(QPushButton) if b.text() == "登记批示").click()
    assert isinstance(window.page, OutcomeEntryPage) and window.page.entry.kind is OutcomeKind.INSTRUCTION


# --- in the piece and on the workbench -------------------------------------------------------------------------------


def test_a_piece_shows_what_is_said_of_it_wherever_it_was_recorded(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context = shown
    desk = context.desk
    first, second = piece(desk, State.SELECTED), piece(desk, State.SELECTED, follows_intake_no="2026-006")
    record(desk, first, instruction())
    step(desk, second, Step.MERGE, 并入="2026-006")
    record(desk, second, reply())
    window.go("submissions", submission_id=second)
    detail = window.page.detail  # type: ignore[attr-defined]
    assert detail.tabs.tabText(5) == "反馈批示 2"
    detail.tabs.setCurrentIndex(5)
    settle()
    tab = detail.outcomes
    assert len(tab.cards) == 2
    assert any("综合稿 2026-006" in all_words(card) for card in tab.cards)
    assert links(tab) == ["2026-006"]
    tab.record_button.click()
    page = window.page
    assert isinstance(page, OutcomeEntryPage) and page.subject is not None and page.subject.of == "2026-007"
    page.leave()
    assert window.page.title == "来稿办理"
    window.go("submissions", submission_id=first)
    settle()
    assert links(tab) == ["2026-007"]
    assert troubles(window) == []


def test_the_workbench_tells_the_newest_and_its_links_lead_here(shown: Shown) -> None:
    window, context = shown
    desk = context.desk
    made = record(desk, piece(desk), instruction())
    assign(desk, made, "县教育局", due=TODAY)
    window.resize(1920, 1008)
    window.go("workbench")
    settle()
    page = window.page
    link = next(b for b in page.side.findChildren(QPushButton) if b.text() == "2026-006")  # type: ignore[attr-defined]
    link.click()
    assert isinstance(window.page, OutcomesPage) and window.page.shown == "register"
    window.go("workbench")
    page._show_matters()  # type: ignore[attr-defined]
    matter = next(m for m in page.matters._matters if m.page == "outcomes")  # type: ignore[attr-defined]
    page.matters._go(matter)  # type: ignore[attr-defined]
    assert isinstance(window.page, OutcomesPage) and window.page.shown == "instructions"
    assert [row.id for row in window.page.front.list.table.chosen_rows()] == [made]  # type: ignore[attr-defined]


def test_the_key_of_the_area_and_its_tabs(qtbot: QtBot, shown: Shown) -> None:
    window, _ = shown
    window.go("workbench")
    qtbot.keyClick(window, KEY.Key_4, CTRL)
    assert isinstance(window.page, OutcomesPage) and window.page.title == "反馈与批示"
    assert [window.page.tabs.tabText(n) for n in range(3)] == ["等待反馈", "反馈登记册", "批示交办"]
    window.page.tabs.setCurrentIndex(2)
    assert window.page.shown == "instructions" and window.page.help_chapter == "feedback"
