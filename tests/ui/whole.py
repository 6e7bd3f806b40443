"""The window as the program opens it, whole, over copies of the sample office 云溪县政协: for pictures and tests."""

import atexit
import os
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QSettings

from cppcc_desk.errands import playing
from cppcc_desk.errands.backups import back_up
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import submissions
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.pages import SPECS
from cppcc_desk.ui.pages.base import PageSpec
from cppcc_desk.ui.pages.first_start import FirstStartPage
from cppcc_desk.ui.pages.submissions import SubmissionsPage
from cppcc_desk.ui.pages.submissions.detail import Detail
from cppcc_desk.ui.pages.workbench import WorkbenchPage
from cppcc_desk.ui.start import TITLE, furnish
from cppcc_desk.ui.window import Window
from tests.conftest import NOW, StandingClock
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import settings

PLAYED = "CPPCC_DESK_PLAYED"  # where a parent process has played the office already
LAST_EVENING = "2026-11-19T16:20"  # of the sample office's story
MODULES = {"people": "groups"}  # pages whose module has another name


@cache
def played() -> DataFolder:
    """The data folder of the sample office, played once in a process and not again in its children."""
    if PLAYED in os.environ:
        return DataFolder(Path(os.environ[PLAYED]))
    folder = DataFolder(Path(mkdtemp(prefix="sample")) / "政协 数据")
    atexit.register(shutil.rmtree, folder.root.parent, ignore_errors=True)
    with playing.story(folder.root, lambda _line: None) as sample:
        sample.at(LAST_EVENING, sample.desk.by)
        back_up(sample.desk, reason="关闭程序时")  # as after every day of work
    os.environ[PLAYED] = str(folder.root)
    return folder


def copied(target: Path) -> DataFolder:
    """A copy of the sample office that a test may change."""
    shutil.copytree(played().root, target, ignore=shutil.ignore_patterns("window.ini", "logs", "drafts"))
    return DataFolder(target)


@dataclass
class Whole:
    """A window at work, with dialogs that a test answers and a clock that stands still."""

    window: Window
    desk: Desk
    context: Context
    dialogs: ScriptedDialogs
    clock: StandingClock

    def submission(self, intake_no: str) -> int:
        """The id behind a number."""
        return self.desk.read(submissions.id_of, intake_no)

    @property
    def workbench(self) -> WorkbenchPage:
        """The workbench, brought to the front."""
        self.window.go("workbench")
        page = self.window.page
        assert isinstance(page, WorkbenchPage)
        return page

    @property
    def submissions(self) -> SubmissionsPage:
        """来稿办理, brought to the front."""
        self.window.go("submissions")
        page = self.window.page
        assert isinstance(page, SubmissionsPage)
        return page

    @property
    def first_start(self) -> FirstStartPage:
        """首次设置, which the program has put in front."""
        page = self.window.page
        assert isinstance(page, FirstStartPage)
        return page

    def shown(self, intake_no: str) -> Detail:
        """来稿办理 with this piece open."""
        self.window.go("submissions", submission_id=self.submission(intake_no))
        page = self.window.page
        assert isinstance(page, SubmissionsPage)
        return page.detail

    def close(self) -> None:
        """As the program closes it; nobody is asked about unsaved text."""
        self.dialogs.will(*(["drop"] * 3))
        if self.window.isVisible():
            self.window.close()

    def state(self, intake_no: str) -> str:
        """The state of a piece as it is saved."""
        found = self.desk.read(submissions.detail, self.submission(intake_no), now=self.desk.now)
        return found.row.state


def opened(folder: DataFolder, *, by: str = "王秀兰", ini: QSettings | None = None) -> Whole:
    """Open the window over `folder` as the program does; not shown yet."""
    kept = ini or settings()
    clock = StandingClock(NOW)
    desk = open_desk(folder, by=by, clock=clock)
    window = Window(pages_there(), settings=kept, title=TITLE)
    dialogs = ScriptedDialogs()
    context = furnish(window, desk, work=Crossing(window), settings=kept, dialogs=dialogs)
    return Whole(window, desk, context, dialogs, clock)


def pages_there() -> tuple[PageSpec, ...]:
    """The pages whose modules are in the tree."""
    return tuple(spec for spec in SPECS if is_there(spec.id))


def is_there(page_id: str) -> bool:
    """Whether the module of a page is in the tree."""
    return find_spec(f"cppcc_desk.ui.pages.{MODULES.get(page_id, page_id)}") is not None
