"""Backups of an open window: by themselves, at a press, into the second place.

What this PC remembers is in its ini: the second place, when a backup last went there, what stood in the way last time.
"""

import logging
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands import backups
from cppcc_desk.storage.backups import Backup
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui import lists, remembered
from cppcc_desk.ui.context import Notify
from cppcc_desk.ui.desk import Crossing, Reporter
from cppcc_desk.ui.dialogs import Dialogs, Trouble
from cppcc_desk.ui.reopening import Reopening
from cppcc_desk.ui.waiting import wait_for

logger = logging.getLogger(__name__)

EVERY_MS: Final = 30 * 60_000
REMIND_AFTER: Final = timedelta(days=14)  # without a backup in the second place
SECOND, SECOND_AT, SINCE, TROUBLE = "backup/second", "backup/second_at", "backup/since", "backup/trouble"
MOST_LETTERS: Final = 14  # of the second place on a button
ON_SAME_DISK: Final = "这个位置和数据在同一块磁盘上，磁盘坏了两份会一起丢失"

Actions = tuple[tuple[str, Callable[[], Any]], ...]


class BackingUp(QObject):
    """`made()` after each backup, and after one that did not succeed."""

    made = Signal()

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        *,
        work: Crossing,
        settings: QSettings,
        dialogs: Dialogs,
        notify: Notify,
        reopening: Reopening,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._work = work
        self._settings = settings
        self._dialogs = dialogs
        self._notify = notify
        self._reopening = reopening
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.when_due)

    # --- by themselves ---

    def begin(self) -> None:
        """From now on every half hour; the second place is reminded of from the first day on this PC."""
        if self._day(SINCE) is None:
            remembered.remember(self._settings, SINCE, self._desk.today)
        self.timer.start()

    def when_due(self) -> None:
        """Half an hour has passed."""
        desk = self._desk
        self._work.run(
            "正在备份",
            lambda reporter: backups.back_up_if_changed(desk, reason="每半小时", step=reporter.step),
            done=lambda _made: self._succeeded(),
            failed=self._failed,
        )

    def at_exit(self) -> None:
        """The window closes, whatever becomes of the backup: what stood in the way is told at the next start."""
        self.timer.stop()
        if self._reopening.keeps:  # a restore keeps what is here by itself
            return
        desk = self._desk
        trouble = wait_for(
            lambda: backups.back_up_before(desk, "关闭程序时"), "正在备份，马上就好……", over=self._window
        )
        self._remember(trouble)

    # --- at a press ---

    def here(self) -> None:
        """Among the data's own backups."""
        desk = self._desk
        self._work.run(
            "正在备份",
            lambda reporter: backups.back_up(desk, step=reporter.step),
            done=self._made_here,
            failed=self._failed,
            cancelled=self._cancelled,
        )

    def _made_here(self, made: Backup) -> None:
        self._succeeded()
        self._notify(f"已备份 {made.manifest.submissions} 篇来稿，读回核对无误")

    def second(self) -> None:
        """Into the second place, which is asked for the first time."""
        place = self.place or self.choose_second()
        if place is None:
            return
        if not place.is_dir():
            self._ask_for_missing(place)
            return
        desk = self._desk

        def work(reporter: Reporter) -> tuple[Backup, str]:
            made = backups.back_up(desk, to=place, reason="备份到第二处", step=reporter.step)
            return made, backups.crowding(made)

        self._work.run(
            f"正在备份到“{place}”",
            work,
            done=lambda told: self._made_second(*told),
            failed=self._second_failed,
            cancelled=self._cancelled,
        )

    def choose_second(self) -> Path | None:
        """Ask for the second place and remember it on this PC; None when the person thought better of it."""
        place = self._dialogs.folder("备份到哪里（U 盘或移动硬盘上的文件夹）", self.place or Path.home())
        if place is None:
            return None
        if self.on_same_disk(place):
            answer = self._dialogs.choose(
                "换一个位置更安全",
                f"“{place}”和数据在同一块磁盘上，磁盘坏了，数据和备份会一起丢失。"
                "请插好 U 盘或移动硬盘，选那里的文件夹。",
                (("keep", "仍用这个位置"), ("other", "另选位置")),
            )
            if answer == "other":
                return self.choose_second()
            if answer is None:
                return None
        self._settings.setValue(SECOND, str(place))
        self._settings.sync()
        self.made.emit()
        return place

    def _ask_for_missing(self, place: Path) -> None:
        answer = self._dialogs.trouble(
            Trouble(
                title="没有备份：找不到第二处",
                text=f"“{place}”现在打不开，U 盘可能没有插好。您的数据没有受影响。",
                advice="请插好 U 盘后再试，或者换一个位置。",
                actions=(("other", "换地方"), ("again", "再试一次")),
            )
        )
        if answer == "again" or (answer == "other" and self.choose_second()):
            self.second()

    def _made_second(self, made: Backup, crowding: str) -> None:
        remembered.remember(self._settings, SECOND_AT, self._desk.today)
        self.made.emit()
        path, manifest = made.path, made.manifest
        answer = self._dialogs.done(
            "已备份，U 盘可以拔出",
            f"{manifest.submissions} 篇来稿和全部原件已写到“{path.parent}”，并从那里读回核对无误。\n"
            f"文件名：{path.name}" + (f"\n{crowding}。" if crowding else ""),
            (("folder", "打开所在文件夹"),),
        )
        if answer:
            lists.show_file(path.parent)

    def _second_failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        logger.warning("no backup in the second place: %s", error.kind)
        self._dialogs.trouble(
            Trouble(title="没有备份成功", text=error.message, advice="没有留下不完整的备份文件。请先不要拔出 U 盘。")
        )

    def _cancelled(self) -> None:
        self._notify("已取消，这次没有备份")

    # --- the second place ---

    @property
    def place(self) -> Path | None:
        """The second place of this PC."""
        kept = str(self._settings.value(SECOND, ""))
        return Path(kept) if kept else None

    @property
    def second_at(self) -> date | None:
        """When a backup last went there from this PC."""
        return self._day(SECOND_AT)

    @property
    def words(self) -> str:
        """What the button says that backs up there."""
        if self.place is None:
            return "备份到 U 盘…"
        return f"备份到 {_shortly(self.place)}"

    def on_same_disk(self, place: Path) -> bool:
        """Whether `place` is lost together with the data; not for one that is not there."""
        return place.is_dir() and backups.on_same_disk(place, self._desk.folder.root)

    # --- what is told ---

    @property
    def trouble(self) -> str:
        """What stood in the way of the last backup that was due, "" after one that succeeded."""
        return str(self._settings.value(TROUBLE, ""))

    def reminder(self) -> tuple[tuple[str, ...], Actions]:
        """Sentences for the reminder bar without their full stops, and what can be done about them."""
        told: list[str] = []
        actions: list[tuple[str, Callable[[], Any]]] = []
        if self.trouble:
            told.append(self.trouble.removesuffix("。"))
            actions.append(("立即备份", self.here))
        last = self.second_at
        since = last or self._day(SINCE)
        if since is not None and self._desk.today - since >= REMIND_AFTER:
            told.append(
                f"已有 {(self._desk.today - since).days} 天没有备份到 U 盘"
                if last
                else "数据还没有在 U 盘等别处留过备份"
            )
            actions.append((self.words, self.second))
        return tuple(told), tuple(actions)

    # --- what is remembered ---

    def _succeeded(self) -> None:
        self._remember("")
        self.made.emit()

    def _failed(self, error: BaseException) -> None:
        """In one line: the person is at something else."""
        if not isinstance(error, DeskError):
            raise error
        logger.warning("no backup: %s", error.kind)
        self._remember(error.message)
        self._notify(error.message)
        self.made.emit()

    def _remember(self, trouble: str) -> None:
        self._settings.setValue(TROUBLE, trouble)
        self._settings.sync()

    def _day(self, key: str) -> date | None:
        return remembered.day(self._settings, key, today=self._desk.today)


def _shortly(place: Path) -> str:
    """Drive and last folder, so that it has room on a button: "E:\\…\\备份"."""
    told = str(place)
    if len(told) <= MOST_LETTERS:
        return told
    name = place.name if len(place.name) <= MOST_LETTERS else f"{place.name[: MOST_LETTERS - 1]}…"
    return f"{place.anchor}…{os.sep}{name}"
