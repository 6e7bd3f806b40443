"""The head of a list: sorts on click, columns are dragged, and the box at the left chooses all rows."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from cppcc_desk.ui.table.columns import Kind
from cppcc_desk.ui.table.delegate import draw_check
from cppcc_desk.ui.table.models import TableModel
from cppcc_desk.ui.theme import HEADER_ROW


class Header(QHeaderView):
    """`all_toggled` when the box in the head is pressed."""

    all_toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(32)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.checked, self.partly = False, False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEADER_ROW)

    def is_check(self, section: int) -> bool:
        """Whether `section` is the column of boxes."""
        model = self.model()
        return isinstance(model, TableModel) and section >= 0 and model.columns[section].kind is Kind.CHECK

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.is_check(logicalIndex):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_check(painter, QRectF(rect).center() - QPointF(0, 0.5), on=self.checked, partly=self.partly)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        section = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.is_check(section):
            self.all_toggled.emit()
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_check(self.logicalIndexAt(event.position().toPoint())):
            super().mousePressEvent(event)
