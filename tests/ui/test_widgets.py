"""Widgets by keyboard, mouse and input method."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.workflow import TEN_STEPS
from cppcc_desk.ui.widgets import (
    DropOverlay,
    FilterChips,
    NoticeBar,
    ProgressCard,
    SearchBox,
    Snackbar,
    SuggestEdit,
    Suggestion,
    button,
)
from cppcc_desk.ui.widgets.counter import CounterCard
from cppcc_desk.ui.widgets.drop_overlay import describe
from cppcc_desk.ui.widgets.lamp import LampChip
from cppcc_desk.ui.widgets.step_bar import Progress, StepBar, StepMark
from cppcc_desk.ui.widgets.step_strip import StepCount, StepStrip
from tests.ui.keys import compose, write
from tests.ui.screens import settle

PEOPLE = (Suggestion("石青", "石桥镇联络组信息员（今年 6 篇）", 1), Suggestion("孙庆芝", "教育界 · 县一中", 2))
NEW = Suggestion("＋ 新建反映人…", command=True)


def people(text: str) -> list[Suggestion]:
    return [*PEOPLE, NEW] if text in ("s", "sq", "石") else []


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(600, 400)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def put(host: QWidget, widget: QWidget) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(widget)
    settle()


def test_suggestions_come_while_typing_and_the_field_keeps_the_focus(qtbot: QtBot, host: QWidget) -> None:
    edit = SuggestEdit(people)
    put(host, edit)
    edit.setFocus()
    qtbot.keyClicks(edit, "sq")
    qtbot.waitUntil(edit.panel.isVisible)
    assert [line.text for line in edit.panel.lines] == ["石青", "孙庆芝", "＋ 新建反映人…"]
    assert edit.hasFocus() and edit.panel.parentWidget() is host
    assert host.rect().contains(edit.panel.geometry())
    taken: list[Suggestion] = []
    edit.picked.connect(taken.append)
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert taken == [PEOPLE[1]] and edit.text() == "孙庆芝" and not edit.panel.isVisible()


def test_commands_leave_what_was_typed(qtbot: QtBot, host: QWidget) -> None:
    edit = SuggestEdit(people)
    put(host, edit)
    edit.setFocus()
    qtbot.keyClicks(edit, "s")
    qtbot.waitUntil(edit.panel.isVisible)
    taken: list[Suggestion] = []
    edit.picked.connect(taken.append)
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    qtbot.keyClick(edit, Qt.Key.Key_Enter)
    assert taken == [NEW] and edit.text() == "s"


def test_up_begins_with_the_last_line_where_none_is_chosen(qtbot: QtBot, host: QWidget) -> None:
    edit = SuggestEdit(people)
    put(host, edit)
    edit.setFocus()
    edit.panel.offer(PEOPLE, select_first=False)
    edit.panel.step(-1)
    assert edit.panel.current == PEOPLE[-1]
    edit.panel.offer(PEOPLE, select_first=False)
    edit.panel.step(1)
    assert edit.panel.current == PEOPLE[0]


def test_nothing_happens_while_an_input_method_composes(qtbot: QtBot, host: QWidget) -> None:
    asked: list[str] = []

    def provider(text: str) -> list[Suggestion]:
        asked.append(text)
        return people(text)

    edit = SuggestEdit(provider)
    put(host, edit)
    edit.setFocus()
    compose(edit, "shi")
    settle()
    assert edit.composing and asked == [] and not edit.panel.isVisible()
    edit.offer(PEOPLE)
    assert not edit.panel.isVisible()
    compose(edit, "", "石")
    qtbot.waitUntil(lambda: asked != [])
    assert asked == ["石"] and edit.text() == "石" and edit.panel.isVisible()
    compose(edit, "q")
    assert not edit.panel.isVisible()


def test_esc_closes_the_list_first(qtbot: QtBot, host: QWidget) -> None:
    search = SearchBox()
    put(host, search)
    search.setFocus()
    left: list[bool] = []
    search.left.connect(lambda: left.append(True))
    asked: list[str] = []
    search.asked.connect(asked.append)
    write(search, "农村客运")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["农村客运"], timeout=2000)
    search.offer([Suggestion("农村客运班线停运影响山区群众出行", "2026-194")])
    assert search.panel.isVisible() and search.panel.current is None
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.panel.isVisible() and search.text() == "农村客运" and left == []
    searched: list[str] = []
    search.searched.connect(searched.append)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert searched == ["农村客运"]
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == "" and left == [True]


def test_recent_ones_are_offered_before_anything_is_typed(qtbot: QtBot, host: QWidget) -> None:
    search = SearchBox()
    put(host, search)
    search.recent = [Suggestion("建议完善乡镇卫生院中药饮片统一配送机制", "2026-189", 3)]
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert [line.value for line in search.panel.lines] == [3]


def test_step_bar_can_be_walked_with_the_keyboard(qtbot: QtBot, host: QWidget) -> None:
    bar = StepBar()
    put(host, bar)
    marks = [StepMark(Progress.DONE, "11-16")] * 4 + [StepMark(Progress.CURRENT, "今天")] + [StepMark()] * 5
    bar.show_marks(marks)
    steps = bar.findChildren(QAbstractButton)
    assert [step.accessibleName() for step in steps[3:6]] == [
        "4 编辑，已办，11-16",
        "5 审稿，当前环节，今天",
        "6 签发，未到",
    ]
    tabbed = [step for step in steps if step.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert tabbed == [steps[4]]
    picked: list[int] = []
    bar.picked.connect(picked.append)
    steps[4].setFocus()
    qtbot.keyClick(steps[4], Qt.Key.Key_Left)
    qtbot.keyClick(steps[3], Qt.Key.Key_Space)
    assert picked == [3]


def test_step_strip_filters_and_lets_go(qtbot: QtBot, host: QWidget) -> None:
    strip = StepStrip()
    put(host, strip)
    strip.show_counts([StepCount(n, int(n == 6)) for n in range(len(TEN_STEPS))])
    tiles = strip.findChildren(QAbstractButton)
    assert tiles[6].accessibleName() == "7 排印：6 件，其中超期 1 件"
    picked: list[int] = []
    strip.picked.connect(picked.append)
    for number in (6, 2, 2):
        qtbot.mouseClick(tiles[number], Qt.MouseButton.LeftButton)
    assert picked == [6, 2, -1] and strip.chosen == -1


def test_filter_chips_are_exclusive(qtbot: QtBot, host: QWidget) -> None:
    chips = FilterChips([("mine", "我的待办"), ("all", "全科待办")])
    put(host, chips)
    chips.show_count("mine", 12)
    picked: list[str] = []
    chips.picked.connect(picked.append)
    words = {chip.text(): chip for chip in chips.findChildren(QAbstractButton)}
    assert set(words) == {"我的待办 12", "全科待办"}
    qtbot.mouseClick(words["全科待办"], Qt.MouseButton.LeftButton)
    assert picked == ["all"] and chips.chosen == "all"


def test_counters_tell_words_and_number(qtbot: QtBot, host: QWidget) -> None:
    counter = CounterCard("已超期", "超期")
    put(host, counter)
    counter.show_count(2, "最早超期 1 天")
    assert counter.accessibleName() == "已超期 2" and counter.height() == 54
    counter.set_low(True)
    settle()
    assert counter.sizeHint().height() == 36 and counter.toolTip() == "最早超期 1 天"
    with pytest.raises(KeyError):
        LampChip("剩 3 天", "绿")


def test_snackbar_counts_eight_seconds(qtbot: QtBot, host: QWidget) -> None:
    snack = Snackbar(host)
    undone: list[bool] = []
    snack.undo_wanted.connect(lambda: undone.append(True))
    snack.tell("已把 3 篇来稿转入“编辑”环节", undo=True)
    snack.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    for _ in range(7):
        snack.count_down()
    assert snack.isVisible()
    snack.count_down()
    assert not snack.isVisible()
    snack.tell("已移入回收站", undo=True)
    qtbot.mouseClick(snack.findChildren(QAbstractButton)[0], Qt.MouseButton.LeftButton)
    assert undone == [True] and not snack.isVisible()


def test_notice_waits_for_its_page_and_goes_when_closed(qtbot: QtBot, host: QWidget) -> None:
    notice = NoticeBar()
    done: list[str] = []
    notice.tell("疑似重复：2026-142，相似度 82%", actions=[("对照查看", lambda: done.append("compare"))])
    assert not notice.isVisible()
    put(host, notice)
    assert notice.isVisible()
    compare, close = notice.findChildren(QAbstractButton)
    qtbot.mouseClick(compare, Qt.MouseButton.LeftButton)
    assert done == ["compare"] and close.accessibleName() == "关闭这条提示"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_progress_is_cancelled_once(qtbot: QtBot, host: QWidget) -> None:
    card = ProgressCard()
    put(host, card)
    card.show_progress("正在导入来稿", done=31, total=50, detail="石桥镇来稿.docx")
    assert card.accessibleName() == "正在导入来稿  62%"
    stopped: list[bool] = []
    card.cancelled.connect(lambda: stopped.append(True))
    cancel = card.findChildren(QAbstractButton)[0]
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert stopped == [True]


def test_an_icon_button_needs_words() -> None:
    with pytest.raises(ValueError, match="words"):
        button("", icon="more")
    assert button("", icon="more", tip="更多").accessibleName() == "更多"


def test_what_a_drop_will_do_is_said() -> None:
    names = [Path("a.docx"), Path("b.DOC"), Path("c.pdf"), Path("d.zip")]
    assert describe(names) == "松开鼠标，读入 4 个文件（Word 2 个、PDF 1 个、其他 1 个）"


def test_files_are_caught_before_a_text_field_takes_them(qtbot: QtBot, host: QWidget, tmp_path: Path) -> None:
    edit = QLineEdit()
    put(host, edit)
    host.hide()
    overlay = DropOverlay(host)
    host.show()
    qtbot.waitExposed(host)
    dropped: list[list[Path]] = []
    overlay.dropped.connect(dropped.append)
    mime = QMimeData()
    paths = [tmp_path / "石桥镇来稿.docx", tmp_path / "说明.txt"]
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = edit.geometry().center()
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    native = host.windowHandle()
    QApplication.sendEvent(native, QDragEnterEvent(at, *how))
    assert overlay.isVisible() and overlay.rect().contains(at - overlay.pos())
    QApplication.sendEvent(native, QDropEvent(QPointF(at), *how))
    assert dropped == [paths] and not overlay.isVisible() and edit.text() == ""
    words = QMimeData()
    words.setText("一段文字")
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, words, *how[2:])
    QApplication.sendEvent(native, enter)
    assert not overlay.isVisible()
    overlay.paused = True
    QApplication.sendEvent(native, QDragEnterEvent(at, *how))
    assert not overlay.isVisible()
