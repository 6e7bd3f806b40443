"""Work for which nobody may have the data open: the window closes, the work is done, and a new window opens after it.

A restore, a move to another disk, and the change to the sample office and back all go this way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cppcc_desk.paths import DataFolder
from cppcc_desk.ui.dialogs import Dialogs, Trouble


@dataclass(frozen=True)
class Outcome:
    """What became of the work, told over the window that opens after it; `folder` can be looked at."""

    title: str
    text: str
    done: bool
    folder: Path | None = None

    def tell(self, dialogs: Dialogs) -> None:
        """Say it, and offer to look at the folder."""
        from cppcc_desk.ui import lists  # noqa: PLC0415 - the start needs the rest of this module, and no list yet

        if not self.done:
            dialogs.trouble(Trouble(title=self.title, text=self.text))
        elif (
            dialogs.done(self.title, self.text, (("folder", "打开所在文件夹"),) if self.folder else ()) and self.folder
        ):
            lists.show_file(self.folder)


@dataclass(frozen=True)
class Next:
    """What the next window opens over. `office` is the office's own data beside which a sample lies, else the same;
    `files` are to be registered at once."""

    folder: DataFolder
    office: DataFolder
    outcome: Outcome | None = None
    files: tuple[Path, ...] = ()


Errand = Callable[[], Next]


class Reopening:
    """Handed to the pages of one window; `errand` is done once it has gone, and keeps by itself what is here when
    `keeps` says so."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.errand: Errand | None = None
        self.keeps = False

    def after_closing(self, errand: Errand, *, keeps: bool = False) -> None:
        """Close the window and do this; nothing happens where a page cannot be left."""
        self.errand, self.keeps = errand, keeps
        if not self._window.close():
            self.errand, self.keeps = None, False
