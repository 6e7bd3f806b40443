"""导入名册 in the window: the difference first, namesakes asked, heads chosen and remembered, one step to undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.domain.roster_update import Verdict
from cppcc_desk.operations.people import change_person
from cppcc_desk.queries.people import people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.roster_import import RosterImportPage
from cppcc_desk.ui.window import Window
from tests.documents.reading.roster.books import sheet, xlsx
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.people import LIU, settle_in
from tests.ui.printed import rest

Shown = tuple[Window, Context, RosterImportPage, tuple[int, ...]]
HEADS = ("姓名", "界别", "联系电话", "所在片区")
ROWS = (
    ("柳青禾", "医药卫生界", "13800000009", "石桥镇"),  # the first of two, by her 界别; another number
    ("顾长安", "科技界", "13800000002", None),  # an informant so far
    ("柳青禾", None, None, None),  # which of them?
    ("苏晚晴", "文艺界", "13800000005", "城关镇"),  # new
)


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    made = settle_in(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("roster_import")
        page = window.page
        assert isinstance(page, RosterImportPage)
        yield window, context, page, made


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(xlsx(sheet([HEADS, *ROWS])))
    return path


def read(shown: Shown, path: Path) -> list[Verdict]:
    shown[2].read(path)
    rest(shown[1])
    return [line.verdict for line in shown[2].list.lines]


def save(shown: Shown) -> None:
    shown[2].save_button.click()
    rest(shown[1])


def decide(page: RosterImportPage, place: int, answers: ScriptedDialogs, answer: str) -> None:
    page.list.table.choose([place])
    answers.will(answer)
    page.list.decide_button.click()


def test_the_difference_is_shown_and_nothing_is_saved(shown: Shown, roster: Path) -> None:
    _, context, page, _ = shown
    before = context.desk.read(people)
    assert read(shown, roster) == [Verdict.CHANGED, Verdict.CHANGED, Verdict.ASK, Verdict.NEW]
    assert page.list.chips.chosen == Verdict.ASK and page.list.table.rows.count() == 1
    assert page.list.lines[0].changes == "联系电话：13800000001 → 13800000009"
    assert page.list.lines[1].changes == "身份：信息员 → 委员、信息员"  # a list of 委员
    assert not page.save_button.isEnabled() and "还有 1 行要选定" in page._told.text()
    assert "忽略了认不出的列：所在片区" in page.notice.text and "界别“文艺界”" in page.notice.text
    assert context.desk.read(people) == before


def test_a_namesake_is_decided_and_the_roster_taken_over_as_one_step(
    shown: Shown, roster: Path, answers: ScriptedDialogs
) -> None:
    window, context, page, made = shown
    read(shown, roster)
    page.list.table.choose([2])
    answers.will(str(made[2]))
    page.list.decide_button.click()
    assert page.list.lines[2].verdict is Verdict.CHANGED and page.list.lines[2].proposal.person_id == made[2]
    assert page.save_button.isEnabled() and page.save_button.text() == "导入 4 人"
    save(shown)
    rows = context.desk.read(people)
    assert [row.name for row in rows][-1] == "苏晚晴" and len({row.id for row in rows if row.name == "柳青禾"}) == 2
    assert next(row for row in rows if row.id == made[0]).phone == "13800000009"
    assert window.page.title == "信息员与小组"
    context.desk.undo()
    assert "苏晚晴" not in [row.name for row in context.desk.read(people)]


def test_rows_are_left_out_or_taken_as_somebody_else(shown: Shown, roster: Path, answers: ScriptedDialogs) -> None:
    _, context, page, _ = shown
    read(shown, roster)
    page.list.table.choose([2])
    page.list.skip_button.click()
    assert page.list.lines[2].verdict is Verdict.SKIP and page.save_button.isEnabled()
    page.list.see(Verdict.SKIP.value)
    page.list.table.choose([2])
    assert not page.list.skip_button.isEnabled()
    page.list.restore_button.click()
    assert page.list.lines[2].verdict is Verdict.ASK and not page.save_button.isEnabled()
    page.list.see(Verdict.ASK.value)
    page.list.table.choose([2])
    assert not page.list.restore_button.isEnabled()
    answers.will("another")
    page.list._decide()
    save(shown)
    assert sum(row.name == "柳青禾" for row in context.desk.read(people)) == 3


def test_who_is_missing_leaves_only_when_it_is_ticked_and_confirmed(
    shown: Shown, tmp_path: Path, answers: ScriptedDialogs
) -> None:
    _, context, page, made = shown
    path = tmp_path / "信息员.xlsx"
    path.write_bytes(xlsx(sheet([("姓名", "界别"), ("顾长安", "科技界")])))
    page.kind.set_value(PersonKind.INFORMANT)
    assert read(shown, path) == [Verdict.SAME]
    assert page._look is not None and [person.id for person in page._look.absent] == [made[2]]
    assert not page.save_button.isEnabled()
    answers.will(None)
    page.absent_button.click()
    assert answers.asked[-1][1] == "柳青禾（教育界）"
    page.absent.box.click()
    assert page.save_button.isEnabled()
    answers.will(False)
    page.save_button.click()
    assert made[2] in [row.id for row in context.desk.read(people)]
    answers.will(True)
    save(shown)
    assert made[2] not in [row.id for row in context.desk.read(people)]


def test_heads_are_chosen_and_remembered(shown: Shown, roster: Path, answers: ScriptedDialogs) -> None:
    _, context, page, _ = shown
    read(shown, roster)
    assert page._look is not None
    place = list(page._look.result.heads).index("所在片区")
    answers.will({str(place): RosterColumn.TOWN})
    page.heads_button.click()
    rest(context)
    assert page.list.lines[3].proposal.entry.town == "城关镇"
    assert read(shown, roster) and page.list.lines[3].proposal.entry.town == "城关镇"
    context.desk.undo()
    read(shown, roster)
    assert page.list.lines[3].proposal.entry.town == ""


def test_a_wrong_file_is_a_sentence_in_the_page(shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "不是名册.xlsx"
    path.write_bytes(xlsx(sheet([("日期", "金额"), ("1日", "2")])))
    assert read(shown, path) == []
    assert "没有读出“不是名册.xlsx”：没有找到有“姓名”一列的表头" in shown[2].notice.text
    assert shown[2].list.empty.isVisible()


def test_a_roster_in_hand_is_kept_and_asked_about_when_the_program_is_ended(
    shown: Shown, roster: Path, answers: ScriptedDialogs
) -> None:
    window, _, page, _ = shown
    read(shown, roster)
    window.go("help")  # F1; asks nothing, as nothing is lost
    assert window.page is not page and len(page.list.lines) == 4
    answers.will(False)
    assert not window.close()
    assert window.page is page and answers.asked[-1][2] == "关闭"
    answers.will(True)
    assert window.close()


def test_what_was_decided_stays_when_the_roster_is_understood_another_way(
    shown: Shown, roster: Path, answers: ScriptedDialogs
) -> None:
    _, context, page, made = shown
    read(shown, roster)
    decide(page, 2, answers, str(made[2]))
    page.list.see("all")
    page.list.table.choose([1])
    page.list.skip_button.click()
    page.kind.set_value(PersonKind.STANDING_MEMBER)
    page.kind.changed.emit()
    rest(context)
    verdicts = [line.verdict for line in page.list.lines]
    assert verdicts == [Verdict.CHANGED, Verdict.SKIP, Verdict.CHANGED, Verdict.NEW]
    assert page.list.lines[2].proposal.person_id == made[2]
    assert page.list.lines[3].proposal.entry.kind is PersonKind.STANDING_MEMBER
    page.list.table.choose([1])
    page.list.restore_button.click()
    assert page.list.lines[1].verdict is Verdict.CHANGED


def test_another_roster_asks_before_decisions_are_given_up(
    shown: Shown, roster: Path, tmp_path: Path, answers: ScriptedDialogs
) -> None:
    page = shown[2]
    read(shown, roster)
    decide(page, 2, answers, "out")
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(xlsx(sheet([HEADS, ROWS[3]])))
    answers.will(False)
    page.open_at(path=other)
    assert len(page.list.lines) == 4
    answers.will(True)
    assert read(shown, other) == [Verdict.NEW]


@pytest.mark.parametrize(("answer", "verdict"), [("all_another", Verdict.NEW), ("all_out", Verdict.SKIP)])
def test_one_answer_for_all_the_rows_that_are_asked_about(
    shown: Shown, tmp_path: Path, answers: ScriptedDialogs, answer: str, verdict: Verdict
) -> None:
    _, _, page, _ = shown
    path = tmp_path / "名册.xlsx"
    path.write_bytes(xlsx(sheet([HEADS, *[("柳青禾", None, None, None)] * 3, ROWS[3]])))
    assert read(shown, path) == [Verdict.ASK] * 3 + [Verdict.NEW]
    decide(page, 0, answers, answer)
    assert [key for key, _ in answers.asked[-1][2]][:2] == ["all_out", "all_another"]
    assert "其余 2 行" in answers.asked[-1][2][0][1]
    assert [line.verdict for line in page.list.lines] == [verdict] * 3 + [Verdict.NEW]


def test_several_chosen_rows_speak_for_themselves_only(shown: Shown, tmp_path: Path, answers: ScriptedDialogs) -> None:
    _, _, page, _ = shown
    path = tmp_path / "名册.xlsx"
    path.write_bytes(xlsx(sheet([HEADS, *[("柳青禾", None, None, None)] * 3])))
    read(shown, path)
    page.list.table.choose([0, 1])
    answers.will("all_out")
    page.list.decide_button.click()
    assert [line.verdict for line in page.list.lines] == [Verdict.SKIP, Verdict.SKIP, Verdict.ASK]


def test_a_garbled_text_is_read_in_the_encoding_that_is_chosen(shown: Shown, roster: Path, tmp_path: Path) -> None:
    _, context, page, _ = shown
    read(shown, roster)
    assert page.encoding.isHidden()  # a workbook says what it is in
    path = tmp_path / "名冊.csv"
    path.write_bytes("姓名,界別\n林淑芬,教育界\n".encode("cp950"))
    read(shown, path)
    page.encoding.set_value("GB18030")
    page.encoding.changed.emit()
    rest(context)
    assert "没有读出" in page.notice.text and page.encoding.isVisible()
    assert page.encoding.value() is None  # as what is still shown was read
    page.encoding.set_value("Big5")
    page.encoding.changed.emit()
    rest(context)
    assert [line.proposal.entry.name for line in page.list.lines] == ["林淑芬"]


def test_the_page_is_locked_while_the_roster_is_saved_and_says_what_was_refused(
    shown: Shown, roster: Path, answers: ScriptedDialogs
) -> None:
    window, context, page, made = shown
    read(shown, roster)
    decide(page, 2, answers, "out")
    context.desk.do(change_person, made[0], replace(LIU, phone="13800000077"), held=LIU, since=None)
    page.save_button.click()
    assert not page.file_button.isEnabled() and context.work.jobs
    page.save()  # Ctrl+Enter
    rest(context)
    assert window.page is page and "在核对期间被别处修改过" in page.notice.text and page.file_button.isEnabled()
    page._read_again()
    rest(context)
    assert page.list.lines[0].changes == "联系电话：13800000077 → 13800000009"
    assert page.list.lines[2].verdict is Verdict.SKIP
    save(shown)
    assert window.page is not page and not page.list.lines
    assert window.close()
