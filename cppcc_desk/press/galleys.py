"""Blocks of a flow broken into lines, not yet on pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import Block, Flow, Gap, Paragraph, RedLine, Run, Style, TailRow
from cppcc_desk.domain.grid import TAIL_LINE, WIDTH
from cppcc_desk.press.lines import Line, Measure, Measured


@dataclass(frozen=True)
class Galley:
    """A block broken into lines, not yet on a page."""

    block: Block
    measured: Measured | None = None
    lines: tuple[Line, ...] = ()

    @property
    def pitch(self) -> int:
        return self.block.style.line if isinstance(self.block, Paragraph) else 0

    @property
    def count(self) -> int:
        if not isinstance(self.block, Paragraph):
            return 0
        return len(self.block.lines) or len(self.lines)

    @property
    def height(self) -> int:
        match self.block:
            case Gap():
                return self.block.height
            case RedLine():
                return RedLine.HEIGHT
            case Paragraph():
                padding = self.pitch if self.block.boxed else 0
                return self.count * self.pitch + padding

    @property
    def whole(self) -> bool:
        """Not divided between pages."""
        return not isinstance(self.block, Paragraph) or self.block.boxed or bool(self.block.lines)


def set_lines(flow: Flow, measure: Measure) -> list[Galley]:
    return [_set_block(block, measure) for block in flow.blocks]


def _set_block(block: Block, measure: Measure) -> Galley:
    if not isinstance(block, Paragraph) or block.lines:
        return Galley(block)
    style = block.style
    measured = measure_runs(block.runs, style, measure)
    character = style.size
    room = WIDTH / 20 - (style.left + style.right) * character - (2 * papers.BOX_SIDE / 20 if block.boxed else 0)
    lines = measured.lines(first=room - style.first * character, others=room - style.hanging * character)
    return Galley(block, measured, tuple(lines))


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
