"""Lists: order, choice, keys and columns are kept; long registers fetch only what is looked at."""

from array import array
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel, SubmissionList, WindowedModel
from cppcc_desk.ui.theme import color
from tests.ui.samples import COLUMNS, TODOS, Todo, todo_table, two_lines
from tests.ui.screens import settle


@pytest.fixture
def table(qtbot: QtBot, ini: QSettings) -> DataTable[Todo]:
    made = todo_table(ini)
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def numbers(table: DataTable[Todo]) -> list[int]:
    return [table.rows.row_at(n).id for n in range(table.rows.count())]


def center(table: DataTable[Todo], row: int, column: int) -> QPoint:
    return table.visualRect(table.rows.index(row, column)).center()


def test_models_keep_the_rules_of_qt() -> None:
    model = RowsModel(COLUMNS, row_id=lambda r: r.id, checkable=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(TODOS)
    model.sort(3, Qt.SortOrder.DescendingOrder)
    model.show(TODOS[:2])
    assert tester.model() is model
    long = WindowedModel(COLUMNS, rows=lambda ids: [replace(TODOS[0], id=i) for i in ids])
    tester = QAbstractItemModelTester(long, QAbstractItemModelTester.FailureReportingMode.Fatal)
    long.show_ids(range(300))
    long.show_ids(range(1000))
    long.show_ids([5, 4, 3])
    assert long.row_at(2).id == 3


def test_header_click_sorts_and_a_third_click_gives_the_first_order_back(qtbot: QtBot, table: DataTable[Todo]) -> None:
    step = table.rows.column("step")
    where = QPoint(table.head.sectionViewportPosition(step) + 20, 10)
    for expected in ([4, 7, 5, 3, 2, 1, 6], [6, 1, 2, 3, 5, 7, 4], [1, 2, 3, 4, 5, 6, 7]):
        qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert numbers(table) == expected


@dataclass(frozen=True)
class Line:
    id: int
    size: int | None


@given(st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=30), st.booleans())
def test_sorting_is_stable_and_puts_the_empty_last(sizes: list[int | None], down: bool) -> None:
    column = Column[Line](key="size", title="字数", text=lambda r: str(r.size), sort=lambda r: r.size, kind=Kind.NUMBER)
    model = RowsModel([column], row_id=lambda r: r.id)
    model.show([Line(n, size) for n, size in enumerate(sizes)])
    model.sort(0, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
    filled = [line.size for line in model.rows if line.size is not None]
    assert filled == sorted(filled, reverse=down)
    assert [line.size for line in model.rows[len(filled) :]] == [None] * (len(sizes) - len(filled))
    for size in set(sizes):
        ids = [line.id for line in model.rows if line.size == size]
        assert ids == sorted(ids)


def test_choice_current_row_and_place_stay_by_id_when_the_list_is_read_again(table: DataTable[Todo]) -> None:
    table.choose([3, 5])
    table.show_rows(list(reversed(TODOS)))
    assert set(table.chosen_ids()) == {3, 5}
    assert table.current_id() == 3
    table.show_rows([row for row in TODOS if row.id != 5])
    assert table.chosen_ids() == [3]


def test_boxes_mirror_the_selection(qtbot: QtBot, table: DataTable[Todo]) -> None:
    counts: list[int] = []
    table.chosen.connect(counts.append)
    for row in (1, 3):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, row, 0))
    assert table.chosen_ids() == [2, 4]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, 1, 0))
    assert table.chosen_ids() == [4]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, 5, 4))
    assert table.chosen_ids() == [6]
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, ctrl, center(table, 0, 4))
    assert table.chosen_ids() == [1, 6]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, 0, 4))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, shift, center(table, 2, 4))
    assert table.chosen_ids() == [1, 2, 3]
    assert table.head.partly and not table.head.checked
    qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert table.chosen_count() == 7 and table.head.checked
    qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert table.chosen_count() == 0
    assert counts[:3] == [1, 2, 1]


def test_keys(qtbot: QtBot, table: DataTable[Todo]) -> None:
    told: list[object] = []
    table.opened.connect(lambda row: told.append(("open", row.id)))
    table.quick_look.connect(lambda: told.append("look"))
    table.renamed.connect(lambda row: told.append(("rename", row.id)))
    table.deleted.connect(lambda rows: told.append(("delete", [row.id for row in rows])))
    table.refreshed.connect(lambda: told.append("refresh"))
    table.choose([2])
    keys = Qt.Key
    for key in (
        keys.Key_Return,
        keys.Key_Space,
        keys.Key_F2,
        keys.Key_Delete,
        keys.Key_F5,
        keys.Key_Down,
        keys.Key_Enter,
    ):
        qtbot.keyClick(table, key)
    assert told == [("open", 2), "look", ("rename", 2), ("delete", [2]), "refresh", ("open", 3)]
    qtbot.keyClick(table, keys.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_count() == 7
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, 0, 4))
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=center(table, 0, 4))
    assert told[-1] == ("open", 1)


def test_copied_rows_are_lines_with_tabs(qtbot: QtBot, table: DataTable[Todo]) -> None:
    table.choose([4])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t") == ["时限", "环节", "编号", "标题", "去向", "承办", "截止时间"]
    assert line.split("\t")[:4] == ["剩 3 天", "2 分类", "2026-194", "农村客运班线停运影响山区群众出行"]


def test_columns_are_kept_for_next_time_and_can_be_reset(qtbot: QtBot, ini: QSettings, table: DataTable[Todo]) -> None:
    who = table.rows.column("who")
    table.setColumnWidth(who, 171)
    table.head.moveSection(table.head.visualIndex(who), 1)
    menu = table.column_menu()
    entry = {action.text(): action for action in menu.actions()}
    entry["编号"].setChecked(False)
    entry["行高：紧凑"].trigger()
    assert not entry["标题"].isEnabled()
    table.save_columns()
    again = todo_table(ini)
    qtbot.addWidget(again)
    assert again.columnWidth(who) == 171
    assert again.head.visualIndex(who) == 1
    assert again.isColumnHidden(again.rows.column("number"))
    assert again.rowHeight(0) == 28
    {action.text(): action for action in again.column_menu().actions()}["恢复默认"].trigger()
    assert again.columnWidth(who) == 136
    assert again.head.visualIndex(who) == who
    assert not again.isColumnHidden(again.rows.column("number"))
    assert again.rowHeight(0) == 34


def test_narrow_windows_leave_columns_out_but_remember_the_persons_choice(table: DataTable[Todo]) -> None:
    destination = table.rows.column("destination")
    table.set_narrow(True)
    assert table.isColumnHidden(destination)
    table.set_narrow(False)
    assert not table.isColumnHidden(destination)


def test_the_title_takes_the_room_that_is_left(table: DataTable[Todo]) -> None:
    for width in (1000, 1400):
        table.resize(width, 400)
        shown = sum(table.columnWidth(n) for n in range(table.rows.columnCount()))
        assert shown == table.viewport().width()
    table.resize(500, 400)
    assert table.columnWidth(table.rows.column("title")) == 220
    assert table.horizontalScrollBar().maximum() > 0


def test_ctrl_wheel_zooms_and_ctrl_0_goes_back(qtbot: QtBot, table: DataTable[Todo]) -> None:
    at = QPointF(60, 60)
    turn = QWheelEvent(
        at, table.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(table.viewport(), turn)
    assert table.zoom == 1.15 and table.rowHeight(0) == 39
    qtbot.keyClick(table, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert table.zoom == 1.0 and table.rowHeight(0) == 34


def test_right_mouse_button_repeats_the_actions(table: DataTable[Todo]) -> None:
    move = QAction("转下一环节…", table)
    move.setShortcut("Ctrl+Return")
    table.addAction(move)
    assert [action.text() for action in table.row_menu().actions()] == ["转下一环节…"]


def test_a_screen_reader_hears_the_cells(table: DataTable[Todo]) -> None:
    index = table.rows.index(0, table.rows.column("left"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "超期 1 天"
    assert table.accessibleName() == "待办"


class Register:
    """Answers for rows and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def rows(self, ids: list[int]) -> list[Todo]:
        self.asked.append(len(ids))
        return [replace(TODOS[0], id=i, number=f"2026-{i}") for i in ids]


def test_a_long_register_fetches_windows_of_128_and_keeps_few(qtbot: QtBot, ini: QSettings) -> None:
    register = Register()
    model = WindowedModel(COLUMNS, rows=register.rows, checkable=True)
    table = DataTable(model, name="register", title="来稿登记簿", settings=ini)
    qtbot.addWidget(table)
    table.resize(1000, 500)
    model.show_ids(range(300))
    table.show()
    qtbot.waitExposed(table)
    model.show_ids(array("q", range(100_000)))
    table.scrollToBottom()
    table.grab()
    assert table.verticalScrollBar().maximum() > 3_000_000
    assert set(register.asked) <= {128, 100_000 % 128}
    assert len(register.asked) <= 4
    assert model.find(99_999) == 99_999 and model.find(-5) == -1
    register.asked.clear()
    table.selectAll()
    assert table.chosen_count() == 100_000 and len(table.chosen_ids()) == 100_000
    assert register.asked == []
    assert table.head.selectionModel() is not table.selectionModel()
    for number in range(0, 100_000, 512):
        model.row_at(number)
    assert len(model._windows) == 24


def test_a_long_register_asks_for_another_order(qtbot: QtBot, ini: QSettings) -> None:
    model = WindowedModel(COLUMNS, rows=Register().rows)
    table = DataTable(model, name="register", title="来稿登记簿", settings=ini)
    qtbot.addWidget(table)
    wanted: list[tuple[str, bool]] = []
    model.order_wanted.connect(lambda key, down: wanted.append((key, down)))
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert wanted[-1] == ("number", True)


def test_rows_that_do_not_come_are_a_fault_not_an_empty_line() -> None:
    model = WindowedModel(COLUMNS, rows=lambda _ids: [])
    model.show_ids([1, 2])
    with pytest.raises(LookupError):
        model.row_at(0)


def test_the_row_under_the_keyboard_is_marked_though_it_is_not_chosen(table: DataTable[Todo]) -> None:
    table.show_rows(TODOS)
    table.clearSelection()
    table.stand_on(table.rows.id_at(0))
    settle()
    assert table.chosen_count() == 0 and table.current_row() == TODOS[0]

    def marked() -> list[int]:
        picture = table.viewport().grab().toImage()
        edge = [picture.pixelColor(1, center(table, n, 0).y()) for n in range(len(TODOS))]
        return [number for number, tone in enumerate(edge) if tone == color("primary")]

    assert marked() == [0]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_count() == 0 and marked() == [1]


def test_a_button_means_what_is_chosen_else_the_row_under_the_keyboard(table: DataTable[Todo]) -> None:
    table.show_rows(TODOS)
    table.clearSelection()
    table.stand_on(table.rows.id_at(0))
    assert (table.meant_rows(), table.meant_row()) == ([TODOS[0]], TODOS[0])
    table.choose([3])
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert table.current_row() == TODOS[3]
    assert (table.meant_rows(), table.meant_row()) == ([TODOS[2]], TODOS[2])
    table.choose([3, 5])
    assert (table.meant_rows(), table.meant_row()) == ([TODOS[2], TODOS[4]], TODOS[2])
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert table.meant_row() is None  # nobody can tell which


def test_two_line_list(qtbot: QtBot, ini: QSettings) -> None:
    lines = SubmissionList(two_lines, row_id=lambda r: r.id, name="lines", title="来稿", settings=ini)
    qtbot.addWidget(lines)
    lines.resize(400, 500)
    lines.show_rows(TODOS)
    lines.show()
    assert lines.rowHeight(0) == 62
    seen: list[object] = []
    lines.current.connect(seen.append)
    lines.choose([3])
    assert seen == [TODOS[2]]
    assert (
        lines.rows.index(2, 0).data()
        == "建议完善乡镇卫生院中药饮片统一配送机制，剩 2 小时，审稿｜2026-189｜第二小组 · 赵敏，11-18"
    )
