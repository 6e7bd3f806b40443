"""A number of points or yuan as it is written: a decimal fraction, typed."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit, QSizePolicy

from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.widgets.boxes import row
from cppcc_desk.ui.widgets.label import label

# What a Chinese input method leaves when it is switched on.
_AS_TYPED: Final = str.maketrans("０１２３４５６７８９．。，－—", "0123456789...--")
_WIDTH: Final = 110


class AmountField(Field):
    """Value: Decimal, None for nothing or for what is no number (`wrong`). Full-width digits are taken, too."""

    def __init__(self, *, suffix: str = "", placeholder: str = "", width: int = _WIDTH) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self.edit.setMaxLength(10)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFixedWidth(width)
        self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        box = self.layout()
        assert box is not None
        box.removeWidget(self.edit)
        box.addItem(row(self.edit, label(suffix, "secondary"), "stretch", gap=6))

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no number."""
        return bool(self.edit.text().strip()) and self.value() is None

    def value(self) -> Decimal | None:
        try:
            found = Decimal(self.edit.text().translate(_AS_TYPED).strip())
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else format(Decimal(value).normalize(), "f"))
        self.edit.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
