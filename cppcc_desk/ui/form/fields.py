"""Fields of a form: each holds one value, tells when the person changes it, and never saves anything on Enter."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QEvent, QMimeData, QObject, Qt, QTime, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cppcc_desk.ui.theme import READING_PITCH, color, font
from cppcc_desk.ui.widgets.suggest import Provider, SuggestEdit, Suggestion

_NOT_SET = QDateTime(QDate(1900, 1, 1), QTime(0, 0))


class Field(QWidget):
    """A value on the screen. `changed` only when the person changes it, not when the program fills it in."""

    changed = Signal()

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inner)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> Any:
        """What the field holds."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Fill it in without telling `changed`."""
        raise NotImplementedError

    def set_bad(self, bad: bool) -> None:
        """The red border."""
        self.inner.setProperty("bad", bad)
        self.inner.style().unpolish(self.inner)
        self.inner.style().polish(self.inner)

    def set_read_only(self, read_only: bool) -> None:
        """Shown, not changed."""
        self.inner.setEnabled(not read_only)

    def name(self, words: str) -> None:
        """What a screen reader calls it."""
        self.inner.setAccessibleName(words)


class _CalmWheel(QObject):
    """Keeps the wheel from changing a value while a page is scrolled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _calm(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))


class TextField(Field):
    """One line of text; value: str, stripped."""

    def __init__(self, *, placeholder: str = "", max_length: int = 500, read_only: bool = False) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(max_length)
        self.edit.setMinimumWidth(60)
        self.edit.setReadOnly(read_only)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        return self.edit.text().strip()

    def set_value(self, value: Any) -> None:
        self.edit.setText(str(value or ""))
        self.edit.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


class SuggestField(Field):
    """One line with suggestions; value: str. `picked(Suggestion)` when one was taken."""

    picked = Signal(object)

    def __init__(self, provider: Provider | None = None, *, placeholder: str = "") -> None:
        self.edit = SuggestEdit(provider)
        super().__init__(self.edit)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMinimumWidth(60)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.edit.picked.connect(self._picked)

    def value(self) -> str:
        return self.edit.text().strip()

    def set_value(self, value: Any) -> None:
        self.edit.setText(str(value or ""))

    def _picked(self, line: Suggestion) -> None:
        self.picked.emit(line)
        self.changed.emit()


class _Paragraphs(QTextEdit):
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A pasted fragment would bring block formats of its own; inserted text takes those of the paragraph it is in.
        self.textCursor().insertText(source.text())
        self.ensureCursorVisible()


class LongTextField(Field):
    """Paragraphs; value: str, one paragraph a line without leading blanks.

    Every line is 27 px whatever the font, every paragraph is indented by two characters: plain text throughout, what
    is pasted loses its formatting.
    """

    def __init__(self, *, lines: int = 4, px: int = 15, indent: bool = True, placeholder: str = "") -> None:
        self.edit = _Paragraphs()
        super().__init__(self.edit)
        self._indent = 2 * px if indent else 0
        self.edit.setAcceptRichText(False)
        self.edit.setTabChangesFocus(True)
        self.edit.setFont(font(px))
        self.edit.setPlaceholderText(placeholder)
        self.edit.document().setDocumentMargin(6)
        self.edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.edit.setMinimumHeight(lines * READING_PITCH + 18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._filling = False
        self._lay_out()
        self.edit.textChanged.connect(self._edited)

    def value(self) -> str:
        return _paragraphs(self.edit.toPlainText())

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.edit.setPlainText(_paragraphs(str(value or "")))
        self._lay_out()
        self.edit.document().clearUndoRedoStacks()
        self._filling = False

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def _lay_out(self) -> None:
        lay_lines(self.edit, pitch=READING_PITCH, indent=self._indent)

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip(" \t\u3000") for line in text.splitlines()).strip("\n")


def lay_lines(edit: QTextEdit, *, pitch: int, indent: int) -> None:
    """Give every paragraph lines of exactly `pitch` pixels, whichever font Windows picks, and an indent."""
    shape = QTextBlockFormat()
    shape.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    shape.setTextIndent(indent)
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(shape)


class ChoiceField(Field):
    """One of several; value: the key chosen, None for the blank line. Choices: (key, words) or members of an enum."""

    def __init__(self, choices: Iterable[tuple[Any, str] | Enum] = (), *, blank: str | None = None) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        _calm(self.box)
        self.box.setMinimumWidth(60)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._blank = blank
        self._keys: list[Any] = []
        self.set_choices(choices)
        self.box.activated.connect(lambda _number: self.changed.emit())

    def set_choices(self, choices: Iterable[tuple[Any, str] | Enum]) -> None:
        """Other choices; what was chosen stays when it is still there."""
        kept = self.value() if self._keys else None
        pairs = [(c, str(c.value)) if isinstance(c, Enum) else c for c in choices]
        if self._blank is not None:
            pairs.insert(0, (None, self._blank))
        self._keys = [key for key, _ in pairs]
        self.box.clear()
        self.box.addItems([words for _, words in pairs])
        self.set_value(kept)

    def value(self) -> Any:
        number = self.box.currentIndex()
        return self._keys[number] if 0 <= number < len(self._keys) else None

    def set_value(self, value: Any) -> None:
        if value in self._keys:
            self.box.setCurrentIndex(self._keys.index(value))
        elif self._keys:
            self.box.setCurrentIndex(0)


class CheckField(Field):
    """Yes or no; value: bool."""

    def __init__(self, words: str, *, tip: str = "") -> None:
        self.box = QCheckBox(words)
        super().__init__(self.box)
        self.box.setToolTip(tip)
        self.box.clicked.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class NumberField(Field):
    """A whole number; value: int."""

    def __init__(self, *, minimum: int = 0, maximum: int = 99999, suffix: str = "") -> None:
        self.box = QSpinBox()
        super().__init__(self.box)
        _calm(self.box)
        self.box.setRange(minimum, maximum)
        self.box.setSuffix(f" {suffix}" if suffix else "")
        self._filling = False
        self.box.valueChanged.connect(self._edited)

    def value(self) -> int:
        return self.box.value()

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.box.setValue(int(value or 0))
        self._filling = False

    def _edited(self, _value: int) -> None:
        if not self._filling:
            self.changed.emit()


class MomentField(Field):
    """A day, or a day and a time to the minute; value: date or datetime, None when `optional` and not filled in.

    The calendar begins on Monday; everything can be typed: 2026-11-20 14:26.
    """

    def __init__(self, *, time: bool = True, optional: bool = False) -> None:
        self.edit = QDateTimeEdit()
        super().__init__(self.edit)
        _calm(self.edit)
        self._time, self._optional = time, optional
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm" if time else "yyyy-MM-dd")
        self.edit.setMinimumDateTime(_NOT_SET)
        self.edit.setMinimumWidth(150 if time else 120)
        if optional:
            self.edit.setSpecialValueText("未填")
        self.edit.setCalendarPopup(True)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(color("text2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        self.edit.setCalendarWidget(calendar)
        self._filling = False
        self.edit.dateTimeChanged.connect(self._edited)

    def value(self) -> datetime | date | None:
        found = self.edit.dateTime()
        if self._optional and found == _NOT_SET:
            return None
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

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setEnabled(not read_only)

    def _edited(self, _value: QDateTime) -> None:
        if not self._filling:
            self.changed.emit()
