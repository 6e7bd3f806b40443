"""Which pieces are counted: a dialog to choose, and a chip for each choice that takes it away again (U27)."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from cppcc_desk.domain.statistics import UNSAID, Dimension, Filters, Table, Value
from cppcc_desk.ui import icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.widgets import button
from cppcc_desk.ui.widgets.flow import FlowLayout

_OFFERED = tuple(dimension for dimension in Dimension if dimension is not Dimension.MONTH)  # a time is chosen apart


class FilterLine(QWidget):
    """`changed` when the person chose; `value` is what. `show_table` writes the words of what a table is limited to."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known: Mapping[Dimension, tuple[Value, ...]] = {}
        self.value: Filters = ()
        self.add = button("筛选…", self._ask, icon="filter", tip="只统计一部分来稿")
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.add)
        self._chips: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def choose(self, filters: Filters) -> None:
        """Show them as chosen without telling; the words come with the table."""
        self.value = filters

    def show_table(self, table: Table, known: Mapping[Dimension, tuple[Value, ...]]) -> None:
        """A chip for each filter, and what there is to choose from."""
        self._known = known
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = list(self._made(table))
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.invalidate()
        self.updateGeometry()

    def _made(self, table: Table) -> Iterator[QWidget]:
        for dimension, words in table.filtered:
            said = f"{dimension}：{'、'.join(words)}"
            chip = button(said, partial(self._drop, dimension), tip=f"不再按“{said}”筛选")
            chip.setIcon(icons.icon("close", "text3", 12))
            chip.setIconSize(QSize(10, 10))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            yield chip
        if len(table.filtered) > 1:
            yield button("清除筛选", self.clear_all, kind="link")

    def clear_all(self) -> None:
        """Everything is counted again."""
        self.value = ()
        self.changed.emit()

    def _drop(self, dimension: Dimension) -> None:
        self.value = tuple(one for one in self.value if one[0] is not dimension)
        self.changed.emit()

    def _ask(self) -> None:
        chosen = dict(self.value)
        question = Question(
            title="只统计哪些来稿",
            intro="选几项就要几项都符合；不选的不限。",
            fields=[
                Ask(
                    key=dimension.key,
                    title=dimension.value,
                    make=partial(self._field, dimension),
                    value=chosen.get(dimension, (None,))[0],
                    short=True,
                )
                for dimension in _OFFERED
                if self._known.get(dimension)
            ],
            verb="按这些统计",
        )
        answer = self._context.dialogs.ask(question)
        if answer is not None:
            self.value = _filters(answer)
            self.changed.emit()

    def _field(self, dimension: Dimension) -> Field:
        known = [(value.key, value.label) for value in self._known[dimension] if value.key != UNSAID]
        return ChoiceField(known, blank="不限")


def _filters(answer: Mapping[str, Any]) -> Filters:
    return tuple((dimension, (answer[dimension.key],)) for dimension in _OFFERED if answer.get(dimension.key))
