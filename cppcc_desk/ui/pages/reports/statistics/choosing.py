"""What the table shows: a ready-made one by a chip, or rows, columns and what is counted chosen freely."""

from typing import Final

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.statistics import (
    READY,
    READY_WORDS,
    Dimension,
    Filters,
    Measure,
    View,
    dimension_named,
    measure_named,
)
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import FilterChips, button, label, row

_SIDE_BY_SIDE: Final = "各项数并列"
_FEW: Final = (Measure.RECEIVED, Measure.ADOPTED)
_ALL: Final = tuple(Measure)
_FIRST: Final = "months"
_KEPT: Final = "statistics/view"
_PARTS: Final = 3  # of what is kept
_WIDTH: Final = 116  # pixels of a box


class ViewChooser(QWidget):
    """`changed` when the person chose; `view(filters)` is what. `ready` are the chips, laid out above the rest."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.ready = FilterChips(list(READY_WORDS.items()))
        self.rows = ChoiceField(Dimension)
        self.columns = ChoiceField()
        self.measures = ChoiceField()
        self.compared = button("与上年同期比")
        self.compared.setProperty("kind", "chip")
        self.compared.setCheckable(True)
        self._words = {self.rows: label("行", "secondary"), self.columns: label("列", "secondary")}
        self._words[self.measures] = label("统计", "secondary")
        line = row(gap=6)
        for field, words in self._words.items():
            field.name(words.text())
            field.setFixedWidth(_WIDTH)
            line.addWidget(words)
            line.addWidget(field)
            line.addSpacing(4)
        line.addWidget(self.compared)
        self.setLayout(line)
        self.ready.picked.connect(self._pick_ready)
        for field in self._words:
            field.changed.connect(self._pick)
        self.compared.clicked.connect(lambda _on: self.changed.emit())
        self.choose(self._remembered() or READY[_FIRST])

    def view(self, filters: Filters) -> View:
        """What is chosen, of the pieces that pass `filters`."""
        return View(
            rows=self.rows.value(),
            columns=self.columns.value(),
            measures=self.measures.value(),
            filters=filters,
            compared=self.compared.isChecked(),
        )

    def keep(self) -> None:
        """Write down what this person looks at, for next time."""
        columns: Dimension | None = self.columns.value()
        parts = (self.rows.value().key, columns.key if columns else "", ",".join(m.key for m in self.measures.value()))
        self._settings.setValue(_KEPT, "|".join(parts))

    def _remembered(self) -> View | None:
        """What was looked at last; None for what cannot be understood any more."""
        kept = str(self._settings.value(_KEPT, "")).split("|")
        if len(kept) != _PARTS:
            return None
        rows, columns, measures = kept
        try:
            return View(
                rows=dimension_named(rows),
                columns=dimension_named(columns) if columns else None,
                measures=tuple(map(measure_named, measures.split(","))),
            )
        except (Invalid, ValueError):
            return None

    def choose(self, view: View) -> None:
        """Show it as chosen without telling."""
        self.rows.set_value(view.rows)
        self._offer(view.columns, view.measures)
        self.compared.setChecked(view.compared)
        self._mark()

    def fit(self, room: Room) -> None:
        """Without words beside the boxes where there is little room."""
        for words in self._words.values():
            words.setVisible(not room.narrow)

    def _pick_ready(self, key: str) -> None:
        ready = READY[key]
        self.rows.set_value(ready.rows)
        self._offer(ready.columns, ready.measures)
        self.changed.emit()

    def _pick(self) -> None:
        columns: Dimension | None = self.columns.value()
        self._offer(None if columns is self.rows.value() else columns, self.measures.value())
        self._mark()
        self.changed.emit()

    def _offer(self, columns: Dimension | None, measures: tuple[Measure, ...]) -> None:
        """What goes together: no row is a column, too, and several things are counted only side by side."""
        others = [(one, one.value) for one in Dimension if one is not self.rows.value()]
        self.columns.set_choices([(None, _SIDE_BY_SIDE), *others])
        self.columns.set_value(columns)
        single = [((one,), one.value) for one in Measure]
        several = [(_FEW, "来稿和采用"), (_ALL, "全部各项")] if columns is None else []
        self.measures.set_choices([*several, *single])
        offered = [key for key, _ in (*several, *single)]
        self.measures.set_value(measures if measures in offered else (measures[-1],))
        self.measures.setToolTip("\n".join(f"{one}：{one.means}" for one in self.measures.value()))

    def _mark(self) -> None:
        """The chip of what is shown, where it is one of the ready-made tables."""
        shown = (self.rows.value(), self.columns.value(), self.measures.value())
        for key, ready in READY.items():
            if shown == (ready.rows, ready.columns, ready.measures):
                self.ready.choose(key)
                return
        self.ready.choose_none()
