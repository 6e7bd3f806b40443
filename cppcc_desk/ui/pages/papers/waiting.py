"""待排印: the signed pieces that wait for their number; as high as they need, one line when there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from cppcc_desk.queries.issues import SignedRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.papers.columns import signed_columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.theme import HEADER_ROW
from cppcc_desk.ui.widgets import STRETCH, Card, action, batch_bar, button, column, label, row

_MOST, _MOST_LOW = 5, 2  # rows seen without scrolling


class Waiting(Card):
    """`print_wanted()` when the chosen pieces are to be printed as one issue, `open_wanted(SignedRow)`."""

    print_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.table: DataTable[SignedRow] = DataTable(
            RowsModel(signed_columns(context), row_id=lambda r: r.id, checkable=True),
            name="papers/waiting",
            title="待排印",
            settings=context.settings,
        )
        self._count = label("", "secondary")
        self._chosen = label("", "small_strong")
        self.print_button = button(
            "排印，编期号",
            self.print_wanted.emit,
            icon="print",
            kind="primary",
            tip="所选稿件编为一期",
            shortcut="Ctrl+Enter",
        )
        self.open_button = button("打开来稿", self._open, icon="eye")
        self._bar = batch_bar(
            self._chosen,
            self.print_button,
            self.open_button,
            STRETCH,
            label("选中几篇就合编一期；期号签发后才编，编出不收回", "hint"),
        )
        head = row(label("待排印", "card_title"), self._count, STRETCH, margins=(16, 9, 12, 9))
        self.setLayout(column(head, self.table, self._bar, gap=0))
        self.table.chosen.connect(self._tell_chosen)
        self.table.opened.connect(self.open_wanted)
        for words, do, icon, key in (
            ("排印，编期号…", self.print_wanted.emit, "print", "Ctrl+Return"),
            ("打开来稿", self._open, "eye", "Enter"),
            ("复制所选行", self.table.copy, "copy", "Ctrl+C"),
        ):
            lists.equip(self.table, action(words, do, icon=icon, shortcut=key))

    def show_rows(self, rows: Sequence[SignedRow], *, low: bool) -> None:
        """Show what waits."""
        self.table.show_rows(rows)
        self._count.setText(f"{len(rows)} 篇" if rows else "没有待排印的稿件；签发后的来稿会出现在这里。")
        self._tell_chosen(self.table.chosen_count())
        self.fit(low=low)

    def fit(self, *, low: bool) -> None:
        """As high as the rows, up to what the window has room for."""
        count = self.table.rows.count()
        self.table.setVisible(count > 0)
        self._bar.setVisible(count > 0)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(HEADER_ROW + min(count, _MOST_LOW if low else _MOST) * height + 2)

    def _tell_chosen(self, count: int) -> None:
        self._chosen.setText(f"已选 {count} 篇" if count else "未选")
        self.print_button.setEnabled(count > 0)
        self.open_button.setEnabled(count > 0)

    def _open(self) -> None:
        for piece in self.table.chosen_rows()[:1]:
            self.open_wanted.emit(piece)
