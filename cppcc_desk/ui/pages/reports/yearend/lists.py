"""The lists of 年终归档: what to look at before, what goes on in the next year, what the next year needs."""

from collections.abc import Sequence
from functools import partial
from typing import Generic

from cppcc_desk.queries.yearend import CarriedOver, Finding, Turn, YearEnd
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.reports.yearend.columns import (
    Placed,
    Told,
    carried_columns,
    finding_columns,
    placed,
    turn_columns,
)
from cppcc_desk.ui.table import Column, DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label


class YearPart(ListPart[Placed[Told]], Generic[Told]):
    """`show_year` fills it; reading is the page's. Enter and a double click go where the line is about."""

    def __init__(
        self,
        context: Context,
        page: Page,
        columns: tuple[Column[Placed[Told]], ...],
        *,
        name: str,
        title: str,
        head: str,
    ) -> None:
        table: DataTable[Placed[Told]] = DataTable(
            RowsModel(columns, row_id=lambda row: row.place),
            name=f"yearend/{name}",
            title=title,
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title=title)
        self._page = page
        self.open_button = button("打开", partial(self.with_one, self._open), icon="eye")
        self.what = label("", "hint", wrap=True)
        self.count = label("", "hint")
        bar = batch_bar(self.open_button, 8, self.what, self.count)
        bar.box.setStretch(2, 1)
        self.head = label(head, "card_title")
        self.lay_out([self.head, STRETCH], bar)
        table.current.connect(lambda _row: self.fit_buttons())
        table.chosen.connect(lambda _count: self.fit_buttons())
        table.opened.connect(partial(self.attempt, self._open))
        lists.equip(table, action("打开", self.open_button.click, icon="eye", tells="Enter"))

    def reload(self) -> None:
        self._page.refresh()

    def show_year(self, end: YearEnd) -> None:
        """Fill in."""
        raise NotImplementedError

    def fill(self, found: Sequence[Told], *, title: str) -> None:
        """Show these under this title."""
        self._title = title
        self.show_rows(placed(found))
        self.count.setText(f"共 {len(found)} 项" if found else "")
        self.fit_buttons()

    def fit_buttons(self) -> None:
        """Grey what leads nowhere."""
        row = self.table.meant_row()
        self.open_button.setEnabled(row is not None and bool(row.told.page))

    def _open(self, row: Placed[Told]) -> None:
        if row.told.page:
            self.context.navigate(row.told.page, **row.told.target)


class FindingsPart(YearPart[Finding]):
    """归档前检查."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(
            context, page, finding_columns(), name="findings", title="归档前检查", head="归档以前要看的，也写进归档包"
        )

    def show_year(self, end: YearEnd) -> None:
        self.fill(end.findings, title=f"{end.year}年归档前检查")
        if end.held.empty:
            self.empty.tell(f"{end.year} 年没有要归档的", "没有来稿、期刊、公文和会议活动。请在右上角换一个年度。")
        elif not end.findings:
            self.empty.tell("没有要处理的", "存档、归档号、页数、编号和关账都查过，没有问题。", icon="check")

    def fit_buttons(self) -> None:
        super().fit_buttons()
        row = self.table.meant_row()
        self.what.setText(row.told.what if row is not None else "")


class CarriedPart(YearPart[CarriedOver]):
    """结转."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(
            context,
            page,
            carried_columns(),
            name="carried",
            title="结转清单",
            head="没有办结的，编号和期限不变，接着办",
        )

    def show_year(self, end: YearEnd) -> None:
        self.fill(end.carried, title=f"{end.year}年结转{end.year + 1}年事项清单")
        if not end.carried:
            told = f"{end.year} 年的来稿、报送、约稿、批示交办、会议决定都办结了。"
            self.empty.tell("没有要结转的", told, icon="check")


class TurnPart(YearPart[Turn]):
    """新年准备."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(context, page, turn_columns(), name="turn", title="新年准备", head="新的一年要看一看的")

    def show_year(self, end: YearEnd) -> None:
        self.fill(end.turn, title=f"{end.year + 1}年准备")
        self.head.setText(f"{end.year + 1} 年要看一看的；编号自己从头编起")
