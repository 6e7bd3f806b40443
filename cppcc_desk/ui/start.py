"""The window's start-up, told in order: frame painted -> desk opened -> pages, search, reminders, files dropped.

The frame is on the screen before the database layer is imported (design: performance.md item 4).
"""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cppcc_desk import log
from cppcc_desk.domain.errors import Away, DeskError, NotADatabase
from cppcc_desk.paths import DataFolder, data_folder, home_folder
from cppcc_desk.press import preference
from cppcc_desk.ui import taskbar, theme
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Dialogs, Trouble, WindowDialogs
from cppcc_desk.ui.failures import Failures
from cppcc_desk.ui.instance import Instance
from cppcc_desk.ui.pages import SPECS
from cppcc_desk.ui.remembered import PERSON, PUT_OFF, ZOOM
from cppcc_desk.ui.reopening import Errand, Next, Outcome, Reopening
from cppcc_desk.ui.window import FIRST_START, Window

if TYPE_CHECKING:
    from cppcc_desk.storage.desk import Clock, Desk
    from cppcc_desk.ui.desk import Crossing

logger = logging.getLogger(__name__)

TITLE = "政协社情民意工作台"
UNSEEN_MS = 1_000  # a window that starts minimised is never painted, and its data is opened all the same


def window(
    *, data: Path | None, now: datetime | None, by: str | None, files: Sequence[Path], picture: Path | None
) -> int:
    """Run the window over the folder `data`; a second start by the same person raises the first and ends with 0.

    `files` were dropped on the program's icon and are to be registered. With `picture` it ends by itself when the first
    page is in front, after writing that file (selfcheck).
    """
    taskbar.claim()
    folder = data_folder(data)
    os.environ.setdefault("QT_SCALE_FACTOR", str(_settings(folder).value(ZOOM, "1")))
    application = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    theme.apply(application)
    instance = Instance(folder.root)
    if instance.raised_other(files):
        return 0
    code = 0
    coming: Next | None = Next(folder, folder, files=tuple(files))
    while coming is not None:
        code, coming = _run(application, instance, coming, now=now, by=by, picture=picture)
    instance.close()
    log.stop()
    return code


def _settings(folder: DataFolder) -> QSettings:
    """What this PC remembers of its window; of a folder that is not there, it is kept at home."""
    kept = folder if not folder.settled or folder.root.is_dir() else DataFolder(home_folder())
    return QSettings(str(kept.window), QSettings.Format.IniFormat)


def _run(
    application: QApplication,
    instance: Instance,
    over: Next,
    *,
    now: datetime | None,
    by: str | None,
    picture: Path | None,
) -> tuple[int, Next | None]:
    """One window from its frame to its end, and the next one, where it was closed for work between the two."""
    settings = _settings(over.folder)
    shown = Window(SPECS, settings=settings, title=TITLE)
    dialogs = WindowDialogs(shown)
    failures = Failures(dialogs, shown)
    failures.install()
    hear = partial(_hear, shown)
    instance.wanted.connect(hear)
    taken_by = instance.other_person(over.folder)
    opening = Opening(shown, dialogs, over, settings, now=now, by=by, taken_by=taken_by)
    opening.began.connect(instance.listen)
    opening.refused.connect(lambda: application.exit(1))
    opening.wait()
    if picture is not None:
        shown.opened.connect(lambda _: QTimer.singleShot(0, partial(_take, shown, picture)))
    shown.show()
    code = application.exec()
    failures.uninstall()
    instance.wanted.disconnect(hear)
    instance.leave()
    coming = opening.errand() if opening.errand is not None else None
    log.stop()  # of the folder that is left
    shown.deleteLater()
    return code, coming


def _hear(shown: Window, files: list[Path]) -> None:
    """The program was started again, perhaps with files."""
    shown.come_forward()
    if files:
        shown.files_dropped.emit(files)


def _take(shown: Window, picture: Path) -> None:
    shown.grab().save(str(picture))
    shown.close()


class Opening(QObject):
    """Opens the desk once the frame is painted: `began()`, and `refused()` when the data cannot be opened.

    What became of work that lay before this window is told then. `errand` is what comes after it. Data that another
    person has open is left to them.
    """

    began = Signal()
    refused = Signal()

    def __init__(
        self,
        shown: Window,
        dialogs: Dialogs,
        over: Next,
        settings: QSettings,
        *,
        now: datetime | None,
        by: str | None,
        taken_by: str = "",
    ) -> None:
        super().__init__(shown)
        self._window = shown
        self._dialogs = dialogs
        self._folder = over.folder
        self._office = over.office
        self._outcome = over.outcome
        self._files = list(over.files)
        self._settings = settings
        self._now = now
        self._by = by
        self._taken_by = taken_by
        self._context: Context | None = None
        self._errand: Errand | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.open)

    def wait(self) -> None:
        """Open as soon as the frame has been painted; showing a window does not paint it yet."""
        self._window.installEventFilter(self)
        self._timer.start(UNSEEN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def open(self) -> None:
        """Open the data and show the first page; a refusal is told with what can be done, and the program ends."""
        self._window.removeEventFilter(self)
        self.began.emit()
        # What is imported now stays to the end. To look for garbage in it again and again takes a twelfth of the start.
        gc.disable()
        try:
            self._open()
        finally:
            gc.freeze()
            gc.enable()

    def _open(self) -> None:
        from cppcc_desk.storage.opening import open_desk  # noqa: PLC0415
        from cppcc_desk.ui.desk import Crossing  # noqa: PLC0415

        if self._taken_by:
            self._dialogs.trouble(
                Trouble(
                    title="程序已在运行",
                    text=f"这台电脑上，{self._taken_by}正开着同一份数据的窗口。这里没有再打开，数据没有改动。",
                    advice="请等那个窗口关闭后再打开。",
                )
            )
            self.refused.emit()
            return
        try:
            desk = open_desk(self._folder, by=self._person(), clock=self._clock())
        except Away as refusal:
            self._elsewhere(refusal)
            return
        except NotADatabase as damage:
            if self._restored_instead(damage):
                self._open()
            else:
                self.refused.emit()
            return
        except DeskError as refusal:
            self._dialogs.trouble(Trouble(title="数据没有打开", text=refusal.message))
            self.refused.emit()
            return
        log.start(self._folder.logs)
        self._context = furnish(
            self._window,
            desk,
            work=Crossing(self),
            settings=self._settings,
            dialogs=self._dialogs,
            office=self._office,
        )
        logger.info("window open")
        if self._outcome is not None:
            QTimer.singleShot(0, self, partial(self._outcome.tell, self._dialogs))
        if self._files:
            QTimer.singleShot(0, self, partial(self._window.files_dropped.emit, self._files))

    def _person(self) -> str:
        from cppcc_desk.storage.opening import DEFAULT_PERSON  # noqa: PLC0415

        return self._by or str(self._settings.value(PERSON, "")) or DEFAULT_PERSON

    def _clock(self) -> "Clock":
        from cppcc_desk.storage.desk import minute_now  # noqa: PLC0415

        now = self._now
        if now is None and self._folder.is_sample:
            from cppcc_desk.errands import sample  # noqa: PLC0415 - only where it is tried

            return sample.clock_of(self._folder)
        return (lambda: now) if now is not None else minute_now

    def _restored_instead(self, damage: NotADatabase) -> bool:
        """Offer a backup in place of data that is damaged or lost; the person decides (reliability.md C4, C6)."""
        from cppcc_desk.ui import restoring  # noqa: PLC0415

        log.start(self._folder.logs)
        while (path := restoring.offer(damage, self._folder, self._dialogs)) is not None:
            self._outcome = self.put_back(path)
            if self._outcome.done:
                return True
            self._outcome.tell(self._dialogs)
        return False

    def _elsewhere(self, refusal: Away) -> None:
        """The drive is not there: try again, or say where the data is; the window opens over that."""
        from cppcc_desk.ui import placing  # noqa: PLC0415

        self._errand = placing.offer(refusal, self._folder, self._dialogs, by=self._person(), clock=self._clock())
        self.refused.emit()

    @property
    def errand(self) -> Errand | None:
        """What is to be done once this window has gone."""
        return self._context.reopening.errand if self._context is not None else self._errand

    def put_back(self, path: Path) -> Outcome:
        """Put a backup into the data folder; nobody may have it open."""
        from cppcc_desk.ui import restoring  # noqa: PLC0415

        return restoring.put_back(path, self._folder, by=self._person(), clock=self._clock())


def furnish(
    shown: Window,
    desk: "Desk",
    *,
    work: "Crossing",
    settings: QSettings,
    dialogs: Dialogs,
    office: DataFolder | None = None,
) -> Context:
    """Give an open desk to the window: pages, search, reminders, backups. Closing the window ends the work, backs up
    what is new, and closes the desk. `office` is the office's own data where the desk is the sample's."""
    from cppcc_desk.errands.cleaning import clean_bin  # noqa: PLC0415 - the database layer
    from cppcc_desk.ui.attending import Attending  # noqa: PLC0415 - it reads the database layer
    from cppcc_desk.ui.backing_up import BackingUp  # noqa: PLC0415 - it reads the database layer
    from cppcc_desk.ui.looking_after import LookingAfter  # noqa: PLC0415 - it reads the database layer
    from cppcc_desk.ui.waiting import wait_until  # noqa: PLC0415 - it reads the database layer

    reopening = Reopening(shown)
    backing_up = BackingUp(
        shown, desk, work=work, settings=settings, dialogs=dialogs, notify=shown.notify, reopening=reopening
    )
    context = Context(
        desk=desk,
        work=work,
        settings=settings,
        dialogs=dialogs,
        navigate=shown.go,
        notify=shown.notify,
        badge=shown.badge,
        backing_up=backing_up,
        reopening=reopening,
        office=office or desk.folder,
    )
    desk.patience = partial(wait_until, words="数据正被另一个程序占用，正在等它放开……", over=shown)
    preference.keep_in(desk.folder.fonts)
    work.listen(desk)
    shown.start(context, first=FIRST_START if _is_new(context) else "")
    backing_up.begin()
    if context.in_sample:
        from cppcc_desk.ui import trying  # noqa: PLC0415

        trying.mark(shown, context)
    Attending(shown, context, title=f"【示例】{TITLE}" if context.in_sample else TITLE)
    LookingAfter(shown, context)
    context.work.run("正在清理回收站", lambda _: clean_bin(desk), done=partial(_tell_cleaned, context))
    shown.closing.connect(work.close)
    shown.closing.connect(backing_up.at_exit)
    shown.closing.connect(desk.close)
    return context


def _is_new(context: Context) -> bool:
    """Whether nobody has done anything in this office yet, nor put off its first settings on this PC."""
    from cppcc_desk.queries import history  # noqa: PLC0415

    return context.settings.value(PUT_OFF) is None and not context.desk.read(history.newest, limit=1)


def _tell_cleaned(context: Context, number: int) -> None:
    if number:
        context.notify(f"回收站里超过保留天数的 {number} 篇来稿已清理")
