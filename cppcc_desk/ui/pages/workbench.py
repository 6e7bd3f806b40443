"""待办工作台: what is open, the tightest deadline first; counters and steps filter, the next step is one press away."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import TEN_STEPS, Step
from cppcc_desk.queries import clocks, submissions
from cppcc_desk.queries.clocks import OpenItem
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.quick_look import QuickLook
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    Card,
    CounterCard,
    EmptyState,
    FilterChips,
    StepCount,
    StepStrip,
    action,
    batch_bar,
    button,
    column,
    label,
    row,
)

WEEKDAYS = "一二三四五六日"
MINE, EVERYBODY, FREE = "mine", "all", "unassigned"


class WorkbenchPage(Page):
    """The start page."""

    title = "待办工作台"
    help_chapter = "workbench"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)
        self._items: tuple[OpenItem, ...] = ()
        self._urgency = ""
        self.counters = {
            Urgency.OVERDUE: CounterCard("已超期", Urgency.OVERDUE),
            Urgency.DUE_SOON: CounterCard("临近到期", Urgency.DUE_SOON),
            Urgency.ON_TIME: CounterCard("时限内", Urgency.ON_TIME),
            Urgency.PAUSED: CounterCard("暂停计时", Urgency.PAUSED),
        }
        self.month = CounterCard("本月来稿")
        self.strip = StepStrip()
        self.step_box = ChoiceField([(-1, "全部环节"), *((i, f"{i + 1} {s}") for i, s in enumerate(TEN_STEPS))])
        self.chips = FilterChips([(EVERYBODY, "全科待办"), (MINE, "我的待办"), (FREE, "未分派小组")])
        self.table = DataTable(
            RowsModel(_columns(context), row_id=lambda item: item.id, checkable=True),
            name="workbench",
            title="待办",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self.look = QuickLook(context)
        self._chosen = label("", "small_strong")
        self._count = label("", "hint")
        self._clear = button("清除筛选", self._clear_filters, icon="close", kind="link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.print_button = button("打印", self._print, icon="print", kind="flat")
        self.export_button = button("导出 Excel", self._export, icon="export", kind="flat")
        self.columns_button = button("列设置", self._show_columns, icon="columns", kind="flat")
        tools = row(
            self.chips,
            self.step_box,
            self._clear,
            STRETCH,
            self.columns_button,
            self.export_button,
            self.print_button,
            margins=(12, 8, 8, 8),
        )
        self.next_button = button("转下一环节", self._next, icon="arrow", shortcut="Ctrl+Enter")
        self.assign_button = button("分派小组", self._assign, icon="users")
        self.remind_button = button("催办单", self._remind, icon="bell")
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
        self.card = Card(column(tools, self.table, self.empty, bar, gap=0))
        body = column(
            row(*self.counters.values(), self.month),
            self.strip,
            self.notice,
            self.card,
            self.look,
            gap=10,
            margins=(12, 10, 12, 10),
        )
        body.setStretch(3, 1)
        self.setLayout(body)
        self.look.hide()

    def _connect(self) -> None:
        for urgency, counter in self.counters.items():
            counter.clicked.connect(partial(self._pick_urgency, urgency))
        self.month.setCheckable(False)
        self.month.clicked.connect(lambda: self.context.navigate("submissions", scope=""))
        self.strip.picked.connect(self._pick_step)
        self.step_box.changed.connect(lambda: self._pick_step(self.step_box.value()))
        self.chips.picked.connect(lambda _key: self._filter())
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._chose)
        self.table.current.connect(self._look_at)
        self.table.quick_look.connect(lambda: self.look.setVisible(not self.look.isVisible()))
        self.table.refreshed.connect(self.refresh)
        for made in (
            action("打开", lambda: self._open(self.table.current_row()), icon="eye", shortcut="Enter"),
            action("转下一环节…", self._next, icon="arrow", shortcut="Ctrl+Return"),
            action("分派小组…", self._assign, icon="users"),
            action("打印催办单…", self._remind, icon="bell"),
            action("暂停或恢复计时…", self._pause, icon="pause"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
        ):
            self.table.addAction(made)

    # --- what is shown ---

    def reload(self) -> None:
        now = self.context.now
        self.subtitle = f"{now.year} 年 {now.month} 月 {now.day} 日  星期{WEEKDAYS[now.weekday()]}"
        self.titled.emit()
        self._items = self.context.desk.read(clocks.open_items, now=now)
        self._count_up()
        self._filter()

    def open_at(self, **target: Any) -> None:
        urgency = target.get("urgency")
        if urgency:
            self._clear_filters()
            self._pick_urgency(Urgency(urgency), True)

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.strip.setVisible(not room.low)
        self.step_box.setVisible(room.low)
        for counter in (*self.counters.values(), self.month):
            counter.set_low(room.low)
        for words, made in ((" Excel", self.export_button),):
            made.setText("导出" if room.narrow else f"导出{words}")
        self.look.setVisible(room.tall and bool(self._items))

    def _count_up(self) -> None:
        today = self.context.today
        for urgency, counter in self.counters.items():
            of_kind = [item for item in self._items if item.urgency is urgency]
            counter.show_count(len(of_kind), _remark(urgency, of_kind, today))
        received = self.context.desk.read(submissions.count, Filter(year=today.year))
        month = self.context.desk.read(submissions.received_in_month, today)
        self.month.show_count(month, f"本年度累计 {received} 篇")
        self.strip.show_counts([StepCount(count.count, count.overdue) for count in clocks.step_counts(self._items)])
        person = self.context.person
        self.chips.show_count(EVERYBODY, len(self._items))
        self.chips.show_count(MINE, sum(item.responsible == person for item in self._items))
        self.chips.show_count(FREE, sum(not item.group for item in self._items))

    def _shown(self) -> list[OpenItem]:
        step = self.strip.chosen
        wanted = TEN_STEPS[step].value if step >= 0 else ""
        keep = {
            EVERYBODY: lambda item: True,
            MINE: lambda item: item.responsible == self.context.person,
            FREE: lambda item: not item.group,
        }[self.chips.chosen]
        return [
            item
            for item in self._items
            if keep(item) and (not wanted or item.next_step == wanted) and self._urgency in ("", item.urgency)
        ]

    def _filter(self) -> None:
        shown = self._shown()
        self.table.show_rows(shown)
        filtered = bool(self._urgency) or self.strip.chosen >= 0 or self.chips.chosen != EVERYBODY
        self._clear.setVisible(filtered)
        self._count.setText(f"共 {len(shown)} 件 · Enter 打开 · F5 刷新")
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if not shown:
            self._tell_empty(filtered=filtered)
        if self.table.current_row() is None and shown:
            self.table.choose([])
        self._chose(self.table.chosen_count())

    def _tell_empty(self, *, filtered: bool) -> None:
        if filtered:
            self.empty.tell(
                "没有符合筛选的待办",
                "换一个筛选条件，或查看全部待办。",
                icon="filter",
                buttons=[button("清除筛选", self._clear_filters)],
            )
        else:
            self.empty.tell(
                "没有待办",
                "把 Word 或文本来稿拖到窗口里，程序会读出标题和正文；也可以手工登记。",
                buttons=[
                    button("登记来稿", lambda: self.context.navigate("register"), icon="plus", kind="primary"),
                ],
            )

    def _pick_urgency(self, urgency: Urgency, on: bool) -> None:
        self._urgency = urgency.value if on else ""
        for other, counter in self.counters.items():
            counter.setChecked(on and other is urgency)
        self._filter()

    def _pick_step(self, number: int) -> None:
        self.strip.choose(number)
        self.step_box.set_value(number)
        self._filter()

    def _clear_filters(self) -> None:
        self._urgency = ""
        for counter in self.counters.values():
            counter.setChecked(False)
        self.strip.choose(-1)
        self.step_box.set_value(-1)
        self.chips.choose(EVERYBODY)
        self._filter()

    def _chose(self, count: int) -> None:
        self._chosen.setText(f"已选 {count} 件" if count else "未选")
        for made in (self.next_button, self.assign_button, self.remind_button, self.pause_button):
            made.setEnabled(count > 0)
        self.pause_button.setEnabled(count == 1)

    def _look_at(self, item: OpenItem | None) -> None:
        self.look.show_submission(item.id if item else None)

    # --- what is done ---

    def _open(self, item: OpenItem | None) -> None:
        if item is not None:
            self.context.navigate("submissions", submission_id=item.id)

    def _next(self) -> None:
        chosen: Sequence[OpenItem] = self.table.chosen_rows()
        with self.refusals():
            if len(chosen) == 1:
                self._stepping.next(self._stepping.detail(chosen[0].id))
            elif chosen:
                self._next_of_many(chosen)

    def _next_of_many(self, chosen: Sequence[OpenItem]) -> None:
        steps = {item.next_step for item in chosen}
        if len(steps) > 1 or steps & {Step.EDIT, Step.DISPATCH, Step.PRINT, ""}:
            self.notice.tell(
                "所选来稿的下一环节不同，或须逐篇办理（编辑、排印、传送）。请用上方环节筛选后再批量办理。", kind="info"
            )
            return
        rows = self.context.desk.read(submissions.rows, [item.id for item in chosen], now=self.context.now)
        self._stepping.take_many(rows, Step(steps.pop()))

    def _assign(self) -> None:
        with self.refusals():
            self._stepping.assign([item.id for item in self.table.chosen_rows()])

    def _pause(self) -> None:
        with self.refusals():
            self._stepping.pause(self._stepping.detail(self.table.chosen_rows()[0].id))

    def _remind(self) -> None:
        chosen = self.table.chosen_rows()
        if chosen:
            self.context.navigate("preview", form="催办单", submission_ids=tuple(item.id for item in chosen))

    def _print(self) -> None:
        made = lists.as_ledger(self.context, self.table, self._shown(), title="待办一览")
        self.context.navigate("preview", ledger=made)

    def _export(self) -> None:
        with self.refusals():
            lists.export(self.context, self.table, self._shown(), title="待办一览")

    def _show_columns(self) -> None:
        self.table.column_menu().exec(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))


def _columns(context: Context) -> tuple[Column[OpenItem], ...]:
    def due(item: OpenItem) -> str:
        return deadlines.short(item.clock.due_at, context.today) if item.clock else ""

    def rule(item: OpenItem) -> str:
        if item.clock is None:
            return ""
        return "\n".join(filter(None, (deadlines.full(item.clock.due_at), item.clock.rule, item.clock.notes)))

    return (
        Column(
            key="left",
            title="时限",
            text=lambda item: item.clock.remaining if item.clock else "",
            width=112,
            kind=Kind.LAMP,
            urgency=lambda item: item.urgency.value,
            sort=lambda item: item.clock.due_at if item.clock else None,
            tip=rule,
        ),
        Column(key="grade", title="缓急", text=lambda item: item.urgency_grade, width=60, hidden=True),
        Column(
            key="step",
            title="环节",
            text=lambda item: f"{_place(item.next_step)} {item.next_step}".strip() or item.state,
            width=76,
            sort=lambda item: _place(item.next_step) or 99,
        ),
        Column(key="number", title="编号", text=lambda item: item.intake_no, width=86),
        Column(
            key="title",
            title="标题",
            text=lambda item: item.title,
            width=220,
            kind=Kind.TEXT,
            stretch=True,
            bold=lambda item: item.urgency is Urgency.OVERDUE,
        ),
        Column(
            key="destination",
            title="去向",
            text=_destination,
            width=92,
            wide_only=True,
        ),
        Column(
            key="who",
            title="承办",
            text=lambda item: " · ".join(filter(None, (item.group, item.responsible))),
            width=150,
        ),
        Column(
            key="due",
            title="截止时间",
            text=due,
            width=138,
            tone=lambda item: lists.due_tone(item.urgency),
            tip=rule,
        ),
        Column(
            key="received",
            title="收稿时间",
            text=lambda item: deadlines.short(item.received_at, context.today),
            width=138,
            hidden=True,
        ),
        Column(
            key="contributors", title="反映人", text=lambda item: item.contributors or "待补", width=90, hidden=True
        ),
    )


def _place(step: str) -> int:
    return TEN_STEPS.index(Step(step)) + 1 if step else 0


def _destination(item: OpenItem) -> str:
    if item.clock is None or (item.clock.provisional and not item.clock.chosen):
        return "待定"
    return f"报{item.clock.destination}"


def _remark(urgency: Urgency, items: Sequence[OpenItem], today: Any) -> str:
    if not items or items[0].clock is None:
        return {"超期": "没有超期", "临期": "没有临期", "暂停": "没有暂停"}.get(urgency, "没有在办")
    first = items[0].clock
    match urgency:
        case Urgency.OVERDUE:
            return f"最久{first.remaining}"
        case Urgency.DUE_SOON:
            return f"最近 {deadlines.short(first.due_at, today)}"
        case Urgency.ON_TIME:
            return f"最近 {first.due_at:%m-%d} 到期"
        case _:
            return "等待补充或核实"
