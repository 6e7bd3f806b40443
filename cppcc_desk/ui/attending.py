"""What the window does by itself: search while typing, remind of due times, notice what another process saved."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries import clocks, office
from cppcc_desk.queries.search import Hit, Hits, search_everything
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window

HOUR_MS = 3_600_000
MOST_LINES = 8
NOTICE_MONTH = 12  # from 1 December the next year's holidays are asked for (U59)


class Attending(QObject):
    """Attached to an open window for its life."""

    def __init__(self, window: Window, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._asked = ""
        search = window.header.search
        search.asked.connect(self._search)
        search.picked.connect(self._go)
        search.searched.connect(lambda text: context.navigate("submissions", search=text))
        window.files_dropped.connect(lambda paths: context.navigate("register", files=paths))
        window.header.reminders_wanted.connect(partial(self.remind, asked=True))
        context.work.changed.connect(lambda _label: self._badge())
        window.installEventFilter(self)
        hourly = QTimer(self)
        hourly.setInterval(HOUR_MS)
        hourly.timeout.connect(self.remind)
        hourly.start()
        context.desk.changed_elsewhere()
        self._badge()
        self.remind()

    # --- search ---

    def _search(self, text: str) -> None:
        self._asked = text
        desk = self._context.desk

        def look(_: Reporter) -> Hits:
            return desk.read(search_everything, text, limit=MOST_LINES)

        self._context.work.run("正在搜索", look, done=partial(self._offer, text))

    def _offer(self, text: str, found: Hits) -> None:
        if text != self._asked:
            return  # the person has typed on
        self._window.header.search.offer([_line(hit) for hit in found.hits])

    def _go(self, chosen: Suggestion) -> None:
        hit: Hit = chosen.value
        box = self._window.header.search
        box.recent = [chosen, *(line for line in box.recent if line.value.intake_no != hit.intake_no)][:10]
        box.clear()
        self._context.navigate("submissions", submission_id=hit.submission_id)

    # --- reminders ---

    def remind(self, *, asked: bool = False) -> None:
        """One bar above the page: what is due today and what is overdue, and a holiday table that is missing."""
        snoozed = str(self._context.settings.value("reminder/snoozed", "")) == self._context.today.isoformat()
        if snoozed and not asked:
            return
        told = [*self._due(), *self._holidays()]
        if not told:
            if asked:
                self._context.notify("没有超期和今天到期的来稿")
            return
        self._window.reminder.tell(
            "；".join(told) + "。",
            actions=[
                ("查看", partial(self._context.navigate, "workbench", urgency=Urgency.OVERDUE.value)),
                ("今天不再提醒", self._snooze),
            ],
        )

    def _due(self) -> list[str]:
        now = self._context.now
        items = self._context.desk.read(clocks.open_items, now=now)
        overdue = sum(item.urgency is Urgency.OVERDUE for item in items)
        today = sum(
            item.clock is not None and item.urgency is Urgency.DUE_SOON and item.clock.due_at.date() == now.date()
            for item in items
        )
        return [f"{word} {number} 件" for word, number in (("今天到期", today), ("超期", overdue)) if number]

    def _holidays(self) -> list[str]:
        today = self._context.today
        calendar = self._context.desk.read(office.calendar)
        wanted = [today.year, *([today.year + 1] if today.month >= NOTICE_MONTH else [])]
        return [f"{year} 年放假安排未录入，请在“设置”里粘贴放假通知" for year in wanted if not calendar.knows(year)]

    def _snooze(self) -> None:
        self._context.settings.setValue("reminder/snoozed", self._context.today.isoformat())
        self._window.reminder.dismiss()

    # --- badges and other processes ---

    def _badge(self) -> None:
        items = self._context.desk.read(clocks.open_items, now=self._context.now)
        overdue = sum(item.urgency is Urgency.OVERDUE for item in items)
        self._context.badge("workbench", overdue, True)
        self._context.badge("submissions", len(items), False)
        self._context.badge("papers", sum(item.next_step == Step.PRINT for item in items), False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On coming to the front: has a command or another program saved something meanwhile?"""
        if event.type() is QEvent.Type.WindowActivate and self._context.desk.changed_elsewhere():
            self._context.work.changed.emit("")
        return super().eventFilter(watched, event)


def _line(hit: Hit) -> Suggestion:
    detail = hit.snippet if hit.field.value not in ("标题", "来稿编号") else ""
    return Suggestion(
        f"{hit.intake_no}　{hit.title}", detail=f"{hit.field.value}：{detail}" if detail else "", value=hit
    )
