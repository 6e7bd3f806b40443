"""How 起草公文 shares its room: the form with its buttons at the left, its pages and their check at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.drafting.beside import Beside
from cppcc_desk.ui.pages.drafting.fieldset import DraftForm
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, button, column, label

_FORM_WIDTH, _FORM_WIDTH_WIDE, _FORM_WIDTH_NARROW = 600, 760, 520


class Halves(QSplitter):
    """Buttons `leave_button`, `save_button`, `finish_button`; `tell` writes a line beside them."""

    def __init__(self, jump: Callable[[str], Any], explain_fonts: Callable[[], Any]) -> None:
        super().__init__()
        self._form: DraftForm | None = None
        self._room = Room(1366, 696)
        self._pages_wanted: bool | None = None  # what the person chose, None while the room decides
        self.beside = Beside(jump, explain_fonts)
        self._told = label("", "hint")
        self.pages_button = button("看版面 F6", self.toggle_pages, icon="eye", kind="link")
        self.leave_button = button("关闭", shortcut="Esc")
        self.save_button = button("保存草稿", icon="save", shortcut="Ctrl+S")
        self.finish_button = button("定稿…", icon="stamp", kind="primary", shortcut="Ctrl+Enter")
        bar = Bar(self._told, self.pages_button, STRETCH, self.leave_button, self.save_button, self.finish_button)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = column(self._area, bar, gap=0)
        left.setStretch(0, 1)
        self.setHandleWidth(10)
        self.setChildrenCollapsible(False)
        self.addWidget(Card(left))
        self.addWidget(self.beside)
        self.setStretchFactor(1, 1)

    def show_form(self, form: DraftForm | None) -> None:
        """Show a form in the place of the one before, which is deleted; None for none."""
        self._form = form
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()
        if form is not None:
            form.set_tall(self._room.tall)
            inside = QWidget()
            inside.setObjectName("clear")
            inside.setLayout(column(form, margins=(16, 12, 16, 8)))
            self._area.setWidget(inside)

    def tell(self, words: str) -> None:
        """One line at the lower left."""
        self._told.setText(words)

    def show_field(self, element: str) -> None:
        """Bring the field that a line of the check is about into sight, with the keyboard in it."""
        if self._form is not None and element:
            self._form.go_to(element)
            focused = self._form.focusWidget()
            if focused is not None:
                self._area.ensureWidgetVisible(focused)

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self._room = room
        shown = self._pages_wanted if self._pages_wanted is not None else not room.narrow
        self.beside.setVisible(shown)
        self.beside.fit(low=room.low, tall=room.tall)
        self.pages_button.setVisible(room.narrow or not shown)
        self.pages_button.setText("收起版面 F6" if shown else "看版面 F6")
        self._told.setVisible(not (room.narrow and shown))
        width = _FORM_WIDTH_WIDE if room.wide else _FORM_WIDTH_NARROW if room.narrow else _FORM_WIDTH
        total = max(self.width(), room.width - 100)
        self.setSizes([width, total - width])
        if self._form is not None:
            self._form.set_tall(room.tall)

    def toggle_pages(self) -> None:
        """F6: the pages beside the form, or away."""
        self._pages_wanted = self.beside.isHidden()
        self.fit(self._room)
