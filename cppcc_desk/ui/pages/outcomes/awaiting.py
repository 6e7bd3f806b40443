"""等待反馈: units that have still to answer and pieces of whose use nothing is known, the oldest first."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.queries.outcomes import AssignmentRow, Awaited, AwaitedAdoption, AwaitingRow, awaiting
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.outcomes.working import OutcomeWork
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.listed import ListPage
from cppcc_desk.ui.pages.outcomes.columns import awaiting_columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, FilterChips, NoticeBar, action, batch_bar, button, label

ALL = "all"


class AwaitingList(ListPart[AwaitingRow]):
    """What is done with assignments is dead for pieces that were sent up, and the other way round."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[AwaitingRow] = DataTable(
            RowsModel(awaiting_columns(context), row_id=id_of, checkable=True),
            name="outcomes/awaiting",
            title="等待反馈",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="等待反馈一览")
        self.rows: tuple[AwaitingRow, ...] = ()
        self._work = OutcomeWork(context)
        self.chips = FilterChips([(ALL, "全部"), *((kind.value, kind.value) for kind in Awaited)])
        self.hear_button = button("登记反馈", partial(self.with_one, self._hear), icon="edit", kind="primary")
        self.remind_button = button("催办", partial(self._with_assignments, self._work.remind), icon="bell")
        self.log_button = button("登记督办…", self._supervise, icon="clock")
        self.print_button = button(
            "打印督办单", partial(self._with_assignments, self._work.print_supervision), icon="print"
        )
        self.ask_button = button("起草查询函", partial(self._with_adoptions, self._work.inquire), icon="doc")
        self.open_button = button("打开来稿", partial(self.with_one, self._open), icon="eye")
        self._count = label("", "hint")
        bar = batch_bar(
            self.hear_button,
            self.remind_button,
            self.log_button,
            self.print_button,
            self.ask_button,
            self.open_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.chips, STRETCH], bar)
        self._connect()

    def _connect(self) -> None:
        self.chips.picked.connect(lambda _key: self.reload())
        self.table.opened.connect(partial(self.attempt, self._hear))
        self.table.link_pressed.connect(lambda row, _key: self._open(row))
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self._actions: dict[str, QAction] = {
            "hear": action("登记反馈…", self.hear_button.click, icon="edit", tells="Enter"),
            "remind": action("催办", self.remind_button.click, icon="bell"),
            "log": action("登记督办…", self.log_button.click, icon="clock"),
            "print": action("打印督办单…", self.print_button.click, icon="print"),
            "ask": action("起草查询函…", self.ask_button.click, icon="doc"),
            "open": action("打开来稿", self.open_button.click, icon="inbox"),
        }
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self.rows = self.context.desk.read(awaiting, today=self.context.today)
        self.chips.show_count(ALL, len(self.rows))
        for kind in Awaited:
            self.chips.show_count(kind.value, sum(row.kind is kind for row in self.rows))
        shown = [row for row in self.rows if self.chips.chosen in (ALL, row.kind.value)]
        self.show_rows(shown)
        if not shown:
            self._tell_empty()
        late = sum(row.urgency is Urgency.OVERDUE for row in shown)
        self._count.setText(f"共 {len(shown)} 件" + (f"，超期 {late} 件" if late else ""))
        self._fit_buttons()

    def show_kind(self, kind: Awaited) -> None:
        """Only what waits for this."""
        self.chips.choose(kind.value)
        self.reload()

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.log_button.setText("督办…" if room.narrow else "登记督办…")
        self.print_button.setText("督办单" if room.narrow else "打印督办单")
        self.ask_button.setText("查询函" if room.narrow else "起草查询函")

    def _tell_empty(self) -> None:
        new = button("登记反馈", self._work.record, icon="plus", kind="primary")
        if self.rows:
            everything = button("看全部", self._show_all)
            self.empty.tell("没有等待这一种的", "换一种看，或者查看全部。", icon="filter", buttons=[everything])
            return
        self.empty.tell(
            "没有等待反馈的",
            "批示交办以后单位没有反馈的、报送上级以后没有采用结果的，都会列在这里，最早的在前。",
            icon="check",
            buttons=[new],
        )

    def _show_all(self) -> None:
        self.chips.choose(ALL)
        self.reload()

    def _fit_buttons(self) -> None:
        chosen, one = self.chosen(), self.table.meant_row()
        assigned = bool(chosen) and all(row.assignment for row in chosen)
        sent = bool(chosen) and all(row.adoption for row in chosen)
        for key, made, possible in (
            ("hear", self.hear_button, one is not None),
            ("remind", self.remind_button, assigned),
            ("log", self.log_button, one is not None and one.assignment is not None),
            ("print", self.print_button, assigned),
            ("ask", self.ask_button, sent),
            ("open", self.open_button, one is not None),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)

    # ------------------------------------------------------------------ what is done
    def _hear(self, row: AwaitingRow) -> None:
        """What the unit answered is asked for; that a piece was used is an outcome, with a form of its own."""
        if row.assignment is not None:
            self._work.feedback(row.assignment)
        elif row.adoption is not None:
            to = row.adoption
            self._work.record(
                submission_id=to.submission_id, kind=OutcomeKind.ADOPTION, organ=to.destination, level=to.level
            )

    def _supervise(self) -> None:
        def ask(row: AwaitingRow) -> None:
            if row.assignment is not None:
                self._work.supervise(row.assignment)

        self.with_one(ask)

    def _open(self, row: AwaitingRow) -> None:
        if row.assignment is not None:
            self._work.open_piece(row.assignment.outcome)
        elif row.adoption is not None:
            self.context.navigate("submissions", submission_id=row.adoption.submission_id)

    def _with_assignments(self, do: Any) -> None:
        def run(rows: Sequence[AwaitingRow]) -> None:
            found: list[AssignmentRow] = [row.assignment for row in rows if row.assignment is not None]
            if len(found) == len(rows):
                do(found)

        self.with_chosen(run)

    def _with_adoptions(self, do: Any) -> None:
        def run(rows: Sequence[AwaitingRow]) -> None:
            found: list[AwaitedAdoption] = [row.adoption for row in rows if row.adoption is not None]
            if len(found) == len(rows):
                do(found)

        self.with_chosen(run)


def id_of(row: AwaitingRow) -> tuple[str, int]:
    """An assignment and a dispatch may have the same number."""
    found = row.assignment.id if row.assignment else row.adoption.dispatch_id if row.adoption else 0
    return row.kind.value, found


class AwaitingPage(ListPage[AwaitingList]):
    """`open_at(kind=Awaited.ADOPTION)` shows only those; `open_at(assignment_id=3)` chooses one."""

    title = "等待反馈"
    help_chapter = "feedback"

    def __init__(self, context: Context) -> None:
        super().__init__(context, AwaitingList)

    def reload(self) -> None:
        super().reload()
        late = sum(row.urgency is Urgency.OVERDUE for row in self.list.rows)
        self.subtitle = f"等待反馈 {len(self.list.rows)} 件" + (f"，超期 {late} 件" if late else "")
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        if "kind" in target:
            self.list.show_kind(Awaited(target["kind"]))
        elif "assignment_id" in target:
            self.list._show_all()
            self.list.table.choose([(Awaited.FEEDBACK.value, target["assignment_id"])])
