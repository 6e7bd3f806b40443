"""Tables as text: commas, tabs or semicolons between the cells, as programs and systems export them."""

import csv
import re
from collections.abc import Callable, Iterable
from typing import Literal

from cppcc_desk.documents.reading.kinds import not_text
from cppcc_desk.documents.reading.tables.sheets import Book, Budget, Filling, Sheet
from cppcc_desk.documents.reading.text import decode
from cppcc_desk.documents.reading.wanted import WantedTable
from cppcc_desk.domain.errors import Unreadable

_SEPARATORS = ("\t", ",", ";", "|", "，", "；", "、")
_NAMED = re.compile(r"sep=(.)\r?\n", re.I)  # the first line of some exports, for Excel
_FORMULA_TEXT = re.compile(r'="?(.*?)"?')  # ="13900000000": how exports keep Excel from making it a number
_HEAD_LINES = 30
_NO_TABLE = "这不是{0.thing}表格，读不出文字；{0.save_as}"

Known = Callable[[Iterable[object]], int]  # how many heads are among the cells of a row


def read_delimited(data: bytes, wanted: WantedTable, *, known: Known, encoding: str = "") -> Book:
    """The one sheet of a text; `known` finds what parts its heads, `encoding` is as for `text.decode`.

    Raises Unreadable for what is not text.
    """
    try:
        decoded = decode(data, encoding=encoding)
    except Unreadable as refusal:
        if refusal.message == not_text().message:
            raise Unreadable(_NO_TABLE.format(wanted)) from refusal
        raise
    return Book((_parsed(decoded.text, wanted, known),), warnings=decoded.warnings)


def _parsed(text: str, wanted: WantedTable, known: Known) -> Sheet:
    named = _NAMED.match(text)
    if named:
        return _table(text[named.end() :], named[1], wanted, first=2)

    def score(separator: str) -> tuple[int, int]:
        """How well it parts the heads, and how often it stands among them."""
        beginning = "".join(text.splitlines(keepends=True)[:_HEAD_LINES])
        rows = _table(beginning, separator, wanted).rows.values()
        return max((known(row.values()) for row in rows), default=0), beginning.count(separator)

    return _table(text, max(_SEPARATORS, key=score), wanted)


def _table(text: str, separator: str, wanted: WantedTable, *, first: int = 1) -> Sheet:
    """Rows as programs count them: a quoted cell of several lines is one row. A lone quotation mark is a character."""
    filling = Filling("", Budget(wanted))
    quoting: Literal[0, 3] = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    lines = text.replace("\0", "").splitlines(keepends=True)
    limit = csv.field_size_limit(len(text) + 1)
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=separator, quoting=quoting), start=first):
            for column, cell in enumerate(cells):
                written = _FORMULA_TEXT.fullmatch(cell) if cell.startswith('="') else None
                filling.put(row, column, written[1] if written else cell)
    finally:
        csv.field_size_limit(limit)
    return filling.sheet()
