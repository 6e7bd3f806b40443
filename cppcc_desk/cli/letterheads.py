"""`letterhead`: the office's own 版头 for each use of 公文 and for each journal."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, for_all
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import Covers
from cppcc_desk.domain.official.usual import LETTERHEAD_USES
from cppcc_desk.errands.letterheads import keep_letterhead
from cppcc_desk.operations.letterheads import save_letterheads
from cppcc_desk.queries import office
from cppcc_desk.storage.desk import Desk

_STANDARD = "按国标排"


def add(commands: Any) -> None:
    letterhead = commands.add_parser("letterhead", help="本单位的版头：查看，或用图片、Word 文件设定")
    letterhead.add_argument("use", nargs="?", metavar="用途", help=f"{'、'.join(LETTERHEAD_USES)}，或刊物的名称")
    letterhead.add_argument("file", nargs="?", type=Path, metavar="文件", help="图片或 .docx")
    letterhead.add_argument("--covers", choices=list(Covers), metavar="/".join(Covers), help="不写时按图片的形状判断")
    letterhead.add_argument("--clear", action="store_true", help="不用自己的版头，按国标排")
    letterhead.set_defaults(run=_letterhead)
    for_all(letterhead)


def _refuse_wrong_usage(arguments: argparse.Namespace) -> None:
    told = ""
    if arguments.file is not None and arguments.clear:
        told = "文件和“--clear”只能写一个"
    elif arguments.clear and arguments.use is None:
        told = "“--clear”要写明用途"
    elif arguments.covers and arguments.file is None:
        told = "“--covers”说明图片是什么，要和图片一起写"
    elif arguments.covers and arguments.file.suffix.lower() == ".docx":
        told = "“--covers”只用于图片，Word 文件按有没有红线判断"
    if told:
        raise UsageError(f"{told}。没有作任何改动；用 --help 查看用法。")


def _letterhead(desk: Desk, arguments: argparse.Namespace) -> int:
    _refuse_wrong_usage(arguments)
    heads = desk.read(office.all_letterheads, on=desk.today)
    if arguments.use is not None:
        if arguments.use not in heads:
            raise Missing(f"没有“{arguments.use}”这种公文或刊物；有：{'、'.join(heads)}。没有作任何改动。")
        if arguments.clear or arguments.file is not None:
            covers = Covers(arguments.covers) if arguments.covers else None
            head = None if arguments.clear else keep_letterhead(desk, arguments.file, covers, use=arguments.use)
            desk.do(save_letterheads, {arguments.use: head}, since=desk.today)
            heads = desk.read(office.all_letterheads, on=desk.today)
    shown = {use: head for use, head in heads.items() if arguments.use in (None, use)}
    if arguments.json:
        output.show_json([{"use": use, "letterhead": dict(head) if head else None} for use, head in shown.items()])
    else:
        output.columns(
            (use, head["name"] if head else _STANDARD, head["covers"] if head else "") for use, head in shown.items()
        )
    return output.DONE
