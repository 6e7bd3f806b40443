"""The commands put together: parse, open the desk, carry out, and say what happened (design: commands.md)."""

import argparse
import logging
import os
import sys
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cppcc_desk import log
from cppcc_desk.cli import (
    annual,
    backups,
    correcting,
    demo,
    documents,
    fonts,
    intake,
    ledgers,
    letterheads,
    lists,
    looking,
    newsletters,
    occasions,
    office,
    outcomes,
    output,
    papers,
    people,
    place,
    reports,
    schemes,
    scores,
    scoring,
    selfcheck,
    statistics,
    topics,
    work,
    yearend,
)
from cppcc_desk.cli.arguments import Parser, UsageError, for_all
from cppcc_desk.domain.errors import DeskError, NotADatabase
from cppcc_desk.errands.backups import newest_sound
from cppcc_desk.paths import DataFolder, data_folder
from cppcc_desk.press import preference
from cppcc_desk.storage.desk import Clock, Desk, minute_now
from cppcc_desk.storage.opening import DEFAULT_PERSON, open_desk

logger = logging.getLogger(__name__)

DESCRIPTION = "政协社情民意工作台。不带命令时打开窗口；带命令时在同一份数据上办理同样的事。"


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = Parser(prog="cppcc-desk", description=DESCRIPTION)
    for_all(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="命令", parser_class=Parser, title="命令")
    for module in (
        intake,
        work,
        correcting,
        papers,
        ledgers,
        documents,
        fonts,
        letterheads,
        looking,
        lists,
        people,
        topics,
        occasions,
        outcomes,
        scores,
        statistics,
        annual,
        newsletters,
        reports,
        yearend,
        schemes,
        scoring,
        office,
        backups,
        place,
        demo,
        selfcheck,
    ):
        module.add(commands)
    return top


def parse(arguments: Sequence[str]) -> argparse.Namespace | int:
    """The call understood, or the exit code when there is nothing to carry out (help, wrong usage)."""
    output.utf8()
    try:
        return _understood(arguments)
    except UsageError as error:
        output.refuse("usage", str(error), as_json="--json" in arguments)
        return output.USAGE
    except SystemExit as leaving:  # --help has been shown
        return int(leaving.code or 0)


def _understood(arguments: Sequence[str]) -> argparse.Namespace:
    """argparse ends a list of words at the first option; the words after it belong to the same list."""
    top = parser()
    parsed, rest = top.parse_known_args(arguments)
    more = getattr(parsed, "more", "")
    if rest and (not more or any(word.startswith("-") for word in rest)):
        top.error(f"unrecognized arguments: {' '.join(rest)}")
    for word in rest:
        getattr(parsed, more).append(Path(word) if more == "paths" else word)
    return parsed


def carry_out(arguments: argparse.Namespace) -> int:
    """Run one command; every failure becomes one sentence and an exit code."""
    as_json = bool(arguments.json)
    log.hush()
    try:
        preference.keep_in(_folder(arguments).fonts)
        if getattr(arguments, "without_desk", False):
            return int(arguments.run(arguments))
        if getattr(arguments, "run_on_file", None) and arguments.file is not None:  # a file alone needs no data folder
            return int(arguments.run_on_file(arguments))
        desk = open_for(arguments)
        try:
            return int(arguments.run(desk, arguments))
        finally:
            desk.close()
    except (DeskError, UsageError, KeyboardInterrupt) as error:
        return _refused(error, as_json=as_json)
    except BrokenPipeError:  # the reader of our lines has gone; nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return output.REFUSED
    except Exception:  # one of the two places where a bug is met: logged with a number, said once
        folder = _folder(arguments)
        if folder.root.is_dir():  # a command that needs no data makes no folder for its log
            log.start(folder.logs)
        number = uuid.uuid4().hex[:8]
        logger.exception("failure %s in %s", number, arguments.command)
        message = f"程序内部出错（编号 {number}），这一步没有完成，已保存的数据不受影响。请把日志交给技术人员。"
        output.refuse("bug", message, as_json=as_json)
        return output.REFUSED
    finally:
        log.stop()


def _refused(error: BaseException, *, as_json: bool) -> int:
    match error:
        case DeskError():
            output.refuse(error.kind, error.message, as_json=as_json)
        case UsageError():
            output.refuse("usage", str(error), as_json=as_json)
            return output.USAGE
        case _:
            message = "已中断；此前显示完成的都已保存，没有完成的没有改动。"
            output.refuse("interrupted", message, as_json=as_json)
    return output.REFUSED


def _folder(arguments: argparse.Namespace) -> DataFolder:
    return data_folder(arguments.data)


def open_for(arguments: argparse.Namespace) -> Desk:
    """The desk that the options for all name."""
    folder = _folder(arguments)
    clock = pinned(arguments.now) if arguments.now else minute_now
    try:
        desk = open_desk(folder, by=arguments.by or DEFAULT_PERSON, clock=clock)
    except NotADatabase as damage:
        if (found := newest_sound(folder)) is None:
            raise
        made_at, pieces = f"{found.manifest.made_at:%Y-%m-%d %H:%M}", found.manifest.submissions
        raise NotADatabase(
            f"{damage.message}最近一个完好的备份：{made_at}，{pieces} 篇来稿；请用 restore latest 恢复。"
        ) from damage
    log.start(folder.logs)
    return desk


def pinned(now: datetime) -> Clock:
    """A clock that stands at `now`."""
    return lambda: now
