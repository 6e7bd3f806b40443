"""Placed lines turned into text and rules in millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import (
    Align,
    Block,
    Figure,
    Flow,
    Image,
    JointMark,
    LetterHead,
    Paragraph,
    RedLine,
    Run,
    Style,
    TableRow,
)
from cppcc_desk.domain.grid import (
    BASELINE,
    LEFT,
    PAGE_NUMBER_DASH,
    PAGE_NUMBER_SIZE,
    TAIL_LINE,
    TAIL_THICK,
    TAIL_THIN,
    WIDTH,
    millimetres,
)
from cppcc_desk.domain.layout import Ink, Item, Layout, Page, Rule, TailPlace, Text
from cppcc_desk.press import figures
from cppcc_desk.press.galleys import Galley, TailGalley, measure_runs
from cppcc_desk.press.lines import NOMINAL, Line, Measured
from cppcc_desk.press.pages import FOOT, Pagination, Place


class Compositor:
    """Turns places into text and rules in millimetres."""

    def __init__(
        self, flow: Flow, galleys: Sequence[Galley], pagination: Pagination, tail: TailGalley, place: TailPlace
    ) -> None:
        self.flow, self.galleys, self.pagination, self.tail, self.place = flow, galleys, pagination, tail, place
        extra = {TailPlace.NEXT_PAGE: 1, TailPlace.BLANK_LEAF: 2}.get(place, 0)
        self.pages: list[list[Item]] = [[] for _ in range(pagination.end.page + 1 + extra)]
        self.piece_pages: dict[int, int] = {}

    def layout(self) -> Layout:
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            if isinstance(galley.block, Paragraph) and galley.block.begins is not None:
                self.piece_pages[galley.block.begins] = places[0].page + 1
        above: Block | None = None
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            self._draw(galley, places, above)
            above = galley.block
        if self.flow.letter:
            self.pages[0] += figures.letter_foot()
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
            text_pages=tuple(self._text_pages()),
            signature_page=self._signature_page(),
        )

    def _text_pages(self) -> Iterator[tuple[int, int]]:
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            block = galley.block
            match block:
                case TableRow() | Figure() | Image(behind=None) | Paragraph(flowing=True):
                    yield places[0].page, places[-1].page

    def _signature_page(self) -> int | None:
        for galley, places in zip(self.galleys, self.pagination.places, strict=True):
            if isinstance(galley.block, Paragraph) and galley.block.style is papers.SIGNATURE:
                return places[0].page
        return None

    def _draw(self, galley: Galley, places: tuple[Place, ...], above: Block | None) -> None:
        match galley.block:
            case RedLine():
                self._red_line(galley.block, places[0])
            case LetterHead():
                self.pages[0] += figures.letter_head(galley.block)
            case JointMark():
                self.pages[places[0].page] += figures.joint_mark(galley.block, places[0])
            case TableRow():
                below_head = galley.head is not None and galley.head.block is above
                for page, item in figures.table_row(galley, places, below_head=below_head):
                    self._put(page, item)
            case Image():
                self._put(places[0].page, figures.image(galley.block, places[0]))
            case Figure():
                self._put(places[0].page, figures.drawing(galley.block, places[0]))
            case Paragraph():
                self._text(galley, galley.block, places)
                self.pages[places[0].page] += figures.seals(galley.block, places[0])

    def _text(self, galley: Galley, block: Paragraph, places: tuple[Place, ...]) -> None:
        if block.stops:
            self._stops(block, places[0])
        elif block.lines:
            self._fixed(block, places[0])
        else:
            self._paragraph(galley, block, places)

    def _put(self, page: int, item: Item) -> None:
        self.pages[page].append(item)

    def _red_line(self, block: RedLine, place: Place) -> None:
        y = millimetres(place.y + block.height) - block.thickness / 2
        self._rule(place.page, y, block.thickness, block.ink)

    def _rule(self, page: int, y: float, thickness: float, ink: Ink = Ink.BLACK) -> None:
        left, right = millimetres(LEFT), millimetres(LEFT + WIDTH)
        self._put(page, Rule(x1=left, y1=y, x2=right, y2=y, thickness=thickness, ink=ink))

    def _fixed(self, block: Paragraph, place: Place) -> None:
        for number, line in enumerate(block.lines):
            y = place.y + number * block.style.line
            hang = block.style.hanging if number else 0.0
            last = number == len(block.lines) - 1
            self._line(block, line, Place(place.page, y), indent=hang, end=self._end(block) if last else "")

    def _stops(self, block: Paragraph, place: Place) -> None:
        """A line of texts that each begin at a place of their own."""
        baseline = place.y + BASELINE * block.style.line
        for stop in block.stops:
            x = (LEFT + stop.at) / 20
            if stop.ends:
                x -= sum(_width(run.text, block.style) for run in stop.runs)
            for run in stop.runs:
                style = replace(block.style, face=run.face or block.style.face)
                self._string(place.page, run.text, style, x, baseline)
                x += _width(run.text, style)

    def _end(self, block: Paragraph) -> str:
        return block.end or (str(self.piece_pages[block.piece]) if block.piece is not None else "")

    def _line(self, block: Paragraph, text: str, place: Place, *, indent: float, end: str) -> None:
        """A line that is not justified: left, centred or right, perhaps with something at its right end."""
        style = replace(block.style, size=block.size or block.style.size, squeeze=block.spread or block.style.squeeze)
        left = LEFT / 20 + (style.left + indent) * style.size
        right = (LEFT + WIDTH) / 20 - (style.right * style.size if block.right is None else block.right / 20)
        width = _width(text, style) * block.scale
        x = {Align.CENTRE: (left + right - width) / 2, Align.RIGHT: right - width}.get(style.align, left)
        baseline = place.y + BASELINE * style.line
        self._string(place.page, text, style, x, baseline, scale=block.scale)
        if end:
            begin = right - _width(end, style)
            self._string(place.page, end, style, begin, baseline)
            if block.dots:
                self._dots(place.page, x + width + style.size / 2, begin - style.size / 2, baseline, style)

    def _string(self, page: int, text: str, style: Style, x: float, baseline: float, *, scale: float = 1.0) -> None:
        self._set(page, _plain(text, style), Line(0, len(text)), x, baseline, style, extra=0.0, scale=scale)

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
        style, measured = block.shape, galley.measured
        if measured is None:
            return
        labelled = style.align is Align.LEFT and len(set(measured.faces)) > 1  # 出席： in a face of its own
        if style.align is not Align.JUSTIFY and len(galley.lines) == 1 and not labelled:
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
        self,
        page: int,
        measured: Measured,
        line: Line,
        x: float,
        baseline: float,
        style: Style,
        *,
        extra: float,
        scale: float = 1.0,
    ) -> None:
        """Put a line as stretches of one face and script, each exactly as wide as planned whatever font stands in."""
        mm = 25.4 / 72
        start = line.start
        while start < line.end:
            end = start + 1
            kind = (measured.faces[start], measured.text[start].isascii())
            while end < line.end and (measured.faces[end], measured.text[end].isascii()) == kind:
                end += 1
            width = (measured.width(start, end) + extra * (end - start)) * scale
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
                        width=(width - (style.squeeze + extra) * scale) * mm,
                        scale=scale,
                    ),
                )
            x += width + (measured.lead.get(end, 0.0) if end < line.end else 0.0)
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
        y = float(FOOT - self.tail.height)
        ruled = not self.flow.letter
        if ruled:
            self._rule(page, millimetres(y) + TAIL_THICK / 2, TAIL_THICK)
        style = papers.TAIL
        left, right = LEFT / 20 + style.left * style.size, (LEFT + WIDTH) / 20 - style.right * style.size
        for number, group in enumerate(self.tail.groups):
            if number and ruled:
                self._rule(page, millimetres(y), TAIL_THIN)
            for row, lines in group:
                self._string(page, row.label, style, left, y + BASELINE * TAIL_LINE)
                for indent, text in lines:
                    self._string(page, text, style, LEFT / 20 + indent, y + BASELINE * TAIL_LINE)
                    y += TAIL_LINE
                x = right - _width(row.end, style)
                self._string(page, row.end, style, x, y - TAIL_LINE + BASELINE * TAIL_LINE)
        if ruled:
            self._rule(page, millimetres(FOOT) - TAIL_THICK / 2, TAIL_THICK)

    def _page_numbers(self) -> None:
        if not self.flow.numbered:
            return
        # a blank page and the 版记 page after it are not numbered [7.5]
        numbered = len(self.pages) - (2 if self.place is TailPlace.BLANK_LEAF else 0)
        style = papers.PAGE_NUMBER
        # the dash of a Chinese font lies 0.36 em above the baseline
        baseline = FOOT + PAGE_NUMBER_DASH / 25.4 * 1440 + 0.36 * PAGE_NUMBER_SIZE * 20
        for page in range(1 if self.flow.letter else 0, numbered):
            number = page + self.flow.first_page
            text = f"— {number} —"
            odd = number % 2 == 1
            right = (LEFT + WIDTH) / 20 - style.right * style.size
            x = right - _width(text, style) if odd else LEFT / 20 + style.left * style.size
            self._string(page, text, style, x, baseline)


def _plain(text: str, style: Style) -> Measured:
    return measure_runs([Run(text)], style, NOMINAL)


def _width(text: str, style: Style) -> float:
    """From the first character's left edge to the last one's right, in points."""
    return _plain(text, style).width(0, len(text)) - (style.squeeze if text else 0.0)
