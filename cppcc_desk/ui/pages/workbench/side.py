"""The right column of wide windows: what falls due next, what was heard, who leads, what was done last."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import OfficeCalendar, Urgency
from cppcc_desk.queries import history, office
from cppcc_desk.queries.clocks import OpenItem
from cppcc_desk.queries.outcomes import OutcomeFilter, outcomes
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.kinds import kind_tag
from cppcc_desk.ui.pages.workbench.top import TopCard
from cppcc_desk.ui.quick_look import when
from cppcc_desk.ui.theme import SIDE_COLUMN
from cppcc_desk.ui.widgets import STRETCH, Card, ElidedLabel, button, clear, column, label, row
from cppcc_desk.ui.widgets.lamp import LampChip

DAYS: Final = 8
LATEST: Final = 6
HEARD: Final = 4
LOOKED_THROUGH: Final = 400
PAPER: Final = "file_paper"  # printing is no step, and would push the steps out of sight
WEEKDAYS: Final = "一二三四五六日"
_OPEN_URGENCIES: Final = (Urgency.OVERDUE, Urgency.DUE_SOON, Urgency.ON_TIME)


class Side(QScrollArea):
    """`show_items` fills it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._days, self._heard, self._latest, self._groups = column(gap=2), column(gap=8), column(gap=8), QGridLayout()
        self._groups.setHorizontalSpacing(12)
        self._groups.setVerticalSpacing(6)
        self._groups.setColumnStretch(0, 1)
        self.top = TopCard(context)
        whole = button("全部", lambda: context.navigate("settings", section="log"), kind="link", compact=True)
        whole.setToolTip("查看操作日志")
        heard = button("全部", partial(context.navigate, "outcomes", part="register"), kind="link", compact=True)
        heard.setToolTip("查看反馈登记册")
        inner = QWidget()
        inner.setObjectName("clear")
        inner.setLayout(
            column(
                self._card("近期时限", self._days),
                self._card("最新反馈与批示", self._heard, heard),
                self.top,
                self._card("最近办理", self._latest, whole),
                self._card("各小组在办", self._groups),
                STRETCH,
                gap=10,
            )
        )
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self.setFixedWidth(SIDE_COLUMN)

    def _card(self, title: str, body: object, *beside: QWidget) -> Card:
        return Card(column(row(label(title, "card_title"), STRETCH, *beside), body, gap=6, margins=(16, 10, 12, 12)))  # type: ignore[arg-type]

    def show_items(self, items: Sequence[OpenItem]) -> None:
        """Tell of these open submissions."""
        self._show_days(items)
        self.top.recount()
        self._show_heard()
        self._show_latest()
        self._show_groups(items)

    def _show_days(self, items: Sequence[OpenItem]) -> None:
        clear(self._days)
        calendar = self._context.desk.read(office.calendar)
        today = self._context.today
        due: Counter[tuple[date, Urgency]] = Counter()
        for item in items:
            if item.clock is not None and item.urgency in _OPEN_URGENCIES:
                due[(max(item.clock.due_at.date(), today), item.urgency)] += 1
        for day in (today + timedelta(days=number) for number in range(DAYS)):
            chips = [
                LampChip(f"{due[(day, urgency)]} 件", urgency.value)
                for urgency in _OPEN_URGENCIES
                if due[(day, urgency)]
            ]
            words = label(f"{day:%m-%d} 周{WEEKDAYS[day.weekday()]}", "small_strong" if day == today else "small")
            words.setFixedWidth(84)
            remark = label("今天" if day == today else _kind_of(day, calendar), "hint")
            line = row(words, *chips, STRETCH, remark, gap=6)
            holder = QWidget()
            holder.setLayout(line)
            holder.setFixedHeight(28)
            self._days.addWidget(holder)

    def _show_heard(self) -> None:
        clear(self._heard)
        rows = self._context.desk.read(outcomes, OutcomeFilter(), limit=HEARD)
        for one in rows:
            day = deadlines.short_day(one.entry.occurred_on, self._context.today)
            go = partial(self._context.navigate, "outcomes", part="register", outcome_id=one.id)
            said = ElidedLabel("：".join(filter(None, (one.words, one.entry.text.replace("\n", " ")))), "small")
            line = row(kind_tag(one.entry.kind), said, gap=6)
            line.setStretch(1, 1)
            link = button(one.of, go, kind="link", compact=True, tip=one.title)
            link.setProperty("inline", True)
            self._heard.addLayout(column(line, row(link, label(f"· {day}", "hint"), STRETCH, gap=4), gap=2))
        if not rows:
            self._heard.addWidget(label("还没有登记反馈。", "hint"))

    def _show_latest(self) -> None:
        clear(self._latest)
        read = self._context.desk.read(history.newest, limit=LOOKED_THROUGH)
        entries = [entry for entry in read if entry.operation != PAPER][:LATEST]
        for entry in entries:
            self._latest.addLayout(
                column(
                    ElidedLabel(history.told(entry), "small"),
                    label(f"{when(entry.at, self._context)} · {entry.by}", "hint"),
                    gap=0,
                )
            )
        if not entries:
            self._latest.addWidget(label("还没有办理过什么。", "hint"))

    def _show_groups(self, items: Sequence[OpenItem]) -> None:
        clear(self._groups)
        total = Counter(item.group for item in items)
        late = Counter(item.group for item in items if item.urgency is Urgency.OVERDUE)
        names = [group.name for group in self._context.desk.read(office.groups)]
        for number, name in enumerate([*names, ""]):
            self._groups.addWidget(ElidedLabel(name or "未分派", "small"), number, 0)
            if late[name]:
                self._groups.addWidget(LampChip(f"{late[name]}", Urgency.OVERDUE.value), number, 1)
            count = label(f"{total[name]} 件", "small_strong" if total[name] else "hint")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            count.setMinimumHeight(24)
            self._groups.addWidget(count, number, 2)


def _kind_of(day: date, calendar: OfficeCalendar) -> str:
    if calendar.is_working(day):
        return "调休上班" if day.weekday() >= 5 else ""
    return "放假" if day.weekday() < 5 else "休息日"
