"""The command `people terms`: which 届 there are; one named, begun, put right."""

import argparse
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, day, for_all, natural
from cppcc_desk.domain.terms import LARGEST_TERM
from cppcc_desk.operations import terms as naming
from cppcc_desk.operations.terms import TermEntry
from cppcc_desk.queries import terms
from cppcc_desk.storage.desk import Desk


def number(text: str) -> int:
    """The number of a 届 that can be written in 汉字."""
    found = natural(text)
    if found > LARGEST_TERM:
        raise argparse.ArgumentTypeError(f"届次应为 1 到 {LARGEST_TERM} 的整数，收到的是“{text}”")
    return found


def add(under: Any) -> None:
    """The command `people terms`."""
    term = under.add_parser("terms", help="届次：查看，或登记、更正一届")
    term.add_argument("number", nargs="?", type=number, metavar="届次")
    term.add_argument("--began", type=day, metavar="日期")
    term.add_argument("--ended", type=day, metavar="日期", help="已经结束的一届的最后一天")
    term.add_argument("--delete", action="store_true", help="删除登记错的一届")
    term.set_defaults(run=_terms)
    for_all(term)


def _terms(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.number is not None:
        _save(desk, arguments)
    rows = desk.read(terms.terms)
    if arguments.json:
        output.show_json(
            [
                {"number": row.number, "name": row.name, "began": row.began, "ended": row.ended, "cards": row.cards}
                for row in rows
            ]
        )
    else:
        for row in rows:
            ended = row.ended.isoformat() if row.ended else "至今"
            output.columns([(row.name, row.began.isoformat(), ended, f"信息员证 {row.cards} 张")])
    return output.DONE


def _save(desk: Desk, arguments: argparse.Namespace) -> None:
    entries = {
        row.number: TermEntry(id=row.id, number=row.number, began=row.began, ended=row.ended)
        for row in desk.read(terms.terms)
    }
    there = entries.get(arguments.number)
    if arguments.delete:
        desk.read(terms.term_numbered, arguments.number)
        del entries[arguments.number]
    elif there is None and arguments.began is None:
        raise UsageError("请用 --began 写明这一届从哪一天开始。没有作任何改动；用 --help 查看用法。")
    elif there is None and arguments.ended is None:
        desk.do(naming.begin_term, arguments.number, began=arguments.began)
        return
    else:
        entries[arguments.number] = TermEntry(
            id=there.id if there else None,
            number=arguments.number,
            began=arguments.began or (there.began if there else arguments.began),
            ended=arguments.ended or (there.ended if there else None),
        )
    desk.do(naming.save_terms, tuple(entries.values()))
