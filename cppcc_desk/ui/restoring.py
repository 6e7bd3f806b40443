"""A backup put back: first what it would bring and take away, then the window closes, the data is exchanged, and a new
window opens over it. At the start, where the data cannot be opened, the same is offered with the newest sound backup.
"""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands import backups
from cppcc_desk.errands.backups import Line, Preview
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.backups import Backup
from cppcc_desk.storage.desk import Clock
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Dialogs, Trouble
from cppcc_desk.ui.reopening import Next, Outcome
from cppcc_desk.ui.waiting import wait_for

logger = logging.getLogger(__name__)

FILTERS: Final = (("备份文件", ("*.zip",)),)
MOST_LETTERS: Final = 24  # of the last step's name, which may hold a title
NEWEST, ELSEWHERE = "newest", "elsewhere"


def ask(context: Context, path: Path, *, older: Sequence[Backup] = ()) -> None:
    """Read all of the backup, tell what it would change, and put it back if that is wanted.

    `older` are backups that are offered, the next one first, where this one cannot be restored.
    """

    def failed(error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        following = older[:1]
        answer = context.dialogs.trouble(
            Trouble(
                title="这个备份不能恢复",
                text=error.message,
                actions=tuple((NEWEST, f"改用 {_when(one, context.today)} 的备份") for one in following),
            )
        )
        if answer:
            ask(context, following[0].path, older=older[1:])

    desk = context.desk
    context.work.run(
        "正在查看备份",
        lambda _: backups.preview(desk, path),
        done=lambda told: confirm(context, told),
        failed=failed,
    )


def confirm(context: Context, told: Preview) -> None:
    """The last word before a restore; the safe button is the default."""
    made_at = deadlines.full(told.backup.manifest.made_at)
    text = "\n\n".join(sentences(told, context.desk.folder, context.today))
    if context.dialogs.confirm(f"恢复到 {made_at} 的备份？", text, verb="恢复这个备份"):
        close_and_put_back(context, told.backup.path)


def close_and_put_back(context: Context, path: Path) -> None:
    """Close the window, put this backup back, and open again; nothing happens where a page cannot be left."""
    folder, office, by, clock = context.desk.folder, context.office, context.desk.by, context.desk.clock
    context.reopening.after_closing(
        lambda: Next(folder, office, put_back(path, folder, by=by, clock=clock)), keeps=True
    )


def sentences(told: Preview, folder: DataFolder, today: date) -> tuple[str, ...]:
    """What would come back, what is here, what would be lost, where it is kept."""
    manifest = told.backup.manifest
    after = "程序会先关闭窗口，恢复后自动重新打开。"
    return (
        f"备份：{manifest.office}，{manifest.submissions} 篇来稿，{manifest.reason}{_last(told.last, today)}。",
        f"现在：{told.submissions} 篇来稿{_last(told.last_here, today)}。",
        _lost(told),
        f"现有数据会先完整备份到“{folder.backups}”，需要时可以再恢复回来。{after}",
    )


def _lost(told: Preview) -> str:
    if told.lost is None:
        return "这个备份和现在的数据不是先后相接的，恢复后现在的内容会整个换成备份里的。"
    if not told.lost:
        return "备份以后没有新的操作，恢复后内容不变。"
    fewer = told.submissions - told.backup.manifest.submissions
    return f"恢复后，此后的 {told.lost} 步操作将不在{f'，来稿少 {fewer} 篇' if fewer > 0 else ''}。"


def _last(line: Line | None, today: date) -> str:
    if line is None:
        return ""
    label = line.label if len(line.label) <= MOST_LETTERS else f"{line.label[: MOST_LETTERS - 1]}…"
    return f"；最后一步“{label}”，{line.by}，{deadlines.short(line.at, today)}"


def _when(one: Backup, today: date) -> str:
    return deadlines.short(one.manifest.made_at, today)


def put_back(path: Path, folder: DataFolder, *, by: str, clock: Clock) -> Outcome:
    """Put a backup into a data folder that nobody has open; the person waits for it."""
    try:
        _, restored = wait_for(
            lambda: backups.restore(str(path), folder, among=folder.backups, by=by, clock=clock),
            "正在恢复，请不要关机……",
        )
    except DeskError as refusal:
        logger.warning("not restored: %s", refusal.kind)
        return Outcome("没有恢复", refusal.message, False)
    logger.info("restored")
    manifest, kept = restored.manifest, restored.kept_at
    told = f"现在是 {deadlines.full(manifest.made_at)} 的数据，{manifest.submissions} 篇来稿。"
    if kept is not None:
        told += f"\n恢复前的数据保存在“{kept}”。"
    if not restored.knows_numbers:
        told += f"\n{backups.NUMBERS_UNKNOWN}"
    return Outcome("已恢复", told, True, kept.parent if kept is not None else None)


def offer(refusal: DeskError, folder: DataFolder, dialogs: Dialogs) -> Path | None:
    """Where the data cannot be opened: the backup that the person wants to put back, None to leave everything as it is.

    The newest sound one is told with what it holds; another can be picked.
    """
    found = wait_for(lambda: backups.newest_sound(folder), "正在查找完好的备份……")
    actions = [(ELSEWHERE, "从别处的备份恢复…")]
    if found is None:
        advice = "数据文件夹里没有完好的备份。备份在 U 盘上的，可以从那里恢复。"
    else:
        manifest = found.manifest
        advice = (
            f"最近一个完好的备份：{deadlines.full(manifest.made_at)}，"
            f"{manifest.submissions} 篇来稿，{manifest.reason}。"
            "此后做的不在里面。恢复时，现在的数据文件会另外保存，不会删除。"
        )
        actions.append((NEWEST, "恢复最近的备份"))
    answer = dialogs.trouble(Trouble(title="数据没有打开", text=refusal.message, advice=advice, actions=tuple(actions)))
    if answer == NEWEST and found is not None:
        return found.path
    return pick(dialogs) if answer == ELSEWHERE else None


def pick(dialogs: Dialogs) -> Path | None:
    """A backup file from elsewhere."""
    return next(iter(dialogs.open_files("选择备份文件", FILTERS)), None)
