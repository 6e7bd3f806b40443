"""A chart on a page: mouse, keys, tooltips, screen readers, the clipboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.charts import Mark
from cppcc_desk.ui import theme
from cppcc_desk.ui.widgets.chart import ChartView
from tests import charts
from tests.ui.screens import settle


def shown(qtbot: QtBot, view: ChartView, width: int = 1140) -> ChartView:
    qtbot.addWidget(view)
    view.resize(width, view.sizeHint().height())
    view.show()
    qtbot.waitExposed(view)
    settle()
    return view


@pytest.fixture
def year(qtbot: QtBot) -> ChartView:
    return shown(qtbot, ChartView(charts.YEAR, opens="打开这些来稿"))


def marks(view: ChartView) -> dict[tuple[int, int], Mark]:
    return {(mark.category, mark.series): mark for mark in view.arrangement.marks}


def middle(view: ChartView, category: int, series: int = 0) -> QPoint:
    return view.place(marks(view)[category, series].box).center().toPoint()


def point_at(view: ChartView, place: QPoint) -> None:
    """Move the mouse there; a screen that is none has no pointer of its own."""
    none = Qt.MouseButton.NoButton
    where, modifiers = QPointF(place), Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, where, view.mapToGlobal(where), none, none, modifiers)
    QApplication.sendEvent(view, moved)


def test_a_click_on_a_column_tells_which(qtbot: QtBot, year: ChartView) -> None:
    told: list[tuple[int, int]] = []
    year.picked.connect(lambda category, series: told.append((category, series)))
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=middle(year, 4))
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=middle(year, 4, 1))
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=middle(year, 0, 1) - QPoint(0, 60))  # over a low column
    qtbot.mouseClick(year, Qt.MouseButton.RightButton, pos=middle(year, 4))
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=QPoint(year.width() - 20, year.height() - 40))  # December
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=QPoint(30, 15))  # the title
    assert told == [(4, 0), (4, 1), (0, 1)]


def test_a_bar_is_hit_anywhere_on_its_row(qtbot: QtBot) -> None:
    view = shown(qtbot, ChartView(charts.GROUPS, opens="看得分明细"), 600)
    with qtbot.waitSignal(view.picked) as signal:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(12, middle(view, 1).y()))
    assert signal.args == [1, 0]


def test_a_chart_that_opens_nothing_tells_nothing(qtbot: QtBot) -> None:
    view = shown(qtbot, ChartView(charts.YEAR))
    with qtbot.assertNotEmitted(view.picked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 4))
    point_at(view, middle(view, 4))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert "点一下" not in view.words_at(QPointF(middle(view, 4)))


def test_the_tooltip_tells_category_and_numbers(year: ChartView) -> None:
    assert year.words_at(QPointF(middle(year, 7))) == "8月\n来稿 33 篇\n采用 0 篇\n点一下：打开这些来稿"
    december = QPointF(year.width() - 20, 60)
    assert year.words_at(december) == "12月\n还没有数字"
    assert year.words_at(QPointF(2, 2)) == ""
    place = middle(year, 7)
    QApplication.sendEvent(year, QHelpEvent(QHelpEvent.Type.ToolTip, place, year.mapToGlobal(place)))
    assert QToolTip.text().startswith("8月\n来稿 33 篇")
    QApplication.sendEvent(year, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(2, 2), year.mapToGlobal(QPoint(2, 2))))
    QToolTip.hideText()


def test_the_hand_is_shown_where_a_click_opens_something(year: ChartView) -> None:
    point_at(year, middle(year, 4))
    assert year.cursor().shape() == Qt.CursorShape.PointingHandCursor
    point_at(year, QPoint(year.width() - 20, 60))
    assert year.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_keys_go_from_column_to_column_and_open(qtbot: QtBot, year: ChartView) -> None:
    told: list[tuple[int, int]] = []
    year.picked.connect(lambda category, series: told.append((category, series)))
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(year, key)
    assert year.accessibleName() == "各月来稿与采用，1月 采用 9 篇"
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(year, key)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Enter):
        qtbot.keyClick(year, key)
    assert told == [(0, 1), (10, 1), (0, 0)]
    QToolTip.hideText()


def test_other_keys_are_left_to_the_page(qtbot: QtBot, year: ChartView) -> None:
    year.setFocus()
    with qtbot.assertNotEmitted(year.picked):
        qtbot.keyClick(year, Qt.Key.Key_F5)
        qtbot.keyClick(year, Qt.Key.Key_Escape)


def test_a_screen_reader_hears_all_numbers(year: ChartView) -> None:
    assert year.accessibleName() == "各月来稿与采用"
    assert "11月来稿 47 篇，采用 18 篇" in year.accessibleDescription()
    year.show_chart(charts.LEVELS)
    assert year.accessibleDescription() == "采用层级：全国政协 1 篇；省政协 3 篇；市政协 12 篇。"


def test_copying_numbers_and_picture(qtbot: QtBot, year: ChartView) -> None:
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["\t来稿（篇）\t采用（篇）", "1月\t31\t9"]
    menu = year.chart_menu()
    assert [action.text() for action in menu.actions()] == ["复制数字", "复制为图片"]
    menu.actions()[1].trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2 * year.width()
    assert image.pixelColor(0, 0) == theme.color("surface")
    row = {image.pixelColor(x, image.height() - 90).rgb() for x in range(image.width())}
    assert theme.color("primary").rgb() in row
    menu.close()


def test_a_chart_is_as_high_as_it_needs(qtbot: QtBot) -> None:
    view = shown(qtbot, ChartView(charts.GROUPS))
    before = view.sizeHint().height()
    view.set_low(True)
    assert view.sizeHint().height() < before
    view.set_low(False)
    more = replace(charts.GROUPS, names=charts.GROUPS.names * 2, values=charts.GROUPS.values * 2)
    view.show_chart(more)
    assert view.sizeHint().height() > before
    assert view.minimumSizeHint().height() == view.sizeHint().height()


def test_series_in_the_window_are_told_apart_in_grey(qtbot: QtBot) -> None:
    view = shown(qtbot, ChartView(charts.QUARTERS))
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    tones = []
    for series in range(3):
        box = view.place(marks(view)[0, series].box).adjusted(4, 4, -4, -4)
        inside = [
            image.pixelColor(round(x * ratio), round(y * ratio)).lightnessF()
            for x in range(round(box.left()), round(box.right()))
            for y in range(round(box.top()), round(box.bottom()))
        ]
        tones.append((min(inside), max(inside)))
    assert tones[0][0] > tones[1][1] + 0.3
    assert tones[2][1] > 0.95 and tones[2][0] < 0.6
