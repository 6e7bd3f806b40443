"""Which group of ranking is shown: chips, or a box where they have no room. The groups are those of the scheme."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.widgets import FilterChips, row

REMEMBERED: Final = "scores/group"  # of the settings: the group that was looked at last


class GroupChooser(QWidget):
    """`changed` when the person chose another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._chosen = ""
        self._room = 0
        self.chips: FilterChips | None = None
        self.box = ChoiceField()
        self.box.setFixedWidth(132)
        self.box.name("组别")
        self._line = row(self.box, gap=0)
        self.setLayout(self._line)
        self.box.changed.connect(lambda: self._pick(str(self.box.value() or "")))

    @property
    def chosen(self) -> str:
        """The name of the group."""
        return self._chosen

    def show_groups(self, names: Sequence[str]) -> None:
        """The groups of another count; what was chosen stays where it is still there."""
        if list(names) != self._names:
            self._names = list(names)
            self.box.set_choices([(name, name) for name in names])
            if self.chips is not None:
                self._line.removeWidget(self.chips)
                self.chips.hide()
                self.chips.deleteLater()
                self.chips = None
            if names:
                self.chips = FilterChips([(name, name) for name in names])
                self.chips.picked.connect(self._pick)
                self._line.insertWidget(0, self.chips)
        self.choose(self._chosen if self._chosen in self._names or not names else self._names[0])
        self._fit()

    def choose(self, name: str) -> None:
        """Show it as chosen without telling."""
        self._chosen = name
        if name in self._names:
            self.box.set_value(name)
            if self.chips is not None:
                self.chips.choose(name)

    def fit(self, room: int) -> None:
        """Chips only where all of them have room in so many pixels."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        fits = self.chips is not None and self.chips.sizeHint().width() <= self._room
        if self.chips is not None:
            self.chips.setVisible(fits)
        self.box.setVisible(bool(self._names) and not fits)

    def _pick(self, name: str) -> None:
        self.choose(name)
        self.changed.emit()
