"""What the window does by itself: search while typing, remind of due times, notice what another process saved."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries import clocks, documents, office, submissions
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.queries.outcomes import awaiting
from cppcc_desk.queries.search import Field, Hit, Hits, search_everything
from cppcc_desk.storage import checking
from cppcc_desk.ui import recent
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.remembered import PERSON
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window

HOUR_MS: Final = 3_600_000
TICK_MS: Final = 300_000  # how old a "剩 2 小时" on the screen may be
MOST_LINES, MOST_PAPERS = 8, 3
FEWEST_LETTERS: Final = 2  # one stands in nearly every 公文
HITS_WIDTH: Final = 620
NOTICE_MONTH: Final = 12  # from 1 December the next year's holidays are asked for (U59)
SNOOZED: Final = "reminder/snoozed"


class Attending(QObject):
    """Attached to an open window for its life; `title` is the program's name, the office's is put behind it."""

    def __init__(self, window: Window, context: Context, *, title: str) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._title = title
        self._asked = ""
        self._page = ""
        self._before_search = ""
        self._connect_search()
        window.opened.connect(self._opened)
        window.files_dropped.connect(lambda paths: context.navigate("register", files=paths))
        window.header.reminders_wanted.connect(partial(self.remind, asked=True))
        window.header.person_wanted.connect(self.choose_person)
        context.work.changed.connect(self._changed)
        context.backing_up.made.connect(self._backed_up)
        window.installEventFilter(self)
        self._timers = [self._every(HOUR_MS, self.remind), self._every(TICK_MS, self._tick)]
        window.closing.connect(self._stop)
        context.desk.changed_elsewhere()
        self._changed("")
        self.remind()

    def _every(self, milliseconds: int, do: Callable[[], Any]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        timer.start()
        return timer

    def _stop(self) -> None:
        for timer in self._timers:
            timer.stop()
        self._window.removeEventFilter(self)

    def _opened(self, page_id: str) -> None:
        self._page = page_id

    # --- search ---

    def _connect_search(self) -> None:
        search = self._window.header.search
        search.asked.connect(self._search)
        search.picked.connect(self._go)
        search.searched.connect(self._show_all)
        search.left.connect(self._leave_search)
        search.installEventFilter(self)

    def _search(self, text: str) -> None:
        self._asked = text
        desk = self._context.desk

        def look(_: Reporter) -> tuple[Hits, tuple[DocumentRow, ...]]:
            hits = desk.read(search_everything, text, limit=MOST_LINES)
            return hits, desk.read(documents.documents, words=text) if len(text.strip()) >= FEWEST_LETTERS else ()

        if text.strip():
            self._context.work.run("正在搜索", look, done=partial(self._offer, text))

    def _offer(self, text: str, found: tuple[Hits, tuple[DocumentRow, ...]]) -> None:
        if text != self._asked:
            return  # the person has typed on
        hits, papers = found
        lines = [*map(_line, hits.hits), *map(_paper_line, papers[:MOST_PAPERS])]
        if not lines:
            lines.append(Suggestion("没有找到", detail="可以换编号、姓名、拼音首字母或正文里的词", command=True))
        if len(hits.hits) < hits.count:
            count = f"{hits.count} 篇以上" if hits.capped else f"{hits.count} 篇"
            every = partial(self._show_all, text)
            lines.append(Suggestion(f"查看全部结果（{count}）", detail="回车键", value=every, command=True))
        if len(papers) > MOST_PAPERS:
            every = partial(self._context.navigate, "papers", words=text)
            lines.append(Suggestion(f"查看全部公文（{len(papers)} 份）", value=every, command=True))
        self._window.header.search.offer(lines)
        self._widen()

    def _widen(self) -> None:
        """A title and the place that matched need more room than the box has."""
        panel = self._window.header.search.panel
        place = panel.geometry()
        place.setLeft(max(8, place.right() - HITS_WIDTH))
        panel.setGeometry(place)

    def _go(self, chosen: Suggestion) -> None:
        if chosen.value is None:
            return
        self._window.header.search.clear()
        match chosen.value:
            case Hit(submission_id=submission_id) | int(submission_id):
                self._context.navigate("submissions", submission_id=submission_id)
            case DocumentRow() as paper:
                self._context.navigate("papers", document_id=paper.id)
            case show_all:
                show_all()

    def _show_all(self, text: str) -> None:
        if self._page != "submissions":
            self._before_search = self._page
        self._context.navigate("submissions", search=text, came_from=self._before_search)

    def _leave_search(self) -> None:
        """Esc: back to where the search began, or to the page."""
        if self._page == "submissions":
            self._context.navigate("submissions", leave_search=True)
        self._before_search = ""
        self._window.page.begin()

    def _offer_recent(self, reason: Qt.FocusReason) -> None:
        search = self._window.header.search
        ids = recent.ids(self._context.settings)
        rows = self._context.desk.read(submissions.rows, ids, now=self._context.now)
        search.recent = [Suggestion(f"{row.intake_no}　{row.title}", detail="最近打开", value=row.id) for row in rows]
        if reason in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.MouseFocusReason):
            QTimer.singleShot(0, self, self._show_recent)

    def _show_recent(self) -> None:
        search = self._window.header.search
        if not search.text():
            search.ask()
            self._widen()

    # --- reminders ---

    def remind(self, *, asked: bool = False) -> None:
        """One bar above the page: what endangers the data, what is due today and overdue, a holiday table missing, a
        backup missing."""
        snoozed = str(self._context.settings.value(SNOOZED, "")) == self._context.today.isoformat()
        if snoozed and not asked:
            return
        due, holidays, dangers = self._due(), self._holidays(), checking.warnings(self._context.desk)
        backups, backup_actions = self._context.backing_up.reminder()
        if not (due or holidays or dangers or backups):
            self._window.reminder.dismiss()
            if asked:
                self._context.notify("没有超期和今天到期的来稿")
            return
        actions: list[tuple[str, Callable[[], Any]]] = []
        if due:
            actions.append(("查看", self._show_due))
        if holidays:
            actions.append(("粘贴放假通知", partial(self._context.navigate, "settings", section="holidays")))
        self._window.reminder.tell(
            "；".join(filter(None, (*dangers, due, holidays, *backups))) + "。",
            actions=[*actions, *backup_actions, ("明天再提醒", self._snooze)],
        )

    def _backed_up(self) -> None:
        """What the bar says of backups is not true any more; a bar that was closed stays closed."""
        if not self._window.reminder.isHidden() or self._context.backing_up.trouble:
            self.remind()

    def _due(self) -> str:
        now = self._context.now
        items = self._context.desk.read(clocks.open_items, now=now)
        overdue = sum(item.urgency is Urgency.OVERDUE for item in items)
        today = sum(
            item.clock is not None and item.urgency is Urgency.DUE_SOON and item.clock.due_at.date() == now.date()
            for item in items
        )
        self._overdue = overdue
        return "，".join(f"{word} {number} 件" for word, number in (("今天到期", today), ("超期", overdue)) if number)

    def _show_due(self) -> None:
        urgency = Urgency.OVERDUE if self._overdue else Urgency.DUE_SOON
        self._context.navigate("workbench", urgency=urgency.value)

    def _holidays(self) -> str:
        today = self._context.today
        calendar = self._context.desk.read(office.calendar)
        wanted = [today.year, *([today.year + 1] if today.month >= NOTICE_MONTH else [])]
        unknown = [str(year) for year in wanted if not calendar.knows(year)]
        return f"{'、'.join(unknown)} 年放假安排未录入，工作日暂按周一至周五计算" if unknown else ""

    def _snooze(self) -> None:
        self._context.settings.setValue(SNOOZED, self._context.today.isoformat())
        self._window.reminder.dismiss()

    # --- who is at the desk ---

    def choose_person(self) -> None:
        """Another person sits down: what is done from now on is done by them."""
        staff = self._context.desk.read(office.staff)
        if not staff:
            self._context.navigate("settings", section="staff")
            self._context.notify("还没有经办人员名单，请先在“设置”里填写")
            return
        names = [row.name for row in staff]
        answer = self._context.dialogs.ask(
            Question(
                title="现在由谁办理？",
                intro="之后的登记、办理和撤销都记在这个人名下。名单在“设置”里维护。",
                fields=(
                    Ask(
                        key=PERSON,
                        title="经办人",
                        make=lambda: ChoiceField(
                            [(r.name, f"{r.name}（{r.role}）" if r.role else r.name) for r in staff]
                        ),
                        value=self._context.person if self._context.person in names else names[0],
                    ),
                ),
                verb="换人办理",
            )
        )
        if answer is None:
            return
        self._context.desk.by = answer[PERSON]
        self._context.settings.setValue(PERSON, answer[PERSON])
        self._window.header.show_person(answer[PERSON])
        self._window.refresh()
        self._context.notify(f"现在由{answer[PERSON]}办理")

    # --- badges, title, other processes ---

    def _changed(self, _label: str) -> None:
        items = self._context.desk.read(clocks.open_items, now=self._context.now)
        self._context.badge("workbench", sum(item.urgency is Urgency.OVERDUE for item in items), True)
        self._context.badge("submissions", len(items), False)
        self._context.badge("papers", sum(item.next_step == Step.PRINT for item in items), False)
        self._context.badge("outcomes", len(self._context.desk.read(awaiting, today=self._context.today)), False)
        name = self._context.desk.read(office.office, on=self._context.today).office_short_name
        self._window.setWindowTitle(f"{self._title} — {name}" if name else self._title)

    def _tick(self) -> None:
        self._changed("")
        self._window.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On coming to the front: has a command or another program saved something meanwhile?"""
        if watched is self._window:
            if event.type() is QEvent.Type.WindowActivate and self._context.desk.changed_elsewhere():
                self._context.work.changed.emit("")
        elif isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusIn:
            self._offer_recent(event.reason())
        return False


def _line(hit: Hit) -> Suggestion:
    told = f"{hit.field.value}：{hit.snippet}" if hit.field not in (Field.TITLE, Field.NUMBER) else ""
    return Suggestion(f"{hit.intake_no}　{hit.title}", detail=told, value=hit)


def _paper_line(row: DocumentRow) -> Suggestion:
    return Suggestion(f"{row.kind}　{row.name}", detail=f"公文　{row.state}", value=row)
