"""The head of every page: title, one line beside it, search, 登记来稿, reminders, who is at the desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from cppcc_desk.ui.theme import PAGE_HEADER, PAGE_HEADER_LOW
from cppcc_desk.ui.widgets.boxes import STRETCH, row
from cppcc_desk.ui.widgets.buttons import button
from cppcc_desk.ui.widgets.label import ElidedLabel, label
from cppcc_desk.ui.widgets.search_box import SearchBox


class PageHeader(QFrame):
    """`register_wanted`, `reminders_wanted`, `person_wanted` for its three buttons; the search box is `search`."""

    register_wanted = Signal()
    reminders_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._title = label("", "page_title")
        self._subtitle = ElidedLabel("", "secondary")
        self.search = SearchBox()
        self._register = button("登记来稿", self.register_wanted.emit, icon="plus", kind="primary", shortcut="Ctrl+N")
        self._bell = button("", self.reminders_wanted.emit, icon="bell", kind="flat", tip="提醒")
        self._person: QPushButton = button("", self.person_wanted.emit, icon="user", kind="flat", tip="经办人")
        self._person.setMinimumWidth(40)
        self._person.setMaximumWidth(220)
        box = row(
            self._title,
            self._subtitle,
            STRETCH,
            self.search,
            self._register,
            4,
            self._bell,
            self._person,
            margins=(16, 0, 12, 0),
        )
        box.setStretch(1, 1)
        self.setLayout(box)
        self.set_room(1366, 696)

    def show_title(self, title: str, subtitle: str = "", *, register: bool = True) -> None:
        """What the page is; `register` shows the button 登记来稿."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._register.setVisible(register)

    def show_person(self, name: str, unit: str = "") -> None:
        """Who is acting."""
        self._person.setText(f"{name} · {unit}" if unit else name)
        self._person.setAccessibleName(f"经办人 {name}")

    def set_room(self, width: int, height: int) -> None:
        """Fit a window of this size."""
        self.setFixedHeight(PAGE_HEADER_LOW if height < 640 else PAGE_HEADER)
        narrow = width < 1450
        self.search.setFixedWidth(300 if narrow else 380)
        self.search.set_narrow(narrow)
        self._subtitle.setVisible(width >= 1200)
