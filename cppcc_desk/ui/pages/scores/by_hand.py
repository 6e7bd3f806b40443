"""调整与异议: points given by hand, what was disputed, who is not ranked; one of the lists in front."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.queries.scoring.by_hand import disputes, unranked
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.pages.scores.hand_lists import AdjustmentsPart, DisputesPart, HandPart, UnrankedPart
from cppcc_desk.ui.pages.scores.years import YearField
from cppcc_desk.ui.widgets import STRETCH, FilterChips, column, row

ADJUSTMENTS, DISPUTES, UNRANKED = "adjustments", "disputes", "unranked"


class ByHandPage(Page):
    """`open_at(list="disputes", year=2026)`."""

    title = "计分考核"
    help_chapter = "scores"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        asking = ScoreAsking(context)
        self.chips = FilterChips([(ADJUSTMENTS, "人工调整"), (DISPUTES, "计分异议"), (UNRANKED, "不参与排名")])
        self.year = YearField()
        self.lists: dict[str, HandPart[Any]] = {
            ADJUSTMENTS: AdjustmentsPart(context, self.notice, asking),
            DISPUTES: DisputesPart(context, self.notice, asking),
            UNRANKED: UnrankedPart(context, self.notice, asking),
        }
        self.stack = QStackedWidget()
        for part in self.lists.values():
            self.stack.addWidget(part)
        head = row(self.chips, STRETCH, self.year)
        body = column(head, self.notice, self.stack, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(2, 1)
        self.setLayout(body)
        self.first = self.front.table
        self.chips.picked.connect(self._pick)
        self.year.changed.connect(self.refresh)

    @property
    def front(self) -> HandPart[Any]:
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

    def reload(self) -> None:
        read = self.context.desk.read
        with self.refusals():
            chosen = self.year.offer(self.context)
            opened = sum(one.answered_on is None for one in read(disputes, chosen))
            self.chips.show_count(DISPUTES, opened or None)
            self.chips.show_count(UNRANKED, len(read(unranked)) or None)
            self.front.show_year(chosen)
            self.year.setVisible(self.chips.chosen != UNRANKED)
            self.subtitle = f"{chosen} 年度" if self.chips.chosen != UNRANKED else ""
            self.titled.emit()

    def _pick(self, key: str) -> None:
        self._bring(key)
        self.refresh()

    def _bring(self, key: str) -> None:
        self.chips.choose(key)
        self.stack.setCurrentWidget(self.front)
        self.first = self.front.table
        self.front.table.setFocus(Qt.FocusReason.OtherFocusReason)
