"""换届: tick who stays, say from when, begin the new term as one step; earlier terms with their rolls stay readable."""

from typing import Any

from cppcc_desk.domain.people import term_name
from cppcc_desk.operations.term_change import OF_TERM
from cppcc_desk.queries import terms
from cppcc_desk.queries.people import PersonRow, people
from cppcc_desk.queries.people.terms import TermMember, roll_of_term
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.term_change.asking import TermChanging
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, action, batch_bar, button, column, label, row

NEW = "new"  # of the choice: the change to come, not an earlier term


class TermChangePage(Page):
    """`open_at(term_id=…)` shows the roll of a term."""

    title = "换届"
    help_chapter = "roster"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._changing = TermChanging(context)
        self.which = ChoiceField()
        self.which.setFixedWidth(190)
        self.which.name("届次")
        self.staying: DataTable[PersonRow] = DataTable(
            RowsModel(_staying_columns(), row_id=lambda r: r.id, checkable=True),
            name="term_change/staying",
            title="留任的人",
            settings=context.settings,
            ticking=True,
        )
        self.roll: DataTable[TermMember] = DataTable(
            RowsModel(_roll_columns(), row_id=lambda r: r.person_id),
            name="term_change/roll",
            title="本届名单",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self._told = label("", "hint")
        self._count = label("", "small_strong")
        self._next = 1
        self._lay_out()
        self._connect()
        self.first = self.staying

    def _lay_out(self) -> None:
        self.tools = ListTools(self.context, lambda: in_front(self._front, self._title()), self.refusals, page=self)
        self.all_button = button("全部留任", self.staying.selectAll)
        self.none_button = button("全不选", self.staying.clearSelection)
        self.change_button = button("换届…", self._change, icon="check", kind="primary")
        self.person_button = button("履职档案", self._open, icon="eye")
        head = row(self.which, self._told, STRETCH, self.tools, margins=(16, 8, 8, 6))
        self.bar = batch_bar(
            self.change_button, self.all_button, self.none_button, self.person_button, STRETCH, self._count
        )
        inside = column(head, self.staying, self.roll, self.empty, self.bar, gap=0)
        for place in (1, 2, 3):
            inside.setStretch(place, 1)
        outer = column(self.notice, Card(inside), gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _connect(self) -> None:
        self.which.changed.connect(self._show)
        self.staying.chosen.connect(lambda _number: self._fit_buttons())
        for table in (self.staying, self.roll):
            table.opened.connect(lambda _row: self._open())
            table.refreshed.connect(self.refresh)
            lists.equip(
                table,
                action("打开履职档案", self._open, icon="eye", tells="Enter"),
                action("复制所选行", table.copy, icon="copy", shortcut="Ctrl+C"),
                *self.tools.entries(),
            )
        lists.equip(self.staying, action("勾上或去掉", self.staying.toggle, icon="check", tells="空格"))

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "term_id" in target:
            self.refresh()
            self.which.set_value(target["term_id"])
            self._show()

    def fit(self, room: Room) -> None:
        for table in (self.staying, self.roll):
            table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)
        self._told.setVisible(not room.narrow)

    def reload(self) -> None:
        known = self.context.desk.read(terms.terms)
        now = next((term for term in known if term.ended is None), None)
        self._next = (now.number if now else max((term.number for term in known), default=0)) + 1
        named = [(term.id, f"{term.name}名单（{term.began.year}年起）") for term in known]
        self.which.set_choices([(NEW, f"换届：{term_name(self._next)}"), *named])
        rows = [row for row in self.context.desk.read(people) if set(row.kinds) & set(OF_TERM)]
        unticked = {*self.staying.all_ids()} - {*self.staying.chosen_ids()}
        self.staying.show_rows(rows)
        # Whoever does not stay is unticked: fewer do. Somebody who has come meanwhile was never looked at, and stays.
        self.staying.tick([row.id for row in rows if row.id not in unticked])
        self._show()

    @property
    def _front(self) -> DataTable[Any]:
        return self.staying if self.which.value() == NEW else self.roll

    def _show(self) -> None:
        new = self.which.value() == NEW
        if not new:
            self.roll.show_rows(self.context.desk.read(roll_of_term, self.which.value()))
        filled = self._front.rows.count() > 0
        self.staying.setVisible(new and filled)
        self.roll.setVisible(not new and filled)
        self.empty.setVisible(not filled)
        for made in (self.change_button, self.all_button, self.none_button):
            made.setVisible(new)
        self._told.setText("勾上的留任，没有勾的退出名册；以前的一届留作名单" if new else "")
        if not filled:
            go = button("去名册", lambda: self.context.navigate("people", part="roster"), icon="users")
            text = "名册里还没有委员、常委和信息员。" if new else "这一届没有登记过人。"
            self.empty.tell("没有人", text, icon="users", buttons=[go])
        self._fit_buttons()
        self.subtitle = self._title()
        self.titled.emit()

    def _title(self) -> str:
        return "留任名单" if self.which.value() == NEW else self.which.box.currentText()

    def _fit_buttons(self) -> None:
        if self.which.value() == NEW:
            stay, total = self.staying.chosen_count(), self.staying.rows.count()
            self._count.setText(f"留任 {stay} 人，退出 {total - stay} 人")
            self.change_button.setEnabled(stay > 0)
        else:
            self._count.setText(f"共 {self.roll.rows.count()} 人")
        self.person_button.setEnabled(self._front.rows.count() > 0)

    # ------------------------------------------------------------------ what is done
    def _open(self) -> None:
        current = self._front.current_row()
        if current is not None:
            person_id = current.id if isinstance(current, PersonRow) else current.person_id
            self.context.navigate("person", person_id=person_id)

    def _change(self) -> None:
        staying = [row.id for row in self.staying.chosen_rows()]
        leaving = self.staying.rows.count() - len(staying)
        begun = self._changing.change(self._next, staying=staying, leaving=leaving)
        if begun is None:
            return
        self.notice.dismiss()
        cards = f"，发新证 {begun.done.cards} 张" if begun.done.cards else ""
        self.context.notify(f"已换届：{begun.name}，留任 {begun.done.stayed} 人{cards}", undo=True)
        if begun.done.led:
            self.notice.tell(
                f"{'、'.join(begun.done.led)}现在没有组长，请另定。",
                actions=[("去设置", lambda: self.context.navigate("settings", section="groups"))],
            )


def _staying_columns() -> tuple[Column[PersonRow], ...]:
    return (
        Column(key="name", title="姓名", text=lambda r: r.name, width=100, kind=Kind.TEXT),
        Column(key="kinds", title="身份", text=lambda r: "、".join(r.kinds), width=130),
        Column(key="unit", title="工作单位及职务", text=lambda r: f"{r.unit}{r.position}", width=200, stretch=True),
        Column(key="sector", title="界别", text=lambda r: r.sector, width=120),
        Column(key="group", title="信息小组", text=lambda r: r.info_group, width=130, wide_only=True),
        Column(
            key="pieces",
            title="来稿",
            text=lambda r: str(r.pieces) if r.pieces else "",
            sort=lambda r: r.pieces,
            width=64,
            kind=Kind.NUMBER,
        ),
    )


def _roll_columns() -> tuple[Column[TermMember], ...]:
    return (
        Column(key="name", title="姓名", text=lambda r: r.name, width=100, kind=Kind.TEXT),
        Column(key="kinds", title="身份", text=lambda r: "、".join(r.kinds), width=150),
        Column(key="unit", title="工作单位", text=lambda r: r.unit, width=200, stretch=True),
        Column(key="sector", title="界别", text=lambda r: r.sector, width=120),
        Column(key="group", title="信息小组", text=lambda r: r.info_group, width=130, wide_only=True),
        Column(key="there", title="现在", text=lambda r: "在册" if r.in_roster else "已退出", width=80),
    )
