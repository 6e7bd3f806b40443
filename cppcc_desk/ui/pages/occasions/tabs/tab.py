"""What the tabs with a list share: a line above it, the list or why it is empty, a bar below, refusals to the page."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.queries.occasions import OccasionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import EmptyState, batch_bar, column, hairline, row
from cppcc_desk.ui.widgets.boxes import Item

Row = TypeVar("Row")
Refusals = Callable[[], AbstractContextManager[None]]


class ListTab(QWidget, Generic[Row]):
    """Override `show_detail`, which calls `show_rows`. `run(do, …)` says a refusal in the page.

    `entry` is what the keyboard goes to while the list is empty.
    """

    def __init__(self, context: Context, refusals: Refusals, table: DataTable[Row], *, title: str) -> None:
        super().__init__()
        self.context, self.table, self.title = context, table, title
        self._refusals = refusals
        self.detail: OccasionDetail | None = None
        self.empty = EmptyState()
        self.entry: QWidget | None = None
        self.setFocusProxy(table)

    def lay_out(self, above: Sequence[Item], bar: Sequence[Item], *, beside: QWidget | None = None) -> None:
        """`above` the list from top to bottom, `beside` it, `bar` below."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._bar = batch_bar(*bar)
        middle: QWidget = self._stack
        if beside is not None:
            middle = QWidget()
            side = row(self._stack, beside, gap=0)
            side.setStretch(0, 1)
            middle.setLayout(side)
        body = column(*above, *([hairline()] if above else []), middle, self._bar, gap=0)
        body.setStretchFactor(middle, 1)
        self.setLayout(body)

    def show_detail(self, detail: OccasionDetail) -> None:
        """Fill in."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the list, or why it is empty."""
        self.table.show_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        if rows and not self.table.chosen_count():  # Qt makes a row current by itself, but chooses none
            current = self.table.current_id()
            self.table.choose([current if current is not None else self.table.rows.id_at(0)])

    def run(self, do: Callable[..., Any], *args: Any) -> Callable[[], None]:
        """A slot that does it."""
        return partial(self.attempt, do, *args)

    def attempt(self, do: Callable[..., Any], *args: Any) -> None:
        """Do it; what is refused is said in the page."""
        with self._refusals():
            do(*args)

    def failed(self, error: BaseException) -> None:
        """What work on the other thread could not do."""
        with self._refusals():
            raise error

    def chosen(self) -> list[Row]:
        """The rows a button is about."""
        return self.table.meant_rows()

    def with_one(self, do: Callable[[Row], Any]) -> None:
        """Do it with the one row that is meant, if it is clear which."""
        row = self.table.meant_row()
        if row is not None:
            self.attempt(do, row)

    @property
    def occasion_id(self) -> int:
        """Whose rows these are."""
        assert self.detail is not None
        return self.detail.row.id

    def begin(self) -> None:
        """The keyboard goes to the list, or to what makes it less empty."""
        first = self.entry if self.entry is not None and not self.table.rows.count() else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)
