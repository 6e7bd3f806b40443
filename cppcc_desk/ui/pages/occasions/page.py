"""会议与活动: the list, or one of them whole in its place."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.occasions.listing import OccasionsPart
from cppcc_desk.ui.pages.occasions.menus import OccasionMenus
from cppcc_desk.ui.pages.occasions.whole import DECISIONS, OccasionView
from cppcc_desk.ui.widgets import column


class OccasionsPage(Page):
    """`open_at(occasion_id=)` shows one whole (`decisions=True`: what it decided), `open_at(group_id=, year=)` the list
    of a group, `open_at(open_decisions=True)` those with decisions that are not done, `open_at(new="小组活动",
    group_id=)` asks for a new one."""

    title = "会议与活动"
    help_chapter = "occasions"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._menus = OccasionMenus(context, self.refusals)
        self.list = OccasionsPart(context, self.notice, self._menus, open_one=self._open, enter=self._enter_from_list)
        self.whole = OccasionView(context, self._menus, self.refusals, leave=self._leave)
        self._shown: int | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.whole)
        body = column(self.notice, self.stack, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)

    def reload(self) -> None:
        if self._shown is not None and not self.whole.show_occasion(self._shown):
            self._shown = None
        if self._shown is None:
            self.list.reload()
            self.stack.setCurrentWidget(self.list)
            self.subtitle = f"共 {self.list.table.rows.count()} 次"
        else:
            self.stack.setCurrentWidget(self.whole)
            detail = self.whole.detail
            self.subtitle = f"会议与活动 › {detail.row.name}" if detail else ""
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        self.notice.dismiss()
        match target:
            case {"new": kind}:
                self._enter(OccasionKind(kind), target.get("group_id"))
            case {"occasion_id": int(occasion_id)}:
                self._open(occasion_id)
                if target.get("decisions"):
                    self.whole.tabs.setCurrentIndex(DECISIONS)
            case {"group_id": group_id}:
                self._show_list(group_id=group_id, year=target.get("year"))
            case {"open_decisions": True}:
                self._show_list(open_decisions=True)

    def fit(self, room: Room) -> None:
        self.list.fit(room)
        self.whole.fit(room)

    def begin(self, last: QWidget | None = None) -> None:
        if last is not None and last.isVisible() and self.stack.currentWidget().isAncestorOf(last):
            super().begin(last)
        elif self._shown is None:
            self.list.setFocus()
        else:
            self.whole.begin()

    def _open(self, occasion_id: int) -> None:
        self._shown = occasion_id
        self.refresh()
        if self.isVisible():
            self.whole.begin()

    def _show_list(self, **filters: Any) -> None:
        self._shown = None
        self.list.open_at(**filters)
        self.refresh()

    def _leave(self) -> None:
        shown, self._shown = self._shown, None
        self.notice.dismiss()
        self.refresh()
        if shown is not None:
            self.list.choose(shown)
        self.list.setFocus()

    def _enter_from_list(self, kind: OccasionKind, group_id: int | None) -> None:
        self._enter(kind, group_id if group_id is not None else self.list.group.value())

    def _enter(self, kind: OccasionKind, group_id: int | None) -> None:
        with self.refusals():
            made = self._menus.asking.add(kind, group_id=group_id if kind is OccasionKind.ACTIVITY else None)
            if made is not None:
                self._open(made)
