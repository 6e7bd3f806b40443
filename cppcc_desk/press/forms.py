"""A `Form` set into pages: cells wrapped, rows that grow and go on over pages, borders, boxes to tick, page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cppcc_desk.domain.flow import Figure, Gap, Paragraph, Run
from cppcc_desk.domain.forms.form import (
    INNER,
    OUTER,
    PAGE_COUNT,
    PAGE_COUNT_FOOT,
    Block,
    Cell,
    Form,
    Frame,
    Grid,
    Padding,
    Row,
    Sheet,
    Stand,
)
from cppcc_desk.domain.grid import millimetres
from cppcc_desk.domain.layout import Drawing, Ink, Item, Layout, Page, Rule
from cppcc_desk.press.paragraphs import SetLine, set_lines

_LEAST_LINES = 3  # of a text that goes on on the next page: its heading and two lines


def lay_form(form: Form) -> Layout:
    """The pages of a form. Pure: the same form gives the same pages on every PC."""
    setter = _Setter(form)
    for index, block in enumerate(form.blocks):
        setter.keep_together(form.blocks[index:])
        match block:
            case Gap():
                setter.y += millimetres(block.height)
            case Paragraph():
                setter.paragraph(block)
            case Grid():
                setter.grid(block)
            case Figure():
                setter.figure(block)
    return setter.layout(counted=form.counts_pages)


def _around(frame: Frame, sheet: Sheet) -> Iterator[Rule]:
    """Both lines of a frame, closed at their corners."""
    half = frame.thickness / 2
    for edge in (frame.distance + half, frame.distance + half + frame.thickness + frame.white):
        right, bottom = sheet.width - edge, sheet.height - edge
        for y in (edge, bottom):
            yield Rule(x1=edge - half, y1=y, x2=right + half, y2=y, thickness=frame.thickness, ink=Ink.RED)
        for x in (edge, right):
            yield Rule(x1=x, y1=edge, x2=x, y2=bottom, thickness=frame.thickness, ink=Ink.RED)


class _Setter:
    """Fills pages from top to bottom."""

    def __init__(self, form: Form) -> None:
        self.sheet, self.frame = form.sheet, form.frame
        self.foot = form.sheet.height - form.sheet.bottom
        self.pages: list[list[Item]] = [[]]
        self.y = form.sheet.top

    def keep_together(self, blocks: Sequence[Block]) -> None:
        """Turn the page where what belongs together with the first block does not fit any more."""
        height = 0.0
        for block in blocks:
            match block:
                case Gap():
                    height += millimetres(block.height)
                    continue
                case Paragraph():
                    height += sum(line.pitch for line in set_lines(block, self.sheet.left, self.sheet.text_width))
                    if block.keep_next:
                        continue
                case Figure():
                    height += millimetres(block.height)
                    if block.keep_next:
                        continue
                case Grid() if block.whole:
                    height += sum(_SetRow(row, self.sheet.left).height for row in block.rows)
                case Grid():  # its head, and one row under it
                    rows = [_SetRow(row, self.sheet.left) for row in block.rows]
                    head = [row for row in rows if row.row.repeats]
                    first = next((row for row in rows if row not in head and not row.row.splits), None)
                    height = height + sum(row.height for row in (*head, first)) if first and head else 0.0
            break
        if self.foot - self.sheet.top >= height > self.foot - self.y:
            self._turn()

    def paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.new_page and self.y > self.sheet.top:
            self._turn()
        for line in set_lines(paragraph, self.sheet.left, self.sheet.text_width):
            if self.y + line.pitch > self.foot:
                self._turn()
            self.pages[-1] += line.at(self.y)
            self.y += line.pitch

    def figure(self, figure: Figure) -> None:
        """A chart in the middle; `keep_together` has found it room."""
        width, height = millimetres(figure.width), millimetres(figure.height)
        x = self.sheet.left + (self.sheet.text_width - width) / 2
        self.pages[-1].append(Drawing(x=x, y=self.y, width=width, height=height, chart=figure.chart))
        self.y += height

    def grid(self, grid: Grid) -> None:
        rows = [_SetRow(row, self.sheet.left) for row in grid.rows]
        head = [row for row in rows if row.row.repeats]
        frame = _Borders(self.sheet.left, grid.width)
        for row in rows:
            rest: _SetRow | None = row
            while rest is not None:
                here, rest = rest.divided(self.foot - self.y, whole_page=self._page_room(head))
                if here is not None:
                    frame.add(here, self.y, self.pages[-1])
                    self.y += here.height
                if rest is not None:
                    frame.close(self.y, self.pages[-1])
                    self._turn()
                    for again in head if row not in head else ():
                        frame.add(again, self.y, self.pages[-1])
                        self.y += again.height
        frame.close(self.y, self.pages[-1])

    def _page_room(self, head: Sequence["_SetRow"]) -> float:
        return self.foot - self.sheet.top - sum(row.height for row in head)

    def _turn(self) -> None:
        self.pages.append([])
        self.y = self.sheet.top

    def layout(self, *, counted: bool) -> Layout:
        if self.frame is not None:
            for number in range(len(self.pages)):
                self.pages[number] += _around(self.frame, self.sheet)
        total = len(self.pages) if counted else 1
        top = self.sheet.height - PAGE_COUNT_FOOT - millimetres(PAGE_COUNT.line)
        for number in range(total if total > 1 else 0):
            words = Paragraph(style=PAGE_COUNT, runs=(Run(f"第{number + 1}页　共{total}页"),))
            self.pages[number] += set_lines(words, self.sheet.left, self.sheet.text_width)[0].at(top)
        return Layout(
            pages=tuple(Page(items=tuple(items)) for items in self.pages),
            width=self.sheet.width,
            height=self.sheet.height,
        )


@dataclass(frozen=True)
class _SetCell:
    cell: Cell
    x: float
    lines: tuple[SetLine, ...]

    @property
    def height(self) -> float:
        return sum(line.pitch for line in self.lines) + Padding.TOP + Padding.BOTTOM

    def fitting(self, room: float) -> int:
        """How many lines fit into `room`."""
        height, count = Padding.TOP + Padding.BOTTOM, 0
        for line in self.lines:
            height += line.pitch
            if height > room:
                break
            count += 1
        return count


class _SetRow:
    """A row with its lines, or what is left of one after a page's end."""

    def __init__(self, row: Row, left: float, cells: tuple[_SetCell, ...] | None = None) -> None:
        self.row = row
        self.left = left
        self.continued = cells is not None
        if cells is None:
            made, x = [], left
            for cell in row.cells:
                inside = cell.width - Padding.SIDES
                lines = [line for p in cell.paragraphs for line in set_lines(p, x + Padding.LEFT, inside)]
                made.append(_SetCell(cell, x, tuple(lines)))
                x += cell.width
            cells = tuple(made)
        self.cells = cells
        self.needed = max(cell.height for cell in cells)
        self.height = self.needed if self.continued else max(row.height, self.needed)

    def divided(self, room: float, *, whole_page: float) -> tuple["_SetRow | None", "_SetRow | None"]:
        """What stands in `room` and what goes on the next page."""
        if self.height <= room:
            return self, None
        if not self.row.splits and self.height <= whole_page:
            return None, self
        if self.needed <= room:  # only the pen's room is cut short
            self.height = room
            return self, None
        counts = [cell.fitting(room) for cell in self.cells]
        if any(count < min(_LEAST_LINES, len(cell.lines)) for cell, count in zip(self.cells, counts, strict=True)):
            return None, self
        return self._part(counts, first=True), self._part(counts, first=False)

    def _part(self, counts: Sequence[int], *, first: bool) -> "_SetRow":
        cells = tuple(
            replace(cell, lines=cell.lines[:count] if first else cell.lines[count:])
            for cell, count in zip(self.cells, counts, strict=True)
        )
        return _SetRow(self.row, self.left, cells)


class _Borders:
    """The borders of a grid on one page after another, thick outside and thin inside."""

    def __init__(self, left: float, width: float) -> None:
        self.left, self.right = left, left + width
        self.open = False

    def add(self, row: _SetRow, y: float, page: list[Item]) -> None:
        page.append(self._across(y, INNER if self.open else OUTER))
        self.open = True
        edges = [self.left, *(cell.x + cell.cell.width for cell in row.cells)]
        for x in edges:
            outer = x == self.left or abs(x - self.right) < INNER
            page.append(Rule(x1=x, y1=y, x2=x, y2=y + row.height, thickness=OUTER if outer else INNER))
        for cell in row.cells:
            top = y + Padding.TOP + _above(cell, row.height)
            for line in cell.lines:
                page += line.at(top)
                top += line.pitch

    def close(self, y: float, page: list[Item]) -> None:
        if self.open:
            page.append(self._across(y, OUTER))
        self.open = False

    def _across(self, y: float, thickness: float) -> Rule:
        return Rule(x1=self.left - OUTER / 2, y1=y, x2=self.right + OUTER / 2, y2=y, thickness=thickness)


def _above(cell: _SetCell, height: float) -> float:
    """Empty height over a cell's text."""
    free = height - cell.height
    return {Stand.TOP: 0.0, Stand.MIDDLE: free / 2, Stand.BOTTOM: free}[cell.cell.stand]
