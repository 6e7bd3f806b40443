"""Labelled fields in a grid: what is wrong stands in red below its field, and nothing typed is lost (U09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.theme import TOKENS
from cppcc_desk.ui.widgets.boxes import column, row
from cppcc_desk.ui.widgets.label import label


@dataclass
class _Cell:
    words: QLabel
    field: Field
    trouble: QLabel
    holder: QWidget
    title: str


class Form(QWidget):
    """`columns` fields side by side. `changed(key)` when the person changes something; then `dirty` is True.

    Enter never saves: the form knows no saving at all, the page has an action for it.
    """

    changed = Signal(str)

    def __init__(self, *, columns: int = 1, label_width: int = 72, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._label_width = columns, label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for number in range(columns):
            self._grid.setColumnStretch(number * 2 + 1, 1)
        self._cells: dict[str, _Cell] = {}
        self._next = (0, 0)
        self._filling = False
        self.dirty = False

    # ------------------------------------------------------------------ building
    def add(
        self,
        key: str,
        title: str,
        field: Field,
        *,
        required: bool = False,
        span: int = 1,
        beside: Sequence[QWidget] = (),
        grow: bool = False,
    ) -> Field:
        """Put `field` next in the grid, over `span` columns, with widgets `beside` it; `grow` takes spare height.

        Returns the field, so that it can be kept.
        """
        line, place = self._next
        if place + span > self._columns:
            line, place = line + 1, 0
        words = self._label(title, required=required)
        trouble = label("", "error", wrap=True)
        trouble.hide()
        holder = QWidget()
        body = row(field, *beside)
        body.setStretch(0, 1)
        cell = column(body, trouble, gap=3)
        holder.setLayout(cell)
        if grow:
            holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self._grid.setRowStretch(line, 1)
            cell.setStretch(0, 1)
        else:
            cell.addStretch(1)  # fields of one line stay level when one of them has a sentence below it
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(words, line, place * 2, top)
        self._grid.addWidget(holder, line, place * 2 + 1, 1, span * 2 - 1)
        field.name(title)
        words.setBuddy(field.inner)
        field.changed.connect(lambda: self._changed(key))
        self._cells[key] = _Cell(words, field, trouble, holder, title)
        self._next = (line, place + span)
        return field

    def clear(self) -> None:
        """Take every field out, so that others can be added in their order."""
        for cell in self._cells.values():
            for widget in (cell.words, cell.holder):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()  # the change that leads here may come from one of them
        self._cells, self._next = {}, (0, 0)

    def add_line(self, widget: QWidget) -> None:
        """A widget under the fields, over the whole width, such as a notice bar."""
        line = self._next[0] + (1 if self._next[1] else 0)
        self._grid.addWidget(widget, line, 1, 1, self._columns * 2 - 1)
        self._next = (line + 1, 0)

    def _label(self, title: str, *, required: bool) -> QLabel:
        star = f'<span style="color:{TOKENS["overdue"]}"> *</span>' if required else ""
        words = label(title, "secondary")
        if required:
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setText(title + star)
        words.setMinimumWidth(self._label_width)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words.setFixedHeight(32)
        return words

    # ------------------------------------------------------------------ values
    def field(self, key: str) -> Field:
        """The field called `key`."""
        return self._cells[key].field

    @property
    def keys(self) -> tuple[str, ...]:
        """What the fields are called, in the order of the form."""
        return tuple(self._cells)

    def value(self, key: str) -> Any:
        """What the field called `key` holds."""
        return self._cells[key].field.value()

    def values(self) -> dict[str, Any]:
        """What all fields hold."""
        return {key: cell.field.value() for key, cell in self._cells.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Fill in those named in `values`; the form is clean afterwards."""
        self._filling = True
        for key, value in values.items():
            self._cells[key].field.set_value(value)
        self._filling = False
        self.mark_clean()

    def set_value(self, key: str, value: Any) -> None:
        """Fill in one field as part of what the person does: the form is dirty afterwards."""
        self._cells[key].field.set_value(value)
        self._changed(key)

    def mark_clean(self) -> None:
        """What is on the screen has been saved, or is nothing new."""
        self.dirty = False
        self.show_problems({})

    def show_field(self, key: str, shown: bool) -> None:
        """Show or hide a field together with its words."""
        cell = self._cells[key]
        cell.words.setVisible(shown)
        cell.holder.setVisible(shown)

    # ------------------------------------------------------------------ what is wrong
    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Red border and sentence at each field named; the keyboard goes to the first, in the order of the form.

        Returns whether there are any. Sentences for fields that are not here stand at the last field.
        """
        here = {key: text for key, text in problems.items() if key in self._cells}
        strays = [text for key, text in problems.items() if key not in self._cells]
        if strays and self._cells:
            last = list(self._cells)[-1]
            here[last] = "\n".join([here[last], *strays] if last in here else strays)
        first: Field | None = None
        for key, cell in self._cells.items():
            text = here.get(key, "")
            cell.trouble.setText(text)
            cell.trouble.setVisible(bool(text))
            cell.field.set_bad(bool(text))
            if text and first is None:
                first = cell.field
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(problems)

    def missing(self, keys: Sequence[str]) -> dict[str, str]:
        """A sentence for each of `keys` that holds nothing."""
        empty = {key: self._cells[key] for key in keys if self.value(key) in (None, "", ())}
        return {key: f"{cell.field.wanted}{cell.title}。" for key, cell in empty.items()}

    def _changed(self, key: str) -> None:
        if self._filling:
            return
        self.dirty = True
        cell = self._cells[key]
        if cell.trouble.text():
            cell.trouble.setText("")
            cell.trouble.hide()
            cell.field.set_bad(False)
        self.changed.emit(key)
