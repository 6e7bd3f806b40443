"""`scheme`: 计分办法 listed, shown in sentences, brought in, handed on, put in force, tried beside another one."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import day, for_all, year
from cppcc_desk.domain.scoring.sentences import of_scheme
from cppcc_desk.domain.scoring.simulating import Move
from cppcc_desk.domain.scoring.written import to_dict
from cppcc_desk.errands.schemes import export_scheme, read_scheme
from cppcc_desk.operations.scoring.schemes import apply_scheme, remove_scheme, retire_scheme, save_scheme
from cppcc_desk.queries.scoring.roster import Scored
from cppcc_desk.queries.scoring.schemes import SchemeRow, doubts_about, scheme_named, schemes, year_at
from cppcc_desk.queries.scoring.years import tried
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.presets import presets


def add(commands: Any) -> None:
    """The commands."""
    scheme = commands.add_parser("scheme", help="计分办法：查看、导入、导出、启用、停用，和现在的办法对比试算")
    under = scheme.add_subparsers(dest="scheme_command", metavar="做什么", parser_class=type(scheme), required=True)
    listing = under.add_parser("list", help="有哪些计分办法")
    listing.add_argument("--presets", action="store_true", help="程序自带的几种")
    listing.set_defaults(run=_list)
    show = under.add_parser("show", help="一条一句地看")
    show.add_argument("name", nargs="?", metavar="办法", help="不写是现在用的")
    show.set_defaults(run=_show)
    bring = under.add_parser("import", help="从文件或自带的几种里取一个，作为草案")
    bring.add_argument("source", metavar="文件.json或自带的名称")
    bring.add_argument("--name", metavar="名称", help="另起名称")
    bring.set_defaults(run=_import)
    hand_on = under.add_parser("export", help="写成一个文件，可以给别的单位用")
    hand_on.add_argument("name", metavar="办法")
    hand_on.add_argument("--out", type=Path, required=True, metavar="文件.json")
    hand_on.set_defaults(run=_export)
    start = under.add_parser("apply", help="从某一天起启用")
    start.add_argument("name", metavar="办法")
    start.add_argument("--from", dest="valid_from", type=day, required=True, metavar="日期")
    start.set_defaults(run=_apply)
    for word, help_words, run in (("retire", "停用，变回草案", _retire), ("remove", "删除一个草案", _remove)):
        command = under.add_parser(word, help=help_words)
        command.add_argument("name", metavar="办法")
        command.set_defaults(run=run)
        for_all(command)
    simulate = under.add_parser("simulate", help="两个办法算同一年，看谁的名次怎样变")
    simulate.add_argument("name", metavar="办法")
    simulate.add_argument("--against", metavar="办法", help="不写是这一年用的")
    simulate.add_argument("--year", type=year, metavar="年度", help="不写是本年度")
    simulate.set_defaults(run=_simulate)
    for command in (listing, show, bring, hand_on, start, simulate):
        for_all(command)


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.presets:
        told = [{"name": one.name, "note": one.note} for one in presets()]
    else:
        told = [_told(row) for row in desk.read(schemes, today=desk.today)]
    if arguments.json:
        output.show_json(told)
    else:
        output.columns(tuple(str(value or "") for value in line.values()) for line in told)
    return output.DONE


def _told(row: SchemeRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "state": "现在用的" if row.in_force else "用过或将用的" if row.valid_from else "草案",
        "note": row.note,
    }


def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    row = _row(desk, arguments.name)
    doubts = desk.read(doubts_about, row.scheme)
    if arguments.json:
        output.show_json(
            {**_told(row), "sentences": of_scheme(row.scheme), "doubts": doubts, "scheme": to_dict(row.scheme)}
        )
    else:
        output.line(row.name)
        output.columns(of_scheme(row.scheme))
        for doubt in doubts:
            output.line(f"请留意：{doubt}")
    return output.DONE


def _row(desk: Desk, name: str | None) -> SchemeRow:
    if name:
        return desk.read(scheme_named, name, today=desk.today)
    return next(row for row in desk.read(schemes, today=desk.today) if row.in_force)


def _import(desk: Desk, arguments: argparse.Namespace) -> int:
    scheme = read_scheme(arguments.source, name=arguments.name)
    desk.do(save_scheme, None, scheme)
    return _done(desk, scheme.name, f"已存为草案：{scheme.name}。用 scheme apply 启用。", arguments)


def _export(desk: Desk, arguments: argparse.Namespace) -> int:
    row = _row(desk, arguments.name)
    export_scheme(row.scheme, arguments.out)
    if arguments.json:
        output.show_json({"name": row.name, "file": str(arguments.out)})
    else:
        output.line(f"已写出 {arguments.out}")
    return output.DONE


def _apply(desk: Desk, arguments: argparse.Namespace) -> int:
    row = _row(desk, arguments.name)
    desk.do(apply_scheme, row.id, valid_from=arguments.valid_from)
    return _done(desk, row.name, f"自 {arguments.valid_from.isoformat()} 起用“{row.name}”。", arguments)


def _retire(desk: Desk, arguments: argparse.Namespace) -> int:
    row = _row(desk, arguments.name)
    desk.do(retire_scheme, row.id)
    return _done(desk, row.name, f"“{row.name}”已停用，成为草案。", arguments)


def _remove(desk: Desk, arguments: argparse.Namespace) -> int:
    row = _row(desk, arguments.name)
    desk.do(remove_scheme, row.id)
    if arguments.json:
        output.show_json({"name": row.name, "removed": True})
    else:
        output.line(f"已删除草案“{row.name}”。")
    return output.DONE


def _done(desk: Desk, name: str, words: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json(_told(desk.read(scheme_named, name, today=desk.today)))
    else:
        output.line(words)
    return output.DONE


def _simulate(desk: Desk, arguments: argparse.Namespace) -> int:
    of = arguments.year or desk.read(year_at, today=desk.today)
    new = _row(desk, arguments.name).scheme
    old = arguments.against and _row(desk, arguments.against).scheme
    found = desk.read(tried, of, new, against=old, today=desk.today)
    if arguments.json:
        told = [_moved(*move) for move in found.moves]
        output.show_json({"year": of, "before": found.before.name, "after": found.after.name, "moves": told})
        return output.DONE
    output.line(f"{of} 年度：“{found.before.name}”改为“{found.after.name}”")
    output.columns((group, who.name, move.words) for group, who, move in found.moves)
    if not found.moves:
        output.line("谁的得分和名次都不变。")
    return output.DONE


def _moved(group: str, who: Scored, move: Move) -> dict[str, Any]:
    return {
        "group": group,
        "name": who.name,
        "rank_before": move.before and move.before.rank,
        "rank_after": move.after and move.after.rank,
        "score_before": move.before and move.before.account.total / 100,
        "score_after": move.after and move.after.account.total / 100,
    }
