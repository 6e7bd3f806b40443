"""决定事项: what was decided, who does it by when, how it goes."""

from functools import partial

from cppcc_desk.queries.occasions import DecisionRow, OccasionDetail
from cppcc_desk.ui import icons, lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.occasions.columns import decision_columns
from cppcc_desk.ui.pages.occasions.deciding import Deciding
from cppcc_desk.ui.pages.occasions.tabs.tab import ListTab, Refusals
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, button, label


class DecisionsTab(ListTab[DecisionRow]):
    """The bar below belongs to the decision under the keyboard."""

    def __init__(self, context: Context, refusals: Refusals) -> None:
        table: DataTable[DecisionRow] = DataTable(
            RowsModel(decision_columns(context), row_id=lambda r: r.id),
            name="occasion/decisions",
            title="决定事项",
            settings=context.settings,
        )
        super().__init__(context, refusals, table, title="决定事项")
        self._deciding = deciding = Deciding(context)
        self.add_button = button("登记决定", self.run(self._add), icon="plus", kind="primary")
        self.add_button.setIcon(icons.icon("plus", "on_primary"))
        self.follow_button = button("记进展", partial(self.with_one, deciding.follow), icon="edit")
        self.done_button = button("办结", partial(self.with_one, self._turn), icon="check")
        self.edit_button = button("修改", partial(self.with_one, self._edit))
        self.drop_button = button("删除", partial(self.with_one, deciding.delete), kind="danger")
        self._count = label("", "hint")
        bar = (self.add_button, self.follow_button, self.done_button, self.edit_button, self.drop_button)
        self.lay_out([], [*bar, STRETCH, self._count])
        self.table.opened.connect(partial(self.attempt, self._edit))
        self.table.deleted.connect(lambda _rows: self.with_one(deciding.delete))
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self._actions = {
            self.edit_button: action("修改…", self.edit_button.click, icon="edit", tells="Enter"),
            self.follow_button: action("登记进展…", self.follow_button.click),
            self.done_button: action("办结…", self.done_button.click, icon="check"),
            self.drop_button: action("删除…", self.drop_button.click, icon="trash", tells="Delete"),
        }
        copy = action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C")
        lists.equip(self.table, *self._actions.values(), copy)

    def show_detail(self, detail: OccasionDetail) -> None:
        self.detail = detail
        self.show_rows(detail.decisions)
        done = sum(d.done_on is not None for d in detail.decisions)
        self._count.setText(f"共 {len(detail.decisions)} 项，已办结 {done} 项" if detail.decisions else "")
        self._fit_buttons()
        if not detail.decisions:
            self.empty.tell(
                "还没有登记决定事项",
                "会上定了什么、交给哪个单位、什么时候办完，登记在这里；到期没有办结会提醒。",
                icon="check",
            )

    def _fit_buttons(self) -> None:
        row = self.table.meant_row()
        live = self.detail is not None and not self.detail.row.cancelled
        self.add_button.setEnabled(live)
        open_one = row is not None and row.done_on is None
        self.done_button.setText("办结" if open_one or row is None else "重新办理")
        for made, possible in (
            (self.follow_button, row is not None),
            (self.done_button, row is not None),
            (self.edit_button, row is not None and live),
            (self.drop_button, row is not None),
        ):
            made.setEnabled(possible)
            self._actions[made].setEnabled(possible)
        self._actions[self.done_button].setText(f"{self.done_button.text()}…")

    def _add(self) -> None:
        self._deciding.save(self.occasion_id, None)

    def _edit(self, row: DecisionRow) -> None:
        self._deciding.save(self.occasion_id, row)

    def _turn(self, row: DecisionRow) -> None:
        """Done, or not done after all."""
        (self._deciding.complete if row.done_on is None else self._deciding.reopen)(row)
