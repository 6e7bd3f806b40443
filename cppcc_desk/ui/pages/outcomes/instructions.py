"""批示交办: every 批示 with how it stands, the current one whole beside the list with all that can be done about it."""

from functools import partial
from typing import Any, Final

from PySide6.QtGui import QAction

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.queries.outcomes import AssignmentRow, InstructionRow, assignment, instructions
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.outcomes.pane import OutcomePane
from cppcc_desk.ui.outcomes.working import OutcomeWork
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.outcomes.columns import instruction_columns
from cppcc_desk.ui.splitter import KeptSplitter
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, FilterChips, NoticeBar, action, batch_bar, button, column, label

WAITING, UNASSIGNED, ALL = "waiting", "unassigned", "all"
_LIST: Final = {"wide": 760, "usual": 560, "narrow": 430}


class InstructionList(ListPart[InstructionRow]):
    """The list at the left."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[InstructionRow] = DataTable(
            RowsModel(instruction_columns(context), row_id=lambda r: r.id),
            name="outcomes/instructions",
            title="批示",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="批示交办一览")
        self.rows: tuple[InstructionRow, ...] = ()
        self._work = OutcomeWork(context)
        self.chips = FilterChips([(WAITING, "待反馈"), (UNASSIGNED, "未交办"), (ALL, "全部")])
        self.chips.choose(ALL)
        self.new_button = button("登记批示", self._record, icon="plus")
        self.assign_button = button("交办…", partial(self.with_one, self._assign), icon="send", kind="primary")
        self.open_button = button("打开来稿", partial(self.with_one, self._open), icon="eye")
        self._count = label("", "hint")
        bar = batch_bar(self.assign_button, self.open_button, self.new_button, STRETCH, self._count)
        self.lay_out([self.chips, STRETCH], bar)
        self.chips.picked.connect(lambda _key: self.reload())
        self.table.opened.connect(lambda row: self._work.edit(row.outcome))
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self.with_one(self._withdraw))
        self._actions: dict[str, QAction] = {
            "assign": action("交办…", self.assign_button.click, icon="send"),
            "edit": action("修改批示…", partial(self.with_one, self._edit), icon="edit", tells="Enter"),
            "open": action("打开来稿", self.open_button.click, icon="inbox"),
            "print": action("打印督办单…", partial(self.with_one, self._print), icon="print"),
            "withdraw": action("撤回批示…", partial(self.with_one, self._withdraw), icon="undo", tells="Delete"),
        }
        lists.equip(self.table, *self._actions.values())

    def reload(self) -> None:
        self.rows = self.context.desk.read(instructions, today=self.context.today)
        of = {
            WAITING: [row for row in self.rows if row.waiting],
            UNASSIGNED: [row for row in self.rows if not row.assignments],
            ALL: list(self.rows),
        }
        for key, rows in of.items():
            self.chips.show_count(key, len(rows))
        shown = of[self.chips.chosen]
        self.show_rows(shown)
        if not shown:
            self._tell_empty()
        self._count.setText(f"共 {len(shown)} 条")
        self._fit_buttons()

    def choose(self, outcome_id: int) -> None:
        """Bring one into sight, whatever is filtered."""
        self.reload()
        if self.table.rows.find(outcome_id) < 0:
            self.chips.choose(ALL)
            self.reload()
        self.table.choose([outcome_id])

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.tools.fit(narrow=not room.wide)

    def _tell_empty(self) -> None:
        if self.rows:
            everything = button("看全部", self._show_all)
            self.empty.tell("没有这样的批示", "换一种看，或者查看全部。", icon="filter", buttons=[everything])
            return
        new = button("登记批示", self._record, icon="plus", kind="primary")
        told = "领导在来稿或期刊上的批示登记以后，可以交办给单位，到期没有反馈会提醒。"
        self.empty.tell("还没有登记批示", told, icon="stamp", buttons=[new])

    def _show_all(self) -> None:
        self.chips.choose(ALL)
        self.reload()

    def _fit_buttons(self) -> None:
        found = self.table.current_row()
        self.assign_button.setEnabled(found is not None)
        self.open_button.setEnabled(found is not None)
        for key, made in self._actions.items():
            made.setEnabled(found is not None and (key != "print" or bool(found.assignments)))

    def _record(self) -> None:
        self._work.record(kind=OutcomeKind.INSTRUCTION)

    def _assign(self, row: InstructionRow) -> None:
        self._work.assign(row.outcome)

    def _edit(self, row: InstructionRow) -> None:
        self._work.edit(row.outcome)

    def _open(self, row: InstructionRow) -> None:
        self._work.open_piece(row.outcome)

    def _print(self, row: InstructionRow) -> None:
        if row.assignments:
            self._work.print_supervision(row.assignments)

    def _withdraw(self, row: InstructionRow) -> None:
        self._work.withdraw(row.outcome)


class InstructionsPage(Page):
    """`open_at(outcome_id=7)`, `recorded=7` or `assignment_id=3` chooses a 批示."""

    title = "批示交办"
    help_chapter = "feedback"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = InstructionList(context, self.notice)
        self.pane = OutcomePane(OutcomeWork(context), self.refusals)
        self.split = KeptSplitter("instructions", context.settings, side=0)
        self.split.addWidget(self.list)
        self.split.addWidget(Card(column(self.pane, margins=(1, 1, 1, 1))))
        body = column(self.notice, self.split, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.first = self.list.table
        self.list.table.current.connect(self._follow)

    def reload(self) -> None:
        self.list.reload()
        self._follow(self.list.table.current_row())
        waiting = sum(assigned.waiting for row in self.list.rows for assigned in row.assignments)
        self.subtitle = f"批示 {len(self.list.rows)} 条" + (f"，待反馈 {waiting} 件" if waiting else "")
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        found = target.get("outcome_id") or target.get("recorded")
        with self.refusals():
            if "assignment_id" in target:
                assigned: AssignmentRow = self.context.desk.read(
                    assignment, target["assignment_id"], today=self.context.today
                )
                found = assigned.outcome.id
            if found is not None:
                self.list.choose(found)

    def fit(self, room: Room) -> None:
        shape = "wide" if room.wide else "narrow" if room.narrow else "usual"
        self.list.setMinimumWidth(_LIST["narrow"])
        self.split.divide(shape, usual=_LIST[shape])
        self.list.fit(room)

    def _follow(self, row: InstructionRow | None) -> None:
        self.pane.show_outcome(row.id if row is not None else None)
