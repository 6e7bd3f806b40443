"""Commands on people: `people read` shows who is in a roster, and saves nothing; cards are in `cli.cards`."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import cards, output, portraits, shapes, terms
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.domain.submission import ReadStatus


def add(commands: Any) -> None:
    people = commands.add_parser("people", help="名册和信息员证：看读出了谁、发证、打印、照片、届次")
    under = people.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    read = under.add_parser("read", help="看读出了哪些人，不保存")
    read.add_argument("file", type=Path, metavar="名册")
    for_all(read)
    read.set_defaults(run=_read, without_desk=True)
    for module in (cards, portraits, terms):
        module.add(under)


def _read(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    if not path.is_file():
        raise Missing(f"找不到文件“{path}”。请核对路径。")
    with Reader() as reader:
        result = reader.read_roster(path)
    if arguments.json:
        output.show_json(shapes.roster(result))
    else:
        shown = [column for column in RosterColumn if any(row[column] for row in result.rows)]
        if shown:
            output.columns([("行", *shown), *((str(row.number), *(row[c] for c in shown)) for row in result.rows)])
            output.line(f"共 {len(result.rows)} 人")
        for warning in result.warnings:
            output.line(f"提示：{warning}")
    if result.message:
        output.warn(result.message)
    return output.REFUSED if result.status is ReadStatus.REFUSED else output.DONE
