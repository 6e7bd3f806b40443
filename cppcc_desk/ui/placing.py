"""Where the data lies: moved to another folder or disk, taken from where it is; what to do when its drive is away."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from cppcc_desk.domain.errors import Away, DeskError
from cppcc_desk.errands import placing
from cppcc_desk.paths import DataFolder, data_folder, home_folder
from cppcc_desk.storage.desk import Clock
from cppcc_desk.ui import restoring
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Dialogs, Trouble
from cppcc_desk.ui.reopening import Errand, Next, Outcome
from cppcc_desk.ui.waiting import wait_for

logger = logging.getLogger(__name__)

AGAIN, OTHER, RESTORE, USE = "again", "other", "restore", "use"
GIGABYTE: Final = 1 << 30


def room(place: Path) -> str:
    """可用空间 128 GB, for beside a place; "" where it cannot be told."""
    free = placing.free_bytes(place)
    if free is None:
        return ""
    return f"可用空间 {free // GIGABYTE} GB" if free >= GIGABYTE else f"可用空间 {free >> 20} MB"


def choose(context: Context) -> Path | None:
    """Ask for a place; where the data may lie there, None when the person thought better of it."""
    pointed = context.dialogs.folder("数据放在哪里（选择一个文件夹或磁盘）", context.office.root)
    return placing.place_in(pointed) if pointed is not None else None


def change(context: Context) -> None:
    """Ask for another place, and move the data there, or take up what lies there already."""
    place = choose(context)
    if place is not None and place.absolute() != context.office.root.absolute():
        go_to(context, place)


def go_to(context: Context, place: Path) -> None:
    """Close the window, move the data to `place` (or use what is there), and open again."""
    office = context.office
    if placing.holds_data(place):
        text = f"“{place}”里已经有一份数据。可以改用它；现在的数据留在“{office.root}”，不会删除。"
        if context.dialogs.confirm("改用那里的数据？", text, verb="改用那里的数据", danger=False):
            context.reopening.after_closing(lambda: _used(place, office))
        return
    text = (
        f"全部数据将从“{office.root}”搬到“{place}”，逐个文件读回核对以后才从原处清走。"
        "程序会先关闭窗口，搬好后自动重新打开。"
    )
    if context.dialogs.confirm("搬移数据？", text, verb="搬到那里", danger=False):
        by, clock = context.desk.by, context.desk.clock
        context.reopening.after_closing(lambda: _moved(office, place, by=by, clock=clock))


def _moved(office: DataFolder, place: Path, *, by: str, clock: Clock) -> Next:
    try:
        there = wait_for(lambda: placing.move(office, place, by=by, clock=clock), "正在搬移数据，请不要关机……")
    except DeskError as refusal:
        return _not_done("数据没有搬", refusal, office)
    told = f"数据现在放在“{there.root}”，逐个文件核对无误。原处只留下以前的备份。"
    return Next(there, there, Outcome("数据已搬好", told, True, there.root))


def _used(place: Path, office: DataFolder) -> Next:
    try:
        there = placing.use(place)
    except DeskError as refusal:
        return _not_done("没有改用那里的数据", refusal, office)
    told = f"现在用的是“{there.root}”里的数据。原来的数据还在“{office.root}”。"
    return Next(there, there, Outcome("已改用那里的数据", told, True))


def _not_done(title: str, refusal: DeskError, office: DataFolder) -> Next:
    logger.warning("place not changed: %s", refusal.kind)
    return Next(office, office, Outcome(title, refusal.message, False))


def offer(refusal: Away, folder: DataFolder, dialogs: Dialogs, *, by: str, clock: Clock) -> Errand | None:
    """The folder of the data is not there: what the person wants done, None to leave everything as it is."""
    actions = [(RESTORE, "从备份恢复到本机…"), (OTHER, "数据在别处…"), (AGAIN, "再试一次")]
    if not folder.settled:  # told on the command line or by the environment, where nothing else can be chosen
        actions = actions[-1:]
    ways: dict[str, Callable[[], Errand | None]] = {
        AGAIN: lambda: lambda: Next(folder, folder),
        OTHER: partial(_pointed, folder, dialogs),
        RESTORE: partial(_restored_at_home, dialogs, by=by, clock=clock),
    }
    while True:
        answer = dialogs.trouble(Trouble(title="找不到数据文件夹", text=refusal.message, actions=tuple(actions)))
        if answer is None:
            return None
        if (errand := ways[answer]()) is not None:
            return errand


def _pointed(folder: DataFolder, dialogs: Dialogs) -> Errand | None:
    pointed = dialogs.folder("数据在哪个文件夹", folder.root.parent)
    return partial(_used, placing.place_in(pointed), folder) if pointed is not None else None


def _restored_at_home(dialogs: Dialogs, *, by: str, clock: Clock) -> Errand | None:
    path = restoring.pick(dialogs)
    return partial(_put_back_at_home, path, by=by, clock=clock) if path is not None else None


def _put_back_at_home(path: Path, *, by: str, clock: Clock) -> Next:
    home = DataFolder(home_folder())
    outcome = restoring.put_back(path, home, by=by, clock=clock)
    over = placing.go_home() if outcome.done else data_folder()
    return Next(over, over, outcome)
