"""Where the data lies, and where a second copy of it goes."""

from pathlib import Path

from cppcc_desk.ui import placing
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Form, TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, button, column, label


class PlacesStep(Section):
    """`place` is where the data shall go, None where it may stay; nothing of this is an operation."""

    id = "places"
    title = "存放位置"
    hint = "数据只在这台电脑上，程序会自己备份。另选一个 U 盘或移动硬盘放备份，电脑坏了也找得回来。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.place: Path | None = None
        self._backing_up = context.backing_up
        self.form = Form(label_width=84)
        self.form.setMaximumWidth(WIDEST_FORM)
        self.move_button = button("换地方…", self._choose_place, icon="folder")
        self.second_button = button("选择…", self._backing_up.choose_second, icon="folder")
        for each in (self.move_button, self.second_button):
            each.setMinimumWidth(110)
        self._room = label("", "hint")
        self._room.setMinimumWidth(130)
        add = self.form.add
        add("data", "数据文件夹", TextField(read_only=True), beside=[self._room, self.move_button])
        add("second", "U 盘备份", TextField(read_only=True), beside=[self.second_button])
        told = label(
            "数据文件夹不要放在网络共享、坚果云等同步文件夹里，同步程序会损坏正在使用的数据。",
            "secondary",
            wrap=True,
        )
        self.lay_out(scrolled(column(self.form, told, STRETCH, gap=12, margins=(16, 14, 16, 14))), bar=False)
        self._backing_up.made.connect(self.reload)

    def fill(self, held: None) -> None:
        place = self.place or self.context.office.root
        second = self._backing_up.place
        self.form.fill({"data": place, "second": second or "还没有选，以后可以在“设置与备份”里选"})
        self._room.setText(placing.room(place))
        self.move_button.setEnabled(not self.context.in_sample)
        self.notice.dismiss()
        if self.place is not None:
            self.notice.tell("点“完成”后，程序会把数据搬到新的位置，然后重新打开。", kind="info", closable=False)

    def _choose_place(self) -> None:
        chosen = placing.choose(self.context)
        if chosen is not None:
            self.place = chosen if chosen.absolute() != self.context.office.root.absolute() else None
            self.reload()
