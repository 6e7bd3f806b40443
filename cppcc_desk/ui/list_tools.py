"""列设置, 导出 Excel and 打印 of a list, the same above every one of them (U23, U33)."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import action, button, row


@dataclass(frozen=True)
class InFront:
    """The list that is shown: its title on paper, and all of its rows, read on any thread."""

    table: DataTable[Any]
    title: str
    rows: Callable[[], Sequence[Any]]


def in_front(table: DataTable[Any], title: str) -> InFront:
    """A list whose rows are all there already."""
    rows = [table.rows.row_at(number) for number in range(table.rows.count())]
    return InFront(table, title, lambda: rows)


class ListTools(QWidget):
    """Three buttons; `front()` tells of which list. Ctrl+P prints while the keyboard is on `page`; None where that key
    prints something else."""

    def __init__(
        self,
        context: Context,
        front: Callable[[], InFront],
        refusals: Callable[[], AbstractContextManager[None]],
        *,
        page: QWidget | None,
    ) -> None:
        super().__init__()
        self._context, self._front, self._refusals = context, front, refusals
        key = "Ctrl+P" if page is not None else ""
        self.columns_button = button("列设置", self._columns, icon="columns", kind="flat", tip="列设置")
        self.export_button = button("导出 Excel", self.export, icon="export", kind="flat", tip="导出 Excel")
        self.print_button = button("打印", self.print, icon="print", kind="flat", tip="打印清单", shortcut=key)
        self._words = {made: made.text() for made in (self.columns_button, self.export_button, self.print_button)}
        self.setLayout(row(*self._words, gap=0))
        self._entries = (
            action("导出 Excel…", self.export, icon="export"),
            action("打印清单…", self.print, icon="print", tells=key),
        )
        # What is dead while there is nothing to print.
        self._printing: list[QPushButton | QAction] = [self.export_button, self.print_button, *self._entries]
        if page is not None:
            by_key = action("打印清单", self.print, icon="print", shortcut=key)
            lists.equip(page, by_key)
            self._printing.append(by_key)

    def entries(self) -> tuple[QAction, ...]:
        """The same for the menu of a list."""
        return self._entries

    def fit(self, *, narrow: bool) -> None:
        """Icons only where there is little room."""
        for made, words in self._words.items():
            made.setText("" if narrow else words)
            made.setAccessibleName(words)

    def offer(self, *, shown: bool = True, filled: bool = True) -> None:
        """Gone, with the key, where what is in front is no list; columns alone for one that is empty."""
        self.setVisible(shown)
        for made in self._printing:
            made.setEnabled(shown and filled)

    def export(self) -> None:
        """As .xlsx."""
        with self._refusals():
            front = self._front()
            lists.export(self._context, front.table, lambda _: front.rows(), title=front.title)

    def print(self) -> None:
        """To the preview."""
        with self._refusals():
            front = self._front()
            lists.refuse_too_many(front.table.rows.count())
            made = lists.as_ledger(self._context, front.table, front.rows(), title=front.title)
            self._context.navigate("preview", ledger=made)

    def _columns(self) -> None:
        made: QPushButton = self.columns_button
        self._front().table.column_menu().popup(made.mapToGlobal(made.rect().bottomLeft()))
