"""稿件: the submissions that were discussed, or that came of it."""

from functools import partial

from cppcc_desk.domain.occasions import Relation
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import submissions
from cppcc_desk.queries.occasions import OccasionDetail, PieceRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import ChoiceField, SuggestField
from cppcc_desk.ui.pages.occasions.columns import piece_columns
from cppcc_desk.ui.pages.occasions.tabs.tab import ListTab, Refusals
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Suggestion, action, button, label, row


class PiecesTab(ListTab[PieceRow]):
    """A piece is found by number, title, person or text."""

    def __init__(self, context: Context, refusals: Refusals) -> None:
        table: DataTable[PieceRow] = DataTable(
            RowsModel(piece_columns(), row_id=lambda r: r.id, checkable=True),
            name="occasion/pieces",
            title="稿件",
            settings=context.settings,
        )
        super().__init__(context, refusals, table, title="稿件")
        self.relation = ChoiceField(Relation)
        self.relation.setFixedWidth(76)
        self.relation.name("讨论的还是形成的")
        self.which = SuggestField(partial(pieces, context), placeholder="输入来稿编号、标题或反映人，选中即关联")
        self.which.setMinimumWidth(260)
        self.which.name("关联来稿")
        self.entry = self.which
        above = row(self.relation, self.which, STRETCH, margins=(12, 8, 12, 8))
        above.setStretch(1, 2)
        above.setStretch(2, 1)
        self.open_button = button("打开来稿", partial(self.with_one, self._open), icon="eye")
        self.drop_button = button("取消关联", self.run(self._unlink), icon="close")
        self._count = label("", "hint")
        self.lay_out([above], [self.open_button, self.drop_button, STRETCH, self._count])
        self.which.picked.connect(lambda line: self.attempt(self._link, line))
        self.table.opened.connect(partial(self.attempt, self._open))
        self.table.deleted.connect(lambda _rows: self.attempt(self._unlink))
        lists.equip(
            self.table,
            action("打开来稿", partial(self.with_one, self._open), icon="eye", tells="Enter"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            action("取消关联", self.run(self._unlink), icon="close", tells="Delete"),
        )

    def show_detail(self, detail: OccasionDetail) -> None:
        self.detail = detail
        self.show_rows(detail.pieces)
        self.relation.setEnabled(not detail.row.cancelled)
        self.which.setEnabled(not detail.row.cancelled)
        for made in (self.open_button, self.drop_button):
            made.setEnabled(bool(detail.pieces))
        self._count.setText(f"讨论 {detail.row.discussed} 篇 · 形成 {detail.row.produced} 篇")
        if not detail.pieces:
            self.empty.tell(
                "还没有关联来稿",
                "会上讨论了哪几篇、会后形成了哪几篇，在上面找到来稿，选中就关联上。",
                icon="inbox",
            )

    def _link(self, line: Suggestion) -> None:
        self.which.set_value("")
        submission_id = self.context.desk.read(submissions.id_of, line.text)
        relation: Relation = self.relation.value()
        new = self.context.desk.do(doing.link_pieces, self.occasion_id, [submission_id], relation=relation)
        told = f"{relation}来稿 {line.text}"
        self.context.notify(f"已关联：{told}" if new else f"已经关联过：{told}", undo=new > 0)

    def _unlink(self) -> None:
        rows = self.chosen()
        if rows:
            gone = self.context.desk.do(doing.unlink_pieces, self.occasion_id, [row.id for row in rows])
            self.context.notify(f"取消关联 {gone} 篇", undo=True)

    def _open(self, row: PieceRow) -> None:
        self.context.navigate("submissions", submission_id=row.submission_id)
