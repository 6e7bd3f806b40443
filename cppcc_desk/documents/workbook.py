"""A ledger as .xlsx: every cell is text and stays text, and it prints on A4, upright where its columns fit, with its
head on every page.
"""

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
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn, LedgerHead
from cppcc_desk.domain.official import official_date
from cppcc_desk.paths import write_whole

_A4 = 9  # in the numbering of printers
_UPRIGHT = 90  # characters of half width that stand side by side on an upright sheet
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
    _write([(ledger, ledger.rows) for ledger in ledgers], path)


def write_long(head: LedgerHead, rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write a ledger whose rows come one by one, as many as there are: no more than one of them is held."""
    _write([(head, rows)], path)


def _write(sheets: Sequence[tuple[LedgerHead, Iterable[Sequence[str]]]], path: Path) -> None:
    first = sheets[0][0]
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _printable(first.title), _printable(first.unit)
    try:
        for head, rows in sheets:
            _add(book.create_sheet(_sheet_name(head.sheet or head.title)), head, rows)
    except BaseException:  # the rows end in the middle, as when the person cancels: what is written so far is let go
        _let_go(book)
        raise
    buffer = io.BytesIO()
    book.save(buffer)
    content = without_times(buffer.getvalue(), dated=first.made_on)
    write_whole(path, lambda part: _fill(part, content))


def _let_go(book: Any) -> None:
    """Close the files in which openpyxl gathers the rows of each sheet, and remove them."""
    for sheet in book.worksheets:
        sheet.close()
        sheet._writer.cleanup()


def _add(sheet: Any, head: LedgerHead, rows: Iterable[Sequence[str]]) -> None:
    _set_page(sheet, head)
    sheet.append(list(_across(sheet, head)))
    sheet.append(list(_unit_and_date(sheet, head)))
    sheet.append([_cell(sheet, column.title, _HEAD, _CENTRE, boxed=True, fill=_GREY) for column in head.columns])
    stamps = [_Stamp(sheet, column, _BODY) for column in head.columns]
    summing = [_Stamp(sheet, column, _HEAD) for column in head.columns] if head.sums else stamps
    sheet._values_to_row = _placed  # openpyxl's own finds out by an error that a value is a cell already: half its time
    number = _HEAD_ROWS
    for number, (row, last) in enumerate(_told_last(rows), start=_HEAD_ROWS + 1):
        sheet.row_dimensions[number].height = _height(head.columns, row)
        used = summing if last else stamps
        sheet.append([stamp.cell(text) for stamp, text in zip(used, row, strict=True)])
        del sheet.row_dimensions[number]  # it is written
    letter = get_column_letter(len(head.columns))
    sheet.auto_filter.ref = f"A{_HEAD_ROWS}:{letter}{number - head.sums}"
    _add_notes(sheet, head, below=number)


def _told_last(rows: Iterable[Sequence[str]]) -> Iterator[tuple[Sequence[str], bool]]:
    """Each row, and whether it is the last one."""
    held: Sequence[str] | None = None
    for row in rows:
        if held is not None:
            yield held, False
        held = row
    if held is not None:
        yield held, True


def _add_notes(sheet: Any, head: LedgerHead, *, below: int) -> None:
    """Each over the whole width."""
    last, width = get_column_letter(len(head.columns)), sum(column.width + 1 for column in head.columns)
    for number, note in enumerate(head.notes, start=below + 1):
        sheet.row_dimensions[number].height = 6 + 15 * _lines(note, width)
        sheet.append([_cell(sheet, note, _BODY, _LEFT)])
        sheet.merged_cells.add(f"A{number}:{last}{number}")


def _placed(cells: Iterable[Any], number: int) -> Iterator[Any]:
    """The cells of a row, told where they stand."""
    for place, cell in enumerate(cells, start=1):
        cell.row, cell.column = number, place
        yield cell


class _Stamp:
    """The cells of one column: as each is written before the next is filled, a few of them serve for all rows."""

    def __init__(self, sheet: Any, column: LedgerColumn, font: Font) -> None:
        alignment = _LEFT if column.kind is ColumnKind.TEXT else _CENTRE
        self._plain, self._quoted, self._number = (
            _cell(sheet, text, font, alignment, boxed=True) for text in ("", "=", "")
        )
        self._number.number_format = "0"
        self._counts = column.kind is ColumnKind.NUMBER

    def cell(self, text: str) -> Any:
        """The cell with this text."""
        if self._counts and text.isdecimal():
            self._number._value, self._number.data_type = int(text), "n"
            return self._number
        shown = _printable(text)
        cell = self._quoted if shown.startswith(_FORMULA_SIGNS) else self._plain
        cell._value, cell.data_type = (shown, "s") if shown else (None, "n")
        return cell


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _set_page(sheet: Any, ledger: LedgerHead) -> None:
    for number, column in enumerate(ledger.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 1
    for number, height in ((1, 36), (2, 20), (3, 28)):
        sheet.row_dimensions[number].height = height
    sheet.freeze_panes = f"B{_HEAD_ROWS + 1}"
    sheet.print_title_rows = f"1:{_HEAD_ROWS}"
    upright = sum(column.width + 1 for column in ledger.columns) <= _UPRIGHT
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 20 * _MM, 18 * _MM, 15 * _MM, 15 * _MM
    margins.header = margins.footer = 9 * _MM
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter.center.text = "第&P页　共&N页"


def _across(sheet: Any, head: LedgerHead) -> Iterator[Any]:
    yield _cell(sheet, head.title, _TITLE, _ACROSS)
    for _ in head.columns[1:]:
        yield _cell(sheet, "", _TITLE, _ACROSS)


def _unit_and_date(sheet: Any, head: LedgerHead) -> Iterator[Any]:
    about = f"　　{head.about}" if head.about else ""
    yield _cell(sheet, f"单位：{head.unit}{about}", _UNDER_TITLE, _UNIT)
    yield from [None] * (len(head.columns) - 2)
    yield _cell(sheet, official_date(head.made_on), _UNDER_TITLE, _DATE)


def _height(columns: Iterable[LedgerColumn], row: Iterable[str]) -> float:
    """Points that the fullest cell needs; said in the file, for not every program finds it out when it prints."""
    counts = (_lines(text, column.width) for column, text in zip(columns, row, strict=True))
    return min(max(_LEAST_HEIGHT, 6 + 15 * max(counts)), _MOST_HEIGHT)


def _lines(text: str, width: int) -> int:
    """Lines of wrapped text in a column of `width` half characters; 11-point 汉字 are a little wider than two."""
    return sum(max(1, math.ceil(_length(line) / (width + 0.5))) for line in text.split("\n"))


def _length(line: str) -> float:
    return len(line) if line.isascii() else len(line) + 1.1 * (len(line) - len(line.encode("ascii", "ignore")))


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
    if text.isprintable():
        return text
    return "".join(
        c for c in text if (c >= " " or c in "\t\n\r") and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )


def _sheet_name(title: str) -> str:
    """Excel takes no more than 31 characters, and none of []:*?/\\."""
    return "".join(c for c in _printable(title) if c not in "[]:*?/\\'\t\n\r")[:31] or "台账"
