"""The lists of 调整与异议: each of one year, but who is not ranked is so until told otherwise."""

from functools import partial
from typing import Generic, Protocol, TypeVar

from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries.scoring.by_hand import (
    AdjustmentRow,
    DisputeRow,
    UnrankedRow,
    disputes,
    given_by_hand,
    unranked,
)
from cppcc_desk.queries.scoring.closing import is_closed
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.pages.scores.hand_columns import adjustment_columns, dispute_columns, unranked_columns
from cppcc_desk.ui.table import Column, DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, label


class OfSomebody(Protocol):
    """A row about a person or unit."""

    @property
    def subject(self) -> Subject: ...

    @property
    def name(self) -> str: ...


Row = TypeVar("Row", bound=OfSomebody)


class HandPart(ListPart[Row], Generic[Row]):
    """`show_year` reads; the account of whom a row is about is one press away."""

    def __init__(
        self,
        context: Context,
        notice: NoticeBar,
        asking: ScoreAsking,
        columns: tuple[Column[Row], ...],
        *,
        name: str,
        title: str,
    ) -> None:
        table: DataTable[Row] = DataTable(
            RowsModel(columns, row_id=self.key),
            name=f"scores/{name}",
            title=title,
            settings=context.settings,
        )
        super().__init__(context, notice, table, title=title)
        self.asking = asking
        self.year = context.today.year
        self.account_button = button("得分明细", partial(self.with_one, self.open_account), icon="eye")
        self.count = label("", "hint")
        table.current.connect(lambda _row: self.fit_buttons())
        table.chosen.connect(lambda _count: self.fit_buttons())

    @staticmethod
    def key(row: Row) -> object:
        """What tells rows apart."""
        return getattr(row, "id", None) or row.subject

    def reload(self) -> None:
        self.show_year(self.year)

    def show_year(self, year: int) -> None:
        """Read the list of a year."""
        raise NotImplementedError

    def fit_buttons(self) -> None:
        """Grey what cannot be done with the row that is meant."""
        self.account_button.setEnabled(self.table.meant_row() is not None)

    def open_account(self, row: Row) -> None:
        """How their score was counted."""
        self.context.navigate("score", subject=row.subject, year=self.year)


class AdjustmentsPart(HandPart[AdjustmentRow]):
    """人工调整."""

    def __init__(self, context: Context, notice: NoticeBar, asking: ScoreAsking) -> None:
        super().__init__(context, notice, asking, adjustment_columns(), name="adjustments", title="人工调整")
        self.new_button = button("人工调整…", partial(self.attempt, asking.adjust), icon="plus", kind="primary")
        self.withdraw_button = button("撤回…", partial(self.with_one, asking.withdraw), kind="danger")
        bar = batch_bar(self.account_button, self.withdraw_button, STRETCH, self.count)
        self.lay_out([self.new_button, STRETCH], bar)
        self.table.opened.connect(partial(self.attempt, self.open_account))
        self.table.deleted.connect(lambda _rows: self.with_one(asking.withdraw))
        self._withdrawing = action("撤回…", self.withdraw_button.click, icon="undo", tells="Delete")
        lists.equip(
            self.table,
            action("得分明细", self.account_button.click, icon="eye", tells="Enter"),
            action("人工调整…", self.new_button.click, icon="plus"),
            self._withdrawing,
        )

    def show_year(self, year: int) -> None:
        self.year = year
        read = self.context.desk.read
        first, last = bounds(read(in_force, year).scheme.window, year)
        rows = read(given_by_hand, first, last)
        self._title = f"{year}年度计分人工调整"
        self._closed = read(is_closed, year)
        self.show_rows(rows)
        total = sum(row.points for row in rows)
        self.count.setText(f"共 {len(rows)} 项，合计 {points_text(total)} 分" if rows else "")
        if not rows:
            new = button("人工调整…", partial(self.attempt, self.asking.adjust), icon="plus", kind="primary")
            self.empty.tell(
                f"{year} 年度没有人工调整",
                "计分办法算不出来的，可以加分、扣分，写明原因和批准人；以前年度晚到的结果用“关账”里的补记。",
                icon="edit",
                buttons=[new],
            )
        self.fit_buttons()

    def fit_buttons(self) -> None:
        super().fit_buttons()
        possible = self.table.meant_row() is not None and not self._closed
        self.withdraw_button.setEnabled(possible)
        self.withdraw_button.setToolTip("这一年已经关账" if self._closed else "")
        self._withdrawing.setEnabled(possible)

    _closed = False


class DisputesPart(HandPart[DisputeRow]):
    """计分异议."""

    def __init__(self, context: Context, notice: NoticeBar, asking: ScoreAsking) -> None:
        super().__init__(context, notice, asking, dispute_columns(context), name="disputes", title="计分异议")
        self.new_button = button("登记异议…", partial(self.attempt, self._add), icon="plus", kind="primary")
        self.answer_button = button("答复…", partial(self.with_one, asking.answer), icon="check")
        bar = batch_bar(self.answer_button, self.account_button, STRETCH, self.count)
        self.lay_out([self.new_button, STRETCH], bar)
        self.table.opened.connect(partial(self.attempt, asking.answer))
        self._answering = action("答复…", self.answer_button.click, icon="check", tells="Enter")
        lists.equip(
            self.table,
            self._answering,
            action("得分明细", self.account_button.click, icon="eye"),
            action("登记异议…", self.new_button.click, icon="plus"),
        )

    def show_year(self, year: int) -> None:
        self.year = year
        rows = self.context.desk.read(disputes, year)
        self._title = f"{year}年度计分异议"
        self.show_rows(rows)
        waiting = sum(row.answered_on is None for row in rows)
        self.count.setText(f"共 {len(rows)} 件" + (f"，待答复 {waiting} 件" if waiting else "") if rows else "")
        if not rows:
            new = button("登记异议…", partial(self.attempt, self._add), icon="plus", kind="primary")
            self.empty.tell(
                f"{year} 年度没有计分异议",
                "有人认为得分不对，登记在这里，核实以后答复；每一分怎么来的看“得分明细”。",
                icon="chat",
                buttons=[new],
            )
        self.fit_buttons()

    def fit_buttons(self) -> None:
        super().fit_buttons()
        found = self.table.meant_row()
        answered = found is not None and found.answered_on is not None
        for made in (self.answer_button, self._answering):
            made.setEnabled(found is not None)
        self.answer_button.setText("修改答复…" if answered else "答复…")

    def _add(self) -> None:
        self.asking.dispute(self.year)


class UnrankedPart(HandPart[UnrankedRow]):
    """不参与排名."""

    def __init__(self, context: Context, notice: NoticeBar, asking: ScoreAsking) -> None:
        super().__init__(context, notice, asking, unranked_columns(), name="unranked", title="不参与排名")
        self.new_button = button(
            "不参与排名…", partial(self.attempt, asking.leave_unranked), icon="plus", kind="primary"
        )
        self.change_button = button("修改原因…", partial(self.with_one, self._change), icon="edit")
        self.again_button = button("恢复参与排名", partial(self.with_one, self._again), icon="undo")
        bar = batch_bar(self.account_button, self.change_button, self.again_button, STRETCH, self.count)
        self.lay_out([self.new_button, STRETCH], bar)
        self.table.opened.connect(partial(self.attempt, self.open_account))
        self.table.deleted.connect(lambda _rows: self.with_one(self._again))
        lists.equip(
            self.table,
            action("得分明细", self.account_button.click, icon="eye", tells="Enter"),
            action("修改原因…", self.change_button.click, icon="edit"),
            action("恢复参与排名", self.again_button.click, icon="undo", tells="Delete"),
            action("不参与排名…", self.new_button.click, icon="plus"),
        )

    def show_year(self, year: int) -> None:
        self.year = year
        rows = self.context.desk.read(unranked)
        self.show_rows(rows)
        self.count.setText(f"共 {len(rows)} 个" if rows else "")
        if not rows:
            new = button("不参与排名…", partial(self.attempt, self.asking.leave_unranked), icon="plus", kind="primary")
            self.empty.tell(
                "人人参与排名",
                "政协机关的人、本人提出不参加的，可以设为不参与排名：得分照算，列在最后，不占名次。",
                icon="users",
                buttons=[new],
            )
        self.fit_buttons()

    def fit_buttons(self) -> None:
        super().fit_buttons()
        for made in (self.change_button, self.again_button):
            made.setEnabled(self.table.meant_row() is not None)

    def _change(self, row: UnrankedRow) -> None:
        self.asking.leave_unranked(row.subject, row.name, row.reason)

    def _again(self, row: UnrankedRow) -> None:
        self.asking.rank_again(row.subject, row.name)
