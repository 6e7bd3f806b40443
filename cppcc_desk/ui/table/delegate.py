"""How rows are painted: zebra, hover, selection, the blue edge of chosen rows and of the one under the keyboard, lamps,
links and two-line items."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cppcc_desk.ui import icons
from cppcc_desk.ui.table.columns import Column, Kind, TwoLines
from cppcc_desk.ui.table.models import COLUMN_ROLE, ROW_ROLE
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.lamp import draw_chip

Index = QModelIndex | QPersistentModelIndex
_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """`zoom` scales the words; `hovered` is the number of the row under the mouse."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.zoom = 1.0
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column: Column[Any] = index.data(COLUMN_ROLE)
        row: Any = index.data(ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, index, chosen=chosen, plain=column.kind is Kind.LINES)
        if column.kind is Kind.LINES:
            assert column.line is not None
            self._lines(painter, QRectF(rect).adjusted(14, 0, -12, 0), column.line(row))
        elif column.kind is Kind.CHECK:
            draw_check(painter, QRectF(rect).center(), on=chosen)
        else:
            self._words(painter, QRectF(rect).adjusted(8, 0, -8, 0), index, column, row)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(color("primary"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool, plain: bool) -> None:
        striped = index.row() % 2 == 1 and not plain
        tone = "sel" if chosen else "hover" if index.row() == self.hovered else "stripe" if striped else "surface"
        painter.fillRect(rect, color(tone))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        first = rect.left() + getattr(self._view, "horizontalOffset", lambda: 0)() <= 0
        current = index.row() == self._view.currentIndex().row()
        if (chosen or current) and (plain or first):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("primary"))

    def _words(self, painter: QPainter, room: QRectF, index: Index, column: Column[Any], row: Any) -> None:
        text = column.text(row)
        bold = bool(column.bold and column.bold(row))
        if column.kind is Kind.LAMP:
            urgency = column.urgency(row) if column.urgency else "时限内"
            draw_chip(painter, room.left(), room.center().y(), text, urgency, px=12 * self.zoom, width=room.width() + 6)
            return
        large = column.kind in (Kind.TEXT, Kind.LINK, Kind.NUMBER)
        painter.setFont(font((14 if large else 13) * self.zoom, bold=bold))
        usual = {Kind.TEXT: "text", Kind.LINK: "primary"}.get(column.kind, "text" if bold else "text2")
        painter.setPen(color(column.tone(row) if column.tone else usual))
        flags = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(room, flags, _elided(painter, text, room.width()))

    def _lines(self, painter: QPainter, room: QRectF, item: TwoLines) -> None:
        zoom = self.zoom
        painter.setFont(font(12 * zoom))
        when = painter.fontMetrics().horizontalAdvance(item.when)
        upper = QRectF(room.left(), room.top() + 7 * zoom, room.width(), 22 * zoom)
        lower = QRectF(room.left(), room.top() + 32 * zoom, room.width(), 22 * zoom)
        painter.setPen(color("text3"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, item.when)
        painter.setFont(font(14 * zoom, bold=item.bold))
        painter.setPen(color("text2" if item.calm else "text"))
        space = upper.width() - when - 10
        painter.drawText(upper.adjusted(0, 0, -when - 10, 0), _MIDDLE, _elided(painter, item.title, space))
        used = 0
        if item.left:
            used = draw_chip(painter, lower.left(), lower.center().y(), item.left, item.urgency, px=12 * zoom) + 8
        clip = 0.0
        painter.setFont(font(12 * zoom))
        if item.attachments:
            digits = str(item.attachments)
            wide = painter.fontMetrics().horizontalAdvance(digits)
            clip = wide + 22
            painter.setPen(color("text3"))
            painter.drawText(lower, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, digits)
            icons.paint(painter, QPointF(lower.right() - wide - 16, lower.center().y() - 7), "clip", "text3", 14)
        painter.setPen(color("text2"))
        rest = lower.adjusted(used, 0, -clip, 0)
        painter.drawText(rest, _MIDDLE, _elided(painter, item.detail, rest.width()))


def draw_check(painter: QPainter, center: QPointF, *, on: bool, partly: bool = False) -> None:
    """A check box 15 pixels square."""
    box = QRectF(center.x() - 7.5, center.y() - 7.5, 15, 15)
    painter.setPen(QPen(color("primary" if on or partly else "ctrl"), 1.2))
    painter.setBrush(color("primary" if on or partly else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        icons.paint(painter, box.topLeft() + QPointF(1, 1), "check", "on_primary", 13, stroke=2.6)
    elif partly:
        icons.paint(painter, box.topLeft() + QPointF(1, 1), "minus", "on_primary", 13, stroke=2.6)


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))
