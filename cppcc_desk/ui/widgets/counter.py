"""A counter at the head of the workbench: lamp, number, words; pressed, it filters the list below."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.lamp import LOOKS, draw_lamp

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CounterCard(QAbstractButton):
    """`urgency` is the lamp, "" for none. Checkable; `clicked` tells. One line (36) when `low`, else two (54)."""

    def __init__(self, words: str, urgency: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.urgency = words, urgency
        self.count, self.detail, self.low = 0, "", False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(0)

    def show_count(self, count: int, detail: str = "") -> None:
        """The number, and one line about it that is left out on low windows."""
        self.count, self.detail = count, detail
        self.setAccessibleName(f"{self.words} {count}")
        self.setAccessibleDescription(detail)
        self.setToolTip(detail if self.low else "")
        self.update()

    def set_low(self, low: bool) -> None:
        """One line instead of two."""
        self.low = low
        self.setToolTip(self.detail if low else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 36 if self.low else 54)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 36 if self.low else 54)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        lit = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(color("primary") if lit else color("line"), 1.5 if lit else 1))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(color("primary_soft" if self.isChecked() else "hover" if hovered else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        lamp = 14 if self.low else 18
        left = 12.0 if self.low else 14.0
        if self.urgency:
            draw_lamp(painter, QRectF(left, box.center().y() - lamp / 2, lamp, lamp), self.urgency)
            left += lamp + (8 if self.low else 10)
        loud = self.count and self.urgency and LOOKS[self.urgency].boxed
        painter.setPen(color(LOOKS[self.urgency].text if loud else "text"))
        painter.setFont(font(17 if self.low else 24, bold=True))
        digits = str(self.count)
        width = painter.fontMetrics().horizontalAdvance(digits)
        painter.drawText(QRectF(left, 0, width + 4, self.height()), _MIDDLE, digits)
        left += width + (8 if self.low else 10)
        painter.setPen(color("text"))
        painter.setFont(font(14, bold=not self.low))
        middle = box.center().y()
        one_line = self.low or not self.detail
        words = QRectF(left, middle - (10 if one_line else 20), box.right() - left - 6, 20)
        _elided(painter, words, self.words)
        if not one_line:
            painter.setPen(color("text3"))
            painter.setFont(font(12))
            _elided(painter, QRectF(left, middle + 1, box.right() - left - 6, 18), self.detail)
        painter.end()


def _elided(painter: QPainter, where: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
    painter.drawText(where, _MIDDLE, shown)
