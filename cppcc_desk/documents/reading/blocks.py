"""What a manuscript is made of before it is understood: paragraphs and tables, whatever format they came in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum


class Align(Enum):
    """How a paragraph sits on its line; `SIDE` is left or justified."""

    SIDE = "side"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a "\\n" in `text` is a soft break. `size` is in half points, 0 where the file does not say."""

    text: str
    align: Align = Align.SIDE
    size: int = 0
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `column` and `span` count grid columns, `continues` marks the lower part of a vertical merge."""

    blocks: "tuple[Block, ...]"
    column: int
    span: int = 1
    continues: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The non-empty lines of the cell, those of tables inside it included."""
        return tuple(line for line in lines_of(self.blocks) if line)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell once."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; lines of one `paragraph` were parted by soft breaks."""

    text: str
    paragraph: int
    align: Align = Align.SIDE
    size: int = 0
    is_title: bool = False


@dataclass(frozen=True)
class Manuscript:
    """Everything a reader got out of a file: its blocks in reading order, and what could not be carried over.

    `margins` are the lines of page headers and footers: no part of the text, but a mark may stand there.
    """

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of `blocks` line by line; the cells of a table row share a line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                yield line.strip()
        else:
            for row in block.rows:
                yield "\u3000".join(" ".join(cell.lines) for cell in row if cell.lines)


def cells_of(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Every cell of the tables in `blocks`, with those of tables inside them."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell
                    yield from cells_of(cell.blocks)
