"""The rows of a roster, with what is decided about each of them."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.roster_update import Proposal, Verdict
from cppcc_desk.errands.rosters import RosterLook
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.roster_import.columns import RosterLine, columns
from cppcc_desk.ui.pages.roster_import.deciding import Answer, Deciding
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, EmptyState, FilterChips, action, button, column, row

ALL = "all"
_FILTERS = (Verdict.ASK, Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.SKIP)


class RosterRows(QWidget):
    """`changed` after something was decided; `wanted` from the button of the empty list. Its buttons are laid out by
    the page."""

    changed = Signal()
    wanted = Signal()

    def __init__(
        self,
        context: Context,
        deciding: Deciding,
        refusals: Callable[[], AbstractContextManager[None]],
        *,
        page: QWidget,
    ) -> None:
        super().__init__()
        self._context, self._deciding = context, deciding
        self._look: RosterLook | None = None
        self._answers: dict[int, Answer] = {}
        self.lines: list[RosterLine] = []
        self.chips = FilterChips([(ALL, "全部"), *((verdict.value, verdict.value) for verdict in _FILTERS)])
        self.table: DataTable[RosterLine] = DataTable(
            RowsModel(columns(), row_id=lambda r: r.place, checkable=True),
            name="roster_import",
            title="名册的各行",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self.tools = ListTools(context, lambda: in_front(self.table, "名册核对清单"), refusals, page=page)
        self.decide_button = button("选定是不是同一人…", self._decide, icon="users")
        self.skip_button = button("不导入所选的行", self._leave_out)
        self.restore_button = button("恢复所选的行", self._restore, icon="undo")
        body = column(row(self.chips, STRETCH, self.tools, margins=(16, 0, 8, 6)), self.table, self.empty, gap=0)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.chips.picked.connect(lambda _key: self._show())
        self.table.opened.connect(lambda _row: self._decide())
        self.table.chosen.connect(lambda _number: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._leave_out())
        lists.equip(
            self.table,
            action("选定是不是同一人…", self._decide, icon="users", tells="Enter"),
            action("不导入所选的行", self._leave_out, icon="close", tells="Delete"),
            action("恢复所选的行", self._restore, icon="undo"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        self._show()

    # ------------------------------------------------------------------ what is shown
    def show_look(self, look: RosterLook | None, *, keep: bool) -> int:
        """Show a roster, None for none. `keep`: it is the same file as before, read another way; what was decided about
        a row stays while it is the row of the same name in the same place. Returns how many answers were lost."""
        held = {_place(line.proposal): self._answers[line.place] for line in self.lines if line.place in self._answers}
        self._look, self._answers, self.lines = look, {}, []
        for place, proposal in enumerate(look.proposals if look else ()):
            answer = held.get(_place(proposal)) if keep else None
            told = answer.of(look, proposal) if look and answer else None
            if answer and told:
                self._answers[place] = answer
            self.lines.append(RosterLine(place, told or proposal))
        if not keep:
            self.chips.choose(Verdict.ASK.value if self.numbers()[Verdict.ASK] else ALL)
        self._show()
        return len(held) - len(self._answers) if keep else 0

    def numbers(self) -> Counter[Verdict]:
        """How many rows there are of each verdict, as they are decided now."""
        return Counter(line.verdict for line in self.lines)

    @property
    def answered(self) -> int:
        """About how many rows something was decided."""
        return len(self._answers)

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def _show(self) -> None:
        numbers = self.numbers()
        self.chips.show_count(ALL, len(self.lines) if self.lines else None)
        for verdict in _FILTERS:
            self.chips.show_count(verdict.value, numbers[verdict] if self.lines else None)
        chosen = self.chips.chosen
        rows = [line for line in self.lines if chosen in (ALL, line.verdict.value)]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self._tell_empty()
        self._fit_buttons()

    def _tell_empty(self) -> None:
        if self.lines:
            every = button("看全部", partial(self.see, ALL))
            self.empty.tell(f"没有“{self.chips.chosen}”的行", "换一个标签看其他的行。", icon="check", buttons=[every])
            return
        choose = button("选择名册…", self.wanted.emit, icon="folder", kind="primary")
        self.empty.tell(
            "选一份名册",
            "能读 Excel、WPS 的表格，也能读别的系统导出的表格。读出来先与现有名册对照，不会直接改动。",
            icon="import",
            buttons=[choose],
        )

    def see(self, key: str) -> None:
        """Only the rows of a verdict, or ALL."""
        self.chips.choose(key)
        self._show()

    def _fit_buttons(self) -> None:
        chosen = self.table.meant_rows()
        self.decide_button.setEnabled(any(line.verdict is Verdict.ASK for line in chosen))
        self.skip_button.setEnabled(any(line.verdict is not Verdict.SKIP for line in chosen))
        self.restore_button.setEnabled(any(line.place in self._answers for line in chosen))

    # ------------------------------------------------------------------ what is decided
    def _decide(self) -> None:
        """Who is meant by the chosen rows that are asked about; one row alone may speak for all that are."""
        if self._look is None:
            return
        asked = [line for line in self.table.meant_rows() if line.verdict is Verdict.ASK]
        first = {line.place for line in asked}
        rest = [line for line in self.lines if line.verdict is Verdict.ASK and line.place not in first]
        waiting = asked if len(asked) > 1 else [*asked, *rest]
        for number, line in enumerate(asked):
            more = waiting[number + 1 :]
            told = self._deciding.whom(self._look, line, more=len(more))
            if told is None:
                break
            answer, for_all = told
            for one in (line, *(more if for_all else ())):
                self._answer(one, answer)
            if for_all:
                break
        self._decided()

    def _leave_out(self) -> None:
        for line in self.table.meant_rows():
            self._answer(line, Answer(out=True))
        self._decided()

    def _restore(self) -> None:
        """The chosen rows as they were proposed, before anything was decided about them."""
        for line in self.table.meant_rows():
            if self._look is not None and line.place in self._answers:
                del self._answers[line.place]
                self.lines[line.place] = RosterLine(line.place, self._look.proposals[line.place])
        self._decided()

    def _answer(self, line: RosterLine, answer: Answer) -> None:
        made = answer.of(self._look, self._look.proposals[line.place]) if self._look else None
        if made is not None:
            self._answers[line.place] = answer
            self.lines[line.place] = RosterLine(line.place, made)

    def _decided(self) -> None:
        self._show()
        self.changed.emit()


def _place(proposal: Proposal) -> tuple[str, int, str]:
    return (proposal.row.sheet, proposal.row.number, proposal.entry.name)
