"""Twelve small months that show which days are off and which weekend days are worked."""

import calendar
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cppcc_desk.domain.deadlines import WEEKDAYS, OfficeCalendar
from cppcc_desk.ui.theme import color, font

_LINE: Final = 21
_HEAD: Final = 26
_GAP: Final = 18
_MONTH: Final = _HEAD + 7 * _LINE  # name, weekdays, six weeks
_WAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class YearView(QWidget):
    """`day_wanted(date)` when a day is clicked, or Enter pressed on it; arrows move from day to day."""

    day_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.year = 2026
        self.today = date(2026, 1, 1)
        self.days = OfficeCalendar.of(())
        self.at = date(2026, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("全年放假和调休上班日")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_year(self, year: int, days: OfficeCalendar, *, today: date) -> None:
        """Show `year` by the table `days`."""
        if year != self.year:
            self.at = date(year, 1, 1)
        self.year, self.days, self.today = year, days, today
        self.update()

    def _across(self, width: int) -> int:
        return 4 if width >= 680 else 3

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-12 // self._across(width))
        return lines * (_MONTH + 12)

    def sizeHint(self) -> QSize:
        return QSize(700, self.heightForWidth(700))

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(self.width()))

    def _place(self, day: date) -> QRectF:
        across = self._across(self.width())
        month_wide = (self.width() - _GAP * (across - 1)) / across
        line, column = divmod(day.month - 1, across)
        first = date(day.year, day.month, 1)
        week, weekday = divmod(day.day - 1 + first.weekday(), 7)
        cell = month_wide / 7
        left = column * (month_wide + _GAP) + weekday * cell
        top = line * (_MONTH + 12) + _HEAD + _LINE * (week + 1)
        return QRectF(left, top, cell, _LINE)

    def day_at(self, where: QPointF) -> date | None:
        """The day at a place on the widget."""
        day = date(self.year, 1, 1)
        while day.year == self.year:
            if self._place(day).contains(where):
                return day
            day += timedelta(days=1)
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)
        painter.end()

    def _paint_month(self, painter: QPainter, month: int) -> None:
        first = self._place(date(self.year, month, 1))
        monday = self._place(date(self.year, month, 1)).left() - date(self.year, month, 1).weekday() * first.width()
        painter.setFont(font(13, bold=True))
        painter.setPen(color("text"))
        head = QRectF(monday, first.top() - _LINE - _HEAD, first.width() * 7, _HEAD)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f" {month} 月")
        painter.setFont(font(12))
        painter.setPen(color("text3"))
        for number, words in enumerate(WEEKDAYS):
            where = QRectF(monday + number * first.width(), first.top() - _LINE, first.width(), _LINE)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
        for number in range(1, calendar.monthrange(self.year, month)[1] + 1):
            self._paint_day(painter, date(self.year, month, number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        where = self._place(day)
        mark = where.adjusted(1.5, 1, -1.5, -1)
        kind = self.kind(day)
        if kind:  # off is filled, worked is framed: told apart without colour
            painter.setPen(QPen(color("overdue_line" if kind == "off" else "primary"), 1))
            painter.setBrush(color("overdue_soft" if kind == "off" else "surface"))
            painter.drawRoundedRect(mark, 3, 3)
        ink = {"off": "overdue", "worked": "primary_press"}.get(kind, "text3" if day.weekday() >= 5 else "text")
        painter.setPen(color(ink))
        painter.setFont(font(12, bold=bool(kind) or day == self.today))
        suffix = {"off": "休", "worked": "班"}.get(kind, "")
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{day.day}{suffix if where.width() >= 30 else ''}")
        if day == self.today or (self.hasFocus() and day == self.at):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("primary"), 1.5 if day == self.at and self.hasFocus() else 1))
            painter.drawRoundedRect(mark, 3, 3)

    def kind(self, day: date) -> str:
        """ "off", "worked" or "" as the table has it."""
        if day in self.days.worked:
            return "worked"
        return "off" if day in self.days.off else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        name = (self.days.worked.get(day) or self.days.off.get(day)) if day else None
        if day is not None and name:
            kind = "调休上班" if self.kind(day) == "worked" else "放假"
            QToolTip.showText(event.globalPosition().toPoint(), f"{day.month} 月 {day.day} 日 {name} {kind}", self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.at = day
            self.update()
            self.day_wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            moved = self.at + timedelta(days=way)
            self.at = moved if moved.year == self.year else self.at
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_wanted.emit(self.at)
        else:
            super().keyPressEvent(event)
