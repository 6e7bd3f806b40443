"""单位: the units of each kind in official order; added, renamed, moved, taken out of use."""

from typing import Any

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.operations.units import order_units
from cppcc_desk.queries.units import UnitRow, units
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.units.asking import UnitWork
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, FilterChips, action, batch_bar, button, column, label, row


class UnitsPage(Page):
    """`open_at(kind="界别")` shows one kind."""

    title = "信息员与小组"
    help_chapter = "roster"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._work = UnitWork(context)
        self.kinds = FilterChips([(kind.value, kind.value) for kind in UnitKind])
        self.table: DataTable[UnitRow] = DataTable(
            RowsModel(_columns(), row_id=lambda r: r.id), name="units", title="单位", settings=context.settings
        )
        self.empty = EmptyState()
        self._count = label("", "hint")
        self._rows: tuple[UnitRow, ...] = ()
        self._lay_out()
        self._connect()
        self.first = self.table

    def _lay_out(self) -> None:
        self.tools = ListTools(self.context, lambda: in_front(self.table, self._title()), self.refusals, page=self)
        self.new_button = button("增加单位", self._add, icon="plus")
        self.edit_button = button("修改", self._edit, icon="edit")
        self.unite_button = button("合并到…", self._unite, icon="merge")
        self.up_button = button("上移", lambda: self._move(-1), icon="up")
        self.down_button = button("下移", lambda: self._move(1), icon="down")
        self.pieces_button = button("任务进度", self._standing, icon="chart")
        head = row(self.kinds, STRETCH, self.tools, margins=(14, 8, 8, 6))
        bar = batch_bar(
            self.new_button,
            self.edit_button,
            self.unite_button,
            self.up_button,
            self.down_button,
            self.pieces_button,
            STRETCH,
            self._count,
        )
        inside = column(head, self.table, self.empty, bar, gap=0)
        inside.setStretch(1, 1)
        inside.setStretch(2, 1)
        body = column(self.notice, Card(inside), gap=8, margins=(12, 8, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.kinds.picked.connect(lambda _key: self.refresh())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.opened.connect(lambda _row: self._edit())
        self.table.renamed.connect(lambda _row: self._edit())
        self.table.refreshed.connect(self.refresh)
        lists.equip(
            self.table,
            action("修改…", self._edit, icon="edit", tells="F2"),
            action("合并到…", self._unite, icon="merge"),
            action("上移", lambda: self._move(-1), icon="up", shortcut="Alt+Up"),
            action("下移", lambda: self._move(1), icon="down", shortcut="Alt+Down"),
            action("看任务进度", self._standing, icon="chart"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )

    # ------------------------------------------------------------------ what is shown
    @property
    def kind(self) -> UnitKind:
        """The kind that is shown."""
        return UnitKind(self.kinds.chosen)

    def open_at(self, **target: Any) -> None:
        if "kind" in target:
            self.kinds.choose(target["kind"])
            self.refresh()

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def reload(self) -> None:
        every = self.context.desk.read(units, all_units=True)
        for kind in UnitKind:
            self.kinds.show_count(kind.value, sum(row.kind == kind and row.active for row in every))
        self._rows = tuple(row for row in every if row.kind == self.kind)
        self.table.show_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        if not self._rows:
            new = button(f"增加{self.kind}", self._add, icon="plus", kind="primary")
            self.empty.tell(
                f"还没有{self.kind}",
                "导入名册时，名册里写的会自动登记；也可以在这里逐个增加。",
                icon="list",
                buttons=[new],
            )
        members = sum(row.members for row in self._rows)
        self._count.setText(f"共 {len(self._rows)} 个，{members} 人")
        self._fit_buttons()
        self.subtitle = self._title()
        self.titled.emit()

    def _title(self) -> str:
        return f"{self.kind}一览"

    def _fit_buttons(self) -> None:
        current = self.table.current_row()
        place = self._rows.index(current) if current in self._rows else -1
        self.edit_button.setEnabled(current is not None)
        self.unite_button.setEnabled(current is not None and self.kind is not UnitKind.INFO_GROUP)
        self.pieces_button.setEnabled(current is not None)
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(0 <= place < len(self._rows) - 1)

    # ------------------------------------------------------------------ what is done
    def _add(self) -> None:
        self._ask(None)

    def _edit(self) -> None:
        current = self.table.current_row()
        if current is None:
            return
        if self.kind is UnitKind.INFO_GROUP:  # with its 组长, in the settings
            self.context.navigate("settings", section="groups", entry=current.id)
        else:
            self._ask(current)

    def _ask(self, unit: UnitRow | None) -> None:
        kind = self.kind
        if kind is UnitKind.INFO_GROUP:
            self.context.navigate("settings", section="groups")
            return
        with self.refusals():
            saved = self._work.save(kind, unit)
            if saved is not None:
                self.table.choose([saved])

    def _unite(self) -> None:
        """The same unit under two names."""
        current = self.table.current_row()
        if current is not None and self.kind is not UnitKind.INFO_GROUP:
            into = self._work.unite(current)
            if into is not None:
                self.table.choose([into])

    def _move(self, by: int) -> None:
        current = self.table.current_row()
        if current is None or current not in self._rows:
            return
        ids = [row.id for row in self._rows]
        place = ids.index(current.id)
        if 0 <= place + by < len(ids):
            ids[place], ids[place + by] = ids[place + by], ids[place]
            with self.refusals():
                self.context.desk.do(order_units, self.kind, ids)
                self.table.choose([current.id])

    def _standing(self) -> None:
        self.context.navigate("people", part="quotas", of=self.kind.value)


def _columns() -> tuple[Column[UnitRow], ...]:
    """In official order until a head is clicked."""
    return (
        Column(key="name", title="名称", text=lambda r: r.name, width=220, kind=Kind.TEXT, stretch=True),
        Column(
            key="members",
            title="人数",
            text=lambda r: str(r.members) if r.members else "",
            sort=lambda r: r.members,
            width=80,
            kind=Kind.NUMBER,
        ),
        Column(key="area", title="联系范围", text=lambda r: r.area, width=300, wide_only=True, tip=lambda r: r.area),
        Column(key="active", title="状态", text=lambda r: "" if r.active else "停用", width=70),
    )
