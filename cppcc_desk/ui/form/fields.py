"""Fields of a form: each holds one value, tells when the person changes it, and never saves anything on Enter."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cppcc_desk.ui.theme import READING_PITCH, font
from cppcc_desk.ui.widgets.suggest import Provider, SuggestEdit, Suggestion

_AROUND = 18  # pixels above and below the lines of a long text
_NOTE_LINES, _NOTE_PITCH = (2, 6), 22


class Field(QWidget):
    """A value on the screen. `changed` only when the person changes it, not when the program fills it in."""

    changed = Signal()
    wanted = "请填写"  # how the sentence begins that asks for a value

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


def calm(widget: QWidget) -> None:
    """Let the wheel change `widget` only while it has the focus."""
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

    def __init__(
        self,
        *,
        lines: int = 4,
        px: int = 15,
        indent: bool = True,
        pitch: int = READING_PITCH,
        placeholder: str = "",
    ) -> None:
        self.edit = _Paragraphs()
        super().__init__(self.edit)
        self._pitch = pitch
        self._indent = 2 * px if indent else 0
        self.edit.setAcceptRichText(False)
        self.edit.setTabChangesFocus(True)
        self.edit.setFont(font(px))
        self.edit.setPlaceholderText(placeholder)
        self.edit.document().setDocumentMargin(6)
        self.edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.edit.setMinimumHeight(lines * pitch + _AROUND)
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
        lay_lines(self.edit, pitch=self._pitch, indent=self._indent)

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()


class NoteField(LongTextField):
    """An opinion or a reason: two lines high, growing with what is typed; value as of LongTextField."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(lines=_NOTE_LINES[0], px=14, indent=False, pitch=_NOTE_PITCH, placeholder=placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(self.edit.document().size())

    def _grow(self, size: QSizeF) -> None:
        least, most = (lines * _NOTE_PITCH + _AROUND for lines in _NOTE_LINES)
        self.edit.setFixedHeight(max(least, min(round(size.height()) + 6, most)))


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
    """A whole number; value: int, or None at the minimum where `blank` is what stands there for no number."""

    def __init__(self, *, minimum: int = 0, maximum: int = 99999, suffix: str = "", blank: str = "") -> None:
        self.box = QSpinBox()
        super().__init__(self.box)
        calm(self.box)
        self.box.setRange(minimum, maximum)
        self.box.setSuffix(f" {suffix}" if suffix else "")
        self.box.setSpecialValueText(blank)
        self._filling = False
        self.box.valueChanged.connect(self._edited)

    def value(self) -> int | None:
        missing = bool(self.box.specialValueText()) and self.box.value() == self.box.minimum()
        return None if missing else self.box.value()

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.box.setValue(int(value or 0))
        self._filling = False

    def _edited(self, _value: int) -> None:
        if not self._filling:
            self.changed.emit()
