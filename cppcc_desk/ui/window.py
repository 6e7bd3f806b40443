"""The frame: navigation, head, pages, receipts and keys. It knows no rule of the office and touches no data."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui import icons, place
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Job
from cppcc_desk.ui.pages.base import Page, PageSpec, Room
from cppcc_desk.ui.theme import SMALLEST
from cppcc_desk.ui.widgets import Area, DropOverlay, Navigation, NoticeBar, PageHeader, ProgressCard, Snackbar
from cppcc_desk.ui.widgets.boxes import column, row

REGISTER, HELP = "register", "help"


class Window(QMainWindow):
    """Shown at once with its navigation; `start(context)` opens the pages when the desk is there.

    `files_dropped(list[Path])`; `closing()` after the pages agreed; `opened(page_id)` when a page comes to the front.
    The search box is `header.search`, the bar above the page `reminder`.
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
        areas = [_area(spec) for spec in specs if not spec.area]
        self.navigation = Navigation(areas)
        self.header = PageHeader()
        self.reminder = NoticeBar()
        self._stack = QStackedWidget()
        body = QWidget()
        right = column(self.header, column(self.reminder, margins=(12, 0, 12, 0)), self._stack, gap=0)
        right.setStretch(2, 1)
        line = row(self.navigation, right, gap=0)
        line.setStretch(1, 1)
        body.setLayout(line)
        self.setCentralWidget(body)
        self.snackbar = Snackbar(self)
        self.progress = ProgressCard(self)
        self.progress.hide()
        self.drop = DropOverlay(self)
        self._connect()
        place.restore(self, settings)

    def _connect(self) -> None:
        self.navigation.picked.connect(self.go)
        self.header.register_wanted.connect(partial(self.go, REGISTER))
        self.snackbar.undo_wanted.connect(self.undo)
        self.drop.dropped.connect(self.files_dropped)
        keys: dict[str, Callable[[], Any]] = {
            "Ctrl+N": partial(self.go, REGISTER),
            "Ctrl+F": lambda: self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "F1": lambda: self.go(HELP, chapter=self._specs[self._current].help_chapter),
            "F5": self.refresh,
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            **{f"Ctrl+{spec.number}": partial(self.go, spec.id) for spec in self._specs.values() if spec.number},
        }
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._when_open, do))

    def _when_open(self, do: Callable[[], Any]) -> None:
        if self._context is not None and self._current:
            do()

    def start(self, context: Context) -> None:
        """The desk is open: show the page of last time, or the first."""
        self._context = context
        context.work.changed.connect(lambda _label: self._refresh_all())
        context.work.busy.connect(lambda on: self.setCursor(_BUSY) if on else self.unsetCursor())
        context.work.slow.connect(self._show_progress)
        context.work.finished.connect(lambda _job: self.progress.hide())
        self.progress.cancelled.connect(context.work.cancel)
        self.header.show_person(context.person)
        kept = str(self._settings.value("window/page", ""))
        first = next(iter(self._specs))
        self.go(kept if kept in self._specs and not self._specs[kept].area else first)

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
            self._stack.addWidget(made)
        self._current = page_id
        self.page.set_room(self._room())
        self.page.open_at(**target)
        self._stack.setCurrentWidget(self.page)
        self._mark()
        self._show_title()
        place.focus_first(self.page)
        self.opened.emit(page_id)

    def refresh(self) -> None:
        """Read again what is in front."""
        self.page.refresh()

    def undo(self) -> None:
        """Take back the last operation; the desk tells which."""
        self._reverse(lambda desk: f"已撤销：{desk.undo()}")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._reverse(lambda desk: f"已重做：{desk.redo()}")

    def _reverse(self, do: Callable[[Any], str]) -> None:
        if self._context is None:
            return
        try:
            text = do(self._context.desk)
        except DeskError as refusal:
            text = refusal.message
        self.snackbar.tell(text)

    def _mark(self) -> None:
        self.navigation.mark(self._specs[self._current].area or self._current)

    def _show_title(self) -> None:
        self.header.show_title(self.page.title, self.page.subtitle, register=self.page.offers_register)

    def _refresh_all(self) -> None:
        for page in self._pages.values():
            page.refresh()

    def _show_progress(self, job: Job) -> None:
        done, total, detail = job.reporter.state
        self.progress.show_progress(job.title, done=done, total=total, detail=detail)
        self.progress.adjustSize()
        self.progress.move((self.width() - self.progress.width()) // 2, self.height() - self.progress.height() - 72)
        self.progress.show()
        self.progress.raise_()

    def _room(self) -> Room:
        return Room(self.width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._room()
        self.navigation.set_rail(room.narrow)
        self.snackbar.offset = (self.navigation.width() + 12, 66)
        self.header.set_room(room.width, room.height)
        if self._current:
            self.page.set_room(room)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current and not self.page.may_leave():
            event.ignore()
            return
        for page in self._pages.values():
            page.keep()
        if self._current:
            self._settings.setValue("window/page", self._specs[self._current].area or self._current)
        place.keep(self, self._settings)
        self._settings.sync()
        self.closing.emit()
        event.accept()


_BUSY = Qt.CursorShape.BusyCursor


def _area(spec: PageSpec) -> Area:
    hint = f"Ctrl+{spec.number}" if spec.number else "F1" if spec.id == HELP else ""
    return Area(spec.id, spec.title, spec.short, spec.icon, hint, spec.low)
