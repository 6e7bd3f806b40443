"""The lines of an older ledger; some may be left out."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.registers.proposing import Verdict
from cppcc_desk.errands.histories import LedgerLook
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.ledger_import.columns import ORDER, OlderLine, columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, EmptyState, FilterChips, action, button, column, row

ALL = "all"


class OlderRows(QWidget):
    """`changed` after a line was left out or taken in again; `wanted` from the button of the empty list. Its buttons
    are laid out by the page."""

    changed = Signal()
    wanted = Signal()

    def __init__(
        self, context: Context, refusals: Callable[[], AbstractContextManager[None]], *, page: QWidget
    ) -> None:
        super().__init__()
        self._look: LedgerLook | None = None
        self.lines: list[OlderLine] = []
        self.chips = FilterChips([(ALL, "全部"), *((verdict.value, verdict.value) for verdict in ORDER)])
        self.table: DataTable[OlderLine] = DataTable(
            RowsModel(columns(), row_id=lambda r: r.place, checkable=True),
            name="older_ledger",
            title="旧台账的各行",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self.tools = ListTools(context, lambda: in_front(self.table, "旧台账核对清单"), refusals, page=page)
        self.skip_button = button("不导入所选的行", partial(self._leave_out, out=True))
        self.restore_button = button("恢复所选的行", partial(self._leave_out, out=False), icon="undo")
        body = column(row(self.chips, STRETCH, self.tools, margins=(16, 0, 8, 6)), self.table, self.empty, gap=0)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.chips.picked.connect(lambda _key: self._show())
        self.table.chosen.connect(lambda _number: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._leave_out(out=True))
        lists.equip(
            self.table,
            action("不导入所选的行", partial(self._leave_out, out=True), icon="close", tells="Delete"),
            action("恢复所选的行", partial(self._leave_out, out=False), icon="undo"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        self._show()

    def show_look(self, look: LedgerLook | None) -> None:
        """Show a ledger, None for none."""
        self._look = look
        self.lines = [OlderLine(place, one) for place, one in enumerate(look.proposed.proposals if look else ())]
        self.chips.choose(Verdict.REFUSED.value if self.numbers()[Verdict.REFUSED] else ALL)
        self._show()

    def numbers(self) -> Counter[Verdict]:
        """How many lines there are of each verdict, as they stand now."""
        return Counter(line.verdict for line in self.lines)

    @property
    def left_out(self) -> list[int]:
        """Places of the lines that the person leaves out."""
        return [line.place for line in self.lines if line.out]

    @property
    def taken(self) -> int:
        """How many lines bring something in."""
        return sum(line.proposal.piece is not None and not line.out for line in self.lines)

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def see(self, key: str) -> None:
        """Only the lines of a verdict, or ALL."""
        self.chips.choose(key)
        self._show()

    def _show(self) -> None:
        numbers = self.numbers()
        self.chips.show_count(ALL, len(self.lines) if self.lines else None)
        for verdict in ORDER:
            self.chips.show_count(verdict.value, numbers[verdict] if self.lines else None)
        chosen = self.chips.chosen
        rows = [line for line in self.lines if chosen in (ALL, line.verdict.value)]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.tools.offer(filled=bool(rows))
        if not rows:
            self._tell_empty()
        self._fit_buttons()

    def _tell_empty(self) -> None:
        if self.lines:
            every = button("看全部", partial(self.see, ALL))
            self.empty.tell(f"没有“{self.chips.chosen}”的行", "换一个标签看其他的行。", icon="check", buttons=[every])
            return
        choose = button("选择旧台账…", self.wanted.emit, icon="folder", kind="primary")
        self.empty.tell(
            "选一份以前的台账",
            "能读 Excel、WPS 的来稿、报送、采用、批示登记表，标题行、合并的单元格、合计行都认得。"
            "读出来先逐行说明，不会直接登记。",
            icon="import",
            buttons=[choose],
        )

    def _fit_buttons(self) -> None:
        chosen = self.table.meant_rows()
        self.skip_button.setEnabled(any(line.proposal.piece is not None and not line.out for line in chosen))
        self.restore_button.setEnabled(any(line.out for line in chosen))

    def _leave_out(self, *, out: bool) -> None:
        """The chosen lines, and every line of the same pieces: a piece comes whole or not at all."""
        pieces = {line.proposal.piece for line in self.table.meant_rows()} - {None}
        self.lines = [
            OlderLine(line.place, line.proposal, out=out) if line.proposal.piece in pieces else line
            for line in self.lines
        ]
        self._show()
        self.changed.emit()
