"""A group's year at a glance: its four quarters side by side, each a way to its activities."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.occasions import QuarterState, days_left, money
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.occasions import QuarterGlance
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets import button, label, row
from cppcc_desk.ui.widgets.lamp import draw_lamp

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_HIGH, _LOW = 46, 28
_LAMP = 12


def words_of(glance: QuarterGlance, *, today: date) -> tuple[str, str]:
    """How the quarter stands, and the lamp that says so; no lamp for what has not begun."""
    now = Quarter.of(today)
    match glance.state:
        case QuarterState.HELD:
            return f"{glance.held} 次", "时限内"
        case QuarterState.PLANNED:
            return f"已安排 {glance.ahead} 次", "临期" if glance.quarter == now else ""
        case _ if glance.quarter > now:
            return "", ""
        case _ if glance.quarter < now:
            return "没有开展", "暂停"
    left = days_left(glance.quarter, today=today)
    return f"未开展，{f'剩 {left} 天' if left else '今天截止'}", "临期"


def numbers_of(glance: QuarterGlance) -> str:
    """到会 12 · 讨论 3 · 形成 1 · 438.00 元, without what there was none of."""
    told = (("到会", glance.came), ("讨论", glance.discussed), ("形成", glance.produced))
    parts = [f"{words} {number}" for words, number in told if number]
    return " · ".join((*parts, f"{money(glance.cost_cents)} 元") if glance.cost_cents is not None else parts)


class QuarterButton(QAbstractButton):
    """One quarter; two lines, or one when `low`."""

    def __init__(self) -> None:
        super().__init__()
        self.low = False
        self._name = self._words = self._lamp = self._numbers = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_glance(self, glance: QuarterGlance, *, today: date) -> None:
        """What it says."""
        self._name = f"{numeral(glance.quarter.number)}季度"
        self._words, self._lamp = words_of(glance, today=today)
        self._numbers = numbers_of(glance)
        told = "，".join(filter(None, (f"{glance.quarter.words}活动", self._words, self._numbers)))
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, _LOW if self.low else _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("primary" if self.hasFocus() else "line"), 1))
        painter.setBrush(color("hover" if self.underMouse() else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        room = QRectF(self.rect()).adjusted(10, 3, -8, -3)
        first = room if self.low else QRectF(room.left(), room.top(), room.width(), 20)
        left = first.left()
        if self._lamp:
            draw_lamp(painter, QRectF(left, first.center().y() - _LAMP / 2, _LAMP, _LAMP), self._lamp)
            left += _LAMP + 5
        painter.setFont(font(13, bold=True))
        painter.setPen(color("text"))
        painter.drawText(first.adjusted(left - first.left(), 0, 0, 0), _MIDDLE, self._name)
        left += painter.fontMetrics().horizontalAdvance(self._name) + 8
        painter.setFont(font(13))
        painter.setPen(color("soon" if self._lamp == "临期" else "text2"))
        self._elided(painter, first.adjusted(left - first.left(), 0, 0, 0), self._words)
        if not self.low:
            painter.setFont(font(12))
            painter.setPen(color("text3"))
            below = QRectF(room.left(), room.bottom() - 18, room.width(), 18)
            self._elided(painter, below, self._numbers)
        painter.end()

    @staticmethod
    def _elided(painter: QPainter, where: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(where.width())))
        painter.drawText(where, _MIDDLE, shown)


class YearGlance(QWidget):
    """`pick()` opens the activities of the year, `enter()` registers one."""

    def __init__(self, pick: Callable[[], Any], enter: Callable[[], Any]) -> None:
        super().__init__()
        self._year = label("", "small_strong")
        self.quarters = tuple(QuarterButton() for _ in range(4))
        for made in self.quarters:
            made.clicked.connect(lambda _on=False: pick())
        self.enter_button = button("登记活动", enter, icon="calendar")
        line = row(self._year, *self.quarters, self.enter_button, margins=(14, 0, 12, 8))
        for place in range(1, 5):
            line.setStretch(place, 1)
        self.setLayout(line)

    def show_year(self, glances: Sequence[QuarterGlance], *, today: date) -> None:
        """The quarters of one year."""
        self._year.setText(f"{glances[0].quarter.year}年\n活动")
        for made, glance in zip(self.quarters, glances, strict=True):
            made.show_glance(glance, today=today)

    def set_low(self, low: bool) -> None:
        """One line instead of two."""
        self._year.setVisible(not low)
        for made in self.quarters:
            made.low = low
            made.updateGeometry()
