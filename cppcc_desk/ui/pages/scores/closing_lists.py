"""The lists of 关账: what to look at before, what has come since, how often the year was closed."""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from cppcc_desk.queries.scoring.books import Books
from cppcc_desk.queries.scoring.closing import ClosedRow, LatePoints
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.score.page import open_source
from cppcc_desk.ui.pages.scores.closing_columns import (
    CheckRow,
    check_columns,
    check_rows,
    edition_columns,
    late_columns,
)
from cppcc_desk.ui.pages.scores.closing_work import ClosingWork
from cppcc_desk.ui.table import Column, DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label

Row = TypeVar("Row")


class BooksPart(ListPart[Row], Generic[Row]):
    """`show_books` fills it; reading is the page's."""

    def __init__(
        self,
        context: Context,
        page: Page,
        columns: tuple[Column[Row], ...],
        *,
        name: str,
        title: str,
        row_id: Callable[[Row], Any],
        checkable: bool = False,
    ) -> None:
        table: DataTable[Row] = DataTable(
            RowsModel(columns, row_id=row_id, checkable=checkable),
            name=f"scores/{name}",
            title=title,
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title=title)
        self._page = page
        self.books: Books | None = None
        self.count = label("", "hint")
        table.current.connect(lambda _row: self.fit_buttons())
        table.chosen.connect(lambda _count: self.fit_buttons())

    def reload(self) -> None:
        self._page.refresh()

    def show_books(self, books: Books) -> None:
        """Fill in."""
        raise NotImplementedError

    def fit_buttons(self) -> None:
        """Grey what cannot be done with the row that is meant."""


class ChecksPart(BooksPart[CheckRow]):
    """关账前检查."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(context, page, check_columns(), name="checks", title="关账前检查", row_id=lambda r: r.place)
        self.open_button = button("打开", partial(self.with_one, self._open), icon="eye")
        self._what = label("", "hint", wrap=True)
        bar = batch_bar(self.open_button, 8, self._what, self.count)
        bar.box.setStretch(2, 1)
        self.lay_out([label("关账以前要看的", "card_title"), STRETCH], bar)
        self.table.opened.connect(partial(self.attempt, self._open))
        lists.equip(self.table, action("打开", self.open_button.click, icon="eye", tells="Enter"))

    def show_books(self, books: Books) -> None:
        self.books = books
        self._title = f"{books.year}年度关账前检查"
        self.show_rows(check_rows(books.checks))
        self.count.setText(f"共 {books.found} 项" if books.found else "")
        if not books.found:
            names = "、".join(check.name for check in books.checks)
            self.empty.tell("没有要处理的", f"查过：{names}，都没有问题。", icon="check")
        self.fit_buttons()

    def fit_buttons(self) -> None:
        row = self.table.meant_row()
        self.open_button.setEnabled(row is not None)
        self._what.setText(row.check.what if row is not None else "")
        if row is not None:
            of_person, of_piece = row.found.person_id is not None, row.found.piece_id is not None
            self.open_button.setText("打开人员" if of_person else "打开来稿" if of_piece else "去人工调整")

    def _open(self, row: CheckRow) -> None:
        if row.found.person_id is not None:
            self.context.navigate("person", person_id=row.found.person_id)
        elif row.found.piece_id is not None:
            open_source(self.context, row.found.piece_id)
        elif self.books is not None:
            self.context.navigate("scores", part="by_hand", list="adjustments", year=self.books.year)


class LatePart(BooksPart[LatePoints]):
    """关账后的变化."""

    def __init__(self, context: Context, page: Page, work: ClosingWork) -> None:
        super().__init__(
            context,
            page,
            late_columns(),
            name="late",
            title="关账后的变化",
            row_id=lambda r: r.who.subject,
            checkable=True,
        )
        self._work = work
        self.carry_button = button("补记…", self._carry, icon="plus", kind="primary")
        self.account_button = button("得分明细", partial(self.with_one, self._open), icon="eye")
        self.lay_out(
            [label("按关账时的计分办法，现在重新算会有的变化", "card_title"), STRETCH],
            batch_bar(self.carry_button, self.account_button, STRETCH, self.count),
        )
        self.table.opened.connect(partial(self.attempt, self._open))
        lists.equip(
            self.table,
            action("得分明细", self.account_button.click, icon="eye", tells="Enter"),
            action("补记…", self._carry, icon="plus"),
        )

    def show_books(self, books: Books) -> None:
        self.books = books
        self._title = f"{books.year}年度关账后的变化"
        self.show_rows(books.late)
        left = sum(1 for row in books.late if row.open)
        self.count.setText(f"共 {len(books.late)} 项，待补记 {left} 项" if books.late else "")
        if books.closed is None:
            self.empty.tell(
                "这一年没有关账", "关账以后才知道的采用、批示列在这里，可以补记到没有关账的年度。", icon="clock"
            )
        elif not books.late:
            self.empty.tell("关账以后没有变化", "按现在的记录重新算，得分和关账时一样。", icon="check")
        self.fit_buttons()

    def fit_buttons(self) -> None:
        rows = self._open_rows()
        self.carry_button.setEnabled(bool(rows))
        self.carry_button.setText(f"补记 {len(rows)} 项…" if len(rows) > 1 else "补记…")
        self.account_button.setEnabled(self.table.meant_row() is not None)

    def _open_rows(self) -> list[LatePoints]:
        return [row for row in self.chosen() if row.open]

    def _carry(self) -> None:
        rows = self._open_rows()
        if rows and self.books is not None:
            self.attempt(self._work.carry_over, self.books.year, rows)

    def _open(self, row: LatePoints) -> None:
        if self.books is not None:
            self.context.navigate("score", subject=row.who.subject, year=self.books.year)


class EditionsPart(BooksPart[ClosedRow]):
    """历次关账."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(
            context, page, edition_columns(), name="editions", title="历次关账", row_id=lambda r: r.edition
        )
        self.open_button = button("看当时的名次", partial(self.with_one, self._open), icon="eye", shortcut="Enter")
        self.lay_out(
            [label("每次关账的结果都原样留着", "card_title"), STRETCH],
            batch_bar(self.open_button, STRETCH, self.count),
        )
        self.table.opened.connect(partial(self.attempt, self._open))
        lists.equip(self.table, action("看当时的名次", self.open_button.click, icon="eye", tells="Enter"))

    def show_books(self, books: Books) -> None:
        self.books = books
        self._title = f"{books.year}年度历次关账"
        self.show_rows(books.closings)
        self.count.setText(f"共 {len(books.closings)} 次" if books.closings else "")
        if not books.closings:
            self.empty.tell(f"{books.year} 年度没有关过账", "关账的结果留在这里，重新开账以后也能看。", icon="archive")
        self.fit_buttons()

    def fit_buttons(self) -> None:
        self.open_button.setEnabled(self.table.meant_row() is not None)

    def _open(self, row: ClosedRow) -> None:
        self.context.navigate("scores", part="ranking", year=row.year, edition=row.edition)
