"""One meeting or activity: what it is in two lines, and its parts one at a time."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.occasions import money
from cppcc_desk.queries import occasions
from cppcc_desk.queries.occasions import OccasionDetail, OccasionRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import InFront, ListTools, in_front
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.occasions.columns import STATE_LAMPS
from cppcc_desk.ui.pages.occasions.menus import OccasionMenus
from cppcc_desk.ui.pages.occasions.tabs import DecisionsTab, FilesTab, PeopleTab, PiecesTab, StoryTab
from cppcc_desk.ui.pages.occasions.tabs.tab import ListTab, Refusals
from cppcc_desk.ui.widgets import STRETCH, Card, ElidedLabel, action, button, column, hairline, menu_button, row
from cppcc_desk.ui.widgets.lamp import LampChip

PEOPLE, STORY, PIECES, DECISIONS, FILES = range(5)
_NAMES = ("参加人员", "议题和成果", "稿件", "决定事项", "照片和文件")


class OccasionView(Card):
    """`show_occasion(id)`; `leave` goes back to the list."""

    def __init__(self, context: Context, menus: OccasionMenus, refusals: Refusals, *, leave: Callable[[], Any]) -> None:
        super().__init__()
        self._context, self._menus, self._refusals, self._leave = context, menus, refusals, leave
        self.detail: OccasionDetail | None = None
        self._name = ElidedLabel("", "title")
        self._lamp = LampChip()
        self._facts = ElidedLabel("", "secondary")
        self.back = button("", leave, icon="left", kind="flat", tip="回到清单", shortcut="Esc")
        change = menus.run(menus.change, self._id)
        self.people = PeopleTab(context, refusals)
        self.story = StoryTab(change)
        self.pieces = PiecesTab(context, refusals)
        self.decisions = DecisionsTab(context, refusals)
        self.files = FilesTab(context, refusals)
        self.change_button = button("修改", change, icon="edit")
        self.print_button = button("打印表单", icon="print")
        self.print_button.setMenu(menus.printing(self, self._id))
        self.draft_button = button("起草公文", icon="doc")
        self.draft_button.setMenu(menus.drafting(self, self._row))
        self.cancel_action = action(menus.turning(None), self._turn)
        self.delete_action = action("删除…", self._delete, icon="trash")
        self._more = menu_button("", [self.cancel_action, self.delete_action], tip="更多操作")
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("会议或活动的各部分")
        self.stack = QStackedWidget()
        for words in _NAMES:
            self.tabs.addTab(words)
        for part in (self.people, self.story, self.pieces, self.decisions, self.files):
            self.stack.addWidget(part)
        self.tools = ListTools(self._context, self._in_front, self._refusals, page=self)
        first = row(
            self.back,
            self._name,
            self._lamp,
            8,
            self.change_button,
            self.print_button,
            self.draft_button,
            self._more,
            margins=(6, 8, 8, 2),
        )
        first.setStretch(1, 1)
        second = row(self._facts, margins=(48, 0, 16, 4))
        strip = row(self.tabs, STRETCH, self.tools, margins=(14, 0, 8, 0))
        body = column(first, second, strip, hairline(), self.stack, gap=0)
        body.setStretch(4, 1)
        self.setLayout(body)
        self.tabs.currentChanged.connect(self._show_tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A key and not a shortcut: a list of suggestions that is open takes it first.
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def show_occasion(self, occasion_id: int) -> bool:
        """Read it and show it; False when it is gone."""
        try:
            self.detail = self._context.desk.read(occasions.detail, occasion_id, now=self._context.now)
        except Missing:  # deleted or undone since
            self.detail = None
            return False
        self._fill(self.detail)
        return True

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.tools.fit(narrow=room.narrow)
        for tab in self._lists():
            tab.table.set_narrow(room.narrow)

    def begin(self) -> None:
        """The keyboard goes to the part in front."""
        front = self.stack.currentWidget()
        if isinstance(front, ListTab):
            front.begin()
        else:
            front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, detail: OccasionDetail) -> None:
        found = detail.row
        self._name.setText(found.name)
        self._name.setToolTip(found.name)
        self._lamp.show_lamp(found.state, STATE_LAMPS[found.state])
        told = (
            found.group or found.kind,
            deadlines.full(found.at),
            found.place,
            f"主持 {found.host}" if found.host else "",
            f"经费 {money(found.cost_cents)} 元" if found.cost_cents is not None else "",
            f"取消原因：{found.cancelled}" if found.cancelled else "",
        )
        self._facts.setText(" · ".join(filter(None, told)))
        for tab in (self.people, self.story, self.pieces, self.decisions, self.files):
            tab.show_detail(detail)
        numbers = (found.invited, 0, len(detail.pieces), found.decisions, found.files)
        for place, (words, number) in enumerate(zip(_NAMES, numbers, strict=True)):
            self.tabs.setTabText(place, f"{words} {number}" if number else words)
        self.cancel_action.setText(self._menus.turning(found))

    def _show_tab(self, place: int) -> None:
        by_key = self.tabs.hasFocus()
        self.stack.setCurrentIndex(place)
        self.tools.offer(shown=place != STORY)
        if not by_key:
            self.begin()

    def _lists(self) -> tuple[ListTab[Any], ...]:
        return self.people, self.pieces, self.decisions, self.files

    def _in_front(self) -> InFront:
        front = self.stack.currentWidget()
        tab = front if isinstance(front, ListTab) else self.people
        name = self.detail.row.name if self.detail else ""
        return in_front(tab.table, f"{name}{tab.title}")

    def _row(self) -> OccasionRow | None:
        return self.detail.row if self.detail else None

    def _id(self) -> int | None:
        return self.detail.row.id if self.detail else None

    def _turn(self) -> None:
        with self._refusals():
            if self.detail is not None:
                self._menus.turn(self.detail.row)

    def _delete(self) -> None:
        with self._refusals():
            if self.detail is not None:
                self._menus.asking.delete(self.detail.row)
