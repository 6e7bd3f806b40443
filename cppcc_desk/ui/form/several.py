"""Fields that hold several things: people entered by name, and choices of which any number holds."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from cppcc_desk.ui import icons
from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.widgets.boxes import clear
from cppcc_desk.ui.widgets.buttons import button
from cppcc_desk.ui.widgets.flow import FlowLayout
from cppcc_desk.ui.widgets.suggest import Provider, SuggestEdit, Suggestion


class TagsField(Field):
    """Things entered one after another, such as people; value: tuple of Suggestion.

    A name typed and confirmed with Enter, "、" or by leaving the field is kept with `value=None`; one taken from the
    list keeps what it stands for. Backspace in the empty field takes the last one away. `picked(Suggestion)` tells of
    commands (＋ 新建反映人…) and of what was taken.
    """

    picked = Signal(object)

    def __init__(self, provider: Provider | None = None, *, placeholder: str = "", single: bool = False) -> None:
        self.frame = QFrame()
        self.frame.setObjectName("tags")
        super().__init__(self.frame)
        self._single = single
        self._placeholder = placeholder
        self._tags: list[Suggestion] = []
        self._flow = FlowLayout(self.frame, gap=4)
        self._flow.setContentsMargins(4, 3, 4, 3)
        self.edit = SuggestEdit(provider)
        self.edit.setMinimumWidth(90)
        self.edit.setMaxLength(60)
        self.edit.installEventFilter(self)
        self.edit.picked.connect(self._took)
        self.edit.textEdited.connect(self._typed)
        self.setFocusProxy(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.frame.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._draw()

    def value(self) -> tuple[Suggestion, ...]:
        return tuple(self._tags)

    def set_value(self, value: Any) -> None:
        self._tags = [Suggestion(v) if isinstance(v, str) else v for v in (value or ())]
        self.edit.clear()
        self._draw()

    def name(self, words: str) -> None:
        self.edit.setAccessibleName(words)

    def take_typed(self) -> None:
        """Keep what is still standing in the field."""
        words = self.edit.text().strip(" 、，,;；")
        if words and not self.edit.composing:
            self.edit.clear()
            self._add(Suggestion(words))

    def _took(self, line: Suggestion) -> None:
        if not line.command:
            self.edit.clear()
            self._add(line)
        self.picked.emit(line)

    def _typed(self, text: str) -> None:
        if text.endswith(("、", "，", ",", "；", ";")):
            self.take_typed()

    def _add(self, tag: Suggestion) -> None:
        if tag not in self._tags:
            self._tags = [tag] if self._single else [*self._tags, tag]
        self._draw()
        self.changed.emit()

    def _drop(self, tag: Suggestion) -> None:
        self._tags.remove(tag)
        self._draw()
        self.edit.setFocus()
        self.changed.emit()

    def _draw(self) -> None:
        self._flow.removeWidget(self.edit)
        clear(self._flow)
        for tag in self._tags:
            chip = button(tag.text, partial(self._drop, tag), tip=f"去掉 {tag.text}")
            chip.setIcon(icons.icon("close", "text3", 12))
            chip.setIconSize(QSize(10, 10))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.edit)
        self.edit.setPlaceholderText("" if self._tags else self._placeholder)
        self._flow.invalidate()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if kind == QEvent.Type.FocusOut:
                self.take_typed()
            self.frame.setProperty("focused", kind == QEvent.Type.FocusIn)
            self.frame.style().unpolish(self.frame)
            self.frame.style().polish(self.frame)
        elif kind == QEvent.Type.KeyPress and not self.edit.panel.isVisible():
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.edit.text().strip():
                self.take_typed()
                return True
            if key == Qt.Key.Key_Backspace and not self.edit.text() and self._tags:
                self._drop(self._tags[-1])
                return True
        return False


class SeveralField(Field):
    """Any number of choices as chips, such as 拟报去向; value: tuple of the chosen keys in the order offered."""

    def __init__(self, choices: Iterable[tuple[Any, str]] = ()) -> None:
        self.frame = QFrame()
        super().__init__(self.frame)
        self._flow = FlowLayout(self.frame)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.frame.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._choices: list[tuple[Any, str]] = []
        self._chips: list[QPushButton] = []
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Other choices; those chosen stay chosen when they are still there."""
        kept = self.value()
        clear(self._flow)
        self._choices, self._chips = list(choices), []
        for _, words in self._choices:
            chip = button(words)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on: self.changed.emit())
            self._flow.addWidget(chip)
            self._chips.append(chip)
        if self._chips:
            self.setFocusProxy(self._chips[0])
        self.set_value(kept)

    def value(self) -> tuple[Any, ...]:
        pairs = zip(self._choices, self._chips, strict=True)
        return tuple(key for (key, _), chip in pairs if chip.isChecked())

    def set_value(self, value: Any) -> None:
        wanted: Sequence[Any] = value or ()
        for (key, _), chip in zip(self._choices, self._chips, strict=True):
            chip.setChecked(key in wanted)

    def set_read_only(self, read_only: bool) -> None:
        for chip in self._chips:
            chip.setEnabled(not read_only)
