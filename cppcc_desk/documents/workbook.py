"""A ledger as .xlsx: every cell is text and stays text, and it prints on landscape A4 with its head on every page."""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from cppcc_desk.documents.packing import without_times
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.official import official_date
from cppcc_desk.paths import write_whole

_A4 = 9  # in the numbering of printers
_HEAD_ROWS = 3  # title; unit and date; heads of the columns
_LEAST_HEIGHT, _MOST_HEIGHT = 24.0, 409.0  # points; no program makes a row higher
_MM = 1 / 25.4  # of an inch
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TITLE = Font(name="方正小标宋简体", size=20)
_UNDER_TITLE = Font(name="仿宋_GB2312", size=12)
_HEAD = Font(name="黑体", size=11)
_BODY = Font(name="宋体", size=11)
_GREY = PatternFill("solid", fgColor="F2F2F2")
_ACROSS = Alignment(horizontal="centerContinuous", vertical="center")  # no joined cells: they cannot be sorted
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_UNIT, _DATE = Alignment(vertical="center"), Alignment(horizontal="right", vertical="center")


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger whole; the same ledger gives the same bytes. Raises OSError; the old file then stays."""
    write_ledgers((ledger,), path)


def write_ledgers(ledgers: Sequence[Ledger], path: Path) -> None:
    """Write several ledgers as the sheets of one book, which is called like the first one."""
    first = ledgers[0]
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _printable(first.title), _printable(first.unit)
    for ledger in ledgers:
        _add(book.create_sheet(_sheet_name(ledger.sheet or ledger.title)), ledger)
    buffer = io.BytesIO()
    book.save(buffer)
    content = without_times(buffer.getvalue(), dated=first.made_on)
    write_whole(path, lambda part: _fill(part, content))


def _add(sheet: Any, ledger: Ledger) -> None:
    _set_page(sheet, ledger)
    sheet.append(list(_across(sheet, ledger)))
    sheet.append(list(_unit_and_date(sheet, ledger)))
    sheet.append([_cell(sheet, column.title, _HEAD, _CENTRE, boxed=True, fill=_GREY) for column in ledger.columns])
    for number, row in enumerate(ledger.rows, start=_HEAD_ROWS + 1):
        sheet.row_dimensions[number].height = _height(ledger.columns, row)
        summing = ledger.sums and number == _HEAD_ROWS + len(ledger.rows)
        sheet.append(list(_row(sheet, ledger.columns, row, font=_HEAD if summing else _BODY)))
    _add_notes(sheet, ledger)


def _add_notes(sheet: Any, ledger: Ledger) -> None:
    """Below the rows, each over the whole width."""
    last, width = get_column_letter(len(ledger.columns)), sum(column.width + 1 for column in ledger.columns)
    for number, note in enumerate(ledger.notes, start=_HEAD_ROWS + len(ledger.rows) + 1):
        sheet.row_dimensions[number].height = 6 + 15 * _lines(note, width)
        sheet.append([_cell(sheet, note, _BODY, _LEFT)])
        sheet.merged_cells.add(f"A{number}:{last}{number}")


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _set_page(sheet: Any, ledger: Ledger) -> None:
    for number, column in enumerate(ledger.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 1
    for number, height in ((1, 36), (2, 20), (3, 28)):
        sheet.row_dimensions[number].height = height
    sheet.freeze_panes = f"B{_HEAD_ROWS + 1}"
    sheet.print_title_rows = f"1:{_HEAD_ROWS}"
    last = get_column_letter(len(ledger.columns))
    sheet.auto_filter.ref = f"A{_HEAD_ROWS}:{last}{_HEAD_ROWS + len(ledger.rows) - ledger.sums}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 20 * _MM, 18 * _MM, 15 * _MM, 15 * _MM
    margins.header = margins.footer = 9 * _MM
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter.center.text = "第&P页　共&N页"


def _across(sheet: Any, ledger: Ledger) -> Iterator[Any]:
    yield _cell(sheet, ledger.title, _TITLE, _ACROSS)
    for _ in ledger.columns[1:]:
        yield _cell(sheet, "", _TITLE, _ACROSS)


def _unit_and_date(sheet: Any, ledger: Ledger) -> Iterator[Any]:
    about = f"　　{ledger.about}" if ledger.about else ""
    yield _cell(sheet, f"单位：{ledger.unit}{about}", _UNDER_TITLE, _UNIT)
    yield from [None] * (len(ledger.columns) - 2)
    yield _cell(sheet, official_date(ledger.made_on), _UNDER_TITLE, _DATE)


def _row(sheet: Any, columns: Iterable[LedgerColumn], row: Iterable[str], *, font: Font = _BODY) -> Iterator[Any]:
    for column, text in zip(columns, row, strict=True):
        cell = _cell(sheet, text, font, _LEFT if column.kind is ColumnKind.TEXT else _CENTRE, boxed=True)
        if column.kind is ColumnKind.NUMBER and text.isdecimal():
            cell.value, cell.number_format = int(text), "0"
        yield cell


def _height(columns: Iterable[LedgerColumn], row: Iterable[str]) -> float:
    """Points that the fullest cell needs; said in the file, for not every program finds it out when it prints."""
    counts = (_lines(text, column.width) for column, text in zip(columns, row, strict=True))
    return min(max(_LEAST_HEIGHT, 6 + 15 * max(counts)), _MOST_HEIGHT)


def _lines(text: str, width: int) -> int:
    """Lines of wrapped text in a column of `width` half characters; 11-point 汉字 are a little wider than two."""
    lengths = (sum(1.0 if c.isascii() else 2.1 for c in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(length / (width + 0.5))) for length in lengths)


def _cell(
    sheet: Any, text: str, font: Font, alignment: Alignment, *, boxed: bool = False, fill: PatternFill | None = None
) -> Any:
    """A cell of text, whatever it begins with: no formula, no number, no date."""
    shown = _printable(text)
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.number_format = font, alignment, "@"
    if boxed:
        cell.border = _BORDER
    if fill is not None:
        cell.fill = fill
    if shown:
        cell.value = shown
        cell.data_type = "s"
        cell.quotePrefix = shown.startswith(_FORMULA_SIGNS)
    return cell


def _printable(text: str) -> str:
    """XML has no words for control characters and halves of characters; a workbook with one does not open."""
    return "".join(
        c for c in text if (c >= " " or c in "\t\n\r") and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )


def _sheet_name(title: str) -> str:
    """Excel takes no more than 31 characters, and none of []:*?/\\."""
    return "".join(c for c in _printable(title) if c not in "[]:*?/\\'\t\n\r")[:31] or "台账"
