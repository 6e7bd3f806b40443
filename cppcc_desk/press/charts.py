"""A chart painted onto any QPainter: screen, printer, PDF or picture; readable in grey, and sharp at any scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from cppcc_desk.domain.charts import Arrangement, Box, Chart, Line, Mark, Role, Words, arrange
from cppcc_desk.domain.flow import CHART_SIZE, Figure, Flow
from cppcc_desk.domain.forms import Form
from cppcc_desk.domain.layout import Face
from cppcc_desk.press.fonts import Fonts, installed

_HAIRLINE = 1 / 24  # em; never less than one dot
_HATCH, _HATCH_LINE = 0.45, 0.09  # em between the lines of a hatch, and their thickness
_RISE = 0.36  # em from the middle of a character down to its baseline
_OUTLINE = 1 / 14  # em; never less than one dot
_TWIPS = 20  # in a point: what papers are painted in
_TITLE_SIZE = 10.5  # points, on paper
_DPI = 300  # of pictures in .docx: what office printers print
_ALONE = 1  # a series with no other beside it is as dark as the second


@dataclass(frozen=True, kw_only=True)
class Fill:
    """How the columns of a series look; another one differs in lightness or hatch, not only in colour."""

    colour: QColor
    outline: QColor
    hatched: bool = False


@dataclass(frozen=True, kw_only=True)
class Look:
    """Fonts and colours of a chart. The size of `plain`, in units of the painter, is the chart's em."""

    plain: QFont
    title: QFont
    inks: dict[Role, QColor]
    line: QColor
    base: QColor
    fills: tuple[Fill, Fill, Fill]

    @property
    def em(self) -> float:
        return self.plain.pixelSize()


def paint_chart(painter: QPainter, where: QRectF, chart: Chart, look: Look) -> None:
    """Paint a chart into `where`, in units of the painter; what lies there already shows through."""
    painter.save()
    painter.translate(where.topLeft())
    artist = _Artist(painter, look, alone=len(chart.series) == 1)
    artist.paint(arrange(chart, where.width() / look.em, where.height() / look.em))
    painter.restore()


def paper_look(fonts: Fonts) -> Look:
    """Black and greys, in twips. Raises World where this PC has no Chinese font."""
    black, dark = QColor("#000000"), QColor("#3C3C3C")
    return Look(
        plain=fonts.font(Face.SONG, round(CHART_SIZE * _TWIPS)),
        title=fonts.font(Face.HEI, round(_TITLE_SIZE * _TWIPS)),
        inks=dict.fromkeys(Role, black),
        line=QColor("#B0B0B0"),
        base=dark,
        fills=(
            Fill(colour=QColor("#D2D2D2"), outline=dark),
            Fill(colour=QColor("#505050"), outline=dark),
            Fill(colour=QColor("#FFFFFF"), outline=dark, hatched=True),
        ),
    )


def chart_pictures(papers: Iterable[Form | Flow]) -> dict[Figure, bytes]:
    """The charts in papers as PNG, looking as press prints them: for a .docx.

    None where this PC has no Chinese font: a .docx then tells the numbers in words.
    """
    found = {block for paper in papers for block in paper.blocks if isinstance(block, Figure)}
    return {figure: picture(figure) for figure in found} if found and installed().usable() else {}


def picture(figure: Figure) -> bytes:
    """A PNG of a chart at 300 dots to the inch, white and greys. Raises World where this PC has no Chinese font."""
    look = paper_look(installed())
    scale = _DPI / 1440
    image = QImage(round(figure.width * scale), round(figure.height * scale), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    image.setDotsPerMeterX(round(_DPI / 0.0254))
    image.setDotsPerMeterY(round(_DPI / 0.0254))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_chart(painter, QRectF(0, 0, figure.width, figure.height), figure.chart, look)
    painter.end()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(made, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(made.data().data())


class _Artist:
    """Knows how long an em is, and where the device has its dots: edges between two of them would be blurred."""

    def __init__(self, painter: QPainter, look: Look, *, alone: bool) -> None:
        hint = QPainter.RenderHint
        painter.setRenderHints(hint.Antialiasing | hint.TextAntialiasing)
        self.painter, self.look, self.alone, self.em = painter, look, alone, look.em
        self.to_dots = painter.deviceTransform()
        self.to_units, _ = self.to_dots.inverted()
        self.dot = self.to_units.mapRect(QRectF(0, 0, 1, 1)).width()

    def paint(self, made: Arrangement) -> None:
        for line in made.lines:
            self._hairline(line, self.look.line)
        for mark in (*made.marks, *made.keys):
            self._bar(mark)
        self._hairline(made.base, self.look.base)
        for words in made.words:
            self._words(words)

    def _on_dots(self, box: Box) -> QRectF:
        """The box from whole dot to whole dot, at least one wide and high."""
        em = self.em
        dots = self.to_dots.mapRect(QRectF(box.x * em, box.y * em, box.width * em, box.height * em))
        left, top = floor(dots.left() + 0.5), floor(dots.top() + 0.5)
        wide, high = floor(dots.right() + 0.5) - left, floor(dots.bottom() + 0.5) - top
        return self.to_units.mapRect(QRectF(left, top, max(1, wide), max(1, high)))

    def _hairline(self, line: Line, colour: QColor) -> None:
        """All of one thickness: dots that a line lies between may be one or two."""
        place = self._on_dots(Box(line.x1, line.y1, line.x2 - line.x1, line.y2 - line.y1))
        thick = self._thick(_HAIRLINE)
        size = QSizeF(thick, place.height()) if line.x1 == line.x2 else QSizeF(place.width(), thick)
        self.painter.fillRect(QRectF(place.topLeft(), size), colour)

    def _thick(self, ems: float) -> float:
        """Whole dots, one at least."""
        return max(1, round(ems * self.em / self.dot)) * self.dot

    def _bar(self, mark: Mark) -> None:
        if min(mark.box.width, mark.box.height) <= 0:
            return
        fill = self.look.fills[_ALONE if self.alone else mark.series]
        outer = self._on_dots(mark.box)
        self.painter.fillRect(outer, fill.outline)
        thick = self._thick(_OUTLINE)
        inner = outer.adjusted(thick, thick, -thick, -thick)
        if inner.width() > 0 and inner.height() > 0:
            self.painter.fillRect(inner, fill.colour)
            if fill.hatched:
                self._hatch(inner, fill.outline)

    def _hatch(self, box: QRectF, colour: QColor) -> None:
        """Slanting lines of our own: those of a Qt brush are as many dots apart on a printer as on the screen."""
        self.painter.save()
        self.painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        self.painter.setPen(QPen(colour, max(self.dot, _HATCH_LINE * self.em)))
        step = _HATCH * self.em * 2**0.5
        for number in range(1, int((box.width() + box.height()) / step) + 1):
            x = box.left() + number * step
            self.painter.drawLine(QPointF(x, box.top()), QPointF(x - box.height(), box.bottom()))
        self.painter.restore()

    def _words(self, words: Words) -> None:
        font = self.look.title if words.role is Role.TITLE else self.look.plain
        wide = QFontMetricsF(font).horizontalAdvance(words.text)
        self.painter.setFont(font)
        self.painter.setPen(self.look.inks[words.role])
        place = QPointF(words.x * self.em - words.anchor * wide, words.middle * self.em + _RISE * font.pixelSize())
        self.painter.drawText(place, words.text)
