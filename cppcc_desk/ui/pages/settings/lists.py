"""Sections that are a list edited in place: 工作人员 and the 选项表."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.operations.office import save_staff, save_words
from cppcc_desk.queries import office
from cppcc_desk.queries.office import CodeRow, StaffRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, TextField
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.remembered import PERSON
from cppcc_desk.ui.widgets import STRETCH, FilterChips, PageHeader, button, clear, column, hairline, label, row
from cppcc_desk.ui.widgets.flow import FlowLayout

KINDS = (
    ("category", "类别"),
    ("nature", "性质"),
    ("rejection_reason", "不采用理由"),
    ("form", "报送形式"),
    ("dispatch_way", "传送方式"),
    ("retention", "保管期限"),
    ("pause_reason", "暂停原因"),
    ("answer", "答复结果"),
    ("supervision_way", "督办方式"),
)
WITH_SENTENCE = "rejection_reason"


class StaffSection(Section):
    """Who works here, and who is at the desk now."""

    id = "staff"
    title = "工作人员"
    icon = "user"
    hint = "办理记录里写的就是这些姓名。离开的人去掉后，他办过的记录不变。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.person = ChoiceField()
        self.person.setFixedWidth(220)
        self.person.name("当前经办人")
        self.person.changed.connect(self._sit_down)
        self.editor = RowsEditor(
            (
                EditorColumn("name", "姓名", lambda: TextField(max_length=20), 160),
                EditorColumn(
                    "role", "岗位", lambda: TextField(max_length=30, placeholder="如：登记、编辑、核稿、签发")
                ),
            ),
            add_words="增加工作人员",
            remove_words="去掉",
        )
        self.editor.setMaximumWidth(640)
        self.editor.changed.connect(self.touched)
        now = row(
            label("当前经办人", "strong"),
            self.person,
            label("以后的登记和办理都记在这个人名下", "hint"),
            STRETCH,
            margins=(16, 12, 16, 12),
        )
        body = column(now, hairline(), scrolled(column(self.editor, STRETCH, margins=(16, 12, 16, 14))), gap=0)
        body.setStretch(2, 1)
        self.lay_out(body)

    def read(self) -> Sequence[StaffRow]:
        return self.context.desk.read(office.staff)

    def fill(self, held: Sequence[StaffRow]) -> None:
        self.editor.set_value([{"name": person.name, "role": person.role} for person in held])
        self._show_person(held)

    def store(self) -> str:
        names = [(line["name"], line["role"]) for line in self.editor.value()]
        self.context.desk.do(save_staff, names)
        return f"已保存工作人员 {len(names)} 人"

    def _show_person(self, held: Sequence[StaffRow]) -> None:
        names = dict.fromkeys((*(person.name for person in held), self.context.person))
        self.person.set_choices([(name, name) for name in names])
        self.person.set_value(self.context.person)

    def _sit_down(self) -> None:
        name = str(self.person.value())
        self.context.desk.by = name
        self.context.settings.setValue(PERSON, name)
        for head in self.window().findChildren(PageHeader):
            head.show_person(name)
        self.context.work.changed.emit("")  # what is mine on other pages is somebody else's now
        self.context.notify(f"现在由{name}办理")


class WordsSection(Section):
    """The lists of words that forms offer."""

    id = "words"
    title = "选项表"
    icon = "tag"
    hint = "表单里供选择的词。改写一个词就是换成新词：旧词停用，用过旧词的来稿不变。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.kinds = FilterChips(KINDS)
        self.kinds.picked.connect(self._pick_kind)
        self._kind = self.kinds.chosen
        self.editors = {kind: self._editor(kind) for kind, _ in KINDS}
        self._off_words = label("已停用", "hint")
        self._off_box = QWidget()
        self._off = FlowLayout(self._off_box)
        editors = column(*self.editors.values(), gap=0)
        self.lay_out(
            scrolled(column(editors, self._off_words, self._off_box, STRETCH, gap=8, margins=(16, 12, 16, 14))),
            tools=row(self.kinds, STRETCH, margins=(0, 6, 0, 0)),
        )

    def _editor(self, kind: str) -> RowsEditor:
        columns = [EditorColumn("word", "词", lambda: TextField(max_length=30), 0)]
        if kind == WITH_SENTENCE:
            columns = [
                EditorColumn("word", "理由", lambda: TextField(max_length=30), 170),
                EditorColumn("sentence", "答复反映人的话", lambda: TextField(max_length=200)),
            ]
        made = RowsEditor(columns, add_words="增加", remove_words="停用", heads=kind == WITH_SENTENCE)
        if kind != WITH_SENTENCE:
            made.setMaximumWidth(440)
        made.changed.connect(self.touched)
        return made

    @property
    def editor(self) -> RowsEditor:
        """The editor of the list in front."""
        return self.editors[self._kind]

    def show_kind(self, kind: str) -> None:
        """Bring a list to the front."""
        self.kinds.choose(kind)
        self._pick_kind(kind)

    def _pick_kind(self, kind: str) -> None:
        if not self.may_leave():
            self.kinds.choose(self._kind)
            return
        self._kind = kind
        self.reload()

    def read(self) -> Sequence[CodeRow]:
        return self.context.desk.read(office.codes, self._kind, all_words=True)

    def fill(self, held: Sequence[CodeRow]) -> None:
        for kind, editor in self.editors.items():
            editor.setVisible(kind == self._kind)
        self.editor.set_value([{"word": code.word, "sentence": code.sentence} for code in held if code.active])
        self._show_off([code for code in held if not code.active])

    def _show_off(self, unused: Sequence[CodeRow]) -> None:
        clear(self._off)
        for code in unused:
            again: Mapping[str, Any] = {"word": code.word, "sentence": code.sentence}
            chip = button(f"＋ {code.word}", partial(self._use_again, again), tip=f"重新启用“{code.word}”")
            chip.setProperty("kind", "chip")
            self._off.addWidget(chip)
            chip.show()
        self._off_words.setVisible(bool(unused))
        self._off_box.setVisible(bool(unused))
        self._off_box.updateGeometry()

    def _use_again(self, again: Mapping[str, Any]) -> None:
        if again["word"] not in [line["word"] for line in self.editor.value()]:
            self.editor.add_value(again)

    def store(self) -> str:
        words = [(line["word"], line.get("sentence", "")) for line in self.editor.value()]
        self.context.desk.do(save_words, self._kind, words)
        return f"已保存选项表“{dict(KINDS)[self._kind]}”"
