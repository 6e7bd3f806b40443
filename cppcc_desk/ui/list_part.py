"""A part of a page that is one list: filters above it, actions below, print and export, why it is empty."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import Bar, Card, EmptyState, NoticeBar, action, column, row
from cppcc_desk.ui.widgets.boxes import Item

Row = TypeVar("Row")


class ListPart(Card, Generic[Row]):
    """Override `reload`. Refusals and news go to `notice` of the page.

    One rule for what is done with rows, however they are chosen: buttons and the menu do it with `chosen()`
    (`with_chosen`), or with one row alone (`with_one`); Enter and F2 with the row that their signal carries
    (`attempt`).
    """

    def __init__(self, context: Context, notice: NoticeBar, table: DataTable[Row], *, title: str) -> None:
        super().__init__()
        self.context, self.notice, self.table = context, notice, table
        self._title = title
        self.empty = EmptyState()
        self.tools = ListTools(context, lambda: in_front(table, self._title), self.refusals, page=self)
        self.setFocusProxy(table)

    def lay_out(
        self, head: Sequence[Item], bar: Bar, *, above: QWidget | None = None, beside: QWidget | None = None
    ) -> None:
        """`head` from left to right before the buttons of the list, `above` and `beside` the list, `bar` below."""
        top = row(*head, self.tools, margins=(16, 6, 8, 6))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        middle = row(self.stack, *([beside] if beside is not None else []), gap=0)
        middle.setStretch(0, 1)
        body = column(top, *([above] if above is not None else []), middle, bar, gap=0)
        body.setStretch(2 if above is not None else 1, 1)
        self.setLayout(body)
        self.table.refreshed.connect(self.reload)
        lists.equip(
            self.table,
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )

    def reload(self) -> None:
        """Read again what is shown."""

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the list, or why it is empty."""
        self.table.show_rows(rows)
        if rows and self.table.current_row() is None:  # a box is ticked by the person alone
            first = self.table.rows.id_at(0)
            self.table.stand_on(first) if self.table.rows.checkable else self.table.choose([first])
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.tools.offer(filled=bool(rows))

    def shown(self) -> list[Row]:
        """The rows in the order of the screen."""
        return [self.table.rows.row_at(number) for number in range(self.table.rows.count())]

    # ------------------------------------------------------------------ what is done
    def chosen(self) -> list[Row]:
        """The rows a button is about."""
        return self.table.meant_rows()

    def with_chosen(self, do: Callable[[list[Row]], Any]) -> None:
        """Do it with the rows a button is about, if there are any."""
        if rows := self.chosen():
            self.attempt(do, rows)

    def with_one(self, do: Callable[[Row], Any]) -> None:
        """Do it with the one row that is meant, if it is clear which."""
        row = self.table.meant_row()
        if row is not None:
            self.attempt(do, row)

    def attempt(self, do: Callable[..., Any], *args: Any) -> None:
        """Do it; what is refused is said in the page."""
        with self.refusals():
            do(*args)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Within this, a DeskError is said in the page; else what was said before is settled."""
        try:
            yield
        except DeskError as refusal:
            self.refuse(refusal)
        else:
            self.notice.dismiss()

    def failed(self, error: BaseException) -> None:
        """What work on the other thread could not do."""
        if not isinstance(error, DeskError):
            raise error
        self.refuse(error)

    def refuse(self, refusal: DeskError) -> Any:
        """Say it in the page."""
        self.notice.tell(refusal.message, kind="error")
