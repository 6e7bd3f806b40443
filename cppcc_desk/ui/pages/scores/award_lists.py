"""优秀信息, which is decided on, and 稿酬, which is only read and handed on."""

from collections.abc import Hashable
from functools import partial

from cppcc_desk.domain.scoring.paying import yuan_text
from cppcc_desk.operations.scoring.awards import EXCELLENT
from cppcc_desk.queries.scoring.awards import Commendations
from cppcc_desk.queries.submissions import rows as submission_rows
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.scores.award_work import AwardWork
from cppcc_desk.ui.pages.scores.awards_columns import (
    ExcellentRow,
    PayRow,
    excellent_columns,
    excellent_rows,
    pay_columns,
)
from cppcc_desk.ui.pages.scores.papers import PAYMENT, print_yearly
from cppcc_desk.ui.pages.scores.ticked import TickedPart
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label


class ExcellentPart(TickedPart[ExcellentRow]):
    """优秀信息."""

    def __init__(self, context: Context, page: Page, work: AwardWork) -> None:
        table: DataTable[ExcellentRow] = DataTable(
            RowsModel(excellent_columns(), row_id=lambda r: r.id, checkable=True),
            name="scores/excellent",
            title=EXCELLENT,
            settings=context.settings,
            ticking=True,
        )
        super().__init__(context, page, table, title=EXCELLENT)
        self._work = work
        self._found: Commendations | None = None
        self._others: dict[int, ExcellentRow] = {}
        self.given = []
        self.another_button = button("加入其他…", self._another, icon="plus")
        self.open_button = button("打开来稿", partial(self.with_one, self._open), icon="eye")
        bar = batch_bar(
            self.decide_button,
            self.usual_button,
            self.another_button,
            self.back_button,
            self.open_button,
            STRETCH,
            self.count,
        )
        self.lay_out([label("上级采用、领导批示的来稿", "card_title"), STRETCH], bar)
        table.opened.connect(partial(self.attempt, self._open))
        lists.equip(
            table,
            action("勾上或去掉", table.toggle, icon="check", tells="空格"),
            action("打开来稿", self.open_button.click, icon="eye", tells="Enter"),
            action("确定名单…", self.decide, icon="check"),
        )

    def show_found(self, found: Commendations) -> None:
        """Another year, or the same counted anew."""
        self._found = found
        decided = tuple(row for row in found.decided if row.tier == EXCELLENT)
        rows = excellent_rows(found.proposals.excellent, decided)
        there = {row.id for row in rows}
        self.given = [*rows, *(row for row in self._others.values() if row.id not in there)]
        self._title = f"{found.proposals.year}年度{EXCELLENT}"
        self.show_ticked(
            self.given,
            (found.proposals.year,),
            usual=[one.piece.id for one in found.proposals.excellent],
            decided=[row.submission_id for row in decided],
        )
        if not self.given:
            self.empty.tell(
                f"{found.proposals.year} 年度还没有优秀信息", "上级采用或者领导批示的来稿列在这里。", icon="star"
            )

    def id_of(self, row: ExcellentRow) -> Hashable:
        return row.id

    def fit_buttons(self) -> None:
        number = self.table.chosen_count()
        self.decide_button.setEnabled(number > 0)
        self.decide_button.setText(f"确定 {number} 篇…" if number else "确定名单…")
        self.usual_button.setEnabled(bool(self._usual))
        self.back_button.setEnabled(any(row.decided for row in self.given))
        self.open_button.setEnabled(self.table.current_row() is not None)
        self.count.setText(f"勾选 {number} 篇，共 {len(self.given)} 篇" if self.given else "")

    def decide(self) -> None:
        rows = self.ticked()
        if rows and self._found is not None:
            with self.refusals():
                if self._work.decide_excellent(self._found.proposals.year, rows):
                    self.settle()

    def take_back(self) -> None:
        if self._found is not None:
            with self.refusals():
                if self._work.take_back(self._found.proposals.year, EXCELLENT, ""):
                    self.settle()

    def _another(self) -> None:
        with self.refusals():
            number = self._work.another_piece()
            if number is not None and self._found is not None:
                (row,) = self.context.desk.read(submission_rows, [number], now=self.context.now)
                self._others[number] = ExcellentRow(
                    number, row.intake_no, row.title, row.contributors, "不在建议里", False
                )
                self._kept[self.key] = frozenset((*self.table.chosen_ids(), number))
                self.show_found(self._found)

    def _open(self, row: ExcellentRow) -> None:
        self.context.navigate("submissions", submission_id=row.id)


class PayPart(ListPart[PayRow]):
    """稿酬."""

    def __init__(self, context: Context, page: Page) -> None:
        table: DataTable[PayRow] = DataTable(
            RowsModel(pay_columns(), row_id=lambda r: r.who.subject),
            name="scores/pay",
            title="稿酬",
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title="稿酬")
        self._page = page
        self._year = context.today.year
        self.account_button = button("得分明细", partial(self.with_one, self._open), icon="eye", shortcut="Enter")
        self.print_button = button("打印发放表", self._print, icon="print")
        self._count = label("", "small_strong")
        self.lay_out(
            [label("同一篇只付最高的一项，联名的按比例分", "card_title"), STRETCH],
            batch_bar(self.print_button, self.account_button, STRETCH, self._count),
        )
        table.opened.connect(partial(self.attempt, self._open))
        lists.equip(
            table,
            action("得分明细", self.account_button.click, icon="eye", tells="Enter"),
            action("打印稿酬发放表…", self._print, icon="print"),
        )

    def reload(self) -> None:
        self._page.refresh()

    def show_found(self, found: Commendations) -> None:
        """Another year, or the same counted anew."""
        self._year = found.proposals.year
        self._title = f"{self._year}年度稿酬"
        rows = [PayRow(who, given) for who, given in found.paid]
        self.show_rows(rows)
        total = sum(row.fen for row in rows)
        self._count.setText(f"{len(rows)} 人，合计 {yuan_text(total)} 元" if rows else "")
        for made in (self.account_button, self.print_button):
            made.setEnabled(bool(rows))
        if not rows:
            self.empty.tell(
                f"{self._year} 年度没有稿酬", "在计分办法里设各级采用的稿酬，这里按人算出来。", icon="medal"
            )

    def _print(self) -> None:
        self.attempt(print_yearly, self.context, PAYMENT, self._year)

    def _open(self, row: PayRow) -> None:
        self.context.navigate("score", subject=row.who.subject, year=self._year)
