"""A paper's paragraphs as lines: on our own pages, and on those that LibreOffice made of its .docx."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import Flow, Paragraph, TableRow
from cppcc_desk.domain.grid import HEIGHT, LEFT, TOP, WIDTH, millimetres
from cppcc_desk.domain.layout import Ink, Layout, Text
from cppcc_desk.press.lines import HANGING

_FOOT = millimetres(TOP + HEIGHT) + 1  # below are page numbers
_RED = 0xFF0000
_POINT = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    """A character on a page, its place in mm, its size in points."""

    page: int
    baseline: float
    x: float
    text: str
    size: float


@dataclass(frozen=True)
class Broken:
    """A paragraph, a cell or a row of the 版记 in its lines, without spaces."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "／".join(self.lines)


def on_our_pages(flow: Flow, layout: Layout) -> list[Broken]:
    return _paragraphs(flow, _letters_of_layout(layout))


def on_pages_of(flow: Flow, pdf: Path) -> list[Broken]:
    return _paragraphs(flow, _letters_of_pdf(pdf))


def _letters_of_layout(layout: Layout) -> Iterator[Letter]:
    for number, page in enumerate(layout.pages):
        for item in page.items:
            if isinstance(item, Text) and item.ink is not Ink.RED:
                for place, character in enumerate(item.text):
                    # a stretch's characters stay in their order and clear of the next stretch
                    yield Letter(number, item.baseline, item.x + place / 1000, character, item.size)


def _letters_of_pdf(path: Path) -> Iterator[Letter]:
    import pymupdf

    with pymupdf.open(path) as pdf:
        for number, page in enumerate(pdf):
            blocks = page.get_text("rawdict")["blocks"]
            spans = (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])
            for span in spans:
                if span["color"] != _RED:
                    for character in span["chars"]:
                        x, y = character["origin"]
                        yield Letter(number, y * _POINT, x * _POINT, character["c"], round(span["size"]))


_Rows = list[list[Letter]]


def _rows(letters: Iterable[Letter]) -> _Rows:
    """Letters of one baseline from left to right, rows from top to bottom."""
    shown = [letter for letter in letters if letter.text.strip() and letter.baseline < _FOOT]
    shown.sort(key=lambda letter: (letter.page, letter.baseline))
    rows: _Rows = []
    for letter in shown:
        if rows and rows[-1][0].page == letter.page and letter.baseline - rows[-1][0].baseline < 0.5:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row, key=lambda letter: letter.x) for row in rows]


class _Reader:
    """Takes one paragraph after the other from the top of some rows."""

    def __init__(self, rows: _Rows) -> None:
        self._letters = [(number, letter) for number, row in enumerate(rows) for letter in row]
        self._next = 0

    def take(self, text: str) -> tuple[Broken, Letter, Letter]:
        """The lines of `text`, its first and its last letter."""
        lines: list[str] = []
        row, begin = -1, self._next
        for character in "".join(text.split()):
            number, letter = self._letters[self._next] if self._next < len(self._letters) else (-1, None)
            if letter is not None and letter.text == character:
                if number != row:
                    lines.append("")
                    row = number
                self._next += 1
            else:
                # LibreOffice now and then leaves a hanging mark out when it exports
                assert lines and character in HANGING and number != row, f"{text!r}: {lines} and then {letter}"
            lines[-1] += character
        return Broken(tuple(lines)), self._letters[begin][1], self._letters[self._next - 1][1]

    def assert_empty(self) -> None:
        assert self._next == len(self._letters), self._letters[self._next : self._next + 20]


def _paragraphs(flow: Flow, letters: Iterable[Letter]) -> list[Broken]:
    """Every paragraph but the red mark, then cells column by column, then the 版记."""
    rows = _rows(letters)
    small = [row for row in rows if row[0].size <= papers.CELL.size]
    body = _Reader([row for row in rows if row[0].size > papers.CELL.size])
    found: list[Broken] = []
    tables: list[tuple[list[TableRow], Letter]] = []
    ends: list[Letter] = []
    above = rows[0][0]
    for block in flow.blocks:
        if isinstance(block, TableRow):
            if block.opens:
                tables.append(([], above))
            tables[-1][0].append(block)
        elif isinstance(block, Paragraph) and block.style.ink is not Ink.RED and block.text.strip():
            broken, first, above = body.take(block.text + block.end)
            found.append(broken)
            ends += [first] * (len(tables) - len(ends))
    body.assert_empty()
    tail = [row.label + row.text + row.end for group in flow.tail for row in group]
    of_tail = _rows_of_tail(small, tail)
    of_tables = small[: len(small) - len(of_tail)]
    for place, (table, above) in enumerate(tables):
        below = ends[place] if place < len(ends) else None
        inside = [
            row for row in of_tables if _order(above) < _order(row[0]) and (not below or _order(row[0]) < _order(below))
        ]
        found += _cells(table, inside)
    reader = _Reader(of_tail)
    found += [reader.take(text)[0] for text in tail]
    reader.assert_empty()
    return found


def _order(letter: Letter) -> tuple[int, float]:
    return letter.page, letter.baseline


def _rows_of_tail(small: _Rows, tail: Sequence[str]) -> _Rows:
    """The lowest rows, as many as hold the text of the 版记."""
    missing = sum(len("".join(text.split())) for text in tail)
    first = len(small)
    while missing > 0:
        first -= 1
        missing -= len(small[first])
    return small[first:]


def _cells(table: Sequence[TableRow], rows: _Rows) -> Iterator[Broken]:
    left = LEFT + (WIDTH - sum(table[0].widths)) / 2
    for column, width in enumerate(table[0].widths):
        edges = millimetres(left), millimetres(left + width)
        left += width
        letters = [letter for row in rows for letter in row if edges[0] <= letter.x < edges[1]]
        head = "".join(table[0].cells[column].split())
        kept: list[Letter] = []
        for _, page in groupby(letters, key=lambda letter: letter.page):
            here = list(page)
            if kept and table[-1].head and "".join(letter.text for letter in here).startswith(head):
                here = here[len(head) :]  # a table's head stands again on each page
            kept += here
        reader = _Reader(_rows(kept))
        for row in table:
            if row.cells[column].strip():
                yield reader.take(row.cells[column])[0]
        reader.assert_empty()
