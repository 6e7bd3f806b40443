"""Blocks of a flow broken into lines, not yet on pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import (
    Block,
    Figure,
    Flow,
    Gap,
    Image,
    JointMark,
    LetterHead,
    Paragraph,
    RedLine,
    Run,
    Style,
    TableRow,
    TailRow,
)
from cppcc_desk.domain.grid import HEIGHT, TAIL_LINE, WIDTH
from cppcc_desk.domain.layout import Division
from cppcc_desk.press.lines import Line, Measure, Measured

CellLine = tuple[Measured, Line]


@dataclass(frozen=True)
class Galley:
    """A block broken into lines, not yet on a page. Of a table row: `cells`, and `head` to stand above it on a page."""

    block: Block
    measured: Measured | None = None
    lines: tuple[Line, ...] = ()
    cells: tuple[tuple[CellLine, ...], ...] = ()
    head: "Galley | None" = None
    divided: int | None = None  # the line that begins a page whatever room there is

    @cached_property
    def pitch(self) -> int:
        match self.block:
            case Paragraph():
                return self.block.style.line
            case TableRow():
                return self.block.line
            case _:
                return 0

    @cached_property
    def count(self) -> int:
        match self.block:
            case Paragraph():
                return 1 if self.block.stops else len(self.block.lines) or len(self.lines)
            case TableRow():
                return max(map(len, self.cells))
            case _:
                return 0

    @cached_property
    def height(self) -> int:
        match self.block:
            case Gap() | Image() | Figure() | RedLine() | LetterHead():
                return self.block.height
            case JointMark():
                return JointMark.LINE * len(self.block.names)
            case TableRow():
                return self.count * self.pitch + self.block.padding
            case Paragraph():
                padding = self.pitch if self.block.boxed else 0
                return self.count * self.pitch + padding

    @cached_property
    def head_height(self) -> int:
        """Of the table's head that stands above this row where it begins a page."""
        return self.head.height if self.head else 0

    @cached_property
    def whole(self) -> bool:
        """Not divided between pages."""
        match self.block:
            case Paragraph():
                return self.block.boxed or bool(self.block.lines or self.block.stops)
            case TableRow():
                return self.height + self.head_height <= HEIGHT
            case _:
                return True

    @cached_property
    def keeps_next(self) -> bool:
        """Never the last on a page."""
        match self.block:
            case Paragraph() | Image() | Figure() | TableRow():
                return self.block.keep_next
            case _:
                return False


def set_lines(flow: Flow, measure: Measure, division: Division | None = None) -> list[Galley]:
    galleys = [_set_block(block, measure) for block in flow.blocks]
    if division is not None:
        galleys[division.block] = _divided(galleys[division.block], division.at)
    return galleys


def _divided(galley: Galley, at: int) -> Galley:
    """The same paragraph with a line that begins at character `at`, and with it a page."""
    if not isinstance(galley.block, Paragraph) or galley.measured is None:
        return galley
    lines = _lines(galley.block, galley.measured, cut=at)
    return replace(galley, lines=lines, divided=next(number for number, line in enumerate(lines) if line.start == at))


def _set_block(block: Block, measure: Measure) -> Galley:
    if isinstance(block, TableRow):
        return _set_row(block, measure)
    if not isinstance(block, Paragraph) or block.lines or block.stops:
        return Galley(block)
    measured = measure_runs(block.runs, block.shape, measure)
    return Galley(block, measured, _lines(block, measured))


def _lines(block: Paragraph, measured: Measured, *, cut: int = 0) -> tuple[Line, ...]:
    """Of a paragraph in its room; with `cut` a line begins at that character in any case."""
    style = block.shape
    room = WIDTH / 20 - (style.left + style.right) * style.size - (2 * papers.BOX_SIDE / 20 if block.boxed else 0)
    first, others = room - style.first * style.size, room - style.hanging * style.size
    justified = style.align is papers.Align.JUSTIFY
    return tuple(measured.lines(first=first, others=others, justified=justified, cut=cut))


def _set_row(row: TableRow, measure: Measure) -> Galley:
    inside = replace(measure, hangs=False)
    cells = []
    for column, (text, width) in enumerate(zip(row.cells, row.widths, strict=True)):
        style = row.style(column)
        room = max((width - 2 * papers.CELL_SIDE) / 20, style.size)
        lines: list[CellLine] = []
        for part in text.split("\n"):
            measured = measure_runs([Run(part)], style, inside)
            lines += [(measured, line) for line in measured.lines(first=room, others=room)]
        cells.append(tuple(lines))
    head = _set_row(row.head, measure) if row.head else None
    if head is not None and head.height > HEIGHT // 3:  # a head so high would leave no room for what it heads
        head = None
    return Galley(row, cells=tuple(cells), head=head)


def measure_runs(runs: Sequence[Run], style: Style, measure: Measure) -> Measured:
    return Measured(
        [(run.text, run.face or style.face) for run in runs], size=style.size, squeeze=style.squeeze, measure=measure
    )


class TailGalley:
    """The 版记 broken into lines."""

    def __init__(self, flow: Flow, measure: Measure) -> None:
        self.measure = measure
        self.groups = [[(row, self._row(row)) for row in group] for group in flow.tail]
        self.height = sum(len(lines) for group in self.groups for _, lines in group) * TAIL_LINE

    def _row(self, row: TailRow) -> list[tuple[float, str]]:
        """Pieces of text with their indent in points: a label and its first line share a line."""
        style = papers.TAIL
        column = papers.TAIL_LABEL * style.size if row.label else 0.0
        text = measure_runs([Run(row.text)], style, self.measure)
        room = WIDTH / 20 - (style.left + style.right) * style.size - column
        lines = text.lines(first=room, others=room)
        return [(style.left * style.size + column, text.text[line.start : line.end]) for line in lines]
