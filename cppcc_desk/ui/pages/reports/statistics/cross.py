"""The table itself: every number is a link to its pieces; copied as a table, exported, printed."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.domain.ledger import Ledger, as_html, as_tsv
from cppcc_desk.domain.statistics import Cell, Dimension, Head, Line, Shows
from cppcc_desk.errands.statistics import statistics_ledger
from cppcc_desk.queries.statistics import Statistics
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.reports.statistics.notes import Notes
from cppcc_desk.ui.table import Align, Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, ElidedLabel, EmptyState, action, batch_bar, button, column, label, row

_LABEL_WIDTH, _WIDE_LABEL = 150, 230
_AROUND, _CHARACTER = 28, 14  # pixels of the words over a number
_FEW = 450  # pixels that a few columns share, so that numbers stand near what they are of


class CrossTable(Card):
    """`picked(Line, Head)`: the pieces of a cell are wanted. A new head makes a new list."""

    picked = Signal(object, object)
    refreshed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: Statistics | None = None
        self._title = ElidedLabel("", "card_title")
        self._tools = {
            "copy": button("复制表格", self.copy, icon="copy", kind="flat", tip="复制整张表，到 WPS 里粘贴"),
            "export": button("导出 Excel", self.export, icon="export", kind="flat", tip="导出 Excel"),
            "print": button("打印", self.print, icon="print", kind="flat", tip="打印统计表", shortcut="Ctrl+P"),
        }
        self._words = {key: made.text() for key, made in self._tools.items()}
        lists.equip(self, action("打印统计表", self.print, icon="print", shortcut="Ctrl+P"))
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.notes = Notes()
        self.open_button = button("打开清单", self._open_current, icon="eye", shortcut="Enter")
        self._counted = label("", "hint")
        head = row(self._title, *self._tools.values(), gap=0, margins=(16, 6, 8, 6))
        head.setStretch(0, 1)
        hint = label("点数字就列出是哪几篇", "hint")
        bar = batch_bar(self.open_button, 8, hint, STRETCH, self._counted)
        body = column(head, self.stack, self.notes, bar, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.table = self._made(())
        self.stack.addWidget(self.table)
        self.show_nothing("正在统计", "马上就好。", icon="clock")

    # ------------------------------------------------------------------ what is shown
    def fit(self, room: Room) -> None:
        """Icons only where there is little room."""
        for key, made in self._tools.items():
            made.setText("" if room.narrow else self._words[key])
            made.setAccessibleName(self._words[key])
        self.notes.fit(room)

    def show_statistics(self, found: Statistics, *, counted: str) -> None:
        """Another table; the keyboard stays where it is if the columns are the same."""
        heads = found.table.heads
        if (
            self._found is None
            or self._found.table.heads != heads
            or self._found.table.view.rows != found.table.view.rows
        ):
            self._renew(heads, found)
        self._found = found
        self._title.setText(f"{found.table.view.title}　{found.span.said}")
        self._counted.setText(counted)
        self.table.show_rows(found.table.lines)
        if self.table.current_row() is None:
            self.table.choose([found.table.lines[0].key])
        self.notes.show_table(found.table)
        self.stack.setCurrentWidget(self.table)
        self._offer(True)

    def show_nothing(self, title: str, text: str, *, icon: str) -> None:
        """Why there is no table."""
        self._found = None
        self._title.setText("")
        self._counted.setText("")
        self.notes.show_table(None)
        self.empty.tell(title, text, icon=icon)
        self.stack.setCurrentWidget(self.empty)
        self._offer(False)

    def _offer(self, there: bool) -> None:
        for made in (*self._tools.values(), self.open_button):
            made.setEnabled(there)
        for key in self.actions():
            key.setEnabled(there)

    def _renew(self, heads: tuple[Head, ...], found: Statistics) -> None:
        old, self.table = self.table, self._made(heads, found)
        had = self.window().focusWidget() is old
        self.stack.addWidget(self.table)
        self.stack.removeWidget(old)
        old.hide()
        old.deleteLater()
        if had:
            self.table.setFocus()

    def _made(self, heads: tuple[Head, ...], found: Statistics | None = None) -> DataTable[Line]:
        rows = found.table.view.rows if found is not None else Dimension.MONTH
        wide = max((len(line.label) for line in found.table.lines), default=0) > 10 if found is not None else False
        first: Column[Line] = Column(
            key="label",
            title=rows.value,
            text=lambda line: line.label,
            width=_WIDE_LABEL if wide else _LABEL_WIDTH,
            kind=Kind.TEXT,
            bold=lambda line: line.sums,
            stretch=True,
        )
        least = min(_LABEL_WIDTH, _FEW // max(1, len(heads)))
        table: DataTable[Line] = DataTable(
            RowsModel(
                [
                    first,
                    *(
                        _column(number, head, strong=_sums_up(head, heads), least=least)
                        for number, head in enumerate(heads)
                    ),
                ],
                row_id=lambda line: line.key,
                sums=lambda line: line.sums,
            ),
            name="statistics",
            title="统计表",
            settings=self._context.settings,
        )
        table.opened.connect(lambda _line: self._open_current())
        table.link_pressed.connect(self._press)
        table.refreshed.connect(self.refreshed)
        lists.equip(
            table,
            action("打开清单", self._open_current, icon="eye", tells="Enter"),
            action("复制所选行", table.copy, icon="copy", shortcut="Ctrl+C"),
            action("复制整张表", self.copy, icon="copy"),
            action("导出 Excel…", self.export, icon="export"),
            action("打印统计表…", self.print, icon="print", tells="Ctrl+P"),
        )
        return table

    # ------------------------------------------------------------------ what is done
    def _press(self, line: Line, key: str) -> None:
        assert self._found is not None
        heads = {head.key: head for head in self._found.table.heads}
        if key in heads:
            self.picked.emit(line, heads[key])

    def _open_current(self) -> None:
        """The cell under the keyboard; at the beginning of a row, all of it."""
        line, index = self.table.current_row(), self.table.currentIndex()
        if line is None or self._found is None:
            return
        key = self.table.rows.columns[index.column()].key
        sums = next(head.key for head in self._found.table.heads if head.shows is Shows.SUM)
        self._press(line, sums if key == "label" else key)

    def ledger(self) -> Ledger | None:
        """The table as it stands on the screen."""
        if self._found is None:
            return None
        lines = [self.table.rows.row_at(number) for number in range(self.table.rows.count())]
        return statistics_ledger(self._context.desk, self._found, lines=lines)

    def copy(self) -> None:
        """Put it on the clipboard for a WPS or Excel sheet and for a document."""
        made = self.ledger()
        if made is not None:
            data = QMimeData()
            data.setText(as_tsv(made))
            data.setHtml(as_html(made))
            QGuiApplication.clipboard().setMimeData(data)
            self._context.notify("已复制整张表，可以到 WPS 里粘贴")

    def export(self) -> None:
        """As .xlsx."""
        made = self.ledger()
        if made is not None:
            lists.export_ledger(self._context, lambda _reporter: made, title=made.title)

    def print(self) -> None:
        """To the preview."""
        made = self.ledger()
        if made is not None:
            self._context.navigate("preview", ledger=made)


def _column(number: int, head: Head, *, strong: bool, least: int) -> Column[Line]:
    """`strong`: it sums up the others."""

    def cell(line: Line) -> Cell:
        return line.cells[number]

    change = head.shows is Shows.CHANGE
    return Column(
        key=head.key,
        title=head.label,
        text=lambda line: cell(line).text,
        width=max(least, _AROUND + _CHARACTER * len(head.label)),
        kind=Kind.NUMBER if change else Kind.LINK,
        align=Align.RIGHT,
        sort=lambda line: cell(line).count,
        tone=lambda line: "primary" if cell(line).pieces else "text2" if change and cell(line).count else "text3",
        bold=lambda line: line.sums or strong,
        tip=lambda line: (
            f"{line.label} {head.label}：点一下，列出这 {cell(line).count} 篇" if cell(line).pieces else ""
        ),
        stretch=True,
    )


def _sums_up(head: Head, heads: tuple[Head, ...]) -> bool:
    return head.shows is Shows.SUM and any(other.shows is Shows.PART for other in heads)
