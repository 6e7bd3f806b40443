"""The lamps of the clocks, told apart by shape, colour and word; painted the same in rows, chips and counters (U15)."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cppcc_desk.ui.theme import color, font


@dataclass(frozen=True)
class Look:
    """Colour tokens and shape of one urgency; `boxed` ones stand out from a list."""

    text: str
    soft: str
    line: str
    fill: str
    shape: str
    boxed: bool


# By the words of the urgency, as domain.md section 2 has them.
LOOKS: Final[dict[str, Look]] = {
    "超期": Look("overdue", "overdue_soft", "overdue_line", "overdue", "diamond", boxed=True),
    "临期": Look("soon", "soon_soft", "soon_line", "soon_fill", "triangle", boxed=True),
    "时限内": Look("ontime", "ontime_soft", "ontime_line", "ontime_fill", "disc", boxed=False),
    "已办结": Look("text3", "grey_soft", "line2", "text3", "tick", boxed=False),
    "暂停": Look("text2", "grey_soft", "line2", "text3", "bars", boxed=False),
}

CHIP_HEIGHT: Final = 22


def draw_lamp(painter: QPainter, where: QRectF, urgency: str) -> None:
    """Paint the lamp of `urgency` (超期, 临期, 时限内, 已办结, 暂停) into `where`."""
    look = LOOKS[urgency]
    center = where.center()
    half = min(where.width(), where.height()) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(look.fill))
    _SHAPES[look.shape](painter, center, half, look)
    painter.restore()


def _diamond(painter: QPainter, c: QPointF, s: float, look: Look) -> None:
    painter.drawPolygon(_polygon(c, s, (0, -1), (1, 0), (0, 1), (-1, 0)))
    painter.setPen(QPen(color("on_primary"), max(1.4, s * 0.26), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(c.x(), c.y() - s * 0.42), QPointF(c.x(), c.y() + s * 0.1))
    painter.drawPoint(QPointF(c.x(), c.y() + s * 0.44))


def _triangle(painter: QPainter, c: QPointF, s: float, look: Look) -> None:
    painter.drawPolygon(_polygon(c, s, (0, -0.9), (1, 0.8), (-1, 0.8)))


def _disc(painter: QPainter, c: QPointF, s: float, look: Look) -> None:
    painter.drawEllipse(c, s * 0.82, s * 0.82)


def _tick(painter: QPainter, c: QPointF, s: float, look: Look) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(color(look.fill), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(_polygon(c, s, (-0.7, 0), (-0.1, 0.6), (0.8, -0.6)))


def _bars(painter: QPainter, c: QPointF, s: float, look: Look) -> None:
    painter.drawRect(QRectF(c.x() - s * 0.6, c.y() - s * 0.7, s * 0.4, s * 1.4))
    painter.drawRect(QRectF(c.x() + s * 0.2, c.y() - s * 0.7, s * 0.4, s * 1.4))


def _polygon(c: QPointF, s: float, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(c.x() + x * s, c.y() + y * s) for x, y in points])


_SHAPES: Final = {"diamond": _diamond, "triangle": _triangle, "disc": _disc, "tick": _tick, "bars": _bars}


def chip_width(text: str, px: float = 12) -> int:
    """The width `draw_chip` needs for `text`."""
    return QFontMetrics(font(px, bold=True)).horizontalAdvance(text) + 32


def draw_chip(
    painter: QPainter,
    left: float,
    middle: float,
    text: str,
    urgency: str,
    *,
    px: float = 12,
    always_boxed: bool = False,
    width: float | None = None,
) -> int:
    """Paint lamp and words beginning at `left`, centred on `middle`; boxed only when urgent unless told otherwise.

    `width` limits the chip; the words are elided to fit. Returns the width used.
    """
    look = LOOKS[urgency]
    boxed = look.boxed or always_boxed
    scale = px / 12
    used = chip_width(text, px)
    if width is not None:
        used = min(used, int(width))
    height = round(CHIP_HEIGHT * scale)
    box = QRectF(left, middle - height / 2, used, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if boxed:
        painter.setPen(QPen(color(look.line), 1))
        painter.setBrush(color(look.soft))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    draw_lamp(painter, QRectF(left + 7, middle - 6 * scale, 12 * scale, 12 * scale), urgency)
    painter.setPen(color(look.text if boxed else "text2"))
    painter.setFont(font(px, bold=boxed))
    inside = box.adjusted(11 + 12 * scale, 0, -6, -1)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()) + 2)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip
    painter.drawText(inside, flags, shown)
    painter.restore()
    return used


class LampChip(QWidget):
    """Lamp and words as a widget, always boxed: beside a title or a field."""

    def __init__(self, text: str = "", urgency: str = "时限内", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_lamp(text, urgency)

    def show_lamp(self, text: str, urgency: str) -> None:
        """Say `text` with the lamp of `urgency`."""
        if urgency not in LOOKS:
            raise KeyError(urgency)
        self.text, self.urgency = text, urgency
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text) + 1, CHIP_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, 0, self.height() / 2, self.text, self.urgency, always_boxed=True)
        painter.end()


class Lamp(QWidget):
    """The lamp alone, `size` pixels, for check lists; `text` is what a screen reader says."""

    def __init__(self, urgency: str, text: str = "", *, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.urgency = urgency
        self.setFixedSize(size, size)
        self.setAccessibleName(text or urgency)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_lamp(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.urgency)
        painter.end()
