"""The commands put together: parse, open the desk, carry out, and say what happened (design: commands.md)."""

import argparse
import logging
import sys
import uuid
from collections.abc import Sequence
from datetime import datetime

from cppcc_desk import log
from cppcc_desk.cli import demo, intake, lists, looking, office, output, papers, work
from cppcc_desk.cli.arguments import Parser, UsageError, for_all
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.paths import DataFolder, default_data_folder
from cppcc_desk.storage.desk import Clock, Desk, minute_now
from cppcc_desk.storage.opening import DEFAULT_PERSON, open_desk

logger = logging.getLogger(__name__)

DESCRIPTION = "政协社情民意工作台。不带命令时打开窗口；带命令时在同一份数据上办理同样的事。"


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = Parser(prog="cppcc-desk", description=DESCRIPTION)
    for_all(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="命令", parser_class=Parser, title="命令")
    for module in (intake, work, papers, looking, lists, office, demo):
        module.add(commands)
    return top


def parse(arguments: Sequence[str]) -> argparse.Namespace | int:
    """The call understood, or the exit code when there is nothing to carry out (help, wrong usage)."""
    output.utf8()
    try:
        return parser().parse_args(arguments)
    except UsageError as error:
        output.refuse("usage", str(error), as_json="--json" in arguments)
        return output.USAGE
    except SystemExit as leaving:  # --help has been shown
        return int(leaving.code or 0)


def carry_out(arguments: argparse.Namespace) -> int:
    """Run one command; every failure becomes one sentence and an exit code."""
    as_json = bool(arguments.json)
    log.hush()
    try:
        if getattr(arguments, "without_desk", False):
            return int(arguments.run(arguments))
        desk = open_for(arguments)
        try:
            return int(arguments.run(desk, arguments))
        finally:
            desk.close()
    except DeskError as error:
        output.refuse(error.kind, error.message, as_json=as_json)
        return output.REFUSED
    except UsageError as error:
        output.refuse("usage", str(error), as_json=as_json)
        return output.USAGE
    except BrokenPipeError:  # the reader of our lines has gone; nobody is left to tell
        sys.stderr.close()
        return output.REFUSED
    except Exception:  # one of the two places where a bug is met: logged with a number, said once
        number = uuid.uuid4().hex[:8]
        logger.exception("failure %s in %s", number, arguments.command)
        message = f"程序内部出错（编号 {number}），这一步没有完成，已保存的数据不受影响。请把日志交给技术人员。"
        output.refuse("bug", message, as_json=as_json)
        return output.REFUSED
    finally:
        log.stop()


def open_for(arguments: argparse.Namespace) -> Desk:
    """The desk that the options for all name."""
    folder = DataFolder(arguments.data or default_data_folder())
    clock = pinned(arguments.now) if arguments.now else minute_now
    desk = open_desk(folder, by=arguments.by or DEFAULT_PERSON, clock=clock)
    log.start(folder.logs)
    return desk


def pinned(now: datetime) -> Clock:
    """A clock that stands at `now`."""
    return lambda: now
