"""台账 in the window: four ledgers in the office's columns, to paper and to .xlsx; an older one line by line."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.registers.columns import USUAL, Head, Register
from cppcc_desk.domain.registers.proposing import Verdict
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.errands import registers
from cppcc_desk.errands.registers import columns_of
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import QuestionSheet
from cppcc_desk.ui.pages.ledger_import import LedgerImportPage
from cppcc_desk.ui.pages.reports.columns_field import ColumnsField
from cppcc_desk.ui.pages.reports.ledgers import LedgersPage
from cppcc_desk.ui.window import Window
from tests.ledgers import older
from tests.office import piece
from tests.outcomes import adoption, record
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest

Shown = tuple[Window, Context, LedgersPage]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    made = piece(desk, contributors=(Contributor(name="柳青禾", unit="石桥镇中心卫生院", phone="138 0000 1234"),))
    record(desk, made, adoption())
    piece(desk, title="去年的", received_at=datetime(2025, 12, 30, 9, 0))
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("reports", part="ledgers")
        page = window.page.front  # type: ignore[attr-defined]
        assert isinstance(page, LedgersPage)
        yield window, context, page


def texts(page: LedgersPage, head: Head) -> list[str]:
    assert page.table is not None and page._look is not None
    place = page._look.heads.index(head)
    return [page.table.rows.row_at(n).row.texts[place] for n in range(page.table.rows.count())]


def pick(page: LedgersPage, register: Register) -> None:
    page.chips.choose(register.value)
    page.chips.picked.emit(register.value)


def test_a_ledger_of_this_year_is_in_front(shown: Shown) -> None:
    _, context, page = shown
    assert (page.register, page.year.value()) == (Register.INTAKE, 2026)
    assert texts(page, Head.NUMBER) == [f"2026-00{n}" for n in range(1, 7)]
    assert texts(page, Head.PHONE)[-1] == "138****1234"
    assert "共 6 行" in page._told.text()
    page.phones.box.click()
    assert texts(page, Head.PHONE)[-1] == "138 0000 1234"
    page.year.set_value(None)
    page.year.changed.emit()
    assert texts(page, Head.TITLE)[0] == "去年的"
    pick(page, Register.ADOPTION)
    assert texts(page, Head.ADOPTED_BY) == ["市政协"]
    pick(page, Register.INSTRUCTION)
    assert page.stack.currentWidget() is page.empty and not page.export_button.isEnabled()
    pick(page, Register.ADOPTION)
    assert context.settings.value("reports/ledger") == "采用"


def test_a_year_without_anything_says_so(shown: Shown) -> None:
    window, _, page = shown
    window.go("reports", part="ledgers", register=Register.ADOPTION, year=2019)
    assert (page.register, page.year.value()) == (Register.ADOPTION, 2019)
    assert page.stack.currentWidget() is page.empty and not page.print_button.isEnabled()


def test_a_line_opens_its_piece(shown: Shown) -> None:
    window, _, page = shown
    assert page.table is not None
    page.table.choose([5])
    page.open_button.click()
    assert window.page.title == "来稿办理"
    assert window.page.detail.detail.row.intake_no == "2026-006"  # type: ignore[attr-defined]
    window.go("reports")
    page.table.opened.emit(page.table.rows.row_at(0))
    assert window.page.detail.detail.row.intake_no == "2026-001"  # type: ignore[attr-defined]


def test_the_office_chooses_columns_in_a_dialog(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    answers.will({"columns": (Head.TITLE, Head.NUMBER)})
    page.columns_button.click()
    assert columns_of(context.desk, Register.INTAKE) == (Head.TITLE, Head.NUMBER)
    assert page.table is not None
    assert [column.title for column in page.table.rows.columns] == ["标题", "编号"]
    assert answers.asked[-1].check({"columns": ()}) == {"columns": "请至少勾选一栏。"}
    context.desk.undo()
    page.refresh()
    assert [column.title for column in page.table.rows.columns] == [head.value for head in USUAL[Register.INTAKE]]
    answers.will(None)
    page.columns_button.click()
    assert columns_of(context.desk, Register.INTAKE) == USUAL[Register.INTAKE]


def test_columns_are_ticked_and_moved_by_mouse_and_keys(qtbot: QtBot) -> None:
    field = ColumnsField((Head.NUMBER, Head.TITLE, Head.PEOPLE), (Head.NUMBER, Head.TITLE))
    qtbot.addWidget(field)
    field.show()
    changes: list[int] = []
    field.changed.connect(lambda: changes.append(1))
    assert field.value() == (Head.NUMBER, Head.TITLE) and not field.up.isEnabled()
    field.down.click()
    assert field.value() == (Head.TITLE, Head.NUMBER)
    field.list.setCurrentRow(2)
    assert not field.down.isEnabled()
    QTest.keyClick(field.list, Qt.Key.Key_Space)
    QTest.keyClick(field.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert field.value() == (Head.TITLE, Head.PEOPLE, Head.NUMBER)
    assert len(changes) == 3
    field.usual.click()
    assert field.value() == (Head.NUMBER, Head.TITLE)
    field.all.click()
    assert field.value() == (Head.NUMBER, Head.TITLE, Head.PEOPLE)


def test_it_goes_to_paper(shown: Shown) -> None:
    window, context, page = shown
    page.print()
    rest(context)
    assert window.page.title == "付印预览"
    assert window.page.preview.title == "2026年来稿台账"  # type: ignore[attr-defined]


def test_more_lines_than_are_ever_printed_are_refused(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, page = shown
    monkeypatch.setattr("cppcc_desk.ui.lists.MOST_PRINTED", 3)
    page.refresh()
    assert "共 6 行，只显示前 3 行，导出时全部写出" in page._told.text()
    page.print()
    assert "一次最多打印 3 行" in page.notice.text


def test_it_is_written_whole_off_the_windows_thread(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page = shown
    path = tmp_path / "台账.xlsx"
    answers.will(path, None)
    page.export_button.click()
    rest(context)
    assert answers.asked[-1][0] == "已导出“台账.xlsx”"
    (sheet,) = load_workbook(path).worksheets
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [f"2026-00{n}" for n in range(1, 7)]


def test_writing_can_be_cancelled(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, context, page = shown
    monkeypatch.setattr(registers, "AT_ONCE", 1)
    answers.will(tmp_path / "台账.xlsx")
    run = context.work.run
    monkeypatch.setattr(context.work, "run", lambda *words, **more: run(*words, **more).reporter.cancel())
    page.export_button.click()
    rest(context)
    assert list(tmp_path.glob("*.xlsx*")) == []


# ---------------------------------------------------------------------- older ledgers
def importing(shown: Shown, path: Path) -> LedgerImportPage:
    window, context, page = shown
    page.older_button.click()
    made = window.page
    assert isinstance(made, LedgerImportPage)
    made.read(path)
    rest(context)
    return made


def pieces_of(context: Context, year: int) -> int:
    return context.desk.read(submissions.count, Filter(year=year))


def test_an_older_ledger_is_shown_line_by_line_and_taken_over(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    window, context, ledgers = shown
    page = importing(shown, older(tmp_path / "2024年台账.xlsx"))
    assert page.subtitle == "2024年台账.xlsx"
    assert page.list.chips.chosen == Verdict.REFUSED and page.list.table.rows.count() == 1
    assert page.list.lines[1].becomes == "“收稿时间”“2025年2月30日”没有这一天"
    assert "没有找到有“标题”的表头" in page.notice.text and "备注" in page.notice.text
    assert page.save_button.text() == "导入 5 行"
    before = pieces_of(context, 2025)
    page.save_button.click()
    rest(context)
    assert pieces_of(context, 2025) == before + 5
    assert window.page.title == "通讯与统计" and ledgers.year.value() is None
    assert page.list.lines == []
    context.desk.undo()
    assert pieces_of(context, 2025) == before


def test_lines_are_left_out_and_taken_in_again(shown: Shown, tmp_path: Path) -> None:
    _, context, _ = shown
    page = importing(shown, older(tmp_path / "台账.xlsx"))
    page.list.see("all")
    page.list.table.choose([0, 2])
    page.list.skip_button.click()
    assert page.save_button.text() == "导入 3 行" and page.list.left_out == [0, 2]
    page.list.table.choose([2])
    page.list.restore_button.click()
    assert page.save_button.text() == "导入 4 行"
    before = pieces_of(context, 2025)
    page.save()
    rest(context)
    assert pieces_of(context, 2025) == before + 4


def test_columns_are_explained_and_remembered(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, _ = shown
    page = importing(shown, older(tmp_path / "台账.xlsx"))
    assert page._look is not None
    place = list(page._look.read.heads).index("备注")
    answers.will({str(place): Head.KEYWORDS})
    page.heads_button.click()
    rest(context)
    assert page._look.read.heads["备注"] is Head.KEYWORDS
    assert page._look.proposed.pieces[0].told.keywords == "好稿"


def test_the_year_of_days_without_one_is_chosen(shown: Shown, tmp_path: Path) -> None:
    _, context, _ = shown
    path = tmp_path / "台账.csv"
    path.write_text("收稿日期,标题,反映人\n3月5日,一,柳青禾\n", encoding="utf-8")
    page = importing(shown, path)
    assert [line.verdict for line in page.list.lines] == [Verdict.REFUSED] and not page.save_button.isEnabled()
    assert not page.encoding.isHidden()
    page.year.set_value(2024)
    page.year.changed.emit()
    rest(context)
    assert [line.verdict for line in page.list.lines] == [Verdict.NEW]
    assert page.list.lines[0].becomes.startswith("编新号")


def test_cancelled_in_the_middle_nothing_is_there(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, context, _ = shown
    page = importing(shown, older(tmp_path / "台账.xlsx"))
    before = context.desk.read(submissions.count, Filter())
    run = context.work.run
    monkeypatch.setattr(context.work, "run", lambda *words, **more: run(*words, **more).reporter.cancel())
    page.save()
    rest(context)
    assert "已取消，一行也没有导入" in page.notice.text
    assert context.desk.read(submissions.count, Filter()) == before
    assert page.save_button.isEnabled()


def test_a_wrong_file_is_a_sentence_in_the_page(shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,电话\n柳青禾,1\n", encoding="utf-8")
    page = importing(shown, path)
    assert "没有读出“名册.csv”：没有找到有“标题”一列的表头" in page.notice.text
    assert page.list.lines == []


def test_a_ledger_in_hand_is_asked_about_when_the_program_is_ended(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    window, _, _ = shown
    page = importing(shown, older(tmp_path / "台账.xlsx"))
    window.go("help")
    answers.will(False)
    assert not window.close()
    assert window.page is page and answers.asked[-1][2] == "关闭"


def test_the_dialog_of_columns_answers_with_what_is_ticked(
    shown: Shown, answers: ScriptedDialogs, qtbot: QtBot
) -> None:
    _, _, page = shown
    answers.will(None)
    page.columns_button.click()
    sheet = QuestionSheet(None, answers.asked[-1])
    qtbot.addWidget(sheet)
    sheet.show()
    field = sheet.findChild(ColumnsField)
    assert isinstance(field, ColumnsField)
    field.all.click()
    sheet.go.click()
    assert sheet.answer == "go"
