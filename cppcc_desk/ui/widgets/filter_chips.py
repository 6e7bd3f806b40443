"""A row of chips of which one is chosen: the visible filters of a list (U27)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from cppcc_desk.ui.widgets.boxes import row
from cppcc_desk.ui.widgets.buttons import button


class FilterChips(QWidget):
    """Chips by key; `picked(key)` says what the person chose."""

    picked = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`chips`: (key, words) from left to right; the first is chosen."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._words = dict(chips)
        self._keys = list(self._words)
        box = row(gap=6)
        for number, (_, words) in enumerate(chips):
            chip = button(words)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            self._group.addButton(chip, number)
            box.addWidget(chip)
        self.setLayout(box)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda number: self.picked.emit(self._keys[number]))

    @property
    def chosen(self) -> str:
        """The key of the chosen chip, "" after `choose_none`."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose without telling: for restoring a page."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def choose_none(self) -> None:
        """While something is in front that none of the chips stands for."""
        self._group.setExclusive(False)
        for chip in self._group.buttons():
            chip.setChecked(False)
        self._group.setExclusive(True)

    def show_count(self, key: str, count: int | None) -> None:
        """Write the number of rows behind the words, or take it away."""
        text = self._words[key] if count is None else f"{self._words[key]} {count}"
        self._group.button(self._keys.index(key)).setText(text)

    def show_only(self, keys: Sequence[str]) -> None:
        """Hide all chips but these, where the page is narrow."""
        for number, key in enumerate(self._keys):
            self._group.button(number).setVisible(key in keys)
