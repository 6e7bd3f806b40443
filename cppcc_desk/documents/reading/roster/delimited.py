"""Tables as text: commas, tabs or semicolons between the cells, as programs and systems export them."""

import csv
import re
from typing import Literal

from cppcc_desk.documents.reading.kinds import not_text
from cppcc_desk.documents.reading.roster.heads import Heads
from cppcc_desk.documents.reading.roster.sheets import Book, Budget, Filling, Sheet
from cppcc_desk.documents.reading.text import decode
from cppcc_desk.domain.errors import Unreadable

_SEPARATORS = ("\t", ",", ";", "|", "，", "；", "、")
_NAMED = re.compile(r"sep=(.)\r?\n", re.I)  # the first line of some exports, for Excel
_FORMULA_TEXT = re.compile(r'="?(.*?)"?')  # ="13900000000": how exports keep Excel from making it a number
_HEAD_LINES = 30
_NO_TABLE = "这不是名册表格，读不出文字；请用 Excel 或 WPS 表格把名册另存为 .xlsx 后再试。"


def read_delimited(data: bytes, *, encoding: str = "") -> Book:
    """The one sheet of a text; `encoding` as for `text.decode`. Raises Unreadable for what is not text."""
    try:
        decoded = decode(data, encoding=encoding)
    except Unreadable as refusal:
        if refusal.message == not_text().message:
            raise Unreadable(_NO_TABLE) from refusal
        raise
    return Book((_parsed(decoded.text),), warnings=decoded.warnings)


def _parsed(text: str) -> Sheet:
    named = _NAMED.match(text)
    if named:
        return _table(text[named.end() :], named[1], first=2)
    return _table(text, max(_SEPARATORS, key=lambda sign: _score(text, sign)))


def _score(text: str, separator: str) -> tuple[int, int]:
    """How well `separator` parts the head of a roster, and how often it stands in it."""
    beginning = "".join(text.splitlines(keepends=True)[:_HEAD_LINES])
    rows = _table(beginning, separator).rows.values()
    return max((Heads({}).known(row.values()) for row in rows), default=0), beginning.count(separator)


def _table(text: str, separator: str, *, first: int = 1) -> Sheet:
    """Rows as programs count them: a quoted cell of several lines is one row. A lone quotation mark is a character."""
    filling = Filling("", Budget())
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
