"""A short list edited in place: one line of fields for each entry, moved by buttons or Alt+Up and Alt+Down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cppcc_desk.ui.form import Field
from cppcc_desk.ui.widgets import STRETCH, button, column, label, row

_TOOLS = 34  # pixels of one icon button


@dataclass(frozen=True)
class EditorColumn:
    """A column of fields; `width` 0 takes the room that is left."""

    key: str
    title: str
    make: Callable[[], Field]
    width: int = 0


class _Line(QWidget):
    """The fields of one entry."""

    def __init__(self, owner: "RowsEditor", columns: Sequence[EditorColumn]) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.held: dict[str, Any] = {}  # of the entry, what no field shows
        self._owner = owner
        for entry in columns:
            field = entry.make()
            field.name(entry.title)
            if entry.width:
                field.setFixedWidth(entry.width)
            field.changed.connect(owner.changed)
            self.fields[entry.key] = field
        self.up = button(
            "", partial(owner.move_line, self, -1), icon="up", kind="flat", tip="上移", shortcut="Alt+上箭头"
        )
        self.down = button(
            "", partial(owner.move_line, self, 1), icon="down", kind="flat", tip="下移", shortcut="Alt+下箭头"
        )
        self.off = button("", partial(owner.remove_line, self), icon="close", kind="flat", tip=owner.remove_words)
        box = row(*self.fields.values(), *(self.up, self.down, self.off)[3 - owner.tools :], gap=6)
        for number, entry in enumerate(columns):
            box.setStretch(number, 0 if entry.width else 1)
        if all(entry.width for entry in columns):
            box.addStretch(1)
        self.setLayout(box)

    def value(self) -> dict[str, Any]:
        """What the entry holds now."""
        return self.held | {key: field.value() for key, field in self.fields.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way and event.modifiers() == Qt.KeyboardModifier.AltModifier and self._owner.ordered:
            self._owner.move_line(self, way)
            return
        super().keyPressEvent(event)


class RowsEditor(QWidget):
    """Value: a list of dicts, one for each line, in order. `changed` when the person changes anything.

    Keys that no column has, such as an id, come back with their line. `removed(dict)` tells what a line held that was
    taken away. A line whose first field is empty counts as not there. In a `fixed` list none comes or goes.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(
        self,
        columns: Sequence[EditorColumn],
        *,
        add_words: str = "增加",
        remove_words: str = "去掉这一行",
        blank: Mapping[str, Any] | None = None,
        ordered: bool = True,
        heads: bool = True,
        fixed: bool = False,
    ) -> None:
        super().__init__()
        self.remove_words, self.ordered = remove_words, ordered and not fixed
        self.tools = 0 if fixed else 3 if ordered else 1
        self._columns = tuple(columns)
        self._blank = dict(blank or {})
        self._lines: list[_Line] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._heads = QWidget()
        self._heads.setLayout(self._head_line())
        self._headed = heads
        self.add_button = button(add_words, self.add_line, icon="plus", kind="link")
        self.setLayout(column(self._heads, self._box, row(self.add_button, STRETCH), gap=6))
        self.add_button.setVisible(not fixed)
        self._mark_ends()

    def _head_line(self) -> Any:
        words = []
        for entry in self._columns:
            made = label(entry.title, "hint")
            if entry.width:
                made.setFixedWidth(entry.width)
            words.append(made)
        line = row(*words, gap=6)
        for number, entry in enumerate(self._columns):
            line.setStretch(number, 0 if entry.width else 1)
        if all(entry.width for entry in self._columns):
            line.addStretch(1)
        else:
            line.addSpacing((_TOOLS + 6) * self.tools)
        return line

    @property
    def lines(self) -> list[dict[str, Field]]:
        """The fields, line by line."""
        return [line.fields for line in self._lines]

    def value(self) -> list[dict[str, Any]]:
        """What the lines hold, without those not filled in."""
        first = self._columns[0].key
        held = [line.value() for line in self._lines]
        return [values for values in held if values[first] not in ("", None)]

    def set_value(self, values: Sequence[Mapping[str, Any]]) -> None:
        """Show these lines."""
        while len(self._lines) > len(values):
            self._take(self._lines[-1])
        while len(self._lines) < len(values):
            self._append()
        for line, held in zip(self._lines, values, strict=True):
            for key, field in line.fields.items():
                field.set_value(held.get(key))
            line.held = {key: value for key, value in held.items() if key not in line.fields}
        self._mark_ends()

    def set_blank(self, blank: Mapping[str, Any]) -> None:
        """What a new line begins with."""
        self._blank = dict(blank)

    def add_line(self) -> None:
        """A new line at the end, ready for typing."""
        line = self._append()
        for key, field in line.fields.items():
            field.set_value(self._blank.get(key))
        self._mark_ends()
        line.show()
        next(iter(line.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def add_value(self, values: Mapping[str, Any]) -> None:
        """A line with `values` at the end."""
        self.set_value([*self.value(), values])
        self.changed.emit()

    def remove_line(self, line: _Line) -> None:
        """Take a line away."""
        held = line.value()
        self._take(line)
        self._mark_ends()
        self.removed.emit(held)
        self.changed.emit()

    def move_line(self, line: _Line, way: int) -> None:
        """One place up (-1) or down (1); the keyboard goes along."""
        place = self._lines.index(line)
        if not 0 <= place + way < len(self._lines):
            return
        self._lines.insert(place + way, self._lines.pop(place))
        self._box.removeWidget(line)
        self._box.insertWidget(place + way, line)
        self._mark_ends()
        self.changed.emit()

    def _append(self) -> _Line:
        line = _Line(self, self._columns)
        self._lines.append(line)
        self._box.addWidget(line)
        return line

    def _take(self, line: _Line) -> None:
        self._lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _mark_ends(self) -> None:
        self._heads.setVisible(self._headed and bool(self._lines))
        for number, line in enumerate(self._lines):
            line.up.setEnabled(number > 0)
            line.down.setEnabled(number < len(self._lines) - 1)
