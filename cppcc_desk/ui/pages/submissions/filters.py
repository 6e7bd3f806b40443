"""Which submissions are listed: chips for how far they are, boxes for year, category and group (U27)."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.widgets import STRETCH, FilterChips, column, row

OPEN, ADOPTED, NOT_ADOPTED, ALL, BIN = "open", "adopted", "not_adopted", "", "deleted"
SCOPES: Final = ((OPEN, "在办"), (ADOPTED, "已采用"), (NOT_ADOPTED, "未采用"), (ALL, "全部"), (BIN, "回收站"))
_KEPT: Final = "submissions/filter"


class Filters(QWidget):
    """`value` is what is chosen; `changed` when the person chose something else. `tools` stands at the right."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.chips = FilterChips(SCOPES)
        self.year = ChoiceField(blank="全部年度")
        self.category = ChoiceField(blank="全部类别")
        self.group = ChoiceField(blank="全部小组")
        self.tools = QWidget()
        self._boxes = (self.year, self.category, self.group)
        for field, words in zip(self._boxes, ("年度", "类别", "信息小组"), strict=True):
            field.name(words)
            field.setMaximumWidth(200)
            field.changed.connect(self.changed)
        boxes = row(*self._boxes, STRETCH)
        for place in range(len(self._boxes)):
            boxes.setStretch(place, 100)
        self._boxes_line = QWidget()
        self._boxes_line.setLayout(boxes)
        self.setLayout(column(row(self.chips, STRETCH, self.tools), self._boxes_line, margins=(12, 10, 12, 8)))
        self.chips.picked.connect(lambda _key: self.changed.emit())
        self.load()
        self._restore()

    @property
    def value(self) -> Filter:
        """What the chips and boxes say."""
        return self.with_scope(self.chips.chosen)

    def with_scope(self, scope: str) -> Filter:
        """The same boxes with another chip."""
        return Filter(
            scope=scope,
            year=self.year.value(),
            category=self.category.value() or "",
            group_id=self.group.value(),
        )

    @property
    def narrowed(self) -> bool:
        """Whether one of the boxes leaves something out."""
        return self.value != Filter(scope=self.chips.chosen)

    def show_few(self, few: bool) -> None:
        """Only what is used daily, where the list is narrow."""
        daily = [OPEN, ADOPTED, ALL, *([BIN] if self.chips.chosen == BIN else [])]
        self.chips.show_only(daily if few else [key for key, _ in SCOPES])
        self.category.setVisible(not few)

    def show_tools_only(self, only: bool) -> None:
        """Nothing to choose by, where the pieces that are listed were chosen elsewhere."""
        self.chips.setVisible(not only)
        self._boxes_line.setVisible(not only)

    def load(self) -> None:
        """The words in the boxes, as the office has them now."""
        read = self._context.desk.read
        self.year.set_choices([(year, f"{year} 年") for year in read(submissions.years)])
        self.category.set_choices([(word, word) for word in read(office.words, "category")])
        self.group.set_choices([(group.id, group.name) for group in read(office.groups)])

    def count_up(self, *, all_of_them: bool) -> None:
        """The number behind 在办, or behind every chip."""
        for scope, _ in SCOPES:
            counted = scope == OPEN or all_of_them
            number = self._context.desk.read(submissions.count, self.with_scope(scope)) if counted else 0
            self.chips.show_count(scope, number or None)

    def choose(self, scope: str) -> None:
        """Another chip, without telling."""
        self.chips.choose(scope)

    def clear(self) -> None:
        """Everything that is not in the 回收站, without telling."""
        for field in self._boxes:
            field.set_value(None)
        self.chips.choose(ALL)

    def _restore(self) -> None:
        kept = str(self._context.settings.value(_KEPT, "")).split("|")
        if len(kept) == len(self._boxes) + 1:
            scope, year, category, group = kept
            self.chips.choose(scope if scope in dict(SCOPES) and scope != BIN else OPEN)
            self.year.set_value(int(year) if year.isdigit() else None)
            self.category.set_value(category or None)
            self.group.set_value(int(group) if group.isdigit() else None)

    def keep(self) -> None:
        """Write it down for next time."""
        chosen = self.value
        parts = (chosen.scope, chosen.year or "", chosen.category, chosen.group_id or "")
        self._context.settings.setValue(_KEPT, "|".join(map(str, parts)))
