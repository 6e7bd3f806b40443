"""The list of meetings and activities, filtered by kind, year, group and open decisions; which groups have not met."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from cppcc_desk.domain.occasions import OccasionKind, OccasionState, QuarterState
from cppcc_desk.queries import occasions, office
from cppcc_desk.queries.occasions import LackingGroup, OccasionRow
from cppcc_desk.ui import icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.occasions.columns import occasion_columns
from cppcc_desk.ui.pages.occasions.menus import OccasionMenus
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, ElidedLabel, NoticeBar, action, batch_bar, button, label, row
from cppcc_desk.ui.widgets.boxes import Item


class OccasionsPart(ListPart[OccasionRow]):
    """`open_one` is called with the id of what is to be shown whole, `enter` with kind and group of a new one."""

    def __init__(
        self,
        context: Context,
        notice: NoticeBar,
        menus: OccasionMenus,
        *,
        open_one: Callable[[int], Any],
        enter: Callable[[OccasionKind, int | None], Any],
    ) -> None:
        table: DataTable[OccasionRow] = DataTable(
            RowsModel(occasion_columns(context), row_id=lambda r: r.id),
            name="occasions",
            title="会议与活动",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="会议与活动一览")
        self._menus, self._open_one, self._enter = menus, open_one, enter
        self._build()
        self._connect()

    def _build(self) -> None:
        self.new_button = button("登记", icon="plus", kind="primary")
        self.new_button.setIcon(icons.icon("plus", "on_primary"))
        menu = QMenu(self.new_button)
        self.new_actions = {
            kind: action(f"{kind}…", partial(self._enter, kind, None), icon="calendar") for kind in OccasionKind
        }
        for made in self.new_actions.values():
            made.setParent(menu)
            menu.addAction(made)
        self.new_button.setMenu(menu)
        self.kind = ChoiceField(OccasionKind, blank="全部类别")
        self.kind.setFixedWidth(112)
        self.kind.name("类别")
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(108)
        self.year.name("年度")
        self.group = ChoiceField(blank="全部小组")
        self.group.setFixedWidth(136)
        self.group.name("信息小组")
        self.decisions = ChoiceField([(True, "有未办结决定")], blank="决定不限")
        self.decisions.setFixedWidth(132)
        self.decisions.name("决定事项")
        self._filters = (self.kind, self.year, self.group, self.decisions)
        self.clear = button("清除筛选", self._clear, icon="close", kind="link", tip="清除筛选")
        self.lacking = ElidedLabel("", "warning")
        self.lacking_button = button("登记活动", self._enter_lacking, kind="link", compact=True)
        self.lacking_bar = QWidget()
        self.lacking_bar.setLayout(row(self.lacking, self.lacking_button, margins=(16, 0, 12, 6)))
        self.open_button = button("打开", self._open, icon="eye")
        self.print_menu_button = button("打印表单", icon="print")
        self.print_menu_button.setMenu(self._menus.printing(self, self._current_id))
        self.draft_button = button("起草公文", icon="doc")
        self.draft_button.setMenu(self._menus.drafting(self, self.table.current_row))
        self.change_button = button("修改", self._menus.run(self._menus.change, self._current_id), icon="edit")
        self.cancel_button = button(self._menus.turning(None), self._turn)
        self.delete_button = button("删除", self._delete, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(
            self.open_button,
            self.print_menu_button,
            self.draft_button,
            self.change_button,
            self.cancel_button,
            self.delete_button,
            STRETCH,
            self._count,
        )
        head: list[Item] = [self.new_button, *self._filters, self.clear, STRETCH]
        self.lay_out(head, bar, above=self.lacking_bar)

    def _connect(self) -> None:
        for field in self._filters:
            field.changed.connect(self.reload)
        self.table.opened.connect(lambda row: self._open_one(row.id))
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._delete())
        self._actions = {
            "open": action("打开", self._open, icon="eye", tells="Enter"),
            "print": self.print_menu_button.menu().menuAction(),
            "draft": self.draft_button.menu().menuAction(),
            "change": action("修改…", self.change_button.click, icon="edit"),
            "cancel": action(self._menus.turning(None), self._turn),
            "delete": action("删除…", self._delete, icon="trash", tells="Delete"),
        }
        first = self.table.actions()[0]
        for key, made in self._actions.items():
            if key not in ("print", "draft"):  # which their menus keep alive
                made.setParent(self.table)
            self.table.insertAction(first, made)

    # --- what is shown ---

    def open_at(
        self, *, group_id: int | None = None, year: int | None = None, open_decisions: bool | None = None
    ) -> None:
        """Show those of a group and a year, or those with decisions that are not done."""
        self._reset()
        self.reload()
        self.group.set_value(group_id)
        self.year.set_value(year)
        self.decisions.set_value(open_decisions)
        self.reload()

    def choose(self, occasion_id: int) -> None:
        """Put the keyboard on one of them, whatever is filtered."""
        if self.table.rows.find(occasion_id) < 0:
            self._reset()
            self.reload()
        self.table.choose([occasion_id])

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.clear.setText("" if room.narrow else "清除筛选")
        self.clear.setAccessibleName("清除筛选")

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of the list."""
        return any(field.value() is not None for field in self._filters)

    def reload(self) -> None:
        read, now = self.context.desk.read, self.context.now
        years = sorted({*read(occasions.years), now.year}, reverse=True)
        self.year.set_choices([(year, f"{year}年") for year in years])
        self.group.set_choices([(group.id, group.name) for group in read(office.groups, all_groups=True)])
        kind = self.kind.value()
        rows = read(
            occasions.occasions,
            now=now,
            kinds=(kind,) if kind else (),
            year=self.year.value(),
            group_id=self.group.value(),
        )
        if self.decisions.value():
            rows = tuple(row for row in rows if row.open_decisions and not row.cancelled)
        self.show_rows(rows)
        if not rows:
            self._tell_empty()
        self.clear.setVisible(self.filtered)
        ahead = sum(row.state is OccasionState.PLANNED for row in rows)
        self._count.setText(f"共 {len(rows)} 次" + (f"，待举行 {ahead} 次" if ahead else ""))
        self._tell_lacking(read(occasions.groups_lacking_activity, now=now))
        self._fit_buttons()

    def _tell_lacking(self, groups: tuple[LackingGroup, ...]) -> None:
        """Which groups have nothing even arranged; those that have are no worry yet."""
        self._worst = [group for group in groups if group.state is QuarterState.LACKING]
        self.lacking_bar.setVisible(bool(self._worst))
        if self._worst:
            left = self._worst[0].days_left
            when = f"剩 {left} 天" if left else "今天是最后一天"
            names = "、".join(group.name for group in self._worst)
            self.lacking.setText(f"{groups[0].quarter.words}还没有开展活动的：{names}（{when}）")

    def _tell_empty(self) -> None:
        if self.filtered:
            clear = button("清除筛选", self._clear)
            self.empty.tell("没有符合的会议和活动", "换一个筛选条件，或查看全部。", icon="filter", buttons=[clear])
            return
        new = button("登记小组活动", self.new_actions[OccasionKind.ACTIVITY].trigger, icon="plus", kind="primary")
        self.empty.tell(
            "还没有登记会议和活动",
            "小组活动、常委会、主席会议、视察、培训、座谈都登记在这里：谁到会、讨论了什么稿件、定了什么事。",
            icon="calendar",
            buttons=[new],
        )

    def _reset(self) -> None:
        for field in self._filters:
            field.set_value(None)

    def _clear(self) -> None:
        self._reset()
        self.reload()

    def _fit_buttons(self) -> None:
        found = self.table.current_row()
        for made in (
            self.open_button,
            self.print_menu_button,
            self.draft_button,
            self.change_button,
            self.cancel_button,
            self.delete_button,
        ):
            made.setEnabled(found is not None)
        for entry in self._actions.values():
            entry.setEnabled(found is not None)
        words = self._menus.turning(found)
        self.cancel_button.setText(words)
        self._actions["cancel"].setText(words)

    # --- what is done ---

    def _current_id(self) -> int | None:
        found = self.table.current_row()
        return found.id if found is not None else None

    def _open(self) -> None:
        self.with_one(lambda row: self._open_one(row.id))

    def _enter_lacking(self) -> None:
        self._enter(OccasionKind.ACTIVITY, self._worst[0].id)

    def _turn(self) -> None:
        self.with_one(self._menus.turn)

    def _delete(self) -> None:
        self.with_one(self._menus.asking.delete)
