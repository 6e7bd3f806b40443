"""The navigation at the left: areas with icon, name and badge; a rail of icons and short names where it is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from cppcc_desk.ui import icons
from cppcc_desk.ui.theme import NAV, NAV_RAIL, color, font


@dataclass(frozen=True)
class Area:
    """One entry: its page, its words, its icon; `low` entries stand at the foot."""

    id: str
    title: str
    short: str
    icon: str
    hint: str = ""  # the key, for the tooltip
    low: bool = False


class _Entry(QAbstractButton):
    def __init__(self, area: Area, parent: QWidget) -> None:
        super().__init__(parent)
        self.area = area
        self.rail = False
        self.badge, self.alarming = 0, False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_badge(0, alarming=False)

    def show_badge(self, count: int, *, alarming: bool) -> None:
        self.badge, self.alarming = count, alarming
        words = f"（超期 {count} 件）" if alarming and count else f"（{count} 件）" if count else ""
        self.setAccessibleName(self.area.title + words)
        key = f"  {self.area.hint}" if self.area.hint else ""
        self.setToolTip(self.area.title + words + key)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NAV_RAIL, 54) if self.rail else QSize(NAV, 42)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 4 if self.rail else 8
        box = QRectF(self.rect()).adjusted(side, 2, -side, -2)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            painter.setBrush(color("surface" if on else "nav_hover"))
            painter.drawRoundedRect(box, 5, 5)
        if on:
            painter.setBrush(color("primary"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 9, 3, box.height() - 18), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(color("primary"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        in_rail = QPointF(box.center().x() - 10, box.top() + 6)
        icon_at = in_rail if self.rail else QPointF(box.left() + 12, box.center().y() - 10)
        icons.paint(painter, icon_at, self.area.icon, "primary" if on else "text2", 20)
        painter.setFont(font(12 if self.rail else 14, bold=on))
        painter.setPen(color("primary_press" if on else "text2" if self.rail else "text"))
        if self.rail:
            words = QRectF(box.left(), box.bottom() - 22, box.width(), 18)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.area.short)
        else:
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(42, 0, -8, 0), flags, self.area.title)
        if self.badge:
            self._badge(painter, box)
        painter.end()

    def _badge(self, painter: QPainter, box: QRectF) -> None:
        digits = str(self.badge) if self.badge < 1000 else "999+"
        face = font(11 if self.rail else 12, bold=True)
        wide = QFontMetrics(face).horizontalAdvance(digits)
        if self.rail:
            where = QRectF(min(box.center().x() + 5, box.right() - wide - 8), box.top() + 1, wide + 9, 16)
        else:
            width = max(22, wide + 12)
            where = QRectF(box.right() - width - 6, box.center().y() - 9, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("overdue" if self.alarming else "badge"))
        painter.drawRoundedRect(where, where.height() / 2, where.height() / 2)
        painter.setPen(color("on_primary" if self.alarming else "text2"))
        painter.setFont(face)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, digits)


class Navigation(QFrame):
    """`picked(id)` when an area is chosen."""

    picked = Signal(str)

    def __init__(self, areas: Sequence[Area], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(0)
        self._entries: dict[str, _Entry] = {}
        ordered = [area for area in areas if not area.low] + [None] + [area for area in areas if area.low]
        for area in ordered:
            if area is None:
                box.addStretch(1)
                continue
            entry = _Entry(area, self)
            self._entries[area.id] = entry
            self._group.addButton(entry)
            box.addWidget(entry)
            entry.clicked.connect(lambda _checked=False, name=area.id: self.picked.emit(name))
        self.set_rail(False)

    def set_rail(self, rail: bool) -> None:
        """68 pixels with short names, or 176 with whole ones."""
        self.setFixedWidth(NAV_RAIL if rail else NAV)
        for entry in self._entries.values():
            entry.rail = rail
            entry.updateGeometry()
            entry.update()

    def mark(self, area: str) -> None:
        """Show `area` as the one that is open."""
        if area in self._entries:
            self._entries[area].setChecked(True)

    def show_badge(self, area: str, count: int, alarming: bool = False) -> None:
        """A number beside an area; red when `alarming` (overdue only, U17)."""
        if area in self._entries:
            self._entries[area].show_badge(count, alarming=alarming)
