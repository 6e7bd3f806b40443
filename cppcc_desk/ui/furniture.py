"""The furniture of the window: navigation, head, reminder bar, the stack of pages, and what lies over them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import Area, Navigation, NoticeBar, PageHeader, ProgressCard, Snackbar, column, row

if TYPE_CHECKING:  # there is no work before the frame is painted
    from cppcc_desk.ui.desk import Crossing, Job


class Furniture(QWidget):
    """Laid out once; `fit(room)` gives it the shape for the window's size."""

    def __init__(self, areas: Sequence[Area]) -> None:
        super().__init__()
        self.navigation = Navigation(areas)
        self.header = PageHeader()
        self.standing = NoticeBar()
        self.reminder = NoticeBar()
        self.stack = QStackedWidget()
        self._right = QWidget()
        self._reminder_space = column(self.standing, self.reminder)
        right = column(self.header, self._reminder_space, self.stack, gap=0)
        right.setStretch(2, 1)
        self._right.setLayout(right)
        line = row(self.navigation, self._right, gap=0)
        line.setStretch(1, 1)
        self.setLayout(line)
        for bar in (self.standing, self.reminder):
            bar.installEventFilter(self)
        self._space_reminder()
        self.snackbar = Snackbar(self._right)
        self.snackbar.offset = (12, 70)
        self.progress = ProgressCard(self._right)
        self.progress.hide()

    def fit(self, room: Room) -> None:
        """The rail or the navigation, a high or a low head."""
        self.navigation.set_rail(room.narrow)
        self.header.set_room(room.width, room.height)

    def follow(self, work: "Crossing") -> None:
        """Show long work while it lasts."""
        work.busy.connect(lambda on: self.setCursor(Qt.CursorShape.BusyCursor) if on else self.unsetCursor())
        work.slow.connect(self._show_progress)
        work.finished.connect(lambda _job: self.progress.hide())
        self.progress.cancelled.connect(work.cancel)

    def _show_progress(self, job: "Job") -> None:
        done, total, detail = job.reporter.state
        self.progress.show_progress(job.title, done=done, total=total, detail=detail)
        if self.progress.isHidden():
            self.progress.adjustSize()
            left = (self._right.width() - self.progress.width()) // 2
            self.progress.move(left, self._right.height() - self.progress.height() - 72)
            self.progress.show()
        self.progress.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._space_reminder()
        return False

    def _space_reminder(self) -> None:
        above = 0 if self.standing.isHidden() and self.reminder.isHidden() else 8
        self._reminder_space.setContentsMargins(12, above, 12, 0)
