"""A day, or a day and a time: typed or picked, and where it may be left out put in and taken out with one key."""

from datetime import date, datetime
from typing import Any, Final

from PySide6.QtCore import QDate, QDateTime, QEvent, QObject, QSignalBlocker, Qt, QTime
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QDateTimeEdit

from cppcc_desk.ui.form.fields import Field, calm
from cppcc_desk.ui.theme import color

_NOT_SET: Final = QDateTime(QDate(1900, 1, 1), QTime(0, 0))  # the least moment, which Qt can show as words
_BETWEEN: Final = "-/.:年月日 "  # what people type between the parts
_TAKING_OUT: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _MomentEdit(QDateTimeEdit):
    """Qt's own edit knows no empty date: it holds the least one and shows words for it, over which nothing can be
    typed. Here the first digit, arrow or click puts today in, and Delete over the whole takes the date out again."""

    def __init__(self, *, optional: bool) -> None:
        super().__init__()
        self._optional = optional
        self._moved_on = False  # the last figure of a part led to the next one by itself
        self.setMinimumDateTime(_NOT_SET)
        if optional:
            self.setSpecialValueText("未填")
            self.setDateTime(_NOT_SET)
            self.lineEdit().installEventFilter(self)
            self.setToolTip("点一下填今天的日期；全部选中（Ctrl+A）按 Delete 改回未填")

    @property
    def unset(self) -> bool:
        """Whether there is no date."""
        return self._optional and self.dateTime() == _NOT_SET

    def moment(self) -> QDateTime:
        """What stands there. Qt takes 2026-7-1 for entered only when the field is left; saving does not leave it."""
        typed = QDateTime.fromString(self.text(), "yyyy-M-d H:m" if "HH" in self.displayFormat() else "yyyy-M-d")
        return typed if typed >= _NOT_SET else self.dateTime()

    def watch(self, calendar: QCalendarWidget) -> None:
        """Let the calendar open on today while there is no date."""
        calendar.installEventFilter(self)
        self.setCalendarWidget(calendar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.unset and event.type() == QEvent.Type.Show and isinstance(watched, QCalendarWidget):
            with QSignalBlocker(watched):  # shown, not yet picked
                watched.setSelectedDate(QDate.currentDate())
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent)
        if self.unset and pressed and watched is self.lineEdit():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._put_today_in()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in _BETWEEN:
            self._go_on()
        elif event.key() in _TAKING_OUT or event.matches(QKeySequence.StandardKey.Cut):
            self._take_out(event)
        else:
            if self.unset and event.text().isdigit():
                self._put_today_in()
            elif self.unset and event.matches(QKeySequence.StandardKey.Paste):
                self._put_today_in()
                self.selectAll()
            before = self.currentSectionIndex()
            super().keyPressEvent(event)
            self._moved_on = event.text().isdigit() and self.currentSectionIndex() != before

    def _go_on(self) -> None:
        """To the next part; not where its last figure has led there already: 2026-07-01 is typed as 20260701 is."""
        following = self.currentSectionIndex() + 1
        if not self._moved_on and following < self.sectionCount():
            self.setSelectedSection(self.sectionAt(following))
        self._moved_on = False

    def _take_out(self, event: QKeyEvent) -> None:
        if self.unset:
            return
        line, before = self.lineEdit(), self.text()
        whole = line.selectedText() == before
        if self._optional and whole:
            if event.matches(QKeySequence.StandardKey.Cut):
                line.copy()
            self.setDateTime(_NOT_SET)
            return
        end = 0 if event.key() == Qt.Key.Key_Backspace else len(before)
        at_end = line.cursorPosition() == end and not line.hasSelectedText()
        super().keyPressEvent(event)
        if self._optional and not at_end and self.text() == before:  # Qt lets nobody delete the signs between
            self.setDateTime(_NOT_SET)

    def stepBy(self, steps: int) -> None:
        if self.unset:
            self._put_today_in()
        else:
            super().stepBy(steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flags = QAbstractSpinBox.StepEnabledFlag
        return flags.StepUpEnabled | flags.StepDownEnabled if self.unset else super().stepEnabled()

    def _put_today_in(self) -> None:
        self.setDate(QDate.currentDate())
        self.setSelectedSection(QDateTimeEdit.Section.YearSection)


class MomentField(Field):
    """A day, or a day and a time to the minute; value: date or datetime, None when `optional` and not filled in.

    The calendar begins on Monday; everything can be typed: 2026-11-20 14:26.
    """

    def __init__(self, *, time: bool = True, optional: bool = False) -> None:
        self.edit = _MomentEdit(optional=optional)
        super().__init__(self.edit)
        calm(self.edit)
        self._time = time
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm" if time else "yyyy-MM-dd")
        self.edit.setMinimumWidth(150 if time else 120)
        self.edit.setCalendarPopup(True)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(color("text2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        self.edit.watch(calendar)
        self._filling = False
        self.edit.dateTimeChanged.connect(self._edited)

    def value(self) -> datetime | date | None:
        if self.edit.unset:
            return None
        found = self.edit.moment()
        day, clock = found.date(), found.time()
        if not self._time:
            return date(day.year(), day.month(), day.day())
        return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute())

    def set_value(self, value: Any) -> None:
        self._filling = True
        if value is None:
            self.edit.setDateTime(_NOT_SET)
        else:
            clock = QTime(value.hour, value.minute) if isinstance(value, datetime) else QTime(0, 0)
            self.edit.setDateTime(QDateTime(QDate(value.year, value.month, value.day), clock))
        self._filling = False

    def _edited(self, _value: QDateTime) -> None:
        if not self._filling:
            self.changed.emit()
