"""Files and clipboard on their way to the form: read on the worker, handed back as what was found."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from PySide6.QtGui import QGuiApplication

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.errands import received, writing
from cppcc_desk.errands.backups import BEFORE_MANY, MANY, back_up_before
from cppcc_desk.errands.intake import Imported, files_in, register_found
from cppcc_desk.errands.received import Found
from cppcc_desk.paths import safe_name
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Cancelled, Reporter
from cppcc_desk.ui.pages.register.batch import Piece
from cppcc_desk.ui.widgets.drop_overlay import dropped_paths

FILTERS = (
    ("Word 和文本文件", ("*.docx", "*.txt")),
    ("所有文件", ("*",)),
)

Failed = Callable[[BaseException], Any]


class Bringing:
    """Long work of the page; each comes back on the window's thread."""

    def __init__(self, context: Context, failed: Failed) -> None:
        self._context = context
        self._failed = failed

    def read(self, paths: Sequence[Path], done: Callable[[tuple[Found, ...]], Any]) -> None:
        """Read files and folders; nothing is registered."""
        desk = self._context.desk

        def work(reporter: Reporter) -> tuple[Found, ...]:
            return received.look_at_all(desk, files_in(paths), step=reporter.step)

        self._context.work.run("正在读取原稿", work, done=done, failed=self._failed)

    def read_text(self, text: str, done: Callable[[tuple[Found, ...]], Any]) -> None:
        """Read pasted text."""
        desk = self._context.desk
        self._context.work.run(
            "正在读取剪贴板", lambda _: (received.look_at_text(desk, text),), done=done, failed=self._failed
        )

    def read_again(self, kept: ReceivedFile, encoding: str, done: Callable[[Found], Any]) -> None:
        """Read a kept text file in another encoding."""
        desk = self._context.desk
        self._context.work.run(
            "正在重新读取",
            lambda _: received.look_again(desk, kept, encoding=encoding),
            done=done,
            failed=self._failed,
        )

    def register(
        self,
        pieces: Sequence[Piece],
        values: dict[str, Any],
        done: Callable[[list[tuple[Piece, Imported]]], Any],
    ) -> None:
        """Register the pieces one by one; 取消 stops after the one in hand, what is in stays in.

        Before many what is there is backed up; where that does not succeed it is told, and they are registered.
        """
        desk = self._context.desk
        without: list[str] = []

        def work(reporter: Reporter) -> list[tuple[Piece, Imported]]:
            made: list[tuple[Piece, Imported]] = []
            if len(pieces) > MANY and (trouble := back_up_before(desk, BEFORE_MANY)):
                without.append(trouble)
            for number, one in enumerate(pieces):
                try:
                    reporter.step(number, len(pieces), one.found.file_name)
                except Cancelled:
                    break
                outcome = register_found(
                    desk,
                    one.found,
                    channel=values["intake_channel"],
                    received_at=values["received_at"],
                    group_id=values["info_group_id"],
                )
                made.append((one, outcome))
            return made

        def tell(made: list[tuple[Piece, Imported]]) -> None:
            for trouble in without:
                self._context.notify(trouble)
            done(made)

        self._context.work.run("正在登记", work, done=tell, failed=self._failed)

    def open_kept(self, kept: ReceivedFile) -> None:
        """Open a copy of a kept file with the program this PC has for it."""
        path = Path(gettempdir()) / "cppcc_desk" / kept.sha256[:16] / safe_name(kept.file_name)
        if not path.exists():  # else it may be open in Word just now
            writing.write_bytes(path, self._context.desk.originals.take(kept.sha256))
        lists.show_file(path)


def clipboard() -> tuple[list[Path], str]:
    """What the clipboard holds: files, else text."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None:
        return [], ""
    paths = dropped_paths(mime)
    return paths, "" if paths or not mime.hasText() else mime.text().strip()
