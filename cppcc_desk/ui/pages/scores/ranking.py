"""名次: the ranking of each group for a year or a part of it, under a chart; every score opens to its account."""

from typing import Any

from PySide6.QtGui import QResizeEvent

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.periods import YEAR
from cppcc_desk.domain.scoring.sentences import brief
from cppcc_desk.errands.scores import period_said
from cppcc_desk.queries.scoring.overview import Overview, overview
from cppcc_desk.queries.scoring.standings import GroupRanking, ScoreRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.pages.scores.charting import ChartCard
from cppcc_desk.ui.pages.scores.columns import WHY, ranking_columns
from cppcc_desk.ui.pages.scores.groups import REMEMBERED, GroupChooser
from cppcc_desk.ui.pages.scores.papers import RANKING, draft_yearly, export_rankings, print_yearly
from cppcc_desk.ui.pages.scores.periods import PeriodChooser
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.theme import GAP
from cppcc_desk.ui.widgets import STRETCH, ElidedLabel, action, batch_bar, button, column, label, menu_button, tag

_MARGINS = 32  # pixels left and right of the head of the list


class RankingPage(Page):
    """`open_at(year=, group=, period=, own=(first, last), edition=, subject=)`."""

    title = "计分考核"
    help_chapter = "scores"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found: Overview | None = None
        self._edition: int | None = None
        self._wanted: Subject | None = None
        self._reading = Reading(context, "正在计分", failed=self._not_counted)
        self.chart = ChartCard(context.today)
        self.list = RankingPart(context, self)
        body = column(self.notice, self.chart, self.list, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(2, 1)
        self.setLayout(body)
        self.first = self.list.table
        self.list.periods.changed.connect(self._other_time)
        self.chart.month_picked.connect(lambda first, last: self._go(own=(first, last)))
        self.chart.subject_picked.connect(self.list.open_account)

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if not target:
            return
        self._edition = target.get("edition")
        self._wanted = target.get("subject")
        if "group" in target:
            self.list.groups.choose(target["group"])
        self.list.periods.choose(year=target.get("year"), period=target.get("period", YEAR), own=target.get("own"))
        self.refresh()

    def fit(self, room: Room) -> None:
        self.chart.fit(room)
        self.list.fit(room)

    def reload(self) -> None:
        periods = self.list.periods
        try:
            year = periods.offer(self.context)
        except DeskError as refusal:
            self._not_counted(refusal)
            return
        self.list.tell_busy()
        self._reading.read(
            overview,
            year,
            today=self.context.today,
            period=periods.period,
            own=periods.own,
            edition=self._edition,
            done=self._show,
        )

    def _show(self, found: Overview) -> None:
        self.found = found
        self.list.periods.show_periods(found.periods, found.period, found.scores.first, found.scores.last)
        self.list.show_overview(found)
        self.chart.show_overview(found, today=self.context.today)
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        self._tell_closed(found)
        self.subtitle = f"{found.scores.scheme.name} · {period_said(found.scores)}"
        self.titled.emit()

    def _tell_closed(self, found: Overview) -> None:
        """What was closed is marked; an edition that does not hold any more cannot be taken for what does."""
        closing = found.closing
        if self._edition is None or closing is None:
            self.notice.dismiss()
            return
        then = f"{deadlines.full(closing.closed_at)} 关账"
        if closing.reopened_at is not None:
            then += f"，{closing.reopened_at:%Y-%m-%d} 已重新开账"
        self.notice.tell(
            f"这是 {closing.year} 年度第 {closing.edition} 次关账的结果，{then}。",
            kind="info",
            actions=[("看现在的名次", self._go)],
            closable=False,
        )

    def _not_counted(self, refusal: DeskError) -> None:
        self.found = None
        self.list.show_nothing(refusal)
        self.subtitle = ""
        self.titled.emit()

    # ------------------------------------------------------------------ what is done
    def _other_time(self) -> None:
        self._edition = None
        self.refresh()

    def _go(self, **target: Any) -> None:
        self.open_at(year=self.list.periods.year, **target)


class RankingPart(ListPart[ScoreRow]):
    """The list of one group; the page counts, and tells it what came of that."""

    def __init__(self, context: Context, page: RankingPage) -> None:
        table: DataTable[ScoreRow] = DataTable(
            RowsModel(ranking_columns(), row_id=lambda r: r.who.subject),
            name="scores/ranking",
            title="名次",
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title="名次")
        self._page = page
        self._asking = ScoreAsking(context)
        self.groups = GroupChooser()
        self.periods = PeriodChooser()
        self.more_actions = {
            "ranking": action("打印排名表…", self._print_ranking, icon="print"),
            "every_ranking": action("打印全部组别的排名表…", self._print_rankings, icon="print"),
            "export": action("导出全部组别…", self._export_all, icon="export"),
            "circular": action("起草年度通报…", self._draft, icon="doc"),
        }
        self.more_button = menu_button("年度材料", list(self.more_actions.values()), icon="doc", tip="年度材料")
        self.open_button = button("查看算法", self._open, icon="eye", shortcut="Enter")
        self.adjust_button = button("人工调整…", self._adjust, icon="edit")
        self._scheme = ElidedLabel("", "hint")
        self._counted = label("", "hint")
        self._closed = tag("", "blue")
        bar = batch_bar(self.open_button, self.adjust_button, 8, self._scheme, 8, self._counted)
        bar.box.setStretch(3, 1)
        self.lay_out([self.groups, STRETCH, self._closed, self.periods, self.more_button], bar)
        self._closed.hide()
        self.groups.choose(str(context.settings.value(REMEMBERED, "")))
        self.groups.changed.connect(self._show_group)
        self.periods.changed.connect(self._fit_groups)
        table.opened.connect(lambda row: self.open_account(row.who.subject))
        table.link_pressed.connect(self._press)
        table.current.connect(lambda _row: self._fit_buttons())
        lists.equip(
            table,
            action("查看算法", self._open, icon="eye", tells="Enter"),
            action("人工调整…", self._adjust, icon="edit"),
            *self.more_actions.values(),
        )

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self._page.refresh()

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.more_button.setText("" if room.narrow else "年度材料")
        self.more_button.setAccessibleName("年度材料")
        self._fit_groups()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_groups()

    def _fit_groups(self) -> None:
        """What stands beside the chips leaves them more room or less: words, a mark, days of one's own."""
        beside = [self.periods, self.more_button, self.tools, *([] if self._closed.isHidden() else [self._closed])]
        taken = sum(each.sizeHint().width() + GAP for each in beside)
        self.groups.fit(self.width() - taken - _MARGINS)

    def tell_busy(self) -> None:
        """Until the year is counted."""
        if self._page.found is None:
            self.show_rows([])
            self.empty.tell("正在计分", "马上就好。", icon="clock")

    def show_overview(self, found: Overview) -> None:
        """Another count: its groups, the list of the chosen one, by what it was counted and when."""
        self.groups.show_groups([ranking.group.name for ranking in found.scores.groups])
        self._show_group()
        self._scheme.setText(f"{found.scores.scheme.name}：{brief(found.scores.scheme)}")
        closing = found.closing
        self._closed.setVisible(closing is not None)
        if closing is None:
            self._counted.setText(f"{deadlines.short(self.context.now, self.context.today)} 计算")
        else:
            again = f"（第 {closing.edition} 次）" if closing.edition > 1 else ""
            self._closed.setText("已关账")
            self._counted.setText(f"{closing.closed_at:%Y-%m-%d} 已关账{again}")
        self._fit_groups()

    def show_nothing(self, refusal: DeskError) -> None:
        """Why nothing could be counted."""
        self.show_rows([])
        self.groups.show_groups([])
        self._scheme.setText("")
        self._counted.setText("")
        self._closed.hide()
        self.empty.tell("还没有计分", refusal.message, icon="medal")
        self._fit_buttons()

    def choose(self, subject: Subject) -> None:
        """Put the keyboard on somebody, in the first group they stand in."""
        for ranking in self._rankings():
            if any(row.who.subject == subject for row in ranking.rows):
                if self.table.rows.find(subject) < 0:
                    self.groups.choose(ranking.group.name)
                    self._show_group()
                self.table.choose([subject])
                return

    def _rankings(self) -> tuple[GroupRanking, ...]:
        return self._page.found.scores.groups if self._page.found is not None else ()

    def _front(self) -> GroupRanking | None:
        return next((each for each in self._rankings() if each.group.name == self.groups.chosen), None)

    def _show_group(self) -> None:
        ranking = self._front()
        rows = ranking.rows if ranking is not None else ()
        self.show_rows(rows)
        if ranking is None:
            self.empty.tell("没有排名的组别", "在计分办法里设哪些人、哪些单位一起排名。", icon="medal")
        elif not rows:
            self.empty.tell(
                f"{ranking.group.name}里还没有人" if not _units(ranking) else f"还没有{ranking.group.name}",
                "在“信息员与小组”里登记人员和单位以后，这里排出名次。",
                icon="users",
            )
        found = self._page.found
        if ranking is not None and found is not None:
            self.context.settings.setValue(REMEMBERED, ranking.group.name)
            self._title = f"{period_said(found.scores)}反映社情民意信息得分排名（{ranking.group.name}）"
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        there = self.table.current_row() is not None
        self.open_button.setEnabled(there)
        self.adjust_button.setEnabled(there)
        self.more_button.setEnabled(bool(self._rankings()))
        for made in self.more_actions.values():
            made.setEnabled(bool(self._rankings()))

    # ------------------------------------------------------------------ what is done
    def _press(self, row: ScoreRow, key: str) -> None:
        if key == WHY:
            self.open_account(row.who.subject)

    def _open(self) -> None:
        self.with_one(lambda row: self.open_account(row.who.subject))

    def open_account(self, subject: Subject) -> None:
        """How the score of somebody was counted."""
        found = self._page.found
        if found is not None:
            self.context.navigate("score", subject=subject, found=found, group=self.groups.chosen)

    def _adjust(self) -> None:
        self.with_one(lambda row: self._asking.adjust(row.who.subject, row.who.name))

    def _print_ranking(self) -> None:
        ranking, found = self._front(), self._page.found
        if ranking is not None and found is not None:
            self.attempt(print_yearly, self.context, RANKING, found.scores.year, (ranking.group.name,))

    def _print_rankings(self) -> None:
        if self._page.found is not None:
            self.attempt(print_yearly, self.context, RANKING, self._page.found.scores.year)

    def _draft(self) -> None:
        if self._page.found is not None:
            self.attempt(draft_yearly, self.context, Kind.CIRCULAR, self._page.found.scores.year)

    def _export_all(self) -> None:
        if self._page.found is not None:
            export_rankings(self.context, self._page.found.scores)


def _units(ranking: GroupRanking) -> bool:
    return ranking.group.ledger.value == "单位"
