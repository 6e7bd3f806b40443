"""操作日志: who did what and when, the newest first; of one person or of all; as .xlsx and on paper."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.queries import history
from cppcc_desk.queries.history import HistoryRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import InFront, ListTools
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.settings.section import Section
from cppcc_desk.ui.table import Column, DataTable, Kind, WindowedModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, column, label, row


class LogSection(Section):
    """Only looked at: the journal is written by the operations themselves."""

    id = "log"
    title = "操作日志"
    icon = "list"
    hint = "谁在什么时候做了什么。日志只增不改，撤销也会记一行。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.person = ChoiceField(blank="全部人员")
        self.person.setFixedWidth(180)
        self.person.name("按人员筛选")
        self.person.changed.connect(self.reload)
        model = WindowedModel(_columns(context), rows=lambda ids: self.context.desk.read(history.rows, ids))
        self.table: DataTable[HistoryRow] = DataTable(
            model, name="journal", title="操作日志", settings=context.settings
        )
        self.table.setSortingEnabled(False)
        self.table.refreshed.connect(self.reload)
        self._count = label("", "hint")
        self.tools = ListTools(context, self._front, self._refusals, page=self)
        lists.equip(
            self.table, action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"), *self.tools.entries()
        )
        tools = row(self.person, STRETCH, self.tools, margins=(0, 6, 0, 0))
        body = column(self.table, batch_bar(STRETCH, self._count), gap=0)
        body.setStretch(0, 1)
        self.lay_out(body, tools=tools, bar=False)

    def read(self) -> "array[int]":
        return self.context.desk.read(history.ids, by=self.person.value() or "")

    def fill(self, held: "array[int]") -> None:
        self.person.set_choices([(name, name) for name in self.context.desk.read(history.people)])
        model = self.table.rows
        assert isinstance(model, WindowedModel)
        self.table.keeping(lambda: model.show_ids(held))
        self._count.setText(f"共 {len(held)} 条 · F5 刷新")

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def _front(self) -> InFront:
        desk, wanted = self.context.desk, self.read()
        return InFront(self.table, "操作日志", lambda: desk.read(history.rows, wanted))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")


def _columns(context: Context) -> tuple[Column[HistoryRow], ...]:
    return (
        Column(key="at", title="时间", text=lambda r: deadlines.full(r.at), width=170),
        Column(key="by", title="经办人", text=lambda r: r.by, width=100),
        Column(key="told", title="做了什么", text=history.told, width=240, kind=Kind.TEXT, stretch=True),
        Column(
            key="final", title="备注", text=lambda r: "已对外，不能撤销" if r.final else "", width=150, wide_only=True
        ),
        Column(key="id", title="序号", text=lambda r: str(r.id), width=70, kind=Kind.NUMBER),
    )
