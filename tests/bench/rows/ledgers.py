"""Ledgers: the whole 来稿 register as .xlsx, beside openpyxl writing nothing but the same texts; and its memory."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from cppcc_desk.domain.registers.columns import USUAL, Register
from cppcc_desk.errands.registers import write_register
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.registers import refs, register_rows
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.bench.register import built
from tests.bench.table import Bench, Row, seconds, told

HEADS = USUAL[Register.INTAKE]
FEW = 10  # times fewer rows, for what memory should not depend on


def ledger_written(bench: Bench) -> Row:
    """From the database to the file: text in every cell, borders, heights, head on every page."""
    folder = built(bench.cache, bench.size)
    ours, plain = bench.work / "来稿台账.xlsx", bench.work / "plain.xlsx"
    desk = open_desk(folder)
    try:
        taken = seconds(write_register, desk, Register.INTAKE, ours, year=None, heads=HEADS)
        texts = _texts(desk)
    finally:
        desk.close()
    beside = seconds(_write_plain, texts, plain)
    return Row(
        name=f"来稿 ledger of {len(texts)} rows as .xlsx",
        measured=f"{told(taken)} ({ours.stat().st_size / 1e6:.0f} MB)",
        against=f"openpyxl write_only, the same texts alone {told(beside)}",
        ratio=taken / beside,
        goal=2.5,
    )


def ledger_memory(bench: Bench) -> Row:
    """Memory does not grow with the ledger: it is read and written stretch by stretch."""
    few, many = (_peak(built(bench.cache, size), bench.work) for size in (bench.size // FEW, bench.size))
    return Row(
        name=f"memory of writing {bench.size} rows",
        measured=f"{many:.0f} MB",
        against=f"{bench.size // FEW} rows {few:.0f} MB",
        ratio=many / few,
        goal=1.5,
    )


def _texts(desk: Desk) -> list[tuple[str, ...]]:
    lines = desk.read(refs, Register.INTAKE, year=None)
    rows = desk.read(register_rows, Register.INTAKE, lines, HEADS, phones=False)
    return [row.texts for row in rows]


def _write_plain(texts: Sequence[tuple[str, ...]], path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in texts:
        sheet.append(row)
    book.save(path)


def _peak(folder: DataFolder, work: Path) -> float:
    """Megabytes that a process of its own takes at most."""
    command = [sys.executable, "-m", "tests.bench.rows.ledgers", str(folder.root), str(work / "台账.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _main(root: str, path: str) -> None:
    desk = open_desk(DataFolder(Path(root)))
    write_register(desk, Register.INTAKE, Path(path), year=None, heads=HEADS)
    desk.close()
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024)


if __name__ == "__main__":
    _main(*sys.argv[1:])
