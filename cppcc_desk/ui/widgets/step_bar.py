"""The ten steps of one submission as a bar: done with its date, current, to come; each can be pressed (U19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from cppcc_desk.domain.workflow import TEN_STEPS
from cppcc_desk.ui import icons
from cppcc_desk.ui.theme import color, font


class Progress(StrEnum):
    """How far one step of one submission is."""

    DONE = "已办"
    CURRENT = "当前环节"
    COMING = "未到"
    SKIPPED = "已跳过"


@dataclass(frozen=True)
class StepMark:
    """One step of the bar: how far, and when (as shown, "11-16" or "今天")."""

    progress: Progress = Progress.COMING
    when: str = ""
    tip: str = ""


class _StepButton(QAbstractButton):
    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.name = number, name
        self.mark = StepMark()
        self.joined = (False, False)  # whether the line to the left and to the right is a done one
        self.last = False
        self.dates = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(52, 64 if self.dates else 48)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 64 if self.dates else 48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        bar = self.parentWidget()
        if step is None or not isinstance(bar, StepBar):
            super().keyPressEvent(event)
        else:
            bar.move_focus(self.number + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, y = self.width() / 2, 16.0
        for side, done in enumerate(self.joined):
            if (side == 0 and self.number == 0) or (side == 1 and self.last):
                continue
            painter.setPen(QPen(color("primary" if done else "line2"), 2))
            ends = (0.0, middle - 13) if side == 0 else (middle + 13, float(self.width()))
            painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        self._circle(painter, QPointF(middle, y))
        current = self.mark.progress is Progress.CURRENT
        painter.setFont(font(13, bold=current))
        tone = {Progress.DONE: "text", Progress.CURRENT: "primary_press"}.get(self.mark.progress, "text3")
        painter.setPen(color(tone))
        painter.drawText(QRectF(0, y + 13, self.width(), 20), Qt.AlignmentFlag.AlignCenter, self.name)
        if self.dates and self.mark.when:
            painter.setFont(font(12))
            painter.setPen(color("text3"))
            painter.drawText(QRectF(0, y + 31, self.width(), 17), Qt.AlignmentFlag.AlignCenter, self.mark.when)
        if self.hasFocus():
            painter.setPen(QPen(color("primary"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 0.5, -4.5, -0.5), 4, 4)
        painter.end()

    def _circle(self, painter: QPainter, center: QPointF) -> None:
        progress = self.mark.progress
        if progress is Progress.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary_hover" if self.underMouse() else "primary"))
            painter.drawEllipse(center, 10, 10)
            icons.paint(painter, center - QPointF(6.5, 6.5), "check", "on_primary", 13, stroke=2.8)
            return
        current = progress is Progress.CURRENT
        edge = "primary" if current else "ctrl" if self.underMouse() else "line2"
        painter.setPen(QPen(color(edge), 2 if current else 1.5))
        painter.setBrush(color("primary_soft" if current else "surface"))
        radius = 12 if current else 10
        painter.drawEllipse(center, radius, radius)
        painter.setFont(font(13 if current else 12, bold=current))
        painter.setPen(color("primary_press" if current else "text3"))
        shown = "—" if progress is Progress.SKIPPED else str(self.number + 1)
        painter.drawText(QRectF(center.x() - 12, center.y() - 12, 24, 24), Qt.AlignmentFlag.AlignCenter, shown)


class StepBar(QWidget):
    """Ten buttons in a row; `picked(index)` with 0 for 登记. Tab reaches the current one, ← and → go along."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._buttons = [_StepButton(number, str(step), self) for number, step in enumerate(TEN_STEPS)]
        self._buttons[-1].last = True
        for made in self._buttons:
            box.addWidget(made)
            made.clicked.connect(lambda _checked=False, number=made.number: self.picked.emit(number))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_marks([StepMark()] * len(TEN_STEPS))

    def show_marks(self, marks: Sequence[StepMark]) -> None:
        """One mark for each of the ten steps, in order."""
        passed = [mark.progress in (Progress.DONE, Progress.SKIPPED) for mark in marks]
        reached = [p or mark.progress is Progress.CURRENT for p, mark in zip(passed, marks, strict=True)]
        for made, mark in zip(self._buttons, marks, strict=True):
            here = made.number
            made.mark = mark
            made.joined = (
                here > 0 and passed[here - 1] and reached[here],
                here + 1 < len(marks) and passed[here] and reached[here + 1],
            )
            words = f"{here + 1} {made.name}，{mark.progress}" + (f"，{mark.when}" if mark.when else "")
            made.setAccessibleName(words)
            made.setToolTip(mark.tip or words)
            made.update()
        current = next((n for n, mark in enumerate(marks) if mark.progress is Progress.CURRENT), 0)
        self._roving(current)

    def set_dates(self, shown: bool) -> None:
        """Leave the dates out on narrow or low pages."""
        for made in self._buttons:
            made.dates = shown
            made.updateGeometry()
            made.update()

    def move_focus(self, number: int) -> None:
        """Put the keyboard on step `number`, if there is one."""
        if 0 <= number < len(self._buttons):
            self._roving(number)
            self._buttons[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _roving(self, number: int) -> None:
        for made in self._buttons:
            tabbed = made.number == number
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus)
