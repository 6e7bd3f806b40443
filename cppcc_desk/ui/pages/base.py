"""What all pages have in common: they reload when seen and stale, fit their room, and say refusals in place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.theme import LOW, NARROW, TALL, WIDE
from cppcc_desk.ui.widgets import Area, NoticeBar


@dataclass(frozen=True)
class Room:
    """The window's inner size in logical pixels, and what it means for a page (ux.md section 4.4)."""

    width: int
    height: int

    @property
    def wide(self) -> bool:
        """Room for a right column."""
        return self.width >= WIDE

    @property
    def narrow(self) -> bool:
        """The rail instead of the navigation; second-rate columns go."""
        return self.width < NARROW

    @property
    def tall(self) -> bool:
        """Room for the quick look below the list."""
        return self.height >= TALL

    @property
    def low(self) -> bool:
        """The step strip becomes a box, counters one line."""
        return self.height < LOW


class Page(QWidget):
    """A page: override `reload`, and where it matters `open_at`, `fit`, `may_leave`, `may_close`.

    `title` and `subtitle` stand in the head (emit `titled` after changing them); `help_chapter` is what F1 opens;
    `offers_register` shows the button 登记来稿. `first` is where the keyboard begins; it is not the page's focus proxy,
    because Tab would leave out what stands before that.
    """

    title = ""
    subtitle = ""
    help_chapter = ""
    offers_register = True
    titled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self.notice = NoticeBar()
        self.room = Room(1366, 696)
        self.stale = True
        self.first: QWidget | None = None

    def reload(self) -> None:
        """Read again what is shown. Called only while the page is visible."""

    def open_at(self, **target: Any) -> None:
        """Go to what another page asked for, such as `submission_id=37`."""

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""

    def begin(self, last: QWidget | None = None) -> None:
        """Put the keyboard back on the field or list that had it `last`, else on `first`.

        Left to itself Qt takes the first widget there is, or the button that was pressed when the page was left.
        """
        if last is not None and last.isVisible() and _is_worked_in(last):
            last.setFocus()
        elif self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.setFocus()

    def may_leave(self) -> bool:
        """Whether the page can be left or the window closed: ask here about unsaved text."""
        return True

    def may_close(self) -> bool:
        """Whether the program can be ended: ask here about what the page keeps while other pages are in front."""
        return True

    def drop_words(self, paths: Sequence[Path]) -> str:
        """What letting go of files over the page will do; "" where they are received as new pieces (U11)."""
        return ""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were let go over the page, which has told what it does with them."""

    def refresh(self) -> None:
        """Something changed: reload now if the page is seen, else when it is."""
        self.stale = True
        if self.isVisible():
            self._reload()

    def set_room(self, room: Room) -> None:
        """The window's size is now `room`."""
        self.room = room
        self.fit(room)

    def keep(self) -> None:
        """Write down what this PC remembers of the page: columns of its lists."""
        from cppcc_desk.ui.table import DataTable  # noqa: PLC0415 - not before the frame is painted

        for table in self.findChildren(DataTable):
            table.save_columns()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Within this, a DeskError becomes the red bar `notice` of the page instead of a dialog."""
        try:
            yield
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
        else:
            self.notice.dismiss()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self._reload()

    def _reload(self) -> None:
        self.stale = False
        self.reload()


def _is_worked_in(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not isinstance(widget, QAbstractButton)


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """A page of the window. An area of the navigation has `area` == "", a page within an area names it.

    `number` is its key: Ctrl+1 to Ctrl+8 belong to areas, also to those that are not there yet; 0 for none.
    """

    id: str
    title: str
    short: str
    icon: str
    make: Callable[[Context], Page]
    number: int = 0
    help_chapter: str = ""
    area: str = ""
    low: bool = False

    @property
    def entry(self) -> Area:
        """The entry in the navigation, its key in the tooltip."""
        key = f"Ctrl+{self.number}" if self.number else ""
        return Area(self.id, self.title, self.short, self.icon, key, self.low)
