"""Ledgers read: a table in any format that offices write becomes rows of pieces, each with what is doubtful about it.

What is here runs in process; files from outside go through `limits.Reader`, which reads them in a child process.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType

from cppcc_desk.documents.reading.kinds import companion
from cppcc_desk.documents.reading.ledgers.heads import Heads
from cppcc_desk.documents.reading.ledgers.rows import Columns, columns_of, rows_of
from cppcc_desk.documents.reading.tables import open_table
from cppcc_desk.documents.reading.tables.cells import one_line
from cppcc_desk.documents.reading.tables.finding import Found, find_heads
from cppcc_desk.documents.reading.tables.sheets import Book, Sheet
from cppcc_desk.documents.reading.wanted import LEDGER
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRead, LedgerRow
from cppcc_desk.domain.secrecy import CLASSIFIED_FILE, mark_in
from cppcc_desk.domain.submission import ReadStatus

_NOTHING_CHOSEN: Mapping[str, Head | None] = MappingProxyType({})
_NO_HEADS = (
    "没有找到有“标题”一列的表头，不像台账，没有读出任何一行；请给各列写上表头（编号、收稿日期、标题、反映人等）后再试。"
)
_NO_ROWS = "台账里只有表头，没有一行内容，没有读出任何一行；请核对文件。"
_ALL_HIDDEN = "工作簿里的工作表都隐藏着，没有读；请取消隐藏后另存再试。"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|$|(?=[^\d年]))")


def read_ledger_bytes(
    data: bytes,
    file_name: str,
    *,
    encoding: str = "",
    chosen: Mapping[str, Head | None] = _NOTHING_CHOSEN,
    year: int | None = None,
) -> LedgerRead:
    """The rows of a ledger with these bytes and this name; `encoding` as for `reading.read_bytes`.

    `chosen`: what the office says that heads mean, None for nothing the program knows. `year` is that of days
    which say none; left out, it is looked for over the heads, in the name of the sheet and in that of the file.
    A refusal is a result too, nothing is raised for a bad file.
    """
    if companion(file_name):
        return LedgerRead(status=ReadStatus.SKIPPED, message="这是临时文件或系统附属文件，不是台账，已跳过。")
    is_text = False
    try:
        opened = open_table(data, LEDGER, known=Heads({}).known, encoding=encoding)
        is_text = opened.is_text
        read = _understood(opened.book(), Heads(chosen), PurePath(file_name).stem, year)
    except Unreadable as refusal:
        return LedgerRead(status=ReadStatus.REFUSED, message=refusal.message, is_text=is_text)
    remark = opened.remark(file_name)
    warnings = (*((remark,) if remark else ()), *read.warnings)
    status = ReadStatus.ACCEPTED_WITH_WARNING if warnings else read.status
    return replace(read, status=status, warnings=warnings, is_text=is_text)


def _understood(book: Book, heads: Heads, stem: str, year: int | None) -> LedgerRead:
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    if not shown:
        raise Unreadable(_ALL_HIDDEN)
    _refuse_classified(shown)
    tables = [(sheet, found) for sheet in shown if (found := find_heads(sheet, heads)) is not None]
    if not tables:
        raise Unreadable(_NO_HEADS)
    rows: list[LedgerRow] = []
    told: dict[str, Head | None] = {}
    years: list[int | None] = []
    for sheet, found in tables:
        columns: Columns = columns_of(found, heads)
        told |= {one_line(found.texts[place]): columns.heads.get(place) for place in sorted(columns.shown)}
        of = year or _year_of(_above(sheet, found), sheet.name, stem)
        years.append(of)
        several = len(tables) > 1
        rows += rows_of(sheet, found, columns, heads, year=of, from_1904=book.from_1904, named=several)
    if all(row.passed for row in rows):
        raise Unreadable(_NO_ROWS)
    return LedgerRead(
        status=ReadStatus.ACCEPTED,
        rows=tuple(rows),
        warnings=(*book.warnings, *_of_sheets(book, [sheet for sheet, _ in tables])),
        heads=told,
        year=years[0] if len(set(years)) == 1 else None,
    )


def _refuse_classified(sheets: Iterable[Sheet]) -> None:
    cells = (value for sheet in sheets for row in sheet.rows.values() for value in row.values())
    if mark_in(cell for cell in cells if isinstance(cell, str)):
        raise Unreadable(CLASSIFIED_FILE)


def _above(sheet: Sheet, found: Found) -> str:
    """The titles over the heads."""
    over = (row for row in sorted(sheet.rows) if row < found.below)
    return " ".join(value for row in over for value in sheet.rows[row].values() if isinstance(value, str))


def _year_of(*texts: str) -> int | None:
    """The one year that the first of the texts with a year names."""
    for text in texts:
        years = {int(found) for found in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _of_sheets(book: Book, read: list[Sheet]) -> Iterable[str]:
    if len(read) > 1:
        yield f"读了 {len(read)} 张工作表：{'、'.join(f'“{sheet.name}”' for sheet in read)}。"
    left = [sheet.name for sheet in book.sheets if not sheet.hidden and sheet.rows and sheet not in read]
    if left:
        yield f"工作表{'、'.join(f'“{name}”' for name in left)}里没有找到有“标题”的表头，没有读。"
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    if hidden:
        yield f"有 {len(hidden)} 张隐藏的工作表没有读：{'、'.join(f'“{name}”' for name in hidden)}。"
