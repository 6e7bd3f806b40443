"""The groups, and the people of the office."""

from collections.abc import Sequence

from cppcc_desk.operations.founding import GroupEntry, set_people
from cppcc_desk.queries import office
from cppcc_desk.queries.office import GroupRow, StaffRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column, label


class PeopleStep(Section):
    """Members and informants come later, from their roster."""

    id = "people"
    title = "小组与人员"
    hint = "来稿分派给信息小组办理；办理记录里写的是工作人员的姓名。名册里的委员和信息员以后再导入。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.groups = RowsEditor(
            (
                EditorColumn("name", "信息小组", lambda: TextField(max_length=30), 170),
                EditorColumn("leader", "组长", lambda: TextField(max_length=20), 120),
                EditorColumn(
                    "area", "联系范围", lambda: TextField(max_length=200, placeholder="联系的界别、乡镇或单位")
                ),
            ),
            add_words="增加小组",
            remove_words="去掉这个小组",
            ordered=False,
        )
        self.staff = RowsEditor(
            (
                EditorColumn("name", "工作人员", lambda: TextField(max_length=20), 170),
                EditorColumn(
                    "role", "岗位", lambda: TextField(max_length=30, placeholder="如：登记、编辑、核稿、签发")
                ),
            ),
            add_words="增加工作人员",
            remove_words="去掉这个人",
        )
        for editor in (self.groups, self.staff):
            editor.setMaximumWidth(WIDEST_FORM)
            editor.changed.connect(self.touched)
        body = column(
            label("信息小组", "strong"),
            self.groups,
            label("工作人员", "strong"),
            self.staff,
            STRETCH,
            gap=8,
            margins=(16, 14, 16, 14),
        )
        self.lay_out(scrolled(body), bar=False)

    def read(self) -> tuple[Sequence[GroupRow], Sequence[StaffRow]]:
        desk = self.context.desk
        return desk.read(office.groups), desk.read(office.staff)

    def fill(self, held: tuple[Sequence[GroupRow], Sequence[StaffRow]]) -> None:
        groups, staff = held
        self.groups.set_value(
            [{"id": row.id, "name": row.name, "leader": row.leader, "area": row.area} for row in groups]
        )
        self.staff.set_value([{"name": row.name, "role": row.role} for row in staff])

    def store(self) -> str:
        groups = [
            GroupEntry(line.get("id"), line["name"], line["leader"], line["area"]) for line in self.groups.value()
        ]
        staff = [(line["name"], line["role"]) for line in self.staff.value()]
        self.context.desk.do(set_people, groups, staff)
        return f"已保存信息小组 {len(groups)} 个、工作人员 {len(staff)} 人"
