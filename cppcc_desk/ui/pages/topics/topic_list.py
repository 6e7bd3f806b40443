"""The topics of a quarter as a list: added, changed, put in order, carried over; their notice begun and opened."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.topics import FEWEST, MOST, Quarter, unusual_number
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.queries.topics import TopicRow, notice_of, topics
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.commissions.asking import Commissioning
from cppcc_desk.ui.pages.topics.asking import TopicWork
from cppcc_desk.ui.pages.topics.columns import columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, label


class TopicList(ListPart[TopicRow]):
    """`quarter` is shown; `turned()` when the person turns to another one."""

    turned = Signal()

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[TopicRow] = DataTable(
            RowsModel(columns(context), row_id=lambda r: r.id),
            name="topics",
            title="征集要点",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="征集要点")
        self.quarter = Quarter.of(context.today)
        self.sent: DocumentRow | None = None
        self._work = TopicWork(context)
        self._commissioning = Commissioning(context)
        self._name = label("", "card_title")
        self.back = button("", partial(self._turn, -1), icon="left", kind="flat", tip="上一季")
        self.forth = button("", partial(self._turn, 1), icon="right", kind="flat", tip="下一季")
        self.notice_button = button("起草征集通知", self._to_notice, icon="doc")
        self.add_button = button("增加要点…", self._add, icon="plus", kind="primary")
        self.change_button = button("修改…", partial(self.with_one, self._work.change), icon="edit")
        self.ask_button = button("就此约稿…", partial(self.with_one, self._ask), icon="send")
        self.carry_button = button("沿用到下季…", self._carry, icon="arrow", tip="没有来稿的要点沿用到下季")
        self.up_button = button("", partial(self._move, -1), icon="up", kind="flat", tip="上移", shortcut="Alt+上箭头")
        self.down_button = button(
            "", partial(self._move, 1), icon="down", kind="flat", tip="下移", shortcut="Alt+下箭头"
        )
        self.delete_button = button("删除", self._delete, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(
            self.add_button,
            self.change_button,
            self.ask_button,
            self.carry_button,
            self.up_button,
            self.down_button,
            self.delete_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.back, self._name, self.forth, STRETCH, self.notice_button], bar)
        self._connect()

    def _connect(self) -> None:
        self.table.opened.connect(partial(self.attempt, self._work.change))
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._delete())
        self._actions: dict[str, QAction] = {}
        for key, words, do, icon, shortcut, tells in (
            ("change", "修改…", partial(self.with_one, self._work.change), "edit", "", "Enter"),
            ("ask", "就此约稿…", partial(self.with_one, self._ask), "send", "", ""),
            ("up", "上移", partial(self._move, -1), "up", "Alt+Up", ""),
            ("down", "下移", partial(self._move, 1), "down", "Alt+Down", ""),
            ("add", "增加要点…", self._add, "plus", "", ""),
            ("carry", "没有来稿的沿用到下季…", self._carry, "arrow", "", ""),
            ("delete", "删除…", self._delete, "trash", "", "Delete"),
        ):
            self._actions[key] = action(words, do, icon=icon, shortcut=shortcut, tells=tells)
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def show_quarter(self, quarter: Quarter) -> None:
        """Turn to a quarter."""
        self.quarter = quarter
        self.table.clearSelection()
        self.reload()

    def reload(self) -> None:
        rows = self.context.desk.read(topics, self.quarter)
        self.sent = self.context.desk.read(notice_of, self.quarter)
        self._name.setText(self.quarter.words)
        self._title = f"{self.quarter.words}征集要点"
        self.show_rows(rows)
        if not rows:
            self._tell_empty()
        pieces, adopted = sum(row.pieces for row in rows), sum(row.adopted for row in rows)
        hint = f"（一般 {FEWEST} 到 {MOST} 条）" if unusual_number(len(rows)) else ""
        self._count.setText(f"共 {len(rows)} 条{hint}，来稿 {pieces} 篇，采用 {adopted} 篇" if rows else "")
        self._tell_notice()
        self._fit_buttons()

    def _tell_notice(self) -> None:
        words, tip = "起草征集通知", "把这些要点写成一份通知"
        if self.sent is not None:
            draft = self.sent.state is DocumentState.DRAFT
            words, tip = ("打开通知草稿" if draft else "查看征集通知"), self.sent.name
        self.notice_button.setText(words)
        self.notice_button.setToolTip(tip)
        self.notice_button.setEnabled(self.sent is not None or self.table.rows.count() > 0)

    def _tell_empty(self) -> None:
        add = button("增加要点…", self._add, icon="plus", kind="primary")
        before = self.quarter.previous
        more = [button(f"沿用{before.words}没有来稿的…", partial(self._carry_from, before), icon="arrow")]
        self.empty.tell(
            f"{self.quarter.words}还没有征集要点",
            "把这一季想请大家反映的题目写在这里，一般 3 到 10 条；再起草通知发给各单位，来稿就能对上是答哪一条。",
            icon="list",
            buttons=[*(more if self.context.desk.read(topics, before) else []), add],
        )

    def _fit_buttons(self) -> None:
        row, count = self.table.current_row(), self.table.rows.count()
        for key, made, possible in (
            ("change", self.change_button, row is not None),
            ("ask", self.ask_button, row is not None),
            ("carry", self.carry_button, count > 0),
            ("up", self.up_button, row is not None and row.number > 1),
            ("down", self.down_button, row is not None and row.number < count),
            ("delete", self.delete_button, row is not None),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)

    # ------------------------------------------------------------------ what is done
    def _turn(self, way: int) -> None:
        self.show_quarter(self.quarter.next if way > 0 else self.quarter.previous)
        self.turned.emit()

    def _add(self) -> None:
        self.attempt(self._work.add, self.quarter)

    def _carry(self) -> None:
        self._carry_from(self.quarter)

    def _carry_from(self, quarter: Quarter) -> None:
        self.attempt(self._work.carry, quarter)

    def _ask(self, row: TopicRow) -> None:
        self._commissioning.ask(topic=row)

    def _move(self, way: int) -> None:
        self.with_one(lambda row: self._work.move(row, way))

    def _delete(self) -> None:
        self.with_chosen(self._work.delete)

    def _to_notice(self) -> None:
        self.attempt(self._go_to_notice)

    def _go_to_notice(self) -> None:
        """Begin it, go on with it, or look at it."""
        if self.sent is None:
            self.context.navigate("drafting", kind=Kind.NOTICE, made_for=MadeFor(quarter=self.quarter))
        elif self.sent.state is DocumentState.DRAFT:
            self.context.navigate("drafting", document_id=self.sent.id)
        else:
            self.context.navigate("preview", document_id=self.sent.id)
