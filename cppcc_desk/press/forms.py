"""A `Form` set into pages: cells wrapped, rows that grow and go on over pages, borders, boxes to tick, page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cppcc_desk.domain.flow import Align, Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms.form import (
    INNER,
    OUTER,
    PAGE_COUNT,
    PAGE_COUNT_FOOT,
    TICKED,
    UNTICKED,
    Block,
    Cell,
    Form,
    Grid,
    Padding,
    Row,
    Stand,
)
from cppcc_desk.domain.grid import BASELINE, millimetres
from cppcc_desk.domain.layout import Face, Item, Layout, Page, Picture, Rule, Text
from cppcc_desk.press.galleys import measure_runs
from cppcc_desk.press.lines import Line, Measure, Measured, nominal

_MM = 25.4 / 72  # of a point
_LEAST_LINES = 3  # of a text that goes on on the next page: its heading and two lines
_TICK_LINE = 0.2  # mm


def _width(face: Face, character: str) -> float:
    return 1.0 if character in (TICKED, UNTICKED) else nominal(face, character)


_MEASURES = {hangs: Measure(width=_width, hangs=hangs) for hangs in (True, False)}


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
    return setter.layout(counted=form.counts_pages)


# ------------------------------------------------------------------------------------------------ lines


@dataclass(frozen=True)
class _SetLine:
    """A line whose upper edge is at 0."""

    pitch: float
    items: tuple[Item, ...]

    def at(self, y: float) -> Iterator[Item]:
        for item in self.items:
            yield _moved(item, y)


def _moved(item: Item, y: float) -> Item:
    match item:
        case Text():
            return replace(item, baseline=item.baseline + y)
        case Rule():
            return replace(item, y1=item.y1 + y, y2=item.y2 + y)
        case Picture():
            return replace(item, y=item.y + y)


def _set(paragraph: Paragraph, x: float, width: float) -> list[_SetLine]:
    """The lines of a paragraph between `x` and `x + width`."""
    style = paragraph.style
    if paragraph.lines:
        whole = [measure_runs([Run(line)], style, _MEASURES[style.hangs]) for line in paragraph.lines]
        broken = [(measured, Line(0, len(measured.text))) for measured in whole]
    else:
        measured = measure_runs(paragraph.runs, style, _MEASURES[style.hangs])
        room = width / _MM - (style.left + style.right) * style.size
        lines = measured.lines(first=room - style.first * style.size, others=room - style.hanging * style.size)
        broken = [(measured, line) for line in lines]
    found = []
    for number, (measured, line) in enumerate(broken):
        last = number == len(broken) - 1
        items = _line_items(measured, line, style, x, width, number=number, last=last)
        if last and paragraph.end:
            items += _end_items(paragraph.end, style, x + width)
        found.append(_SetLine(millimetres(style.line), tuple(items)))
    return found


def _line_items(
    measured: Measured, line: Line, style: Style, x: float, width: float, *, number: int, last: bool
) -> list[Item]:
    indent = style.hanging if number else style.first
    left = x / _MM + (style.left + indent) * style.size
    right = (x + width) / _MM - style.right * style.size
    end = line.end - 1 if line.hanging else line.end
    free = right - left - measured.width(line.start, end)
    extra = 0.0
    match style.align:
        case Align.CENTRE:
            left += max(free / 2, 0.0)
        case Align.RIGHT:
            left += max(free, 0.0)
        case Align.JUSTIFY if not last and end - line.start > 1:
            extra = max(free, 0.0) / (end - line.start - 1)
    return list(_stretches(measured, line, style, left, extra))


def _end_items(text: str, style: Style, edge: float) -> list[Item]:
    measured = measure_runs([Run(text)], style, _MEASURES[style.hangs])
    left = edge / _MM - measured.width(0, len(text))
    return list(_stretches(measured, Line(0, len(text)), style, left, 0.0))


def _stretches(measured: Measured, line: Line, style: Style, x: float, extra: float) -> Iterator[Item]:
    """Text of one face and script, each stretch exactly as wide as planned whatever font stands in; boxes drawn."""
    baseline = millimetres(BASELINE * style.line)
    start = line.start
    while start < line.end:
        kind, end = _kind(measured, start), start + 1
        while end < line.end and _kind(measured, end) == kind:
            end += 1
        width = measured.width(start, end) + extra * (end - start)
        text = measured.text[start:end]
        if kind[1] == "tick":
            for number, box in enumerate(text):
                yield from _tick((x + number * style.size) * _MM, baseline, style.size * _MM, ticked=box == TICKED)
        elif text.strip():
            yield Text(
                x=x * _MM, baseline=baseline, text=text, face=kind[0], size=style.size, width=(width - extra) * _MM
            )
        x += width
        start = end


def _kind(measured: Measured, i: int) -> tuple[Face, str]:
    character = measured.text[i]
    script = "tick" if character in (TICKED, UNTICKED) else "latin" if character.isascii() else "chinese"
    return measured.faces[i], script


def _tick(x: float, baseline: float, em: float, *, ticked: bool) -> Iterator[Rule]:
    """A box of three quarters of an em on the line, with a hook where it is ticked."""
    side = 0.74 * em
    left, bottom = x + 0.1 * em, baseline - 0.01 * em
    right, top = left + side, bottom - side
    half = _TICK_LINE / 2
    yield Rule(x1=left - half, y1=top, x2=right + half, y2=top, thickness=_TICK_LINE)
    yield Rule(x1=left - half, y1=bottom, x2=right + half, y2=bottom, thickness=_TICK_LINE)
    yield Rule(x1=left, y1=top, x2=left, y2=bottom, thickness=_TICK_LINE)
    yield Rule(x1=right, y1=top, x2=right, y2=bottom, thickness=_TICK_LINE)
    if ticked:
        knee_x, knee_y = left + 0.4 * side, bottom - 0.18 * side
        yield Rule(x1=left + 0.15 * side, y1=bottom - 0.5 * side, x2=knee_x, y2=knee_y, thickness=2 * _TICK_LINE)
        yield Rule(x1=knee_x, y1=knee_y, x2=right - 0.08 * side, y2=top + 0.12 * side, thickness=2 * _TICK_LINE)


# ------------------------------------------------------------------------------------------------ pages


class _Setter:
    """Fills pages from top to bottom."""

    def __init__(self, form: Form) -> None:
        self.sheet = form.sheet
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
                    height += sum(line.pitch for line in _set(block, self.sheet.left, self.sheet.text_width))
                    if block.keep_next:
                        continue
                case Grid() if block.whole:
                    height += sum(_SetRow(row, self.sheet.left).height for row in block.rows)
                case Grid():
                    height = 0.0
            break
        if self.foot - self.sheet.top >= height > self.foot - self.y:
            self._turn()

    def paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.new_page and self.y > self.sheet.top:
            self._turn()
        for line in _set(paragraph, self.sheet.left, self.sheet.text_width):
            if self.y + line.pitch > self.foot:
                self._turn()
            self.pages[-1] += line.at(self.y)
            self.y += line.pitch

    def grid(self, grid: Grid) -> None:
        rows = [_SetRow(row, self.sheet.left) for row in grid.rows]
        head = [row for row in rows if row.row.repeats]
        frame = _Frame(self.sheet.left, grid.width)
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
        total = len(self.pages) if counted else 1
        top = self.sheet.height - PAGE_COUNT_FOOT - millimetres(PAGE_COUNT.line)
        for number in range(total if total > 1 else 0):
            words = Paragraph(style=PAGE_COUNT, runs=(Run(f"第{number + 1}页　共{total}页"),))
            self.pages[number] += _set(words, self.sheet.left, self.sheet.text_width)[0].at(top)
        return Layout(
            pages=tuple(Page(items=tuple(items)) for items in self.pages),
            width=self.sheet.width,
            height=self.sheet.height,
        )


@dataclass(frozen=True)
class _SetCell:
    cell: Cell
    x: float
    lines: tuple[_SetLine, ...]

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
                lines = [line for p in cell.paragraphs for line in _set(p, x + Padding.LEFT, inside)]
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


class _Frame:
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
