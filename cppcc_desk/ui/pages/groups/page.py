"""信息小组: the groups as cards with what each has in hand; the chosen one's activities and submissions below."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu

from cppcc_desk.domain.drafting import CONVENING
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import Kind
from cppcc_desk.queries import groups, occasions
from cppcc_desk.queries.groups import GroupLoad
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.drafting.convening import Convening
from cppcc_desk.ui.pages.groups.card import CardGrid, GroupCard
from cppcc_desk.ui.pages.groups.columns import columns
from cppcc_desk.ui.pages.groups.year import YearGlance
from cppcc_desk.ui.quick_look import QuickLook
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, FilterChips, action, batch_bar, button, column, label, row

OPEN, YEAR = "open", "year"
_NOTHING: Final = object()


class GroupsPage(Page):
    """`open_at(group_id=3)` chooses a group; None is what no group has been given."""

    title = "信息小组"
    help_chapter = "people"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)
        self._convening = Convening(context)
        self._chosen: Any = _NOTHING
        self._loads: tuple[GroupLoad, ...] = ()
        self.cards: dict[int | None, GroupCard] = {}
        self.grid = CardGrid()
        self.chips = FilterChips([(OPEN, "在办"), (YEAR, "今年全部")])
        self.table: DataTable[SubmissionRow] = DataTable(
            RowsModel(columns(context), row_id=lambda r: r.id, checkable=True),
            name="group",
            title="小组的来稿",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self.look = QuickLook(context, self.refusals)
        self.look.hide()
        self._name = label("", "card_title")
        self._picked = label("", "small_strong")
        self._count = label("", "hint")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.change_button = button("修改小组", self._change, icon="edit", kind="flat")
        self.draft_button = button("起草公文", icon="doc", kind="flat")
        menu = QMenu(self.draft_button)
        self.draft_actions = {kind: self._draft_action(kind) for kind in CONVENING}
        menu.addActions(list(self.draft_actions.values()))
        self.draft_button.setMenu(menu)
        self.members_button = button("看成员", self._show_members, icon="users", kind="flat")
        self.sign_in_button = button("打印签到表", self._sign_in, icon="print", kind="flat")
        self.tools = ListTools(self.context, lambda: in_front(self.table, self._told()), self.refusals, page=self)
        tools = row(
            self._name,
            8,
            self.chips,
            STRETCH,
            self.members_button,
            self.change_button,
            self.draft_button,
            self.sign_in_button,
            self.tools,
            margins=(14, 8, 8, 8),
        )
        self.open_button = button("打开", lambda: self._open(self.table.meant_row()), icon="eye")
        self.assign_button = button("改派小组", self._assign, icon="users")
        bar = batch_bar(self._picked, self.open_button, self.assign_button, STRETCH, self._count)
        self.year = YearGlance(self._show_activities, self._enter_activity)
        box = column(tools, self.year, self.table, self.empty, bar, gap=0)
        box.setStretch(2, 1)
        box.setStretch(3, 1)
        body = column(self.grid, self.notice, Card(box), self.look, gap=10, margins=(12, 10, 12, 10))
        body.setStretch(2, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.chips.picked.connect(lambda _key: self._show_work())
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _item: self._fit_buttons())
        self.table.refreshed.connect(self.refresh)
        self.table.quick_look.connect(self._toggle_look)
        self.table.current.connect(self._look_at)
        self.table.renamed.connect(self._rename)
        self.table.deleted.connect(self._delete)
        lists.equip(
            self.table,
            action("打开", lambda: self._open(self.table.meant_row()), icon="eye", tells="Enter"),
            action("显示或收起速览", self._toggle_look, icon="doc", tells="空格"),
            action("改派小组…", self._assign, icon="users"),
            action("修改标题…", lambda: self._rename(self.table.meant_row()), icon="edit", tells="F2"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
            action("移入回收站…", lambda: self._delete(self.table.meant_rows()), icon="trash", tells="Delete"),
        )

    # --- what is shown ---

    def reload(self) -> None:
        self._loads = self.context.desk.read(groups.loads, now=self.context.now)
        numbers = sum(load.id is not None for load in self._loads)
        self.subtitle = f"{numbers} 个小组，在办 {sum(load.open for load in self._loads)} 件"
        self.titled.emit()
        self._show_cards()
        self._show_work()

    def open_at(self, **target: Any) -> None:
        if "group_id" in target:
            self._chosen = target["group_id"]
            self.refresh()

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.sign_in_button.setText("签到表" if room.narrow else "打印签到表")
        self.look.set_compact(not room.tall)
        self.year.set_low(room.low)
        self.tools.fit(narrow=room.narrow)
        for card in self.cards.values():
            card.low = room.low
            card.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grid.fit(self.width() - 24)

    @property
    def group(self) -> GroupLoad:
        """The chosen group."""
        return next((load for load in self._loads if load.id == self._chosen), self._loads[0])

    def _show_cards(self) -> None:
        if list(self.cards) != [load.id for load in self._loads]:
            self.cards = {load.id: GroupCard(load) for load in self._loads}
            for key, card in self.cards.items():
                card.clicked.connect(partial(self._pick, key))
                if key is not None:
                    sign_in = action("打印签到表…", partial(self._sign_in, key), icon="print")
                    for made in (*(self._draft_action(kind, key) for kind in CONVENING), sign_in):
                        made.setParent(card)
                        card.addAction(made)
                    card.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self.grid.show_cards(tuple(self.cards.values()))
            self.fit(self.room)
        for load in self._loads:
            self.cards[load.id].show_load(load)
            self.cards[load.id].setChecked(load is self.group)

    def _pick(self, group_id: int | None, _on: bool = True) -> None:
        self._chosen = group_id
        self.table.clearSelection()
        for key, card in self.cards.items():
            card.setChecked(key == group_id)
        self._show_work()

    def _show_work(self) -> None:
        group = self.group
        shown = self.context.desk.read(
            groups.work_of, group.id, now=self.context.now, whole_year=self.chips.chosen == YEAR
        )
        self.table.show_rows(shown)
        self._name.setText(group.name + (f"　组长 {group.leader}" if group.leader else ""))
        self.chips.show_count(OPEN, group.open)
        self.chips.show_count(YEAR, group.this_year)
        self.members_button.setVisible(group.id is not None)
        self.members_button.setText(f"成员 {group.members} 人")
        self.change_button.setVisible(group.id is not None)
        self.draft_button.setVisible(group.id is not None)
        self.sign_in_button.setVisible(group.id is not None)
        self.year.setVisible(group.id is not None)
        if group.id is not None:
            year = self.context.today.year
            glances = self.context.desk.read(occasions.year_of_group, group.id, year, now=self.context.now)
            self.year.show_year(glances, today=self.context.today)
        self._count.setText(f"共 {len(shown)} 篇 · Enter 打开 · 空格速览")
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if not shown:
            self._tell_empty(group)
        elif self.table.current_row() is None:
            self.table.stand_on(self.table.rows.id_at(0))
        self._fit_buttons()
        self._look_at(self.table.current_row())

    def _tell_empty(self, group: GroupLoad) -> None:
        if group.id is None:
            self.empty.tell("来稿都已分派", "没有还没分派小组的来稿。", icon="check")
            return
        told = "在办的来稿" if self.chips.chosen == OPEN else "今年的来稿"
        self.empty.tell(
            f"{group.name}没有{told}",
            "登记或分类时选定小组，或在“未分派”里选中来稿后改派给它。",
            icon="users",
            buttons=[button("看未分派的来稿", partial(self._pick, None))],
        )

    def _fit_buttons(self) -> None:
        taken, count = self.table.meant_rows(), self.table.chosen_count()
        self._picked.setText(f"已选 {count} 篇" if count else "当前一篇" if taken else "未选")
        self.open_button.setEnabled(self.table.meant_row() is not None)
        self.assign_button.setEnabled(bool(taken))

    def _toggle_look(self) -> None:
        """Space."""
        self.look.setVisible(self.look.isHidden())
        self._look_at(self.table.current_row())

    def _look_at(self, item: SubmissionRow | None) -> None:
        if not self.look.isHidden():
            self.look.show_submission(item.id if item else None)

    # --- what is done ---

    def _rename(self, item: SubmissionRow | None) -> None:
        with self.refusals():
            if item is not None:
                self._stepping.rename(self._stepping.detail(item.id))

    def _delete(self, items: list[SubmissionRow]) -> None:
        with self.refusals():
            self._stepping.delete(items)

    def _open(self, item: SubmissionRow | None) -> None:
        if item is not None:
            self.context.navigate("submissions", submission_id=item.id)

    def _assign(self) -> None:
        taken = [item.id for item in self.table.meant_rows()]
        if taken:
            with self.refusals():
                self._stepping.assign(taken)

    def _change(self) -> None:
        self.context.navigate("settings", section="groups", entry=self.group.id)

    def _sign_in(self, group_id: int | None = None) -> None:
        """A sign-in sheet for the next activity of a group, the chosen one where none is named."""
        self.context.navigate("preview", form="签到表", group_id=group_id or self.group.id)

    def _show_members(self) -> None:
        self.context.navigate("people", part="roster", group_id=self.group.id)

    def _show_activities(self) -> None:
        """Those of the chosen group this year."""
        year = self.context.today.year
        self.context.navigate("people", part="occasions", group_id=self.group.id, year=year)

    def _enter_activity(self) -> None:
        self.context.navigate("people", part="occasions", new=OccasionKind.ACTIVITY, group_id=self.group.id)

    def _draft_action(self, kind: Kind, group_id: int | None = None) -> QAction:
        return action(f"活动{kind}…", partial(self._draft, kind, group_id), icon="doc")

    def _draft(self, kind: Kind, group_id: int | None) -> None:
        """通知 or 纪要 of an activity of a group, the chosen one where none is named."""
        chosen = group_id or self.group.id
        if chosen is not None:
            with self.refusals():
                self._convening.for_group(kind, chosen)

    def _told(self) -> str:
        return f"{self.group.name}{'在办' if self.chips.chosen == OPEN else '今年'}来稿"
