"""年终归档: how a year stands at its end, its package, and the lists behind that."""

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.yearend import year_to_file
from cppcc_desk.queries import submissions
from cppcc_desk.queries.yearend import YearEnd, year_end
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.reports.yearend.lists import CarriedPart, FindingsPart, TurnPart
from cppcc_desk.ui.pages.reports.yearend.working import Packaging
from cppcc_desk.ui.pages.scores.yearly import YearlyPage
from cppcc_desk.ui.pages.scores.years import YearField
from cppcc_desk.ui.widgets import Card, ElidedLabel, button, label, row

FINDINGS, CARRIED, TURN = "findings", "carried", "turn"


class FiledYear(YearField):
    """The years in which something came, and the one that is to be filed now."""

    def offer(self, context: Context) -> int:
        """The years there are, with what was chosen, else the one that is to be filed."""
        years = set(context.desk.read(submissions.years))
        due = year_to_file(context.today)
        chosen: int = self.value() or (due if due in years else context.today.year)
        self._show({chosen, context.today.year, *years}, chosen)
        return chosen


class YearEndPage(YearlyPage):
    """`open_at(year=2026, list="carried")`."""

    title = "通讯与统计"
    help_chapter = "yearend"

    def __init__(self, context: Context) -> None:
        super().__init__(context, [(FINDINGS, "归档前检查"), (CARRIED, "结转"), (TURN, "新年准备")])
        self.year = FiledYear()
        self._reading = Reading(context, "正在核对", failed=self._not_read)
        self._packaging = Packaging(context, refused=self._not_read)
        self.end: YearEnd | None = None
        self._name = label("", "title")
        self._told = ElidedLabel("", "secondary")
        self.check_button = button("校验归档包…", self._packaging.check, icon="check")
        self.package_button = button("生成归档包…", self._write, icon="archive", kind="primary")
        top = row(self._name, self._told, self.check_button, self.package_button, margins=(16, 10, 12, 10))
        top.setStretch(1, 1)
        lists = {
            FINDINGS: FindingsPart(context, self),
            CARRIED: CarriedPart(context, self),
            TURN: TurnPart(context, self),
        }
        self.lay_out(lists, Card(top))
        self.package_button.setEnabled(False)

    def reload(self) -> None:
        try:
            chosen = self.year.offer(self.context)
        except DeskError as refusal:
            self._not_read(refusal)
            return
        self._reading.read(year_end, chosen, now=self.context.now, done=self._show)

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.check_button.setText("校验…" if room.narrow else "校验归档包…")
        self.check_button.setAccessibleName("校验归档包")

    def _show(self, found: YearEnd) -> None:
        self.end = found
        held = found.held
        self._name.setText(f"{found.year} 年归档")
        filed = sum(piece.item is not None for piece in held.pieces)
        counts = (
            f"来稿 {len(held.pieces)} 篇（已存档 {filed} 篇）",
            f"期刊 {len(held.issues)} 期",
            f"公文 {len(held.documents)} 份",
            f"会议活动 {len(held.occasions)} 次",
        )
        self._told.setText("，".join(counts))
        self.package_button.setEnabled(not held.empty)
        self.chips.show_count(FINDINGS, len(found.findings) or None)
        self.chips.show_count(CARRIED, len(found.carried) or None)
        self.chips.show_count(TURN, sum(not one.done for one in found.turn) or None)
        for part in self.lists.values():
            part.show_year(found)
        self.subtitle = f"{found.year} 年归档"
        self.titled.emit()

    def _write(self) -> None:
        if self.end is not None:
            self._packaging.write(self.end.year)
