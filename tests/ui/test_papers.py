"""期刊与公文: the number is given once, sheets are printed again under it, proofread, previewed, written and listed."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import papers as errand
from cppcc_desk.operations import office as changing
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.queries import issues, numbers
from cppcc_desk.queries import office as rules
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui import lists
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.pages.papers import PapersPage
from cppcc_desk.ui.pages.papers.page import ISSUES, NUMBERS, PAPERS
from cppcc_desk.ui.pages.preview import PreviewPage
from tests.office import piece, shown, step
from tests.ui.answers import ScriptedDialogs
from tests.ui.printed import TITLES, Opened, issued, printed, rest, signed
from tests.ui.screens import in_child


def page_of(window: Opened, **target: Any) -> PapersPage:
    frame, context, _ = window
    frame.go("papers", **target)
    rest(context)
    page = frame.page
    assert isinstance(page, PapersPage)
    return page


def question(dialogs: ScriptedDialogs) -> Question:
    return next(asked for asked in reversed(dialogs.asked) if isinstance(asked, Question))


# ---------------------------------------------------------------------------------------------- 排印


def test_the_piece_asked_for_is_chosen_and_gets_its_number_once(qtbot: QtBot, window: Opened, desk: Desk) -> None:
    frame, context, dialogs = window
    first, second, third = (signed(desk, title) for title in TITLES[:3])
    page = page_of(window, to_print=(first, third))
    assert [row.id for row in page.waiting.table.chosen_rows()] == [first, third]
    dialogs.will({"copies": 45, "layout": "A4 双面", "printed_by": "王秀兰"})
    page.waiting.print_button.click()
    rest(context)
    asked = question(dialogs)
    assert asked.verb == "排印，编期号" and "2 篇合编一期" in asked.intro and "不再收回" in asked.intro
    assert isinstance(frame.page, PreviewPage)
    (row,) = desk.read(issues.issues)
    assert (row.issue_no, row.copies, row.layout, row.printed_by) == (1, 45, "A4 双面", "王秀兰")
    assert row.submission_ids == (first, third)
    page = page_of(window)
    assert [waiting.id for waiting in page.waiting.table.rows.rows] == [second]  # type: ignore[attr-defined]
    page.waiting.table.choose([second])
    dialogs.will({})
    qtbot.keyClick(page.waiting.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(context)
    assert sorted(row.issue_no for row in desk.read(issues.issues)) == [1, 2]


def test_a_number_is_corrected_from_the_menu_of_the_issue(window: Opened, desk: Desk) -> None:
    _, context, dialogs = window
    made = printed(desk)
    page = page_of(window, issue_id=made)
    dialogs.will({"issue_no": 8, "reason": "前7期是纸质编印的。"})
    next(action for action in page.issues.actions() if action.text() == "更正期号…").trigger()
    rest(context)
    assert "不再给别的一期" in question(dialogs).intro
    row = desk.read(issues.issue, made)
    assert (row.issue_no, row.cumulative_no) == (8, 1)
    page.tabs.setCurrentIndex(NUMBERS)
    gaps = next(row.gaps for row in desk.read(numbers.sequences) if "期号" in row.name)
    assert gaps[0] == "第1期（更正为第8期：前7期是纸质编印的。）"


def test_an_issue_is_printed_again_without_a_piece_that_was_given_up(window: Opened, desk: Desk) -> None:
    _, context, dialogs = window
    made = printed(desk, *TITLES[:2])
    kept, gone = desk.read(issues.issue, made).submission_ids
    step(desk, gone, Step.SCREEN, reason="作者撤稿", 结论="不采用", 原因="事实不清")
    page = page_of(window, issue_id=made)
    assert page.again_button.isEnabled()
    dialogs.will({})
    page.again_button.click()
    rest(context)
    assert desk.read(issues.issue, made).submission_ids == (kept,)


def test_an_issue_with_an_unsigned_piece_is_not_printed_again(window: Opened, desk: Desk) -> None:
    made = printed(desk, *TITLES[:2])
    _, back = desk.read(issues.issue, made).submission_ids
    step(desk, back, Step.SEND_BACK, reason="数字有误", 到="编辑")
    page = page_of(window, issue_id=made)
    assert not page.again_button.isEnabled()


def test_the_dialog_names_the_number_that_will_be_given(window: Opened, desk: Desk) -> None:
    journal = desk.read(rules.journals)[0]
    desk.do(
        changing.save_journal,
        journal.id,
        name=journal.name,
        mark=journal.mark,
        issued_by=journal.issued_by,
        issued_before=82,
    )
    printed(desk)
    following = desk.read(numbers.next_numbers, year=2026)
    assert (following[0].issue, following[0].supplement) == ("第2期（总第84期）", "增刊第1期")
    _, context, dialogs = window
    page = page_of(window, to_print=(signed(desk),))
    dialogs.will({"supplement": True})
    page.waiting.print_button.click()
    rest(context)
    newest = desk.read(issues.issues)[0]
    assert (newest.name, newest.cumulative_no) == ("《社情民意》2026年增刊第1期", None)


def test_thinking_better_of_it_gives_no_number(window: Opened, desk: Desk) -> None:
    _, _, dialogs = window
    page = page_of(window, to_print=(signed(desk),))
    dialogs.will(None)
    page.waiting.print_button.click()
    assert desk.read(issues.issues) == () and page.waiting.table.chosen_count() == 1


def test_a_piece_that_is_not_signed_is_not_there_and_it_is_said(window: Opened, desk: Desk) -> None:
    page = page_of(window, to_print=(piece(desk, State.IN_REVIEW),))
    assert "还没有签发" in page.notice.text
    assert not page.waiting.print_button.isVisible()


# ---------------------------------------------------------------------------------------------- 重新排印, 校对


def test_printing_again_keeps_the_number(window: Opened, desk: Desk) -> None:
    frame, context, dialogs = window
    issue_id = printed(desk, *TITLES[:2])
    page = page_of(window, issue_id=issue_id)
    dialogs.will({"copies": 60})
    page.again_button.click()
    rest(context)
    assert question(dialogs).intro.startswith("期号不变")
    assert isinstance(frame.page, PreviewPage)
    (row,) = desk.read(issues.issues)
    assert (row.id, row.issue_no, row.copies) == (issue_id, 1, 60)


def test_a_piece_that_came_back_keeps_the_number_of_its_issue(window: Opened, desk: Desk) -> None:
    _, context, dialogs = window
    made, other = signed(desk), signed(desk, TITLES[1])
    issue_id = desk.do(print_issue, [made])
    step(desk, made, Step.SEND_BACK, reason="错字", 到="签发")
    step(desk, made, Step.SIGN_OFF, 签发人="周启明")
    page = page_of(window, to_print=(made, other))
    page.waiting.print_button.click()
    assert "不能和别的来稿再编一期" in page.notice.text
    page.waiting.table.choose([made])
    dialogs.will({})
    page.waiting.print_button.click()
    rest(context)
    assert [row.id for row in desk.read(issues.issues)] == [issue_id]


def test_two_proofs_issue_it_and_then_nothing_can_be_changed(window: Opened, desk: Desk) -> None:
    _, context, dialogs = window
    page = page_of(window, issue_id=printed(desk, *TITLES[:2]))
    assert page.proof_button.text() == "一校"
    for words, errors in (("二校", "0"), ("校对", "0")):
        dialogs.will({"errors": int(errors), "opinion": ""})
        page.proof_button.click()
        rest(context)
        if words == "二校":
            assert page.proof_button.text() == words
    (row,) = desk.read(issues.issues)
    assert row.state == State.ISSUED and row.frozen_at is not None
    assert not page.proof_button.isEnabled() and not page.again_button.isEnabled()
    assert page.preview_button.isEnabled() and page.word_button.isEnabled()


def test_errors_send_it_back_to_printing(window: Opened, desk: Desk) -> None:
    _, context, dialogs = window
    page = page_of(window, issue_id=printed(desk))
    dialogs.will({"opinion": ""})
    page.proof_button.click()
    dialogs.will({"errors": 3, "conclusion": "退回", "opinion": ""})
    page.proof_button.click()
    rest(context)
    assert page.proof_button.text() == "一校"
    record = [r for r in shown(desk, 1).steps if r.step == Step.PROOFREAD][-1]
    assert dict(record.details)["差错"] == "3"


# ---------------------------------------------------------------------------------------------- lists


def test_issues_are_filtered_by_year_and_journal(window: Opened, desk: Desk) -> None:
    printed(desk)
    desk.do(print_issue, [signed(desk, TITLES[1])], journal="委员反映")
    page = page_of(window)
    assert page.year.value() == 2026 and page.issues.rows.count() == 2 and page.clear.isHidden()
    page.journal.set_value("委员反映")
    page.journal.changed.emit()
    assert [row.journal for row in page.issues.rows.rows] == ["委员反映"]  # type: ignore[attr-defined]
    assert not page.clear.isHidden()
    page.clear.click()
    assert page.issues.rows.count() == 2


@pytest.mark.parametrize(
    ("tab", "title"),
    [(ISSUES, "期刊一览"), (NUMBERS, "编号登记"), (PAPERS, "已出文件")],
)
def test_every_list_is_printed_and_exported(window: Opened, desk: Desk, tmp_path: Path, tab: int, title: str) -> None:
    _, context, dialogs = window
    printed(desk)
    page = page_of(window)
    page.tabs.setCurrentIndex(tab)
    gone: list[dict[str, Any]] = []
    object.__setattr__(context, "navigate", lambda _page, **target: gone.append(target))
    page.tools.print_button.click()
    ledger = gone[-1]["ledger"]
    assert ledger.title == title
    assert len(ledger.rows) == (page.issues, page.numbers, page.papers)[tab].rows.count()
    dialogs.will(tmp_path / "清单.xlsx", None)
    page.tools.export_button.click()
    rest(context)
    assert (tmp_path / "清单.xlsx").is_file()
    assert page.tools.columns_button.isVisible()


def test_the_register_of_numbers_shows_gaps(window: Opened, desk: Desk) -> None:
    issued(desk)
    piece(desk)
    desk.undo()  # leaves 2026-002
    piece(desk)
    page = page_of(window)
    page.tabs.setCurrentIndex(NUMBERS)
    told = {row.name: row for row in page.numbers.rows.rows}  # type: ignore[attr-defined]
    assert told["2026年来稿编号"].gaps == ("2026-002",)
    assert (told["2026年来稿编号"].last, told["2026年来稿编号"].following) == ("2026-003", "2026-004")
    assert (told["《社情民意》2026年期号"].last, told["《社情民意》2026年期号"].gaps) == ("第1期", ())


def test_files_written_are_listed_and_found(
    window: Opened, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Path] = []
    monkeypatch.setattr(lists, "show_file", found.append)
    written = errand.write_issue(desk, printed(desk), desk.folder.papers)
    page = page_of(window)
    page.tabs.setCurrentIndex(PAPERS)
    rows = page.papers.rows.rows  # type: ignore[attr-defined]
    assert {row.file_name for row in rows} == {written.docx.name, written.pdf.name if written.pdf else ""}
    page.papers.choose([next(row.id for row in rows if row.file_name == written.docx.name)])
    page.file_button.click()
    page.folder_button.click()
    assert found == [written.docx, desk.folder.papers]
    written.docx.unlink()
    page.file_button.click()
    assert "没有找到" in page.notice.text


@pytest.mark.parametrize("tab", [ISSUES, NUMBERS, PAPERS])
def test_empty_lists_say_why(window: Opened, desk: Desk, tab: int) -> None:
    page = page_of(window)
    page.tabs.setCurrentIndex(tab)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.accessibleName() in ("还没有编印过期刊", "还没有编过号", "还没有生成过文件")
    assert page.waiting.table.isHidden()


def test_word_of_an_issue_is_written_from_the_list(
    window: Opened, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, context, dialogs = window
    page = page_of(window, issue_id=printed(desk))
    dialogs.will(tmp_path / "一期.docx", None)
    page.word_button.click()
    rest(context)
    assert (tmp_path / "一期.docx").read_bytes().startswith(b"PK")
    assert page._exporting.folder == tmp_path


@pytest.mark.screens
def test_nothing_is_cut_off_at_any_size(tmp_path: Path) -> None:
    found = in_child("tests.ui.printed:papers", tmp_path, "papers")
    assert found == {name: [] for name in found}
