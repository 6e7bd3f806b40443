"""A ledger as a value: titled columns and rows of text, for .xlsx and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ColumnKind(StrEnum):
    """How a column's texts stand in it; numbers and dates are texts too, so that no program rewrites them."""

    TEXT = "文字"  # from the left, wrapped
    SHORT = "短项"  # a number, a date, one word: in the middle


@dataclass(frozen=True, kw_only=True)
class LedgerColumn:
    """One column; `width` is characters of half width."""

    key: str
    title: str
    width: int
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What a register says; every row has one text for each column. `sheet` is a shorter name beside others."""

    title: str
    unit: str
    made_on: date
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""


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
