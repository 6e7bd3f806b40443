"""调整与异议: points given by hand, what was disputed, who is not ranked; one of the lists in front."""

from cppcc_desk.queries.scoring.by_hand import disputes, unranked
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.pages.scores.hand_lists import AdjustmentsPart, DisputesPart, UnrankedPart
from cppcc_desk.ui.pages.scores.yearly import YearlyPage

ADJUSTMENTS, DISPUTES, UNRANKED = "adjustments", "disputes", "unranked"


class ByHandPage(YearlyPage):
    """`open_at(list="disputes", year=2026)`."""

    help_chapter = "scores"

    def __init__(self, context: Context) -> None:
        super().__init__(context, [(ADJUSTMENTS, "人工调整"), (DISPUTES, "计分异议"), (UNRANKED, "不参与排名")])
        asking = ScoreAsking(context)
        lists = {
            ADJUSTMENTS: AdjustmentsPart(context, self.notice, asking),
            DISPUTES: DisputesPart(context, self.notice, asking),
            UNRANKED: UnrankedPart(context, self.notice, asking),
        }
        self.lay_out(lists)
        self.chips.picked.connect(lambda _key: self.refresh())

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
