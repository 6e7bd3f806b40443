"""The command `ledger`: the four ledgers of the office as .xlsx, and an older ledger looked at or taken over."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, for_all, year
from cppcc_desk.cli.papers import must_end
from cppcc_desk.documents.reading.text import ENCODINGS
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.registers.columns import COLUMNS, Register, chosen
from cppcc_desk.domain.registers.proposing import Proposal, Verdict
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import intake_no
from cppcc_desk.errands import histories, registers
from cppcc_desk.errands.histories import LedgerLook
from cppcc_desk.storage.desk import Desk

READ, IMPORT = "read", "import"
_ABOUT = (
    f"{'、'.join(Register)}：写出这种台账，不写是来稿；{READ}：逐行说明旧台账，不保存；{IMPORT}：导入旧台账，一步可撤销"
)


def add(commands: Any) -> None:
    ledger = commands.add_parser("ledger", help="四种台账写成 Excel；旧台账逐行说明、导入")
    ledger.add_argument("what", nargs="?", default=Register.INTAKE.value, metavar="台账或操作", help=_ABOUT)
    ledger.add_argument("file", nargs="?", type=Path, metavar="旧台账")
    ledger.add_argument("--out", type=Path, metavar="文件.xlsx", help="写出台账时必写")
    ledger.add_argument("--year", type=year, metavar="年度", help="写出哪一年的；旧台账里没写年份的日子是哪一年")
    ledger.add_argument("--columns", default="", metavar="栏目、栏目", help="按这些栏目写出，不写是本单位选定的栏目")
    ledger.add_argument("--phones", action="store_true", help="写出完整的电话号码")
    ledger.add_argument(
        "--encoding", choices=list(ENCODINGS), default="", metavar="编码", help="旧台账是文本时的文字编码"
    )
    ledger.set_defaults(run=_ledger)
    for_all(ledger)


def _ledger(desk: Desk, arguments: argparse.Namespace) -> int:
    known = (*Register, READ, IMPORT)
    if arguments.what not in known:
        raise UsageError(f"没有“{arguments.what}”这种台账或操作；可用的有：{'、'.join(known)}。没有作任何改动。")
    if arguments.what in (READ, IMPORT):
        return _older(desk, arguments)
    if arguments.out is None or arguments.file is not None:
        raise UsageError(f"写出台账请用 ledger {arguments.what} --out 文件.xlsx。没有作任何改动；用 --help 查看用法。")
    return _write(desk, arguments)


def _write(desk: Desk, arguments: argparse.Namespace) -> int:
    must_end(arguments.out, ".xlsx")
    register = Register(arguments.what)
    given = split(arguments.columns)
    heads = chosen(register, given) if given else registers.columns_of(desk, register)
    rows = registers.write_register(
        desk, register, arguments.out, year=arguments.year, heads=heads, phones=arguments.phones
    )
    if arguments.json:
        told = {"xlsx": str(arguments.out), "rows": rows, "columns": [head.value for head in heads]}
        output.show_json(told)
    else:
        output.line(f"已写出 {arguments.out}，{rows} 行。")
        left = [head.value for head in COLUMNS[register] if head not in heads]
        output.line(f"没有写出的栏目：{'、'.join(left)}")
    return output.DONE


def _older(desk: Desk, arguments: argparse.Namespace) -> int:
    """An older ledger, line by line; with `import` what can be is registered."""
    path: Path | None = arguments.file
    if path is None or arguments.out is not None:
        raise UsageError(f"请写明旧台账的文件：ledger {arguments.what} 文件。没有作任何改动；用 --help 查看用法。")
    if not path.is_file():
        raise Missing(f"找不到文件“{path}”。请核对路径。")
    look = histories.look_at_ledger(desk, path, encoding=arguments.encoding, year=arguments.year)
    numbers: tuple[str, ...] = ()
    taking = arguments.what == IMPORT
    if taking and look.proposed.pieces:
        numbers = histories.take_over(desk, look)
    told = [_shape(look, proposal, numbers) for proposal in look.proposed.proposals]
    if arguments.json:
        output.show_json(told)
    else:
        _tell(look, told, taking=taking)
    counted = look.numbers()
    refused, fine = counted[Verdict.REFUSED], sum(counted.values()) - counted[Verdict.REFUSED] - counted[Verdict.PASSED]
    if not fine:
        return output.REFUSED
    return output.SOME_REFUSED if refused and taking else output.DONE


def _tell(look: LedgerLook, told: list[dict[str, Any]], *, taking: bool) -> None:
    for warning in look.read.warnings:
        output.line(f"提示：{warning}")
    for text, head in look.read.heads.items():
        output.line(f"表头“{text}”：{head or '没有这一栏，原文留在办理记录里'}")
    output.columns((row["verdict"], row["place"], row["title"], row["told"]) for row in told)
    numbers = "、".join(f"{word} {n} 行" for word, n in look.numbers().items())
    done = taking and bool(look.proposed.pieces)
    state = "已导入" if done else "没有需要导入的" if taking else "没有保存（只看）"
    output.line(f"{state}：{numbers}")


def _shape(look: LedgerLook, proposal: Proposal, numbers: tuple[str, ...]) -> dict[str, Any]:
    place = proposal.piece
    piece = look.proposed.pieces[place] if place is not None else None
    number = numbers[place] if numbers and place is not None else ""
    if not number and piece is not None and piece.told.number is not None:
        number = intake_no(*piece.told.number)
    return {
        "row": proposal.row.number,
        "sheet": proposal.row.sheet,
        "place": proposal.row.place,
        "verdict": proposal.verdict.value,
        "title": proposal.title,
        "intake_no": number or None,
        "becomes": proposal.becomes,
        "problems": list(proposal.doubts),
        "notes": list(proposal.notes),
        "told": "；".join((proposal.becomes, *proposal.doubts, *proposal.notes)),
    }
