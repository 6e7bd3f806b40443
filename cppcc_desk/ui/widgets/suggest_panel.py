"""The list of suggestions under a line edit, and how its lines are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.boxes import column
from cppcc_desk.ui.widgets.suggest import Suggestion

ROLE = Qt.ItemDataRole.UserRole


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 32)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Suggestion = index.data(ROLE)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(rect, color("sel" if chosen else "surface"))
        painter.setFont(font(13))
        painter.setPen(color("primary" if found.command else "text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(12, 0, -10, 0)
        shown = painter.fontMetrics().elidedText(found.text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, flags, shown)
        if found.detail:
            used = painter.fontMetrics().horizontalAdvance(found.text) + 10
            rest = room.adjusted(used, 0, 0, 0)
            if rest.width() > 24:
                painter.setPen(color("text3"))
                painter.setFont(font(12))
                more = painter.fontMetrics().elidedText(found.detail, Qt.TextElideMode.ElideRight, int(rest.width()))
                painter.drawText(rest, flags, more)
        painter.restore()


class SuggestPanel(QFrame):
    """The list itself; it lies over the window under `field` and never takes the focus."""

    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        self._list = QListWidget()
        self._list.setObjectName("suggestions")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("候选")
        self._list.itemEntered.connect(self._list.setCurrentItem)
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.data(ROLE)))
        self.setLayout(column(self._list, gap=0, margins=(1, 3, 1, 3)))
        self.hide()

    def offer(self, lines: Sequence[Suggestion], *, select_first: bool = True) -> None:
        """Show `lines` under the field, or nothing when there are none."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.text} {line.detail}".strip())
            item.setData(ROLE, line)
            self._list.addItem(item)
        if not lines:
            self.hide()
            return
        self._list.setCurrentRow(0 if select_first else -1)
        self._place(window, len(lines))
        self.show()
        self.raise_()

    def _place(self, window: QWidget, count: int) -> None:
        height = min(count, 9) * 32 + 8
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        above = self._field.mapTo(window, QPoint(0, -2))
        room_below = window.height() - below.y() - 4
        top = below.y()
        if height > room_below and above.y() > room_below:
            height = min(height, above.y() - 4)
            top = above.y() - height
        else:
            height = min(height, room_below)
        width = max(self._field.width(), 300)
        left = max(4, min(below.x(), window.width() - width - 4))
        self.setGeometry(left, top, min(width, window.width() - 8), height)

    def step(self, by: int) -> None:
        """Move the choice by `by` lines, round the ends."""
        count, now = self._list.count(), self._list.currentRow()
        self._list.setCurrentRow(count - 1 if now < 0 and by < 0 else (now + by) % count)

    @property
    def current(self) -> Suggestion | None:
        """The chosen line."""
        item = self._list.currentItem()
        if item is None:
            return None
        found: Suggestion = item.data(ROLE)
        return found

    @property
    def lines(self) -> list[Suggestion]:
        """What is offered now."""
        return [self._list.item(n).data(ROLE) for n in range(self._list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.hide()
        return False
