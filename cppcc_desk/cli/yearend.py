"""`yearend`: what is open and to be looked at at the end of a year, its archive package, and a package checked."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, for_all, year
from cppcc_desk.errands.yearend import check_package, write_year_package
from cppcc_desk.queries.yearend import CarriedOver, Finding, year_end
from cppcc_desk.storage.desk import Desk

CHECK = "check"


def add(commands: Any) -> None:
    """The command."""
    yearend = commands.add_parser("yearend", help="年终归档：归档前检查、结转清单；写出归档包；校验归档包")
    yearend.add_argument("what", metavar="年度", help=f"如 2026；写 {CHECK} 时校验后面的文件夹")
    yearend.add_argument("folder", type=Path, nargs="?", metavar="归档包", help="要校验的归档包")
    yearend.add_argument("--out", type=Path, metavar="文件夹", help="在这里写出归档包；不写时只检查，不写文件")
    yearend.set_defaults(run=_yearend)
    for_all(yearend)


def _yearend(desk: Desk, arguments: argparse.Namespace) -> int:
    checking = arguments.what == CHECK
    if checking != (arguments.folder is not None) or (checking and arguments.out is not None):
        raise UsageError(
            f"应写成“yearend 2026 --out 文件夹”或“yearend {CHECK} 归档包”。没有作任何改动；用 --help 查看用法。"
        )
    if checking:
        return _check(desk, arguments.folder, as_json=arguments.json)
    try:
        of = year(arguments.what)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{error}。没有作任何改动；用 --help 查看用法。") from None
    return _look(desk, of, arguments) if arguments.out is None else _write(desk, of, arguments)


def _look(desk: Desk, of: int, arguments: argparse.Namespace) -> int:
    end = desk.read(year_end, of, now=desk.now)
    if arguments.json:
        output.show_json(
            {
                "folder": None,
                "files": 0,
                "pieces": len(end.held.pieces),
                **_shapes(end.carried, end.findings),
                "next_year": [{"name": one.name, "message": one.words, "done": one.done} for one in end.turn],
            }
        )
        return output.DONE
    _tell(of, end.carried, end.findings)
    for one in end.turn:
        output.line(f"{of + 1} 年：{one.name}　{one.words}")
    return output.DONE


def _write(desk: Desk, of: int, arguments: argparse.Namespace) -> int:
    told = ""

    def step(done: int, total: int, words: str) -> None:
        """One line for each kind of thing."""
        nonlocal told
        kind = words.split(" ", maxsplit=1)[0]
        if kind != told and not arguments.json:
            output.line(f"正在写{kind}（{done}/{total}）")
        told = kind

    made = write_year_package(desk, of, arguments.out, step=step)
    if arguments.json:
        output.show_json(
            {
                "folder": str(made.folder),
                "files": made.files,
                "pieces": made.pieces,
                **_shapes(made.carried, made.findings),
                "index_docx": str(made.index_docx),
                "index_pdf": str(made.index_pdf) if made.index_pdf else None,
                **({"message": made.message} if made.message else {}),
            }
        )
        return output.DONE
    _tell(of, made.carried, made.findings)
    if made.message:
        output.warn(made.message)
    output.line(f"已写出 {made.folder}，{made.files} 个文件，来稿 {made.pieces} 篇。")
    return output.DONE


def _check(desk: Desk, folder: Path, *, as_json: bool) -> int:
    found = check_package(desk, folder)
    if as_json:
        output.show_json({"ok": found.ok, "problems": list(found.problems), "files": found.files, "known": found.known})
        return output.DONE if found.ok else output.REFUSED
    for problem in found.problems:
        output.line(problem)
    if not found.ok:
        output.warn(f"归档包“{folder}”有 {len(found.problems)} 处不对，请用没有改动过的副本。")
        return output.REFUSED
    output.line(f"归档包完好：{found.files} 个文件和生成时一样。")
    if not found.known:
        output.line("这里没有生成这份归档包的记录；如果不是别的电脑生成的，请和原来的副本核对。")
    return output.DONE


def _tell(of: int, carried: tuple[CarriedOver, ...], findings: tuple[Finding, ...]) -> None:
    for one in findings:
        output.line(f"检查：{one.check}　{one.words}　{one.what}")
    for open_one in carried:
        said = (open_one.kind, open_one.number, open_one.title, open_one.whom, open_one.standing)
        output.line(f"结转到 {of + 1} 年：{'　'.join(filter(None, said))}")


def _shapes(carried: tuple[CarriedOver, ...], findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "carried_over": [
            {
                "kind": one.kind,
                "no": one.number,
                "title": one.title,
                "handling_unit": one.whom,
                "since": one.since,
                "due": one.due or None,
                "urgency": one.urgency,
                "standing": one.standing,
            }
            for one in carried
        ],
        "findings": [{"check": one.check, "message": one.words, "advice": one.what} for one in findings],
    }
