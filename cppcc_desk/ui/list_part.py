"""A part of a page that is one list: filters above it, actions below, print and export, why it is empty."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import Bar, Card, EmptyState, NoticeBar, action, button, column
from cppcc_desk.ui.widgets.boxes import Item, row

Row = TypeVar("Row")


class ListPart(Card, Generic[Row]):
    """Override `reload`. Refusals and news go to `notice` of the page."""

    def __init__(self, context: Context, notice: NoticeBar, table: DataTable[Row], *, title: str) -> None:
        super().__init__()
        self.context, self.notice, self.table = context, notice, table
        self._title = title
        self.empty = EmptyState()
        self.print_button = button("打印", self._print, icon="print", kind="flat", shortcut="Ctrl+P")
        self.export_button = button("导出 Excel", self._export, icon="export", kind="flat")
        self.columns_button = table.column_button()
        self.setFocusProxy(table)

    def lay_out(self, head: Sequence[Item], bar: Bar, *, above: QWidget | None = None) -> None:
        """`head` from left to right before the buttons of the list, `above` the list, `bar` below."""
        top = row(*head, self.export_button, self.print_button, self.columns_button, margins=(16, 6, 8, 6))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        body = column(top, *([above] if above is not None else []), self.stack, bar, gap=0)
        body.setStretch(2 if above is not None else 1, 1)
        self.setLayout(body)
        self.table.refreshed.connect(self.reload)
        lists.equip(
            self.table,
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            action("打印清单", self._print, icon="print", shortcut="Ctrl+P"),
        )

    def reload(self) -> None:
        """Read again what is shown."""

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.table.set_narrow(room.narrow)
        for made, words in (
            (self.print_button, "打印"),
            (self.export_button, "导出 Excel"),
            (self.columns_button, "列设置"),
        ):
            made.setText("" if room.narrow else words)
            made.setToolTip(words)
            made.setAccessibleName(words)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the list, or why it is empty."""
        self.table.show_rows(rows)
        if rows and self.table.current_row() is None:  # a box is ticked by the person alone; the keyboard is somewhere
            first = self.table.rows.id_at(0)
            self.table.stand_on(first) if self.table.rows.checkable else self.table.choose([first])
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        for made in (self.print_button, self.export_button):
            made.setEnabled(bool(rows))

    def shown(self) -> list[Row]:
        """The rows in the order of the screen."""
        return [self.table.rows.row_at(number) for number in range(self.table.rows.count())]

    def failed(self, error: BaseException) -> None:
        """What work on the other thread could not do."""
        if not isinstance(error, DeskError):
            raise error
        self.refuse(error)

    def refuse(self, refusal: DeskError) -> Any:
        """Say it in the page."""
        self.notice.tell(refusal.message, kind="error")

    def _print(self) -> None:
        try:
            ledger = lists.as_ledger(self.context, self.table, self.shown(), title=self._title)
        except DeskError as refusal:
            self.refuse(refusal)
        else:
            self.context.navigate("preview", ledger=ledger)

    def _export(self) -> None:
        rows = self.shown()
        lists.export(self.context, self.table, lambda _reporter: rows, title=self._title)
