"""A field that only this form has: a phone number that is masked until looked at."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit

from cppcc_desk.queries.people import masked
from cppcc_desk.ui.form import Field


class PhoneField(Field):
    """A phone number, shown as 138****0001 until the field is clicked or entered (U60); value: str, whole."""

    def __init__(self) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self._whole = ""
        self.edit.setMaxLength(60)
        self.edit.setMinimumWidth(60)
        self.edit.setToolTip("点一下显示全部号码")
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)

    def value(self) -> str:
        return self._whole

    def set_value(self, value: Any) -> None:
        self._whole = str(value or "").strip()
        self._show()

    def _typed(self, text: str) -> None:
        self._whole = text.strip()
        self.changed.emit()

    def _show(self) -> None:
        self.edit.setText(self._whole if self.edit.hasFocus() else masked(self._whole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.edit.setText(self._whole)
        elif event.type() == QEvent.Type.FocusOut:
            self.edit.setText(masked(self._whole))
        return False
