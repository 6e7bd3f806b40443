"""人员: everybody of the roster; entered, changed, put into groups, taken over from and written to rosters."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.errands import rosters
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries import office
from cppcc_desk.queries.people import PersonRow, people, suggestions
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.roster.columns import columns
from cppcc_desk.ui.roster_changes import RosterChanges
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, column, label, menu_button
from cppcc_desk.ui.widgets.search_box import DELAY_MS

LEFT = "left"  # of the choice 身份: who is no longer in the roster
NOWHERE = "nowhere"  # of the choice 信息小组: who is in none
_MOST = 10_000  # people that a search may find


class RosterPage(Page):
    """`open_at(person_id=…)` chooses somebody, `words=…` looks for people, `group_id=…` shows those of a group."""

    title = "信息员与小组"
    help_chapter = "roster"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = PeopleList(context, self.notice)
        body = column(self.notice, self.list, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.first = self.list.table

    def reload(self) -> None:
        self.list.reload()
        self.subtitle = self.list.told
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        if "words" in target:
            self.list.words.setText(target["words"])
        if "group_id" in target:
            self.list.show_group(target["group_id"])
        self.refresh()
        if "person_id" in target:
            self.list.table.choose([target["person_id"]])

    def fit(self, room: Room) -> None:
        self.list.fit(room)


class PeopleList(ListPart[PersonRow]):
    """The list with its search box, filters and actions."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[PersonRow] = DataTable(
            RowsModel(columns(context), row_id=lambda r: r.id, checkable=True),
            name="roster",
            title="人员名册",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="人员名册")
        self.told = ""
        self.changes = RosterChanges(context)
        self._roster: tuple[PersonRow, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText("姓名、首字母、单位、手机尾号")
        self.words.setAccessibleName("查找人员")
        self.words.setFixedWidth(240)
        self.words.setClearButtonEnabled(True)
        self.kind = ChoiceField([*((kind, kind.value) for kind in PersonKind), (LEFT, "已退出名册")], blank="全部身份")
        self.kind.setFixedWidth(116)
        self.kind.name("身份")
        self.group = ChoiceField(blank="全部小组")
        self.group.setFixedWidth(132)
        self.group.name("信息小组")
        self.clear = button("清除筛选", self._clear, icon="close", kind="link")
        self.import_button = button("导入名册", partial(self.context.navigate, "roster_import"), icon="import")
        self.more = menu_button(
            "",
            [
                action("导出名册（电话隐去中间四位）…", partial(self._write_roster, phones=False), icon="export"),
                action("导出名册（完整电话）…", partial(self._write_roster, phones=True), icon="export"),
                action("导出空白名册，发给各单位填写…", self._write_blank, icon="doc"),
                action("换届和历届名单", partial(self.context.navigate, "term_change"), icon="refresh"),
            ],
        )
        self.new_button = button("登记人员", self._add, icon="plus")
        self.open_button = button("履职档案", lambda: self.with_one(self._open), icon="eye")
        self.edit_button = button("修改", lambda: self.with_one(self._edit), icon="edit")
        self.group_button = button("编入小组", self._assign, icon="users")
        self.unite_button = button("合并为一人", self._unite)
        self.leave_button = button("退出名册", self._leave, kind="danger")
        self.back_button = button("回到名册", self._come_back, icon="undo")
        self._count = label("", "hint")
        bar = batch_bar(
            self.new_button,
            self.open_button,
            self.edit_button,
            self.group_button,
            self.unite_button,
            self.leave_button,
            self.back_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.words, self.kind, self.group, self.clear, STRETCH, self.import_button, self.more], bar)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DELAY_MS)

    def _connect(self) -> None:
        self._wait.timeout.connect(self._show)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.words.returnPressed.connect(self._show)
        self.kind.changed.connect(self.reload)
        self.group.changed.connect(self._show)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _number: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.renamed.connect(lambda row: self.attempt(self._edit, row))
        self.table.deleted.connect(lambda _rows: self._delete())
        lists.equip(
            self.table,
            action("打开履职档案", lambda: self.with_one(self._open), icon="eye", tells="Enter"),
            action("修改资料…", lambda: self.with_one(self._edit), icon="edit", tells="F2"),
            action("编入信息小组…", self._assign, icon="users"),
            action("合并为一人…", self._unite, icon="merge"),
            action("退出名册…", self._leave, icon="close"),
            action("回到名册", self._come_back, icon="undo"),
            action("删除误登的人…", self._delete, icon="trash", tells="Delete"),
        )

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self._roster = self.context.desk.read(people, everybody=self.kind.value() == LEFT)
        groups = self.context.desk.read(office.groups)
        self.group.set_choices([*((group.id, group.name) for group in groups), (NOWHERE, "（不在小组）")])
        self._show()

    def _show(self) -> None:
        self._wait.stop()
        kind, group, words = self.kind.value(), self.group.value(), self.words.text().strip()
        rows = [row for row in self._roster if _is_of_kind(row, kind) and _is_in(row, group)]
        if words:
            rows = list(suggestions(rows, words, limit=_MOST))
        self.show_rows(rows)
        if not rows:
            self._tell_empty()
        self.clear.setVisible(self._is_filtered())
        self.told = f"{len(self._roster)} 人" if kind != LEFT else ""
        self._count.setText(f"共 {len(rows)} 人")
        self._fit_buttons()

    def show_group(self, group_id: int) -> None:
        """The members of a group, with the next reload."""
        self._clear()
        self.group.set_value(group_id)

    def _is_filtered(self) -> bool:
        return bool(self.kind.value() or self.group.value() or self.words.text().strip())

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.words.setFixedWidth(160 if room.narrow else 240)
        self.kind.setFixedWidth(100 if room.narrow else 116)
        self.clear.setText("" if room.narrow else "清除筛选")
        self.clear.setAccessibleName("清除筛选")

    def _tell_empty(self) -> None:
        if self._is_filtered():
            clear = button("清除筛选", self._clear)
            self.empty.tell("没有符合的人", "换一个词、身份或小组，或查看全部。", icon="filter", buttons=[clear])
            return
        take = button("导入名册", partial(self.context.navigate, "roster_import"), icon="import", kind="primary")
        blank = button("导出空白名册", self._write_blank, icon="doc")
        self.empty.tell(
            "名册里还没有人",
            "已有的 Excel、WPS 表格可以直接导入，先看差别再保存；也可以导出空白表发给各单位填写。",
            icon="users",
            buttons=[take, blank],
        )

    def _clear(self) -> None:
        self.words.clear()
        self.kind.set_value(None)
        self.group.set_value(None)
        self.reload()

    def _fit_buttons(self) -> None:
        number, one = len(self.chosen()), self.table.meant_row() is not None
        left = self.kind.value() == LEFT
        for made, possible in (
            (self.open_button, one),
            (self.edit_button, one),
            (self.group_button, number > 0 and not left),
            (self.unite_button, number == 2),
            (self.leave_button, number > 0),
            (self.back_button, one),
        ):
            made.setEnabled(possible)
        self.leave_button.setVisible(not left)
        self.back_button.setVisible(left)

    # ------------------------------------------------------------------ what is done
    def _add(self) -> None:
        made = self.changes.add()
        if made is not None:
            self.table.choose([made])

    def _open(self, row: PersonRow) -> None:
        self.context.navigate("person", person_id=row.id)

    def _edit(self, row: PersonRow) -> None:
        self.changes.edit(row.id)

    def _assign(self) -> None:
        self.with_chosen(self.changes.assign)

    def _unite(self) -> None:
        self.with_chosen(self.changes.unite)

    def _leave(self) -> None:
        self.with_chosen(self.changes.leave)

    def _come_back(self) -> None:
        self.with_one(self.changes.come_back)

    def _delete(self) -> None:
        """One person at a time: who is deleted is gone from every list."""
        self.with_one(self.changes.delete)

    def _write_roster(self, *, phones: bool) -> None:
        rows = self.shown()
        self._write(rosters.roster_ledger(self.context.desk, rows, phones=phones))

    def _write_blank(self) -> None:
        self._write(rosters.blank_roster(self.context.desk))

    def _write(self, made: Ledger) -> None:
        from cppcc_desk.errands import ledger  # noqa: PLC0415 - every form of paper comes with it

        name = safe_name(f"{made.title}（{self.context.today.isoformat()}）")
        suggested = free_name(self.context.desk.folder.papers / f"{name}.xlsx")
        path: Path | None = self.context.dialogs.save_file("导出为 Excel", suggested, lists.EXCEL)
        if path is not None:
            target = path if path.suffix else path.with_suffix(".xlsx")
            lists.save(self.context, target, lambda where, _reporter: ledger.write(made, where))


def _is_of_kind(row: PersonRow, kind: Any) -> bool:
    if kind == LEFT:
        return not row.active
    return kind in (None, row.kind, *row.kinds)


def _is_in(row: PersonRow, group: Any) -> bool:
    return group is None or row.info_group_id == (None if group == NOWHERE else group)
