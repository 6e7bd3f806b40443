"""表彰: for each tier and group who is proposed and why others are not, the pieces of 优秀信息, and 稿酬."""

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.awarding import Proposal
from cppcc_desk.queries.scoring.awards import Commendations, commendations
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.scores.award_lists import ExcellentPart, PayPart
from cppcc_desk.ui.pages.scores.award_work import AwardWork
from cppcc_desk.ui.pages.scores.candidates import CandidatesPart
from cppcc_desk.ui.pages.scores.yearly import YearlyPage
from cppcc_desk.ui.widgets import Card, column, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList

LISTS, EXCELLENT, PAY = "lists", "excellent", "pay"
_SIDE, _SIDE_NARROW = 232, 200


class AwardsPage(YearlyPage):
    """`open_at(year=2026, list="pay")`."""

    help_chapter = "closing"

    def __init__(self, context: Context) -> None:
        super().__init__(context, [(LISTS, "表彰名单"), (EXCELLENT, "优秀信息"), (PAY, "稿酬")])
        work = AwardWork(context)
        self._reading = Reading(context, "正在计分", failed=self._not_read)
        self.found: Commendations | None = None
        self.tiers = SideList("称号和组别")
        self.candidates = CandidatesPart(context, self, work)
        self.excellent = ExcellentPart(context, self, work)
        self.pay = PayPart(context, self)
        self.side = Card(column(self.tiers, margins=(4, 6, 4, 6)))
        named = row(self.side, self.candidates, gap=8)
        named.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(named)
        lists = {LISTS: self.candidates, EXCELLENT: self.excellent, PAY: self.pay}
        self.lay_out(lists, beside={LISTS: holder})
        self.tiers.picked.connect(lambda _key: self._show_award())

    def fit(self, room: Room) -> None:
        self.side.setFixedWidth(_SIDE_NARROW if room.narrow else _SIDE)
        super().fit(room)

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
