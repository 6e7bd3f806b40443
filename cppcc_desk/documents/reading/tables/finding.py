"""Where the heads of a sheet are: under titles, in one row or two, over joined cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from cppcc_desk.documents.reading.tables.sheets import Sheet, Span, Value

_HEAD_WITHIN = 40  # rows with something in them above which the heads must be
_WIDEST = 64  # columns of a joined cell that are looked at

Place = tuple[int, int]  # row from 1, column from 0


class Heads(Protocol):
    """What is known of the heads of a kind of table."""

    def head(self, text: str) -> object | None:
        """What `text` heads, None for any other text."""
        ...

    def known(self, cells: Iterable[object]) -> int:
        """How many different heads are among the cells of a row; 0 where they are no heads."""
        ...

    def is_chief(self, text: str) -> bool:
        """Whether it heads what every row under it has."""
        ...

    def divides(self, text: str) -> bool:
        """Whether it is a head that may stand under another."""
        ...


@dataclass(frozen=True)
class Found:
    """The heads of a sheet: the text over each column, and the last row of them."""

    texts: Mapping[int, str]
    below: int
    joined: Mapping[Place, Place]  # each place within joined cells -> the first one, which has their value

    def value(self, sheet: Sheet, row: int, column: int) -> Value | None:
        """What a cell shows; one that is joined with cells above it shows theirs."""
        own = sheet.rows[row].get(column)
        if own is not None:
            return own
        top, left = self.joined.get((row, column), (row, column))
        return sheet.rows.get(top, {}).get(left) if left == column and top > self.below else None


def find_heads(sheet: Sheet, heads: Heads) -> Found | None:
    """The heads of `sheet`; None where no row has them."""
    rows = sorted(sheet.rows)[:_HEAD_WITHIN]
    best = max(rows, key=lambda row: heads.known(sheet.rows[row].values()), default=0)
    if not best or not heads.known(sheet.rows[best].values()):
        return None
    joined = _joined(sheet)
    texts, last = _texts(sheet, rows, best, joined, heads)
    return Found(texts, last, joined)


def _joined(sheet: Sheet) -> dict[Place, Place]:
    """`Found.joined`, for rows with something in them."""
    return {
        (row, column): (span.top, span.left)
        for span in sheet.spans
        for row in _rows_of(span, sheet.rows)
        for column in range(span.left, min(span.right, span.left + _WIDEST) + 1)
    }


def _rows_of(span: Span, rows: Collection[int]) -> Iterator[int]:
    """Those of `rows` that `span` covers, looked for in the shorter of the two."""
    covered = range(span.top, span.bottom + 1)
    return (row for row in (rows if len(covered) > len(rows) else covered) if row in covered and row in rows)


def _texts(
    sheet: Sheet, rows: list[int], best: int, joined: Mapping[Place, Place], heads: Heads
) -> tuple[dict[int, str], int]:
    """The text that heads each column, and the last row of the heads: they may stand in two rows."""

    def text(row: int, column: int) -> str:
        place = joined.get((row, column), (row, column))
        value = sheet.rows.get(place[0], {}).get(place[1], "")
        return value if isinstance(value, str) else ""

    place = rows.index(best)
    above = rows[place - 1] if place else 0
    under = rows[place + 1] if place + 1 < len(rows) else 0
    filled = {column for row in (best, under) for column in sheet.rows.get(row, {})}
    columns = sorted(filled | {column for row, column in joined if row == best})
    texts = {column: text(best, column) for column in columns}
    for column in set(sheet.rows.get(above, {})) - set(sheet.rows[best]):
        if heads.head(text(above, column)) is not None:
            texts[column] = text(above, column)
    if under and _is_second_row(sheet, under, texts, joined, heads):
        for column in columns:
            texts[column] = _divided(texts.get(column, ""), text(under, column), heads)
        return texts, under
    # One head over several columns with nothing under it heads the first of them.
    return {c: words for c, words in texts.items() if joined.get((best, c), (best, c))[1] == c}, best


def _divided(upper: str, lower: str, heads: Heads) -> str:
    """What heads a column under `upper` that is divided by `lower`: 联系方式 over 手机, 采用 over 市级."""
    if heads.head(lower) is not None:
        return lower
    both = f"{upper}{lower}"
    return both if lower and lower != upper and heads.head(both) is not None else upper or lower


def _is_second_row(
    sheet: Sheet, under: int, texts: Mapping[int, str], joined: Mapping[Place, Place], heads: Heads
) -> bool:
    """Whether the row under the heads divides them: nothing under what every row has, and a head under another."""
    every = [column for column, words in texts.items() if heads.is_chief(words)]
    cells = sheet.rows[under]
    if any(column in cells and joined.get((under, column), (under, 0))[0] == under for column in every):
        return False
    words = {column: cell for column, cell in cells.items() if isinstance(cell, str)}
    return len(words) == len(cells) and any(
        heads.divides(word) or heads.divides(texts.get(column, "") + word) for column, word in words.items()
    )
