"""A `Flow` set on the 22 x 28 grid of GB/T 9704 into a `Layout`, the 版记 at the foot of the last even page.

Word processors differ a little in where they break lines. So where the 版记 goes is decided for all of them at once:
a plan is taken only if it holds by the widths of Word and by those of LibreOffice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import Align, Block, Flow, Gap, Paragraph, RedLine, Run, Style, TailRow
from cppcc_desk.domain.grid import (
    BASELINE,
    HEIGHT,
    LEFT,
    LINE,
    PAGE_NUMBER_DASH,
    PAGE_NUMBER_SIZE,
    TAIL_LINE,
    TAIL_THICK,
    TAIL_THIN,
    TOP,
    WIDTH,
    millimetres,
)
from cppcc_desk.domain.layout import Ink, Item, Layout, Page, Rule, TailPlace, Text
from cppcc_desk.press.lines import Line, Measure, Measured

PRESS = Measure()
WORD = Measure(whole_units=False)
LIBREOFFICE = Measure(whole_units=False, border=0.2, sticky_quotes=True)

_FOOT = TOP + HEIGHT
_SPARE = LINE  # room kept free above a 版记 on the same page
_MOST_WHITE = 14 * LINE  # no plan leaves more of a page empty than this
_MOST_MOVED = 8  # paragraphs
_LEAST_MOVED = 3  # lines: a closing （…） is not sent ahead alone


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


@dataclass(frozen=True)
class Place:
    """Where a line or a whole block begins: page from 0, twips from the top of the sheet."""

    page: int
    y: int


@dataclass(frozen=True)
class Pagination:
    places: tuple[tuple[Place, ...], ...]  # of each block; a dropped gap has none
    starts: tuple[int, ...]  # blocks that were given a page of their own
    end: Place


@dataclass(frozen=True)
class Plan:
    """A paragraph that begins a page although it need not, and where the 版记 goes."""

    tail: TailPlace
    start: int | None = None


def set_pages(flow: Flow, *, measure: Measure = PRESS) -> Layout:
    """Lines, pages and 版记 of a whole paper. Pure: the same flow gives the same layout on every PC."""
    galleys = _galleys(flow, measure)
    tail = _Tail(flow, measure)
    plan = _plan(flow, galleys, tail)
    pagination = paginate(galleys, starts=() if plan.start is None else (plan.start,))
    return _Compositor(flow, galleys, pagination, tail, plan.tail).layout()


# ------------------------------------------------------------------------------------------------ lines


def _galleys(flow: Flow, measure: Measure) -> list[Galley]:
    return [_galley(block, measure) for block in flow.blocks]


def _galley(block: Block, measure: Measure) -> Galley:
    if not isinstance(block, Paragraph) or block.lines:
        return Galley(block)
    style = block.style
    measured = _measured(block.runs, style, measure)
    character = style.size
    room = WIDTH / 20 - (style.left + style.right) * character - (2 * papers.BOX_SIDE / 20 if block.boxed else 0)
    lines = measured.lines(first=room - style.first * character, others=room - style.hanging * character)
    return Galley(block, measured, tuple(lines))


def _measured(runs: Sequence[Run], style: Style, measure: Measure) -> Measured:
    return Measured(
        [(run.text, run.face or style.face) for run in runs], size=style.size, squeeze=style.squeeze, measure=measure
    )


# ------------------------------------------------------------------------------------------------ pages


def paginate(galleys: Sequence[Galley], *, starts: Sequence[int] = ()) -> Pagination:
    """Put blocks on pages from top to bottom; those in `starts` begin a page."""
    places: list[tuple[Place, ...]] = []
    pinned: list[int] = []
    page, y = 0, TOP
    for index, galley in enumerate(galleys):
        begins = index in starts
        if not begins and y > TOP and y + _kept_together(galleys, index) > _FOOT:
            # a gap is not carried over: what it stood above begins the page
            begins = not _breaks_by_itself(galleys, index)
            if isinstance(galley.block, Gap):
                places.append(())
                page, y = page + 1, TOP
                if index + 1 < len(galleys):
                    pinned.append(index + 1)
                continue
            page, y = page + 1, TOP
            if begins:
                pinned.append(index)
        elif begins:
            pinned.append(index)
            if y > TOP:
                page, y = page + 1, TOP
        if isinstance(galley.block, Gap) and y == TOP and page > 0:
            places.append(())
            continue
        if galley.whole:
            places.append((Place(page, y),))
            y += galley.height
            continue
        lines: list[Place] = []
        for _ in range(galley.count):
            if y + galley.pitch > _FOOT:
                page, y = page + 1, TOP
            lines.append(Place(page, y))
            y += galley.pitch
        places.append(tuple(lines))
    return Pagination(tuple(places), tuple(pinned), Place(page, y))


def _kept_together(galleys: Sequence[Galley], index: int) -> int:
    """Height that must fit below here for the block to begin on this page."""
    height = 0
    for position in range(index, len(galleys)):
        galley = galleys[position]
        block = galley.block
        if isinstance(block, Gap):
            height += block.height
        elif isinstance(block, Paragraph) and block.keep_next:
            height += galley.height
        else:
            return height + (galley.height if galley.whole else galley.pitch)
    return height


def _breaks_by_itself(galleys: Sequence[Galley], index: int) -> bool:
    """Word processors move a line that does not fit, and a heading with its text, without being told."""
    block = galleys[index].block
    return isinstance(block, Paragraph) and block.flowing


# ------------------------------------------------------------------------------------------------ foot of the last page


def _plan(flow: Flow, galleys: Sequence[Galley], tail: "_Tail") -> Plan:
    if not flow.tail:
        return Plan(TailPlace.NONE)
    every = [galleys, _galleys(flow, WORD), _galleys(flow, LIBREOFFICE)]
    movable = _movable(galleys)
    plans = [
        Plan(TailPlace.SAME_PAGE),
        Plan(TailPlace.NEXT_PAGE),
        *(Plan(TailPlace.SAME_PAGE, start) for start in movable),
        *(Plan(TailPlace.NEXT_PAGE, start) for start in movable),
        Plan(TailPlace.BLANK_LEAF),
    ]
    for judges in (every, every[:1]):
        for plan in plans:
            if _holds(plan, judges, tail.height):
                return plan
    return Plan(TailPlace.NEXT_PAGE)


def _holds(plan: Plan, judges: Sequence[Sequence[Galley]], tail: int) -> bool:
    ends = [paginate(galleys, starts=() if plan.start is None else (plan.start,)).end for galleys in judges]
    if len({end.page for end in ends}) > 1:
        return False
    even = ends[0].page % 2 == 1
    if plan.tail is TailPlace.SAME_PAGE:
        return even and all(end.y + _SPARE + tail <= _FOOT for end in ends)
    return even == (plan.tail is TailPlace.BLANK_LEAF)


def _movable(galleys: Sequence[Galley]) -> list[int]:
    """The last paragraphs that may begin a new page without tearing a heading off or leaving a hole, shortest first."""
    natural = paginate(galleys)
    found: list[int] = []
    lines = 0
    for index in range(len(galleys) - 1, max(0, len(galleys) - 1 - _MOST_MOVED), -1):
        block, above = galleys[index].block, galleys[index - 1].block
        if not (isinstance(block, Paragraph) and block.flowing):
            break
        lines += galleys[index].count
        first = natural.places[index][0]
        if first.page == 0 and not isinstance(above, Paragraph):
            break  # the first page must show body text [7.3.3]
        if _FOOT - first.y > _MOST_WHITE:
            break
        if lines >= _LEAST_MOVED and isinstance(above, Paragraph) and above.flowing and not above.keep_next:
            found.append(index)
    return found


class _Tail:
    """The 版记 broken into lines."""

    def __init__(self, flow: Flow, measure: Measure) -> None:
        self.measure = measure
        self.groups = [[(row, self._row(row)) for row in group] for group in flow.tail]
        self.height = sum(len(lines) for group in self.groups for _, lines in group) * TAIL_LINE

    def _row(self, row: TailRow) -> list[tuple[float, str]]:
        """Pieces of text with their indent in points: a label and its first line share a line."""
        style = papers.TAIL
        column = papers.TAIL_LABEL * style.size if row.label else 0.0
        text = _measured([Run(row.text)], style, self.measure)
        room = WIDTH / 20 - (style.left + style.right) * style.size - column
        lines = text.lines(first=room, others=room)
        return [(style.left * style.size + column, text.text[line.start : line.end]) for line in lines]


# ------------------------------------------------------------------------------------------------ items


class _Compositor:
    """Turns places into text and rules in millimetres."""

    def __init__(
        self, flow: Flow, galleys: Sequence[Galley], pagination: Pagination, tail: _Tail, place: TailPlace
    ) -> None:
        self.flow, self.galleys, self.pagination, self.tail, self.place = flow, galleys, pagination, tail, place
        extra = {TailPlace.NEXT_PAGE: 1, TailPlace.BLANK_LEAF: 2}.get(place, 0)
        self.pages: list[list[Item]] = [[] for _ in range(pagination.end.page + 1 + extra)]
        self.piece_pages: dict[int, int] = {}

    def layout(self) -> Layout:
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            if isinstance(galley.block, Paragraph) and galley.block.begins is not None:
                self.piece_pages[galley.block.begins] = places[0].page + 1
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            match galley.block:
                case RedLine():
                    self._red_line(galley.block, places[0])
                case Paragraph() if galley.block.lines:
                    self._fixed(galley.block, places[0])
                case Paragraph():
                    self._paragraph(galley, galley.block, places)
        if self.tail.groups:
            self._tail()
        self._page_numbers()
        flowing = [g for g in self.galleys if isinstance(g.block, Paragraph) and g.block.flowing and g.measured]
        titles = [g.block.lines for g in self.galleys if isinstance(g.block, Paragraph) and g.block.begins is not None]
        return Layout(
            pages=tuple(Page(items=tuple(items)) for items in self.pages),
            title_lines=titles[0] if titles else (),
            lines=tuple(
                tuple(g.measured.text[line.start : line.end] for line in g.lines) for g in flowing if g.measured
            ),
            page_starts=self.pagination.starts,
            piece_pages=tuple(self.piece_pages[n] for n in sorted(self.piece_pages)),
            tail=self.place,
        )

    def _put(self, page: int, item: Item) -> None:
        self.pages[page].append(item)

    def _red_line(self, block: RedLine, place: Place) -> None:
        y = millimetres(place.y + RedLine.HEIGHT) - block.thickness / 2
        self._rule(place.page, y, block.thickness, Ink.RED)

    def _rule(self, page: int, y: float, thickness: float, ink: Ink = Ink.BLACK) -> None:
        left, right = millimetres(LEFT), millimetres(LEFT + WIDTH)
        self._put(page, Rule(x1=left, y1=y, x2=right, y2=y, thickness=thickness, ink=ink))

    def _fixed(self, block: Paragraph, place: Place) -> None:
        for number, line in enumerate(block.lines):
            y = place.y + number * block.style.line
            hang = block.style.hanging if number else 0.0
            last = number == len(block.lines) - 1
            self._line(block, line, Place(place.page, y), indent=hang, end=self._end(block) if last else "")

    def _end(self, block: Paragraph) -> str:
        return str(self.piece_pages[block.piece]) if block.piece is not None else block.end

    def _line(self, block: Paragraph, text: str, place: Place, *, indent: float, end: str) -> None:
        """A line that is not justified: left, centred or right, perhaps with something at its right end."""
        style = replace(block.style, size=block.size or block.style.size, squeeze=block.spread or block.style.squeeze)
        measured = _measured([Run(text)], style, PRESS)
        width = measured.width(0, len(text)) - style.squeeze
        left = LEFT / 20 + (style.left + indent) * style.size
        right = (LEFT + WIDTH) / 20 - style.right * style.size
        x = {Align.CENTRE: (left + right - width) / 2, Align.RIGHT: right - width}.get(style.align, left)
        baseline = place.y + BASELINE * style.line
        self._set(place.page, measured, Line(0, len(text)), x, baseline, style, extra=0.0)
        if end:
            closing = _measured([Run(end)], style, PRESS)
            begin = right - closing.width(0, len(end))
            self._set(place.page, closing, Line(0, len(end)), begin, baseline, style, extra=0.0)
            if block.dots:
                self._dots(place.page, x + width + style.size / 2, begin - style.size / 2, baseline, style)

    def _dots(self, page: int, start: float, end: float, baseline: float, style: Style) -> None:
        count = int((end - start) / (style.size * 0.4))
        if count > 0:
            mm = 25.4 / 72
            self._put(
                page,
                Text(
                    x=start * mm,
                    baseline=millimetres(baseline),
                    text="." * count,
                    face=style.face,
                    size=style.size,
                    width=(end - start) * mm,
                ),
            )

    def _paragraph(self, galley: Galley, block: Paragraph, places: tuple[Place, ...]) -> None:
        style, measured = block.style, galley.measured
        if measured is None:
            return
        if style.align is not Align.JUSTIFY and len(galley.lines) == 1:
            self._line(block, measured.text, places[0], indent=style.first, end=self._end(block))
            return
        side = 0.0
        if block.boxed:
            first = places[0]
            self._box(first, galley.height)
            top = first.y + style.line // 2
            places = tuple(Place(first.page, top + number * style.line) for number in range(galley.count))
            side = papers.BOX_SIDE / 20
        room = WIDTH / 20 - 2 * side - (style.left + style.right) * style.size
        for number, (line, place) in enumerate(zip(galley.lines, places, strict=True)):
            indent = (style.hanging if number else style.first) * style.size
            x = LEFT / 20 + side + style.left * style.size + indent
            extra = 0.0
            if number < len(galley.lines) - 1 and style.align is Align.JUSTIFY:
                extra = self._extra(measured, line, room - indent, style.squeeze)
            self._set(place.page, measured, line, x, place.y + BASELINE * style.line, style, extra=extra)

    @staticmethod
    def _extra(measured: Measured, line: Line, room: float, squeeze: float) -> float:
        """What each gap gets so that the last character ends at the edge; a hanging mark stands beyond it."""
        end = line.end - 1 if line.hanging else line.end
        gaps = end - line.start - 1
        return (room - measured.width(line.start, end) + squeeze) / gaps if gaps > 0 else 0.0

    def _set(  # noqa: PLR0917 - a place on a page in the order one says it
        self, page: int, measured: Measured, line: Line, x: float, baseline: float, style: Style, *, extra: float
    ) -> None:
        """Put a line as stretches of one face and script, each exactly as wide as planned whatever font stands in."""
        mm = 25.4 / 72
        start = line.start
        while start < line.end:
            end = start + 1
            kind = (measured.faces[start], measured.text[start].isascii())
            while end < line.end and (measured.faces[end], measured.text[end].isascii()) == kind:
                end += 1
            width = measured.width(start, end) + extra * (end - start)
            text = measured.text[start:end]
            if text.strip():
                self._put(
                    page,
                    Text(
                        x=x * mm,
                        baseline=millimetres(baseline),
                        text=text,
                        face=kind[0],
                        size=style.size,
                        ink=style.ink,
                        width=(width - style.squeeze - extra) * mm,
                    ),
                )
            x += width + (measured.lead[end] if end < line.end else 0.0)
            start = end

    def _box(self, place: Place, height: int) -> None:
        left, right = millimetres(LEFT), millimetres(LEFT + WIDTH)
        top, bottom = millimetres(place.y), millimetres(place.y + height)
        for x1, y1, x2, y2 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            self._put(place.page, Rule(x1=x1, y1=y1, x2=x2, y2=y2, thickness=TAIL_THIN))

    def _tail(self) -> None:
        page = len(self.pages) - 1
        y = float(_FOOT - self.tail.height)
        self._rule(page, millimetres(y) + TAIL_THICK / 2, TAIL_THICK)
        style = papers.TAIL
        for number, group in enumerate(self.tail.groups):
            if number:
                self._rule(page, millimetres(y), TAIL_THIN)
            for row, lines in group:
                for position, (indent, text) in enumerate(lines):
                    baseline = y + BASELINE * TAIL_LINE
                    last = position == len(lines) - 1
                    measured = _measured([Run(text)], style, PRESS)
                    self._set(page, measured, Line(0, len(text)), LEFT / 20 + indent, baseline, style, extra=0.0)
                    if row.label and not position:
                        label = _measured([Run(row.label)], style, PRESS)
                        x = LEFT / 20 + style.left * style.size
                        self._set(page, label, Line(0, len(row.label)), x, baseline, style, extra=0.0)
                    if last and row.end:
                        closing = _measured([Run(row.end)], style, PRESS)
                        right = (LEFT + WIDTH) / 20 - style.right * style.size
                        x = right - closing.width(0, len(row.end))
                        self._set(page, closing, Line(0, len(row.end)), x, baseline, style, extra=0.0)
                    y += TAIL_LINE
        self._rule(page, millimetres(_FOOT) - TAIL_THICK / 2, TAIL_THICK)

    def _page_numbers(self) -> None:
        if not self.flow.numbered:
            return
        # a blank page and the 版记 page after it are not numbered [7.5]
        numbered = len(self.pages) - (2 if self.place is TailPlace.BLANK_LEAF else 0)
        style = papers.PAGE_NUMBER
        # the dash of a Chinese font lies 0.36 em above the baseline
        baseline = _FOOT + PAGE_NUMBER_DASH / 25.4 * 1440 + 0.36 * PAGE_NUMBER_SIZE * 20
        for page in range(numbered):
            text = f"— {page + 1} —"
            measured = _measured([Run(text)], style, PRESS)
            width = measured.width(0, len(text))
            odd = page % 2 == 0
            x = (LEFT + WIDTH) / 20 - style.right * style.size - width if odd else LEFT / 20 + style.left * style.size
            self._set(page, measured, Line(0, len(text)), x, baseline, style, extra=0.0)
