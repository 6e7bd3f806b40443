"""Where the heads of a sheet are, and which of its columns tell of one person.

Heads may stand in two rows, one over several columns, and people side by side; a form of one person has no heads.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cppcc_desk.documents.reading.roster.heads import SERIAL, Heads
from cppcc_desk.documents.reading.roster.sheets import Sheet, Span
from cppcc_desk.documents.reading.roster.values import one_line
from cppcc_desk.domain.roster import RosterColumn as Column

_HEAD_WITHIN = 40  # rows with something in them above which the heads must be
_WIDEST = 64  # columns of a joined cell that are looked at

Place = tuple[int, int]  # row from 1, column from 0


@dataclass(frozen=True)
class Table:
    """A sheet with its heads found."""

    sheet: Sheet
    below: int  # the last row of the heads; people stand under it
    blocks: tuple[Mapping[int, Column], ...]  # column -> what it holds, for each of the people in a row: one as a rule
    heads: tuple[tuple[str, Column | None], ...]  # each as it is written, with what it means; None for a strange one
    joined: Mapping[Place, Place]  # each place within joined cells -> the first one, which has their value


def find_table(sheet: Sheet, heads: Heads) -> Table | None:
    """The table of `sheet`; None where no row has 姓名 among heads."""
    rows = sorted(sheet.rows)[:_HEAD_WITHIN]
    best = max(rows, key=lambda row: heads.known(sheet.rows[row].values()), default=0)
    if not best or not heads.known(sheet.rows[best].values()):
        return None
    joined = _joined(sheet)
    texts, last = _heads(sheet, rows, best, joined, heads)
    found = {column: heads.head(text) for column, text in texts.items()}
    told = tuple(
        (one_line(texts[column]), meaning if isinstance(meaning, Column) else None)
        for column, meaning in sorted(found.items())
        if meaning != SERIAL and texts[column].strip()
    )
    return Table(sheet, last, _blocks(found), told, joined)


def _joined(sheet: Sheet) -> dict[Place, Place]:
    """`Table.joined`, for rows with something in them."""
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


def _heads(
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
            lower = text(under, column)
            texts[column] = lower if heads.head(lower) is not None else texts.get(column) or lower
        return texts, under
    # One head over several columns with nothing under it heads the first of them.
    return {c: words for c, words in texts.items() if joined.get((best, c), (best, c))[1] == c}, best


def _is_second_row(
    sheet: Sheet, under: int, texts: Mapping[int, str], joined: Mapping[Place, Place], heads: Heads
) -> bool:
    """Whether the row under the heads divides them: nothing under 姓名, and a head under another one."""
    names = [column for column, words in texts.items() if heads.head(words) is Column.NAME]
    cells = sheet.rows[under]
    if any(column in cells and joined.get((under, column), (under, 0))[0] == under for column in names):
        return False
    words = [cell for cell in cells.values() if isinstance(cell, str)]
    return len(words) == len(cells) and any(heads.head(word) not in (None, SERIAL) for word in words)


def _blocks(found: Mapping[int, Column | str | None]) -> tuple[Mapping[int, Column], ...]:
    """The columns of each of the people in a row: where 姓名 comes again in the same order, another person begins."""
    names = [column for column, kind in found.items() if kind is Column.NAME]
    if len(names) > 1:
        step = names[1] - names[0]
        lead = next((names[0] - c for c in range(names[0]) if found.get(c) and found.get(c) == found.get(c + step)), 0)
        if all(b - a == step for a, b in pairwise(names)):
            return tuple(_mapped(found, name - lead, name - lead + step) for name in names)
    return (_mapped(found, 0, max(found, default=0) + 1),)


def _mapped(found: Mapping[int, Column | str | None], first: int, end: int) -> dict[int, Column]:
    """Column -> what it holds. A second 联系电话 is another number, a second of anything else is left out."""
    mapped: dict[int, Column] = {}
    for column in sorted(c for c in found if first <= c < end):
        kind = found[column]
        if not isinstance(kind, Column):
            continue
        if kind is Column.PHONE and Column.PHONE in mapped.values():
            kind = Column.OTHER_PHONE
        if kind is Column.OTHER_PHONE or kind not in mapped.values():
            mapped[column] = kind
    return mapped
