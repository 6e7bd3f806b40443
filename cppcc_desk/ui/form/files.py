"""Files that go with what is entered: chips with name and size, each taken off by a click."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.ui import icons
from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.lists import size_words
from cppcc_desk.ui.theme import COMPACT, TOKENS
from cppcc_desk.ui.widgets.boxes import clear
from cppcc_desk.ui.widgets.buttons import button
from cppcc_desk.ui.widgets.flow import FlowLayout

_HEIGHT = COMPACT - 2  # with its border as high as the buttons beside it
_LONGEST_NAME = 26  # characters of a file name shown on its chip

_CHIP = f"""
QPushButton {{ background:{TOKENS["grey_soft"]}; border:1px solid transparent; border-radius:3px; padding:0 8px;
  min-height:{_HEIGHT}px; font-size:13px; }}
QPushButton:hover {{ border-color:{TOKENS["primary_line"]}; }}
QPushButton:focus {{ border-color:{TOKENS["primary"]}; padding:0 8px; min-height:{_HEIGHT}px; }}
"""


class FilesField(Field):
    """Files as chips with their size and a cross; value: tuple of ReceivedFile.

    `buttons` stand behind the chips. A click on a chip takes the file off; it stays among the kept originals.
    `what` the files are, and `of` what, is told in the tooltip.
    """

    def __init__(self, *buttons: QPushButton, what: str = "附件", of: str = "这篇来稿") -> None:
        self.frame = QFrame()
        super().__init__(self.frame)
        self._what, self._of = what, of
        self._files: tuple[ReceivedFile, ...] = ()
        self._buttons = buttons
        self._flow = FlowLayout(self.frame, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.frame.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._draw()

    def value(self) -> tuple[ReceivedFile, ...]:
        return self._files

    def set_value(self, value: Any) -> None:
        self._files = tuple(value or ())
        self._draw()

    def add(self, *files: ReceivedFile) -> None:
        """Add files that are not there yet."""
        there = {file.sha256 for file in self._files}
        new = tuple(file for file in files if file.sha256 not in there)
        if new:
            self._files = (*self._files, *new)
            self._draw()
            self.changed.emit()

    def in_order(self) -> list[QWidget]:
        """Chips and buttons as they stand on the screen."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [item.widget() for item in items if item is not None]

    def _drop(self, file: ReceivedFile) -> None:
        self._files = tuple(kept for kept in self._files if kept is not file)
        self._draw()
        if self._buttons:
            self._buttons[0].setFocus()
        self.changed.emit()

    def _draw(self) -> None:
        for made in self._buttons:
            self._flow.removeWidget(made)
        clear(self._flow)
        for file in self._files:
            chip = _chip(file, partial(self._drop, file), "原稿" if file.source else self._what, self._of)
            self._flow.addWidget(chip)
            chip.show()
        for made in self._buttons:
            self._flow.addWidget(made)
        self._flow.invalidate()
        self.updateGeometry()


def _chip(file: ReceivedFile, drop: Callable[[], None], what: str, of: str) -> QPushButton:
    name = file.file_name
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 9]}…{name[-8:]}"
    made = button(f"{name}  {size_words(file.size)}  ", drop)
    made.setStyleSheet(_CHIP)
    made.setIcon(icons.icon("close", "text2", 12))
    made.setIconSize(QSize(10, 10))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setToolTip(f"{what}：{file.file_name}。点一下从{of}里去掉。")
    made.setAccessibleName(f"去掉{what} {file.file_name}")
    return made
