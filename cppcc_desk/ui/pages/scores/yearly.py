"""A page about one year with several lists, one of them in front."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.scores.years import YearField
from cppcc_desk.ui.widgets import STRETCH, FilterChips, column, row


class YearlyPage(Page):
    """Chips choose the list, a field beside them the year: `open_at(year=2026, list="pay")`."""

    title = "计分考核"

    def __init__(self, context: Context, named: Sequence[tuple[str, str]]) -> None:
        super().__init__(context)
        self.chips = FilterChips(named)
        self.year = YearField()
        self.stack = QStackedWidget()
        self.lists: Mapping[str, Any] = {}

    def lay_out(self, lists: Mapping[str, Any], *above: QWidget, beside: Mapping[str, QWidget] | None = None) -> None:
        """The lists by their keys under what is above them; `beside` holds a list together with what is beside it."""
        self.lists = lists
        for key, part in lists.items():
            self.stack.addWidget((beside or {}).get(key, part))
        head = row(self.chips, STRETCH, self.year)
        body = column(*above, head, self.notice, self.stack, gap=8, margins=(12, 8, 12, 10))
        body.setStretchFactor(self.stack, 1)
        self.setLayout(body)
        self.first = self.front.table
        self.chips.picked.connect(self._bring)
        self.year.changed.connect(self.refresh)

    @property
    def front(self) -> Any:
        """The list in front."""
        return self.lists[self.chips.chosen]

    def open_at(self, **target: Any) -> None:
        if "year" in target:
            self.year.go_to(target["year"])
        if "list" in target:
            self._bring(target["list"])
        if target:
            self.refresh()

    def fit(self, room: Room) -> None:
        for part in self.lists.values():
            part.fit(room)

    def _bring(self, key: str) -> None:
        self.chips.choose(key)
        self.stack.setCurrentIndex(list(self.lists).index(key))
        self.first = self.front.table
        self.front.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_read(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")
