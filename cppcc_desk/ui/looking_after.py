"""The data looked through by itself: the quick look after an unclean exit, and all of it once a week (reliability.md
C3, C5)."""

import getpass
import logging
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cppcc_desk.storage import checking
from cppcc_desk.ui import remembered
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.window import Window

logger = logging.getLogger(__name__)

EVERY: Final = timedelta(days=7)
CHECKED_AT: Final = "check/at"
AFTER_START_MS: Final = 60_000  # then the person has begun to work, and the disk has nothing else to do
HOUR_MS: Final = 3_600_000  # a window may stay open for weeks
UNCLEAN: Final = "上次程序没有正常关闭。"
ADVICE: Final = "请先不要录入，用备份核对，或把数据文件夹交给技术人员。"


class LookingAfter(QObject):
    """Attached to an open window until it closes. What takes long has a worker of its own, which nobody waits for."""

    def __init__(self, window: Window, context: Context) -> None:
        super().__init__(window)
        self._context = context
        self.quietly = Crossing(self)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.when_due)
        self.timer.start(AFTER_START_MS)
        self._look_after_unclean_exit()
        window.closing.connect(self._stop)

    def _look_after_unclean_exit(self) -> None:
        """A mark lies in the data folder while a window is open; found at the start, a kill or power cut left it."""
        desk = self._context.desk
        mark = desk.folder.window_open
        if mark.exists():
            logger.info("the last window was not closed properly")
            self._context.work.run(
                "正在检查数据", lambda _: checking.look(desk), done=lambda found: self._tell(found, why=UNCLEAN)
            )
        mark.write_text(f"{getpass.getuser()}（{desk.now:%Y-%m-%d %H:%M} 起）", encoding="utf-8")

    def when_due(self) -> None:
        """A while has passed: has a week?"""
        self.timer.setInterval(HOUR_MS)
        desk, settings = self._context.desk, self._context.settings
        last = remembered.day(settings, CHECKED_AT, today=desk.today)
        if not self.quietly.jobs and (last is None or desk.today - last >= EVERY):
            self.quietly.run(
                "正在检查数据", lambda reporter: checking.check(desk, step=reporter.step), done=self._checked
            )

    def _checked(self, problems: tuple[str, ...]) -> None:
        """What is wrong is told again after the next start, until it is mended."""
        if problems:
            self.timer.stop()
            self._tell(problems, why="每周一次的检查发现了问题。")
        else:
            remembered.remember(self._context.settings, CHECKED_AT, self._context.today)

    def _tell(self, problems: tuple[str, ...], *, why: str) -> None:
        if problems:
            logger.warning("%d problems found", len(problems))
            self._context.dialogs.trouble(
                Trouble(title="数据需要检查", text=problems[0], advice=why + ADVICE, details="\n".join(problems))
            )

    def _stop(self) -> None:
        self.timer.stop()
        self.quietly.close()
        self._context.desk.folder.window_open.unlink(missing_ok=True)
