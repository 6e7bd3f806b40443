"""Sections with a list at the left and the form of the chosen entry beside it: 刊物, 信息小组; 去向 builds on them."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.operations.office import save_journal
from cppcc_desk.operations.units import save_group
from cppcc_desk.queries import office
from cppcc_desk.queries.office import GroupRow, JournalRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import CheckField, Form, NumberField, TextField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, button, column, hairline, label, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList


class EntriesSection(Section):
    """Override `rows`, `item`, `show_row`, `store_row` and `name`; `show_row(None)` clears the form for a new entry."""

    what = ""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(label_width=84)
        self.form.setMaximumWidth(WIDEST_FORM)
        self.form.changed.connect(lambda _key: self.touched())
        self.list = SideList(self.title)
        self.list.picked.connect(self._pick)
        self.add_button = button(f"新增{self.what}", self.add, icon="plus", kind="link")
        self._row: Any = None
        self._head = label("", "strong")

    def lay_out_entries(self, *below: QWidget) -> None:
        """The list, a hairline, the form with `below` under it."""
        self._side = QWidget()
        self._side.setLayout(column(self.list, row(self.add_button, STRETCH, margins=(8, 4, 8, 6)), gap=0))
        self._side.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._side.setFixedWidth(220)
        body = scrolled(column(self._head, self.form, *below, STRETCH, gap=10, margins=(16, 12, 16, 14)))
        line = row(self._side, hairline(vertical=True), body, gap=0)
        line.setStretch(2, 1)
        self.lay_out(line)

    def fit(self, room: Room) -> None:
        self._side.setFixedWidth(170 if room.narrow else 220)

    # --- to override ---

    def rows(self) -> Sequence[Any]:
        """All entries, also those out of use."""
        raise NotImplementedError

    def item(self, row: Any) -> SideItem:
        """How an entry stands in the list."""
        return SideItem(row.id, row.name if row.active else f"{row.name}（停用）", calm=not row.active)

    def show_row(self, row: Any) -> None:
        """Fill the form; None for a new entry."""
        raise NotImplementedError

    def store_row(self, row_id: int | None) -> int:
        """Save by one operation; its id."""
        raise NotImplementedError

    # --- what is the same in all ---

    def forms(self) -> tuple[Form, ...]:
        return (self.form,)

    @property
    def row_id(self) -> int | None:
        """The entry in the form, None for a new one."""
        return self._row.id if self._row is not None else None

    def read(self) -> Sequence[Any]:
        return self.rows()

    def moved(self) -> bool:
        """Only the entry in the form matters."""
        return self._row is not None and self._row not in self.rows()

    def fill(self, held: Sequence[Any]) -> None:
        by_id = {row.id: row for row in held}
        self._row = by_id.get(self.row_id) or (held[0] if held else None)
        items = [self.item(row) for row in held]
        self.list.show_items(items)
        self.list.choose(self.row_id)
        self._show()

    def choose(self, row_id: int) -> None:
        """Show the entry with this id."""
        self.list.choose(row_id)
        self._pick(row_id)

    def add(self) -> None:
        """A new entry: the form is empty, the keyboard in its first field."""
        if not self.may_leave():
            return
        self._row = None
        self.list.choose(None)
        self._show()
        self.form.field("name").setFocus()
        self.touched()

    def store(self) -> str:
        saved = self.store_row(self.row_id)
        self._row = next(row for row in self.rows() if row.id == saved)
        return f"已保存{self.what}“{self._row.name}”"

    def save(self) -> bool:
        if self.dirty and self.form.show_problems(self.form.missing(["name"])):
            return False
        return super().save()

    def _pick(self, row_id: Hashable) -> None:
        if not self.may_leave():
            self.list.choose(self.row_id)
            return
        self._row = next((row for row in self.rows() if row.id == row_id), None)
        self.list.choose(row_id)
        self._show()

    def _show(self) -> None:
        self._head.setText(self._row.name if self._row is not None else f"新增{self.what}")
        self.show_row(self._row)


class JournalsSection(EntriesSection):
    """The 刊物 that the office issues."""

    id = "journals"
    title = "刊物"
    icon = "book"
    hint = "每种刊物每年从第 1 期编起，另编总期号。报、送、发印在期刊末尾，几个单位用顿号隔开。"
    what = "刊物"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add("name", "名称", TextField(max_length=30), required=True)
        add("mark", "红头文字", TextField(max_length=30, placeholder="不填就用名称"))
        add("issued_by", "编印单位", TextField(max_length=40))
        add("report_to", "报", TextField(placeholder="如：市政协办公室、县委办公室"))
        add("send_to", "送", TextField())
        add("distribute_to", "发", TextField())
        add("copies", "份数", NumberField(minimum=1, maximum=9999, suffix="份"))
        add(
            "issued_before",
            "已出期数",
            NumberField(maximum=99999, suffix="期"),
            beside=[_hint("用本程序以前总共出了多少期，总期号接着编")],
        )
        add("active", "", CheckField("在用", tip="不再出的刊物停用后，以前的期刊仍能查到"))
        self.lay_out_entries()

    def rows(self) -> Sequence[JournalRow]:
        return self.context.desk.read(office.journals, all_journals=True)

    def show_row(self, row: JournalRow | None) -> None:
        told = self.context.desk.read(office.office, on=self.context.today)
        self.form.fill(
            {
                "name": row.name if row else "",
                "mark": row.mark if row else "",
                "issued_by": row.issued_by if row else told.issued_by,
                "report_to": row.report_to if row else "",
                "send_to": row.send_to if row else "",
                "distribute_to": row.distribute_to if row else "",
                "copies": row.copies if row else 30,
                "issued_before": row.issued_before if row else 0,
                "active": row.active if row else True,
            }
        )

    def store_row(self, row_id: int | None) -> int:
        return self.context.desk.do(save_journal, row_id, **self.form.values())


class GroupsSection(EntriesSection):
    """The 信息小组."""

    id = "groups"
    title = "信息小组"
    icon = "users"
    hint = "来稿分派给小组办理；停用的小组不再出现在分派的选项里，办过的来稿不变。"
    what = "信息小组"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add("name", "名称", TextField(max_length=30), required=True)
        add("leader", "组长", TextField(max_length=20))
        add("area", "联系范围", TextField(max_length=200, placeholder="联系的界别、乡镇或单位"))
        add("active", "", CheckField("在用"))
        self.see_button = button("查看该组来稿", self._see, icon="list")
        self.lay_out_entries(_under_form(self.see_button))

    def rows(self) -> Sequence[GroupRow]:
        return self.context.desk.read(office.groups, all_groups=True)

    def show_row(self, row: GroupRow | None) -> None:
        self.see_button.setEnabled(row is not None)
        self.form.fill(
            {
                "name": row.name if row else "",
                "leader": row.leader if row else "",
                "area": row.area if row else "",
                "active": row.active if row else True,
            }
        )

    def store_row(self, row_id: int | None) -> int:
        return self.context.desk.do(save_group, row_id, **self.form.values())

    def _see(self) -> None:
        self.context.navigate("people", group_id=self.row_id)


def _under_form(*made: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*made, STRETCH, margins=(92, 0, 0, 0)))
    return holder


def _hint(words: str) -> QWidget:
    made = label(words, "hint")
    made.setMinimumWidth(250)
    return made
