"""Fields that only papers have: names in one line, 正文, 附件, 印章."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cppcc_desk.domain.official import picture_line
from cppcc_desk.ui.form import Field, LongTextField, TextField
from cppcc_desk.ui.theme import READING_PITCH
from cppcc_desk.ui.widgets import STRETCH, button, clear, column, label, row

TITLE_LINES = 2
_CELL = 120  # pixels from one cell of a pasted table to the next
_ORGANS = re.compile("[、；;\n]")  # a comma may stand within: 各镇乡、街道政协工委，各专委会
_PEOPLE = re.compile("[、，,；;\n\u3000]")


class NamesField(Field):
    """Several names in one line, divided by 、; value: list of str."""

    def __init__(self, *, people: bool = False, placeholder: str = "") -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self._marks = _PEOPLE if people else _ORGANS
        self.edit.setPlaceholderText(placeholder or "几个之间用顿号隔开")
        self.edit.setMinimumWidth(60)
        self.edit.setMaxLength(5_000)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> list[str]:
        return [name for part in self._marks.split(self.edit.text()) if (name := part.strip())]

    def set_value(self, value: Any) -> None:
        self.edit.setText("、".join([value] if isinstance(value, str) else value or ()))
        self.edit.setCursorPosition(0)


class TitleField(LongTextField):
    """标题: a line break forces the title's break."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(lines=TITLE_LINES, indent=False, placeholder=placeholder)
        self.edit.setFixedHeight(TITLE_LINES * READING_PITCH + 20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class TextBlocksField(LongTextField):
    """正文 as it is typed; tabs are kept, for they divide the cells of a pasted table. value: str."""

    def __init__(self, *, lines: int, placeholder: str = "") -> None:
        super().__init__(lines=lines, placeholder=placeholder)
        self.edit.setTabStopDistance(_CELL)

    def value(self) -> str:
        return self.edit.toPlainText().strip("\n")

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.edit.setPlainText(str(value or ""))
        self._lay_out()
        self.edit.document().clearUndoRedoStacks()
        self._filling = False

    def insert_picture(self, name: str) -> None:
        """A line for the picture, below the paragraph the caret stands in."""
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.EndOfBlock)
        before = "\n" if cursor.block().text().strip() else ""
        cursor.insertText(f"{before}{picture_line(name)}\n")
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()


@dataclass
class _Attachment:
    title: TextField
    text: TextBlocksField
    box: QWidget
    tab_order: Sequence[QWidget] = ()


class AttachmentsField(Field):
    """附件 one below another, each with title and text; value: list of {"title", "text"}.

    `picture_wanted(field)` is called when a picture is to be put into the text of one of them. `rebuilt()` when they
    were laid out anew.
    """

    rebuilt = Signal()

    def __init__(self, picture_wanted: Callable[[TextBlocksField], Any]) -> None:
        super().__init__(QWidget())
        self._picture_wanted = picture_wanted
        self._items: list[_Attachment] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add_button = button("添加附件", self._add, icon="plus", kind="link", compact=True)
        inside = column(self._list, row(self.add_button, STRETCH), gap=2)
        self.inner.setLayout(inside)
        self.setFocusProxy(self.add_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def value(self) -> list[dict[str, str]]:
        found = [{"title": item.title.value(), "text": item.text.value()} for item in self._items]
        return [item for item in found if item["title"] or item["text"]]

    def set_value(self, value: Any) -> None:
        self._show([(item["title"], item["text"]) for item in value or ()])

    def focus_first_without_title(self) -> None:
        """Where the check says that one has no title."""
        for item in self._items:
            if not item.title.value():
                item.title.edit.setFocus()
                return
        self.add_button.setFocus()

    def _held(self) -> list[tuple[str, str]]:
        return [(item.title.value(), item.text.value()) for item in self._items]

    def _show(self, texts: Sequence[tuple[str, str]]) -> None:
        clear(self._list)
        self._items = []
        for number, (title, text) in enumerate(texts):
            self._list.addWidget(self._one(number, len(texts), title, text))
        self.updateGeometry()
        self.rebuilt.emit()

    @property
    def tab_order(self) -> list[QWidget]:
        """What the key Tab goes through."""
        return [*(widget for item in self._items for widget in item.tab_order), self.add_button]

    def _one(self, number: int, count: int, title: str, text: str) -> QWidget:
        name = f"附件{number + 1}" if count > 1 else "附件"
        item = _Attachment(TextField(max_length=200, placeholder="附件的标题"), TextBlocksField(lines=3), QWidget())
        item.title.set_value(title)
        item.text.set_value(text)
        item.title.name(f"{name}的标题")
        item.text.name(f"{name}的内容")
        item.text.edit.setFixedHeight(4 * READING_PITCH + 18)
        item.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        picture = button("插入图片", partial(self._picture_wanted, item.text), icon="plus", kind="link", compact=True)
        up = button("", partial(self._swap, number - 1), icon="up", kind="flat", tip=f"{name}上移", compact=True)
        down = button("", partial(self._swap, number), icon="down", kind="flat", tip=f"{name}下移", compact=True)
        drop = button("", partial(self._drop, number), icon="close", kind="flat", tip=f"去掉{name}", compact=True)
        up.setEnabled(number > 0)
        down.setEnabled(number < count - 1)
        for field in (item.title, item.text):
            field.changed.connect(self.changed)
        numbered = [label(name, "secondary")] if count > 1 else []  # one alone is named by the form
        head = row(*numbered, item.title, up, down, drop, gap=4)
        head.setStretch(len(numbered), 1)
        item.box.setLayout(column(head, item.text, row(picture, STRETCH), gap=4))
        item.tab_order = (item.title.edit, up, down, drop, item.text.edit, picture)
        self._items.append(item)
        return item.box

    def _add(self) -> None:
        self._show([*self._held(), ("", "")])
        self._items[-1].title.edit.setFocus()
        self.changed.emit()

    def _drop(self, number: int) -> None:
        held = self._held()
        self._show([*held[:number], *held[number + 1 :]])
        self.add_button.setFocus()
        self.changed.emit()

    def _swap(self, number: int) -> None:
        held = self._held()
        held[number], held[number + 1] = held[number + 1], held[number]
        self._show(held)
        self.changed.emit()


class SealField(Field):
    """Whether there is a seal, and its picture; value: (bool, key of the picture or "")."""

    def __init__(self, pick: Callable[[], str]) -> None:
        """`pick` asks for a picture; "" when the person thought better of it."""
        super().__init__(QWidget())
        self._pick = pick
        self._key = ""
        self.box = QCheckBox("加盖印章")
        self.pick_button = button("印章图片…", self._picked, kind="link", compact=True)
        self.pick_button.setToolTip("不选图片时留出盖章的位置")
        self.drop_button = button("去掉图片", self._dropped, kind="link", compact=True)
        self.inner.setLayout(row(self.box, self.pick_button, self.drop_button, STRETCH, gap=6))
        self.setFocusProxy(self.box)
        self.box.clicked.connect(lambda _on: self._tell())
        self._tell_buttons()

    def value(self) -> tuple[bool, str]:
        return self.box.isChecked(), self._key

    def set_value(self, value: Any) -> None:
        on, self._key = value or (False, "")
        self.box.setChecked(on)
        self._tell_buttons()

    def name(self, words: str) -> None:
        self.box.setAccessibleName(words)

    def _picked(self) -> None:
        if key := self._pick():
            self._key = key
            self._tell()

    def _dropped(self) -> None:
        self._key = ""
        self._tell()

    def _tell(self) -> None:
        self._tell_buttons()
        self.changed.emit()

    def _tell_buttons(self) -> None:
        self.pick_button.setVisible(self.box.isChecked())
        self.pick_button.setText("换印章图片…" if self._key else "印章图片…")
        self.drop_button.setVisible(bool(self._key))
