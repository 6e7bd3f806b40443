"""Fields to choose one thing from a list: of the list only, or a name that may also be typed."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QComboBox, QSizePolicy

from cppcc_desk.ui.form.fields import Field, calm


class ChoiceField(Field):
    """One of several; value: the key chosen, None for the blank line. Choices: (key, words) or members of an enum."""

    wanted = "请选择"

    def __init__(self, choices: Iterable[tuple[Any, str] | Enum] = (), *, blank: str | None = None) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        calm(self.box)
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


class NameField(Field):
    """A name of the list, or one typed in; value: str, "" while nothing is chosen. Nothing is chosen beforehand."""

    wanted = "请选择"

    def __init__(self, names: Sequence[str]) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        calm(self.box)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setCompleter(None)  # type: ignore[arg-type]  # completing disturbs input methods while they compose
        self.box.setMinimumWidth(60)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.addItems(list(names))
        self.box.setCurrentIndex(-1)
        edit = self.box.lineEdit()
        if edit is not None:
            edit.setPlaceholderText("请选择，也可以输入姓名")
            edit.textEdited.connect(lambda _text: self.changed.emit())
        self.box.activated.connect(lambda _number: self.changed.emit())

    def value(self) -> str:
        return self.box.currentText().strip()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findText(str(value or "")))
        self.box.setEditText(str(value or ""))
