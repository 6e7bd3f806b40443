"""The ten steps with the number of pieces waiting in each: pressed, a step filters the list below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from cppcc_desk.domain.workflow import TEN_STEPS
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.lamp import draw_chip

_POINT = 9


@dataclass(frozen=True)
class StepCount:
    """How many pieces wait in one step, and how many of them are overdue."""

    count: int = 0
    overdue: int = 0


class _StepTile(QAbstractButton):
    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.name = number, name
        self.tally = StepCount()
        self.first, self.last = number == 0, number == len(TEN_STEPS) - 1
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, 60)

    def minimumSizeHint(self) -> QSize:
        return QSize(76, 60)

    def _outline(self) -> QPolygonF:
        right, height = float(self.width()), float(self.height())
        tip = right - 0.5 if self.last else right - _POINT - 3
        points = [QPointF(0.5, 0.5), QPointF(tip, 0.5)]
        if not self.last:
            points.append(QPointF(tip + _POINT, height / 2))
        points += [QPointF(tip, height - 0.5), QPointF(0.5, height - 0.5)]
        if not self.first:
            points.append(QPointF(_POINT + 0.5, height / 2))
        return QPolygonF(points)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(color("primary") if lit else color("line"), 1.5 if lit else 1))
        tone = "primary_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setBrush(color(tone))
        painter.drawPolygon(self._outline())
        left = 14.0 if self.first else _POINT + 9.0
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(color("primary_press" if self.isChecked() else "text2"))
        painter.setFont(font(13, bold=self.isChecked()))
        painter.drawText(QRectF(left, 6, self.width() - left, 20), flags, f"{self.number + 1} {self.name}")
        painter.setFont(font(20, bold=True))
        painter.setPen(color("text" if self.tally.count else "disabled"))
        digits = str(self.tally.count)
        painter.drawText(QRectF(left, 26, self.width() - left, 28), flags, digits)
        if self.tally.overdue:
            after = left + painter.fontMetrics().horizontalAdvance(digits) + 8
            room = self.width() - _POINT - 4 - after
            draw_chip(painter, after, 41, str(self.tally.overdue), "超期", width=room)
        painter.end()


class StepStrip(QWidget):
    """`picked(index)` when a step is chosen, -1 when the choice is taken away."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._tiles = [_StepTile(number, str(step), self) for number, step in enumerate(TEN_STEPS)]
        for tile in self._tiles:
            box.addWidget(tile)
            tile.clicked.connect(lambda on=False, number=tile.number: self._pressed(number, on))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_counts([StepCount()] * len(TEN_STEPS))

    @property
    def chosen(self) -> int:
        """The chosen step, -1 for none."""
        return next((tile.number for tile in self._tiles if tile.isChecked()), -1)

    def choose(self, number: int) -> None:
        """Choose without telling; -1 for none."""
        for tile in self._tiles:
            tile.setChecked(tile.number == number)

    def show_counts(self, counts: Sequence[StepCount]) -> None:
        """One tally for each of the ten steps, in order."""
        for tile, tally in zip(self._tiles, counts, strict=True):
            tile.tally = tally
            late = f"，其中超期 {tally.overdue} 件" if tally.overdue else ""
            words = f"{tile.number + 1} {tile.name}：{tally.count} 件{late}"
            tile.setAccessibleName(words)
            tile.setToolTip(words)
            tile.update()

    def _pressed(self, number: int, on: bool) -> None:
        self.choose(number if on else -1)
        self.picked.emit(number if on else -1)
