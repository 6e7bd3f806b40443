"""表彰: for each tier and group who is proposed and why others are not, the pieces of 优秀信息, and 稿酬."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.awarding import Proposal
from cppcc_desk.queries.scoring.awards import Commendations, commendations
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.scores.award_lists import ExcellentPart, PayPart
from cppcc_desk.ui.pages.scores.award_work import AwardWork
from cppcc_desk.ui.pages.scores.candidates import CandidatesPart
from cppcc_desk.ui.pages.scores.years import YearField
from cppcc_desk.ui.widgets import STRETCH, Card, FilterChips, column, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList

LISTS, EXCELLENT, PAY = "lists", "excellent", "pay"
_SIDE, _SIDE_NARROW = 232, 200


class AwardsPage(Page):
    """`open_at(year=2026, list="pay")`."""

    title = "计分考核"
    help_chapter = "closing"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        work = AwardWork(context)
        self._reading = Reading(context, "正在计分", failed=self._not_read)
        self.found: Commendations | None = None
        self.year = YearField()
        self.chips = FilterChips([(LISTS, "表彰名单"), (EXCELLENT, "优秀信息"), (PAY, "稿酬")])
        self.tiers = SideList("称号和组别")
        self.candidates = CandidatesPart(context, self, work)
        self.excellent = ExcellentPart(context, self, work)
        self.pay = PayPart(context, self)
        self.side = Card(column(self.tiers, margins=(4, 6, 4, 6)))
        named = row(self.side, self.candidates, gap=8)
        named.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(named)
        self.parts: dict[str, tuple[QWidget, Any]] = {
            LISTS: (holder, self.candidates),
            EXCELLENT: (self.excellent, self.excellent),
            PAY: (self.pay, self.pay),
        }
        self.stack = QStackedWidget()
        for shown, _ in self.parts.values():
            self.stack.addWidget(shown)
        head = row(self.chips, STRETCH, self.year)
        body = column(head, self.notice, self.stack, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(2, 1)
        self.setLayout(body)
        self.first = self.candidates.table
        self.chips.picked.connect(self._bring)
        self.year.changed.connect(self.refresh)
        self.tiers.picked.connect(lambda _key: self._show_award())

    def open_at(self, **target: Any) -> None:
        if "year" in target:
            self.year.go_to(target["year"])
        if "list" in target:
            self._bring(target["list"])
        if target:
            self.refresh()

    def fit(self, room: Room) -> None:
        self.side.setFixedWidth(_SIDE_NARROW if room.narrow else _SIDE)
        for part in (self.candidates, self.excellent, self.pay):
            part.fit(room)

    def reload(self) -> None:
        try:
            chosen = self.year.offer(self.context)
        except DeskError as refusal:
            self._not_read(refusal)
            return
        self._reading.read(commendations, chosen, today=self.context.today, done=self._show)

    def _show(self, found: Commendations) -> None:
        self.found = found
        decided = {(row.tier, row.group) for row in found.decided}
        items = [
            SideItem(
                key=number,
                text=f"{award.group} · {award.tier}",
                icon="check" if (award.tier, award.group) in decided else "",
            )
            for number, award in enumerate(each.award for each in found.proposals.awards)
        ]
        self.tiers.show_items(items)
        if self.tiers.key is None and items:
            self.tiers.choose(0)
        self._show_award()
        self.excellent.show_found(found)
        self.pay.show_found(found)
        settled = sum((each.award.tier, each.award.group) in decided for each in found.proposals.awards)
        self.subtitle = f"{found.proposals.year} 年度，已定名单 {settled} 个，共 {len(items)} 个"
        self.titled.emit()

    def _chosen(self) -> Proposal | None:
        number = self.tiers.key
        awards = self.found.proposals.awards if self.found is not None else ()
        return awards[number] if isinstance(number, int) and number < len(awards) else None

    def _show_award(self) -> None:
        if self.found is not None:
            self.candidates.show_award(self.found, self._chosen())

    def _bring(self, key: str) -> None:
        self.chips.choose(key)
        shown, part = self.parts[key]
        self.stack.setCurrentWidget(shown)
        self.first = part.table
        part.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_read(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")
