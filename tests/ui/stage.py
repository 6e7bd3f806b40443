"""A window over a desk that is not one: enough to try the frame and to show the shape of a page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.paths import DataFolder
from cppcc_desk.ui.backing_up import BackingUp
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.pages.base import Page, PageSpec, Room
from cppcc_desk.ui.reopening import Reopening
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, FilterChips, batch_bar, button, column, label, row
from cppcc_desk.ui.widgets.counter import CounterCard
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import COLUMNS, TODOS, Todo, settings


@dataclass
class PretendDesk:
    """Who acts and when; remembers what was undone."""

    by: str = "王秀兰"
    now: datetime = datetime(2026, 11, 20, 14, 31)
    folder: DataFolder = field(default_factory=lambda: DataFolder(Path("没有")))
    on_change: list[Callable[[str], None]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def undo_of_earlier(self) -> None:
        return None

    def undo(self) -> str:
        if not self.done:
            raise Forbidden("没有可以撤销的操作。")
        return self.done.pop()

    def redo(self) -> str:
        raise Forbidden("没有可以重做的操作。")


class TodoPage(Page):
    """A list with filters and a batch bar: the shape of most pages."""

    title = "待办工作台"
    help_chapter = "workbench"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.subtitle = "2026 年 11 月 20 日  星期五"
        self.reloads = 0
        self.opened_at: dict[str, Any] = {}
        self.table: DataTable[Todo] = DataTable(
            RowsModel(COLUMNS, row_id=lambda r: r.id, checkable=True),
            name="todo",
            title="待办",
            settings=context.settings,
        )
        self.table.opened.connect(lambda r: context.navigate("submissions", submission_id=r.id))
        self.chips = FilterChips([("mine", "我的待办"), ("all", "全科待办"), ("done", "我已办")])
        self.chips.picked.connect(lambda _key: self.reload())
        self.counters = [CounterCard("已超期", "超期"), CounterCard("临近到期", "临期"), CounterCard("本月来稿")]
        self.chosen = label("", "small_strong")
        self.table.chosen.connect(lambda count: self.chosen.setText(f"已选 {count} 件"))
        tools = row(self.chips, STRETCH, button("打印", icon="print", kind="flat"), margins=(12, 8, 8, 8))
        bar = batch_bar(
            self.chosen, button("转下一环节", icon="arrow"), STRETCH, label("共 7 件 · Enter 打开 · F5 刷新", "hint")
        )
        self.setLayout(
            column(
                row(*self.counters),
                self.notice,
                Card(column(tools, self.table, bar, gap=0)),
                gap=10,
                margins=(12, 10, 12, 10),
            )
        )

    def reload(self) -> None:
        self.reloads += 1
        rows = [r for r in TODOS if self.chips.chosen != "done" or r.urgency == "已办结"]
        self.table.show_rows(rows)
        self.counters[0].show_count(2, "最早超期 1 天")
        self.counters[1].show_count(3, "今天 1 件，下周一 2 件")
        self.counters[2].show_count(47)

    def open_at(self, **target: Any) -> None:
        self.opened_at = target

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        for counter in self.counters:
            counter.set_low(room.low)


class SubmissionsPage(TodoPage):
    """Another area with the same content."""

    title = "来稿办理"


class RegisterPage(Page):
    """A page within an area."""

    title = "登记来稿"
    offers_register = False


SPECS = (
    PageSpec(
        id="workbench", title="待办工作台", short="工作台", icon="home", make=TodoPage, number=1, help_chapter="wb"
    ),
    PageSpec(id="submissions", title="来稿办理", short="来稿", icon="inbox", make=SubmissionsPage, number=2),
    PageSpec(id="register", title="登记来稿", short="", icon="", make=RegisterPage, area="submissions"),
    PageSpec(id="papers", title="期刊与公文", short="期刊公文", icon="book", make=SubmissionsPage, number=3),
    PageSpec(id="settings", title="设置与备份", short="设置", icon="gear", make=RegisterPage, number=8, low=True),
    PageSpec(id="help", title="帮助 F1", short="帮助", icon="help", make=RegisterPage, low=True),
)


def stage(ini: QSettings | None = None) -> tuple[Window, Context]:
    """A started window, not yet shown."""
    kept = ini or settings()
    window = Window(SPECS, settings=kept, title="政协社情民意工作台 — 云溪县政协")
    desk = PretendDesk()
    work = Crossing(window)
    work.listen(desk)
    dialogs = ScriptedDialogs()
    reopening = Reopening(window)
    context = Context(
        desk=desk,  # type: ignore[arg-type]
        work=work,
        settings=kept,
        dialogs=dialogs,
        navigate=window.go,
        notify=window.notify,
        badge=window.badge,
        backing_up=BackingUp(
            window, desk, work=work, settings=kept, dialogs=dialogs, notify=window.notify, reopening=reopening
        ),  # type: ignore[arg-type]
        reopening=reopening,
        office=desk.folder,
    )
    window.start(context)
    context.badge("workbench", 2, True)
    context.badge("submissions", 37, False)
    return window, context


def window() -> Window:
    """For pictures."""
    made, context = stage()
    context.notify("已把 3 篇来稿转入“编辑”环节", undo=True)
    made.reminder.tell("今天到期 3 件，超期 2 件", kind="info", actions=[("去看", print), ("明天再提醒", print)])
    return made
