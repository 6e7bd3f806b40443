"""本机: what belongs to this PC alone: the zoom of the interface, its fonts, where data and log lie, its version."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cppcc_desk import __version__
from cppcc_desk.domain.layout import Face
from cppcc_desk.press import preference
from cppcc_desk.press.fonts import installed, other_chinese_families
from cppcc_desk.ui import lists, placing, trying
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, Field, Form, TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.remembered import ZOOM
from cppcc_desk.ui.widgets import STRETCH, button, column, label

ZOOMS = (("1", "100 %（标准）"), ("1.15", "115 %（较大）"), ("1.3", "130 %（大）"))


def _offers(face: Face) -> list[tuple[str, str]]:
    """The best by the program's judgement, what comes near, then every other Chinese family of this PC."""
    known = installed().known(face)
    best = f"自动（{known[0].told}）" if known else "自动（没有可用的字体）"
    return [
        ("", best),
        *((one.family, one.told) for one in known),
        *((family, family) for family in other_chinese_families(face)),
    ]


class ThisPcSection(Section):
    """Nothing here is an operation: the office's data does not know this PC."""

    id = "this_pc"
    title = "本机"
    icon = "columns"
    hint = "只管这台电脑，不影响办公室的数据。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(label_width=84)
        self.form.setMaximumWidth(WIDEST_FORM)
        self.zoom = self._add("zoom", "界面大小", ChoiceField(ZOOMS), label("改后重新打开程序生效", "hint"))
        self.zoom.changed.connect(self._set_zoom)
        self.faces = {face: self._add_face(face) for face in Face}
        self.move_button = button("换地方…", partial(placing.change, context), kind="link")
        self._add_path("data", "数据文件夹", context.desk.folder.root, "打开数据文件夹", self.move_button)
        self._add_path("logs", "日志文件夹", context.desk.folder.logs, "打开日志文件夹")
        self.try_button = button("用示例数据试用", self._try, icon="play")
        self.clear_button = button("清除…", partial(trying.clear, context), kind="link")
        self.try_button.setMinimumWidth(150)
        self._add("sample", "示例数据", TextField(read_only=True), self.try_button, self.clear_button)
        self._add("version", "程序版本", TextField(read_only=True))
        told = label(
            "日志里只有编号、数量和出错的种类，没有标题、姓名和正文，可以放心发给维护人员。", "secondary", wrap=True
        )
        self.lay_out(scrolled(column(self.form, told, STRETCH, gap=12, margins=(16, 14, 16, 14))), bar=False)

    def _add(self, key: str, title: str, field: Field, *beside: QWidget) -> Field:
        return self.form.add(key, title, field, beside=beside)

    def _add_face(self, face: Face) -> ChoiceField:
        """What sets a face in previews, print and PDF; a .docx always names the proper one."""
        field = ChoiceField()
        field.changed.connect(lambda: self._set_face(face))
        self._add(face.name, f"{face}用", field)
        return field

    def _add_path(self, key: str, title: str, path: Path, words: str, *beside: QWidget) -> None:
        opener = button(words, lambda: self._open(path), icon="folder")
        opener.setMinimumWidth(150)
        self._add(key, title, TextField(read_only=True), opener, *beside)

    def read(self) -> dict[str, str]:
        folder = self.context.desk.folder
        kept = str(self.context.settings.value(ZOOM, "1"))
        faces = {face.name: family for face, family in preference.preferred().items()}
        told = (
            "现在就是示例数据"
            if self.context.in_sample
            else "已载入"
            if self.context.office.sample.is_sample
            else "没有载入"
        )
        here = {"data": str(folder.root), "logs": str(folder.logs), "sample": told, "version": __version__}
        return {"zoom": kept, **here, **faces}

    def fill(self, held: dict[str, str]) -> None:
        for face, field in self.faces.items():
            field.set_choices(_offers(face))
        self.form.fill({face.name: "" for face in Face} | held)
        self.move_button.setVisible(not self.context.in_sample)
        self.try_button.setText("回到本单位" if self.context.in_sample else "用示例数据试用")
        self.clear_button.setVisible(self.context.office.sample.is_sample)

    def _sample(self) -> str:
        if self.context.in_sample:
            return "现在就是示例数据"
        return "已载入" if self.context.office.sample.is_sample else "没有载入"

    def _try(self) -> None:
        (trying.leave if self.context.in_sample else trying.begin)(self.context)

    def _set_zoom(self) -> None:
        self.context.settings.setValue(ZOOM, self.zoom.value())
        self.context.settings.sync()
        self.context.notify(f"界面大小已设为 {dict(ZOOMS)[str(self.zoom.value())]}，重新打开程序后生效")

    def _set_face(self, face: Face) -> None:
        try:
            preference.prefer(face, str(self.faces[face].value()))
        except OSError:
            self.notice.tell("没有记下这个选择：数据文件夹不能写入。数据没有改动，请检查磁盘后再选。")
            self.reload()
            return
        self.context.work.changed.emit("")  # pages that are set are painted anew
        self.context.notify(f"预览、打印和 PDF 里的{face}用 {installed().told(face)}；Word 文件里仍写标准的字体名")

    def _open(self, folder: Path) -> None:
        if not folder.exists():
            self.notice.tell("这个文件夹还没有建立，用一段时间后再看。", kind="info")
            return
        lists.show_file(folder)
