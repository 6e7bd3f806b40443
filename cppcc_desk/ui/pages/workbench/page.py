"""待办工作台: what is open, the tightest deadline first; counters and steps filter, the next step is one press away."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import TEN_STEPS
from cppcc_desk.queries import clocks, intake
from cppcc_desk.queries.clocks import OpenItem
from cppcc_desk.ui import lists, trying
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.workbench.columns import columns, urgency_of
from cppcc_desk.ui.pages.workbench.head import Head
from cppcc_desk.ui.pages.workbench.matters import MattersLine
from cppcc_desk.ui.pages.workbench.side import WEEKDAYS, Side
from cppcc_desk.ui.quick_look import QuickLook
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    Card,
    EmptyState,
    FilterChips,
    action,
    batch_bar,
    button,
    column,
    hairline,
    label,
    row,
)

MINE, EVERYBODY, FREE = "mine", "all", "unassigned"
_CHIP: Final = "workbench/chip"
_LOOK: Final = "workbench/look"


class WorkbenchPage(Page):
    """The start page. `open_at(urgency="超期")` shows only those."""

    title = "待办工作台"
    help_chapter = "workbench"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)
        self._items: tuple[OpenItem, ...] = ()
        self.head = Head(context)
        self.step_box = ChoiceField([(-1, "全部环节"), *((i, f"{i + 1} {s}") for i, s in enumerate(TEN_STEPS))])
        self.step_box.setFixedWidth(120)
        self.chips = FilterChips([(EVERYBODY, "全科待办"), (MINE, "我的待办"), (FREE, "未分派小组")])
        self.table = DataTable(
            RowsModel(columns(context), row_id=lambda item: item.id, checkable=True),
            name="workbench",
            title="待办",
            settings=context.settings,
        )
        self.matters = MattersLine(context)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._show_matters)
        self.empty = EmptyState()
        self.look = QuickLook(context, self.refusals)
        self._look_wanted = str(context.settings.value(_LOOK, ""))  # "" until the person says so with the space bar
        self.side = Side(context)
        self._chosen = label("", "small_strong")
        self._count = label("", "hint")
        self._clear = button("清除筛选", self._clear_filters, icon="close", kind="link")
        self._lay_out()
        self._connect()
        kept = str(context.settings.value(_CHIP, EVERYBODY))
        self.chips.choose(kept if kept in (EVERYBODY, MINE, FREE) else EVERYBODY)

    def _lay_out(self) -> None:
        self.print_button = button("打印", self._print, icon="print", kind="flat", shortcut="Ctrl+P")
        self.export_button = button("导出 Excel", self._export, icon="export", kind="flat")
        self.columns_button = self.table.column_button()
        tools = row(
            self.chips,
            self._clear,
            self.matters.summary,
            STRETCH,
            self.step_box,
            self.columns_button,
            self.export_button,
            self.print_button,
            margins=(12, 8, 8, 8),
        )
        self.next_button = button("转下一环节", self._next, icon="arrow", shortcut="Ctrl+Enter")
        self.assign_button = button("分派小组", self._assign, icon="users")
        self.remind_button = button("打印催办单", self._remind, icon="bell")
        self.pause_button = button("暂停计时", self._pause, icon="pause")
        bar = batch_bar(
            self._chosen,
            self.next_button,
            self.assign_button,
            self.remind_button,
            self.pause_button,
            STRETCH,
            self._count,
        )
        self._empty_holder = QWidget()
        self._empty_holder.setLayout(column(self.empty, margins=(12, 4, 12, 12)))
        card = column(tools, hairline(), self.table, self._empty_holder, bar, gap=0, margins=(1, 0, 1, 1))
        card.setStretch(2, 1)
        card.setStretch(3, 1)
        self.card = Card(card)
        left = column(
            self.head,
            self.matters,
            self.notice,
            self.card,
            self.look,
            gap=10,
        )
        left.setStretch(3, 1)
        body = row(left, self.side, gap=10, margins=(12, 10, 12, 10))
        body.setStretch(0, 1)
        self.setLayout(body)
        self.look.hide()
        self.side.hide()
        self.first = self.table

    def _connect(self) -> None:
        self.head.changed.connect(self._pick)
        self.step_box.changed.connect(lambda: self._pick_step(self.step_box.value()))
        self.chips.picked.connect(lambda _key: self._filter())
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _item: self._fit_buttons())
        self.table.current.connect(self._look_at)
        self.table.quick_look.connect(self._toggle_look)
        self.table.renamed.connect(self._rename)
        self.table.deleted.connect(self._delete)
        self.table.refreshed.connect(self.refresh)
        lists.equip(
            self.table,
            action("打开", lambda: self._open(self.table.meant_row()), icon="eye", tells="Enter"),
            action("显示或收起速览", self._toggle_look, icon="doc", tells="空格"),
            action("转下一环节…", self._next, icon="arrow", shortcut="Ctrl+Return"),
            action("分派小组…", self._assign, icon="users"),
            action("打印催办单…", self._remind, icon="bell"),
            action("暂停或恢复计时…", self._pause, icon="pause"),
            action("修改标题…", lambda: self._rename(self.table.meant_row()), icon="edit", tells="F2"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            action("导出 Excel…", self._export, icon="export"),
            action("打印清单…", self._print, icon="print", tells="Ctrl+P"),
            action("移入回收站…", lambda: self._delete(self.table.meant_rows()), icon="trash", tells="Delete"),
        )
        lists.equip(self, action("打印清单", self._print, icon="print", shortcut="Ctrl+P"))

    # --- what is shown ---

    def reload(self) -> None:
        now = self.context.now
        self.subtitle = f"{now.year} 年 {now.month} 月 {now.day} 日  星期{WEEKDAYS[now.weekday()]}"
        self.titled.emit()
        self._items = self.context.desk.read(clocks.open_items, now=now)
        self._count_up()
        self._filter()
        if not self.side.isHidden():
            self.side.show_items(self._items)
        self._look_at(self.table.current_row())
        self._wait.start()

    def _show_matters(self) -> None:
        from cppcc_desk.queries.matters import matters  # noqa: PLC0415 - the list of open pieces comes first

        self.matters.show_matters(self.context.desk.read(matters, now=self.context.now))

    def open_at(self, **target: Any) -> None:
        if "urgency" in target:
            self._clear_filters()
            self.head.choose(Urgency(target["urgency"]))
            self._filter()

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.step_box.setVisible(room.low)
        self.matters.fit(low=room.low, wide=room.wide)
        for made, words in (
            (self.columns_button, "列设置"),
            (self.export_button, "导出 Excel"),
            (self.print_button, "打印"),
        ):
            _shorten(made, "" if room.narrow else words, words)
        self.remind_button.setText("催办单" if room.narrow else "打印催办单")
        was_hidden = self.side.isHidden()
        self.side.setVisible(room.wide)
        if room.wide and was_hidden:
            self.side.show_items(self._items)
        self._fit_look()

    def _fit_look(self) -> None:
        shown = self._look_wanted == "on" or (self.room.tall and self._look_wanted != "off")
        self.look.set_compact(not self.room.tall)
        self.look.setVisible(shown and bool(self._items))
        self.head.fit(self.room, squeezed=shown and self.room.low)

    def _toggle_look(self) -> None:
        self._look_wanted = "off" if self.look.isVisible() else "on"
        self._fit_look()
        self._look_at(self.table.current_row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # else Qt puts the keyboard on the first button
            self.table.setFocus()

    def keep(self) -> None:
        super().keep()
        self.context.settings.setValue(_CHIP, self.chips.chosen)
        self.context.settings.setValue(_LOOK, self._look_wanted)

    def _count_up(self) -> None:
        self.head.show_items(self._items)
        self.chips.show_count(EVERYBODY, len(self._items))
        self.chips.show_count(MINE, sum(self._is_mine(item) for item in self._items))
        self.chips.show_count(FREE, sum(not item.group for item in self._items))

    def _is_mine(self, item: OpenItem) -> bool:
        return item.responsible == self.context.person

    def _shown(self) -> list[OpenItem]:
        step, urgency = self.head.step, self.head.urgency
        chip = self.chips.chosen
        return [
            item
            for item in self._items
            if (chip != MINE or self._is_mine(item))
            and (chip != FREE or not item.group)
            and step in ("", item.next_step)
            and urgency in ("", urgency_of(item))
        ]

    def _filter(self) -> None:
        shown = self._shown()
        self.table.show_rows(shown)
        filtered = bool(self.head.urgency or self.head.step) or self.chips.chosen != EVERYBODY
        self._clear.setVisible(filtered)
        self._count.setText(
            f"共 {len(shown)} 件 · Enter 打开 · F5 刷新" if not self.room.narrow else f"共 {len(shown)} 件"
        )
        self.table.setVisible(bool(shown))
        self._empty_holder.setVisible(not shown)
        if not shown:
            self._tell_empty(filtered=filtered)
        elif self.table.current_row() is None:
            self.table.stand_on(self.table.rows.id_at(0))
        self._fit_buttons()
        self._fit_look()

    def _tell_empty(self, *, filtered: bool) -> None:
        if filtered:
            self.empty.tell(
                "没有符合筛选的待办",
                "换一个筛选条件，或查看全部待办。",
                icon="filter",
                buttons=[button("清除筛选", self._clear_filters)],
            )
        else:
            register = partial(self.context.navigate, "register")
            buttons = [button("登记来稿", register, icon="plus", kind="primary", shortcut="Ctrl+N")]
            if self.context.desk.read(intake.is_empty):
                buttons.append(button("首次设置", partial(self.context.navigate, "first_start"), icon="gear"))
                if not self.context.in_sample:
                    buttons.append(button("载入示例数据试用", partial(trying.begin, self.context), kind="link"))
            self.empty.tell(
                "没有待办",
                "把 Word 或文本来稿拖到窗口里，程序会读出标题和正文；也可以手工登记。",
                buttons=buttons,
            )

    def _pick(self) -> None:
        self.step_box.set_value(self.head.strip.chosen)
        self._filter()

    def _pick_step(self, number: int) -> None:
        self.head.strip.choose(number)
        self._filter()

    def _clear_filters(self) -> None:
        self.head.clear()
        self.step_box.set_value(-1)
        self.chips.choose(EVERYBODY)
        self._filter()

    def _fit_buttons(self) -> None:
        taken, count = self.table.meant_rows(), self.table.chosen_count()
        self._chosen.setText(f"已选 {count} 件" if count else "当前一件" if taken else "未选")
        for made in (self.next_button, self.assign_button, self.remind_button):
            made.setEnabled(bool(taken))
        self.pause_button.setEnabled(len(taken) == 1)
        one = taken[0] if len(taken) == 1 else None
        paused = one is not None and one.urgency is Urgency.PAUSED
        self.pause_button.setText("恢复计时" if paused else "暂停计时")

    def _look_at(self, item: OpenItem | None) -> None:
        if self.look.isVisible():
            self.look.show_submission(item.id if item else None)

    # --- what is done ---

    def _open(self, item: OpenItem | None) -> None:
        if item is not None:
            self.context.navigate("submissions", submission_id=item.id)

    def _next(self) -> None:
        taken = self.table.meant_rows()
        with self.refusals():
            if len(taken) == 1:
                self._stepping.next(self._stepping.detail(taken[0].id))
            elif taken:
                self._stepping.next_of_many(taken)

    def _assign(self) -> None:
        taken = self.table.meant_rows()
        with self.refusals():
            if taken:
                self._stepping.assign([item.id for item in taken])

    def _pause(self) -> None:
        taken = self.table.meant_rows()
        with self.refusals():
            if taken:
                self._stepping.pause(self._stepping.detail(taken[0].id))

    def _rename(self, item: OpenItem | None) -> None:
        with self.refusals():
            if item is not None:
                self._stepping.rename(self._stepping.detail(item.id))

    def _delete(self, items: Sequence[OpenItem]) -> None:
        with self.refusals():
            self._stepping.delete(items)

    def _remind(self) -> None:
        taken = self.table.meant_rows()
        if taken:
            self.context.navigate("preview", form="催办单", submission_ids=tuple(item.id for item in taken))

    def _print(self) -> None:
        with self.refusals():
            self.context.navigate(
                "preview", ledger=lists.as_ledger(self.context, self.table, self._on_screen(), title="待办一览")
            )

    def _export(self) -> None:
        rows = self._on_screen()
        with self.refusals():
            lists.export(self.context, self.table, lambda _reporter: rows, title="待办一览")

    def _on_screen(self) -> list[OpenItem]:
        return [self.table.rows.row_at(number) for number in range(self.table.rows.count())]


def _shorten(made: Any, words: str, name: str) -> None:
    made.setText(words)
    made.setAccessibleName(name)
    made.setToolTip(name if not words else made.toolTip())
