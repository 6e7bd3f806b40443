"""An area of several parts: one tab for each, a page of its own that is made when it is first opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.widgets import column, row


@dataclass(frozen=True)
class Part:
    """One tab: its key, its words, the module under `ui/pages` and the page's class."""

    key: str
    title: str
    module: str
    name: str

    def make(self, context: Context) -> Page:
        """Imported only now: most starts never open it."""
        page: Page = getattr(import_module(f"cppcc_desk.ui.pages.{self.module}"), self.name)(context)
        return page


class PartsPage(Page):
    """Name `parts`, and `default` where it is not the first of them.

    `open_at(part="groups", …)`: the rest of the target is for that part; without `part`, `meant` says which.
    """

    parts: tuple[Part, ...] = ()
    default = ""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._pages: dict[str, Page] = {}
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(f"{self.title}的各部分")
        for part in self.parts:
            self.tabs.addTab(part.title)
        self.stack = QStackedWidget()
        body = column(row(self.tabs, margins=(12, 4, 12, 0)), self.stack, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._show(self.default or self.parts[0].key)
        self.tabs.currentChanged.connect(self._pick)

    def meant(self, target: Mapping[str, Any]) -> str:
        """The key of the part that a target without `part` is for."""
        return self.default or self.parts[0].key

    @property
    def front(self) -> Page:
        """The part in front."""
        return self._pages[self.shown]

    def part(self, key: str) -> Page:
        """A part by its key, made if it is not there yet."""
        if key not in self._pages:
            made = next(part for part in self.parts if part.key == key).make(self.context)
            made.titled.connect(self._follow)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def open_at(self, **target: Any) -> None:
        if not target:
            return
        key = target.pop("part", None) or self.meant(target)
        if self.part(key) is not self.front and not self.front.may_leave():
            return
        self._show(key)
        self.front.open_at(**target)

    def reload(self) -> None:
        self.front.refresh()

    def refresh(self) -> None:
        for page in self._pages.values():
            page.refresh()

    def fit(self, room: Room) -> None:
        self.front.set_room(room)

    def begin(self, last: QWidget | None = None) -> None:
        self.front.begin(last)

    def may_leave(self) -> bool:
        return self.front.may_leave()

    def may_close(self) -> bool:
        for key, page in self._pages.items():
            if not page.may_close():
                self._show(key)
                return False
        return True

    def keep(self) -> None:
        for page in self._pages.values():
            page.keep()

    def _show(self, key: str) -> None:
        page = self.part(key)
        page.set_room(self.room)
        place = next(number for number, part in enumerate(self.parts) if part.key == key)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self.shown = key
        self.stack.setCurrentWidget(page)
        self._follow()

    def _pick(self, place: int) -> None:
        if not self.front.may_leave():
            self._show(self.shown)
            return
        by_key = self.tabs.hasFocus()
        self._show(self.parts[place].key)
        if not by_key:  # the list that had the keyboard is hidden now
            self.front.begin()

    def _follow(self) -> None:
        """The head of the window says what the part in front says."""
        self.subtitle, self.help_chapter = self.front.subtitle, self.front.help_chapter
        self.titled.emit()
