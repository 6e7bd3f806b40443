"""Fields that hold several values: lines of a short list, a day of the year, the quarters."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cppcc_desk.ui.form import AmountField, CheckField, Field, NumberField
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.widgets import STRETCH, column, label, row

USUAL_QUARTERS: Final = ((4, 1), (7, 1), (10, 1))
_WIDTH: Final = 62


class RowsField(Field):
    """Lines of fields; value: a list of dicts. `wrong` while a line has no number where it needs one."""

    def __init__(
        self, columns: Sequence[EditorColumn], *, add_words: str, blank: Mapping[str, Any], ordered: bool = False
    ) -> None:
        self.editor = RowsEditor(columns, add_words=add_words, blank=blank, ordered=ordered)
        super().__init__(self.editor)
        self.editor.changed.connect(self.changed)

    @property
    def wrong(self) -> bool:
        """Whether some line is not finished."""
        return any(
            isinstance(field, AmountField) and field.value() is None
            for line in self.editor.lines
            for field in line.values()
        )

    def value(self) -> list[dict[str, Any]]:
        return self.editor.value()

    def set_value(self, value: Any) -> None:
        self.editor.set_value(value or [])


class MonthDayField(Field):
    """A day of every year; value: (month, day)."""

    def __init__(self) -> None:
        self._month, self._day = NumberField(minimum=1, maximum=12), NumberField(minimum=1, maximum=31)
        holder = QWidget()
        super().__init__(holder)
        for field in (self._month, self._day):
            field.setFixedWidth(_WIDTH)
            field.changed.connect(self.changed)
        holder.setLayout(row(self._month, label("月"), self._day, label("日"), STRETCH, gap=6))
        self.setFocusProxy(self._month)

    def value(self) -> tuple[int, int]:
        return self._month.value() or 1, self._day.value() or 1

    def set_value(self, value: Any) -> None:
        month, day = value
        self._month.set_value(month)
        self._day.set_value(day)

    def name(self, words: str) -> None:
        self._month.name(f"{words}：月")
        self._day.name(f"{words}：日")


class QuartersField(Field):
    """The first days of the second to the fourth quarter; value: () for three months each, else three days."""

    def __init__(self) -> None:
        self._own = CheckField("另定第二、三、四季度从哪一天起")
        self._days = [MonthDayField() for _ in USUAL_QUARTERS]
        holder = QWidget()
        super().__init__(holder)
        self._own.changed.connect(self._switched)
        for field in self._days:
            field.changed.connect(self.changed)
        holder.setLayout(column(self._own, *self._days, gap=4))
        self.setFocusProxy(self._own)
        self.set_value(())

    def value(self) -> tuple[tuple[int, int], ...]:
        return tuple(field.value() for field in self._days) if self._own.value() else ()

    def set_value(self, value: Any) -> None:
        self._own.set_value(bool(value))
        for field, day in zip(self._days, value or USUAL_QUARTERS, strict=True):
            field.set_value(day)
            field.setVisible(bool(value))

    def name(self, words: str) -> None:
        for number, field in enumerate(self._days, start=2):
            field.name(f"第 {number} 季度起始")

    def _switched(self) -> None:
        for field in self._days:
            field.setVisible(self._own.value())
        self.changed.emit()
