"""A ledger as a value: titled columns and rows of text, for .xlsx and for paper."""

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
class LedgerHead:
    """What stands over the rows of a register. `sheet` is a shorter name beside others."""

    title: str
    unit: str
    made_on: date
    columns: tuple[LedgerColumn, ...]
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class Ledger(LedgerHead):
    """What a register says; every row has one text for each column."""

    rows: tuple[tuple[str, ...], ...]
