"""A paragraph set into lines at a place on the sheet, in mm: of forms and cards, whose texts stand between borders."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cppcc_desk.domain.flow import Align, Paragraph, Run, Style
from cppcc_desk.domain.forms.form import TICKED, UNTICKED
from cppcc_desk.domain.grid import BASELINE, millimetres
from cppcc_desk.domain.layout import Drawing, Face, Item, Picture, Rule, Text
from cppcc_desk.press.galleys import measure_runs
from cppcc_desk.press.lines import Line, Measure, Measured, nominal

_MM = 25.4 / 72  # of a point
_TICK_LINE = 0.2  # mm


def _width(face: Face, character: str) -> float:
    return 1.0 if character in (TICKED, UNTICKED) else nominal(face, character)


_MEASURES = {hangs: Measure(width=_width, hangs=hangs) for hangs in (True, False)}


@dataclass(frozen=True)
class SetLine:
    """A line whose upper edge is at 0."""

    pitch: float
    items: tuple[Item, ...]

    def at(self, y: float) -> Iterator[Item]:
        for item in self.items:
            yield moved(item, 0, y)


def moved(item: Item, x: float, y: float) -> Item:
    """The same to the right and down by so many mm."""
    match item:
        case Text():
            return replace(item, x=item.x + x, baseline=item.baseline + y)
        case Rule():
            return replace(item, x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y)
        case Picture() | Drawing():
            return replace(item, x=item.x + x, y=item.y + y)


def set_lines(paragraph: Paragraph, x: float, width: float) -> list[SetLine]:
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
        found.append(SetLine(millimetres(style.line), tuple(items)))
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
                x=x * _MM,
                baseline=baseline,
                text=text,
                face=kind[0],
                size=style.size,
                ink=style.ink,
                width=(width - extra) * _MM,
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
