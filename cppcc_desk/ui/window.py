"""The frame: navigation, head, pages, receipts and keys. It knows no rule of the office and touches no data."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow

from cppcc_desk.ui import geometry, icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.furniture import Furniture
from cppcc_desk.ui.pages.base import Page, PageSpec, Room
from cppcc_desk.ui.reversing import Reversing
from cppcc_desk.ui.theme import SMALLEST
from cppcc_desk.ui.widgets import DropOverlay
from cppcc_desk.ui.widgets.drop_overlay import describe

REGISTER, HELP, FIRST_START = "register", "help", "first_start"


class Window(QMainWindow):
    """Shown at once with its navigation; `start(context)` opens the pages when the desk is there.

    `files_dropped(list[Path])`, unless the page in front takes them; `closing()` after the pages agreed;
    `opened(page_id)` when a page comes to the front. The search box is `header.search`, the bar above the page
    `reminder`, the one that stays `standing`.
    """

    files_dropped = Signal(list)
    closing = Signal()
    opened = Signal(str)

    def __init__(self, specs: Sequence[PageSpec], *, settings: QSettings, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(*SMALLEST)
        self._specs = {spec.id: spec for spec in specs}
        self._settings = settings
        self._context: Context | None = None
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._inside = inside = Furniture([spec.entry for spec in specs if not spec.area])
        self.setCentralWidget(inside)
        self.navigation, self.header, self.reminder = inside.navigation, inside.header, inside.reminder
        self.standing = inside.standing
        self.snackbar = inside.snackbar
        self.notify, self.badge = inside.snackbar.tell, inside.navigation.show_badge
        self.drop = DropOverlay(self, words=self._drop_words)
        self.come_forward = partial(geometry.come_forward, self)
        self._connect()
        geometry.restore(self, settings)

    def _connect(self) -> None:
        self.navigation.picked.connect(self.go)
        self.header.register_wanted.connect(partial(self.go, REGISTER))
        self.drop.dropped.connect(self._dropped)

    def start(self, context: Context, *, first: str = "") -> None:
        """The desk is open: show the page `first`, else that of last time, else the first of all."""
        self._context = context
        self._reversing = Reversing(context.desk, self.notify, context.dialogs)
        self.snackbar.undo_wanted.connect(self._reversing.undo)
        self._bind_keys()
        context.work.changed.connect(self._refresh_all)
        self._inside.follow(context.work)
        self.header.show_person(context.person)
        kept = str(self._settings.value("window/page", ""))
        last = kept if kept in self._specs and not self._specs[kept].area else next(iter(self._specs))
        self.go(first if first in self._specs else last)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], Any]] = {
            "Ctrl+N": partial(self.go, REGISTER),
            "Ctrl+F": lambda: self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "F1": lambda: self.go(HELP, chapter=self.page.help_chapter or self._specs[self._current].help_chapter),
            "F5": self.refresh,
            "Ctrl+Z": self._reversing.undo,
            "Ctrl+Y": self._reversing.redo,
            **{f"Ctrl+{spec.number}": partial(self.go, spec.id) for spec in self._specs.values() if spec.number},
        }
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self, do)

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self._current]

    def go(self, page_id: str, **target: Any) -> None:
        """Bring a page to the front, made when it is wanted for the first time, and tell it what is looked for."""
        if self._context is None or page_id not in self._specs:
            return
        if self._current and page_id != self._current and not self.page.may_leave():
            self._mark()
            return
        if page_id not in self._pages:
            made = self._specs[page_id].make(self._context)
            made.titled.connect(self._show_title)
            self._pages[page_id] = made
        self._current = page_id  # before the page is seen: the first one of the stack is seen at once
        if self._inside.stack.indexOf(self.page) < 0:
            self._inside.stack.addWidget(self.page)
        last = self.page.focusWidget()
        self.page.set_room(self._room())
        self.page.open_at(**target)
        self._inside.stack.setCurrentWidget(self.page)
        self._mark()
        self.page.begin(None if target else last)
        self.opened.emit(page_id)

    def refresh(self) -> None:
        """Read again what is in front."""
        self.page.refresh()

    def _drop_words(self, paths: Sequence[Path]) -> str:
        return (self.page.drop_words(paths) if self._current else "") or describe(paths)

    def _dropped(self, paths: list[Path]) -> None:
        """The page in front may want them; files let go on the program's icon are always new pieces."""
        if self._current and self.page.drop_words(paths):
            self.page.take_files(paths)
        else:
            self.files_dropped.emit(paths)

    def _mark(self) -> None:
        self.navigation.mark(self._specs[self._current].area or self._current)
        self._show_title()

    def _show_title(self) -> None:
        self.header.show_title(self.page.title, self.page.subtitle, register=self.page.offers_register)

    def _refresh_all(self, _label: str) -> None:
        for page in self._pages.values():
            page.refresh()

    def _room(self) -> Room:
        return Room(self.width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._room()
        self._inside.fit(room)
        if self._current:
            self.page.set_room(room)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current and not self.page.may_leave():
            event.ignore()
            return
        for page_id, page in self._pages.items():
            if not page.may_close():
                event.ignore()
                self.go(page_id)
                return
        for page in self._pages.values():
            page.keep()
        if self._current:
            self._settings.setValue("window/page", self._specs[self._current].area or self._current)
        geometry.keep(self, self._settings)
        self._settings.sync()
        for waiting in self.findChildren(QTimer):
            waiting.stop()  # what a page put off would open the data anew, which may be about to be exchanged
        self.closing.emit()
        event.accept()
