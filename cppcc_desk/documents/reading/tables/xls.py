"""Excel workbooks of 97 to 2003 (.xls, and .et of WPS) and of Excel 5 and 95, read by olefile and xlrd.

Formulas count with the result that is stored beside them. What does not make a cell's value (macros, pictures, notes,
names, borders) is kept from xlrd, which refuses whole files over it, and makes a cell of every border.
"""

import io
import struct
from collections.abc import Sequence

import olefile
import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell

from cppcc_desk.documents.reading.kinds import compound
from cppcc_desk.documents.reading.tables.sheets import (
    Book,
    Budget,
    Fault,
    Filling,
    Sheet,
    Shown,
    Value,
    dated,
    shown_by,
)
from cppcc_desk.documents.reading.wanted import WantedTable
from cppcc_desk.domain.errors import Unreadable

_BOF, _EOF, _FILE_PASS = 0x809, 0x0A, 0x2F
# What xlrd is shown of the records ([MS-XLS] 2.3); any other gets a number that it passes over.
_SHOWN = frozenset((
    _BOF, _EOF, 0x3C, 0x85, 0x42, 0x22, 0x41E, 0xE0, 0xFC,  # CONTINUE BOUNDSHEET CODEPAGE DATE1904 FORMAT XF SST
    0x200, 0x208, 0xE5,                                     # DIMENSIONS ROW MERGECELLS
    0x204, 0xD6, 0xFD, 0x203, 0x27E, 0xBD, 0x205,           # LABEL RSTRING LABELSST NUMBER RK MULRK BOOLERR
    0x06, 0x206, 0x406, 0x207, 0x221, 0x4BC, 0x236,         # FORMULA (of three versions) STRING ARRAY SHRFMLA TABLE
))  # fmt: skip
_PASSED_OVER = b"\xff\xff"
# What the two raise over bytes that are not as they should be: their own, and what Python raises in their code.
_OVER_DAMAGE = (
    XLRDError, OSError, struct.error, LookupError, ValueError, AssertionError, ArithmeticError, RecursionError
)  # fmt: skip
_PASSWORDED = "文件有打开密码（已加密），无法读取；请用 Excel 或 WPS 表格打开并去掉密码，另存为 .xlsx 后再试。"
_TOO_OLD = "这是 Excel 4.0 以前的表格，太旧，读不了；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"
_DAMAGED = "Excel 表格（.xls）已损坏或不完整，无法读取；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"


def read_xls(data: bytes, wanted: WantedTable) -> Book:
    """The sheets of a workbook, be it in a container or a stream by itself.

    Raises Unreadable: a password, damage, too many cells, too old, a container of something else.
    """
    try:
        stream = _workbook_in(data, wanted) if data.startswith(olefile.MAGIC) else data
        if not stream.startswith(b"\x09\x08"):
            raise Unreadable(_TOO_OLD if stream[:1] == b"\x09" else _DAMAGED)
        return _book(_only_cells(stream), wanted)
    except _OVER_DAMAGE as error:
        raise Unreadable(_DAMAGED) from error


def _workbook_in(data: bytes, wanted: WantedTable) -> bytes:
    """The stream of the workbook itself; those of what is embedded in it lie in folders and are not looked at."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        for name in ("Workbook", "Book"):
            if container.exists(name):
                return container.openstream(name).read()
        if container.exists("EncryptedPackage"):
            raise Unreadable(_PASSWORDED)
        raise wanted.none(compound(container.exists) or "这个文件里没有 Excel 表格")


def _only_cells(stream: bytes) -> bytes:
    """`stream` with all other records made unknown, each in its place, as sheets are found by theirs."""
    shown, place, depth = bytearray(stream), 0, 0
    while place + 4 <= len(shown):
        kind, size = struct.unpack_from("<HH", shown, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0 and kind != _EOF:
            break  # bytes between the sheets, behind which records may begin anywhere
        if kind == _FILE_PASS:
            raise Unreadable(_PASSWORDED)
        if kind not in _SHOWN:
            shown[place : place + 2] = _PASSED_OVER
        place += 4 + size
    return bytes(shown)


def _book(stream: bytes, wanted: WantedTable) -> Book:
    """The sheets as xlrd has them; it tells of formats, joined cells and hidden rows only with `formatting_info`."""
    with xlrd.open_workbook(
        file_contents=stream,
        logfile=io.StringIO(),  # its notes would go into the answer of the reading child
        encoding_override="gb18030",  # before Unicode; exports of that time name no code page, or 1252
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    ) as book:
        codes = {form.format_key: form.format_str for form in book.format_list}
        shown = [shown_by(style.format_key, codes.get(style.format_key, "")) for style in book.xf_list]
        from_1904, budget, sheets = book.datemode == 1, Budget(wanted), []
        for number in range(book.nsheets):
            sheets.append(_sheet(book.sheet_by_index(number), shown, budget, from_1904=from_1904))
            book.unload_sheet(number)
    return Book(tuple(sheets), from_1904)


def _sheet(sheet: xlrd.sheet.Sheet, shown: Sequence[Shown], budget: Budget, *, from_1904: bool) -> Sheet:
    """One sheet; of a hidden one only that it is there."""
    filling = Filling(sheet.name, budget, bool(sheet.visibility))
    if filling.hidden:
        return filling.sheet()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = _value(cell, shown, from_1904=from_1904)
            if value is not None:
                filling.put(row + 1, column, value)
    for top, below, left, beside in sheet.merged_cells:
        filling.join(top + 1, left, below, beside - 1)
    for row, told in sheet.rowinfo_map.items():
        if told.hidden:
            filling.hide(row + 1)
    return filling.sheet()


def _value(cell: Cell, shown: Sequence[Shown], *, from_1904: bool) -> Value | None:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            style = cell.xf_index or 0
            as_what = shown[style] if style < len(shown) else Shown.NUMBER
            return dated(float(cell.value), as_what, from_1904=from_1904)
        case xlrd.XL_CELL_BOOLEAN:
            return "是" if cell.value else "否"
        case xlrd.XL_CELL_ERROR:
            return Fault.FAILED
    return None
