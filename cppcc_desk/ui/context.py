"""What every page is handed: the open desk, long work, dialogs, backups, other pages, a word to the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSettings

from cppcc_desk.paths import DataFolder
from cppcc_desk.ui.dialogs import Dialogs

if TYPE_CHECKING:  # the frame is painted before the database layer and long work are imported
    from cppcc_desk.storage.desk import Desk
    from cppcc_desk.ui.backing_up import BackingUp
    from cppcc_desk.ui.desk import Crossing
    from cppcc_desk.ui.reopening import Reopening


class Notify(Protocol):
    """Say in one line what was done; `undo` offers 撤销 beside it."""

    def __call__(self, text: str, *, undo: bool = False) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """Handed to each page when it is made. `navigate(page_id, **target)` opens another page at something.

    `badge(page_id, count, alarming)` writes the number beside an area.
    """

    desk: "Desk"
    work: "Crossing"
    settings: QSettings
    dialogs: Dialogs
    navigate: Callable[..., Any]
    notify: Notify
    badge: Callable[[str, int, bool], None]
    backing_up: "BackingUp"
    reopening: "Reopening"
    office: DataFolder

    @property
    def in_sample(self) -> bool:
        """Whether the window is over the sample office, and not over `office`, the office's own data."""
        return self.desk.folder != self.office

    @property
    def now(self) -> datetime:
        """Local time by the desk's clock."""
        return self.desk.now

    @property
    def today(self) -> date:
        """Today by the desk's clock."""
        return self.desk.now.date()

    @property
    def person(self) -> str:
        """Who is acting."""
        return self.desk.by
