"""A ledger as a value: titled columns and rows of text, for .xlsx and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape


class ColumnKind(StrEnum):
    """How a column's texts stand in it; numbers and dates are texts too, so that no program rewrites them."""

    TEXT = "文字"  # from the left, wrapped
    SHORT = "短项"  # a number, a date, one word: in the middle
    NUMBER = "数"  # a whole number that may be reckoned with; anything else in such a column stays a text


@dataclass(frozen=True, kw_only=True)
class LedgerColumn:
    """One column; `width` is characters of half width."""

    key: str
    title: str
    width: int
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, kw_only=True)
class LedgerHead:
    """What stands over and under the rows of a register. `sheet` is a shorter name beside others.

    `about` stands beside the unit: which time, which part of everything. With `sums` the last row sums up the others.
    `notes` stand below.
    """

    title: str
    unit: str
    made_on: date
    columns: tuple[LedgerColumn, ...]
    sheet: str = ""
    about: str = ""
    sums: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ledger(LedgerHead):
    """What a register says; every row has one text for each column."""

    rows: tuple[tuple[str, ...], ...]


_NARROW = 31.0  # mm: such a column holds short items
_PER_MM = 0.56  # half characters of a workbook's column


def columns_of(heads: Sequence[str], widths_mm: Sequence[float]) -> tuple[LedgerColumn, ...]:
    """The columns of a table of a paper as those of a workbook."""
    return tuple(
        LedgerColumn(
            key=str(number),
            title=head,
            width=max(6, round(width * _PER_MM)),
            kind=ColumnKind.SHORT if width < _NARROW else ColumnKind.TEXT,
        )
        for number, (head, width) in enumerate(zip(heads, widths_mm, strict=True))
    )


def as_tsv(ledger: Ledger) -> str:
    """Head and rows as lines with tabs, for a WPS or Excel sheet (U57)."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in _head_and_rows(ledger))


def as_html(ledger: Ledger) -> str:
    """The same as a table with borders, for a document."""
    head, *rows = _head_and_rows(ledger)
    lines = [_html_row(head, "th"), *(_html_row(row, "td") for row in rows)]
    return f'<table border="1" cellspacing="0" cellpadding="4">{"".join(lines)}</table>'


def _head_and_rows(ledger: Ledger) -> list[tuple[str, ...]]:
    return [tuple(column.title for column in ledger.columns), *ledger.rows]


def _html_row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
