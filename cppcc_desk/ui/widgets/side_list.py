"""A short list at the left of a page: sections, chapters, the things a form is about; one is chosen."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cppcc_desk.ui import icons
from cppcc_desk.ui.theme import color, font

ROW = 36
_KEY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class SideItem:
    """One entry; `calm` is grey (out of use), `under` stands further in."""

    key: Hashable
    text: str
    icon: str = ""
    calm: bool = False
    under: bool = False


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        item: SideItem = index.data(_KEY)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, color("sel" if chosen else "hover" if hovered else "surface"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("primary"))
        left = rect.left() + 14 + (18 if item.under else 0)
        if item.icon:
            where = QPointF(left, rect.center().y() - 8)
            icons.paint(painter, where, item.icon, "primary" if chosen else "text2", 17)
            left += 27
        painter.setFont(font(14, bold=chosen))
        painter.setPen(color("text3" if item.calm else "primary_press" if chosen else "text"))
        room = QRectF(left, rect.top(), rect.right() - left - 8, rect.height())
        shown = painter.fontMetrics().elidedText(item.text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("primary"), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()


class SideList(QListWidget):
    """`picked(key)` when the person goes to another entry, by mouse or keys; `choose` does not tell."""

    picked = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._filling = False
        self.currentRowChanged.connect(self._moved)

    def show_items(self, items: Sequence[SideItem]) -> None:
        """Show `items`; what was chosen stays chosen when it is still there."""
        kept = self.key
        self._filling = True
        self.clear()
        for item in items:
            row = QListWidgetItem(item.text)
            row.setData(_KEY, item)
            row.setToolTip(item.text if len(item.text) > 12 else "")
            self.addItem(row)
        self._filling = False
        self.choose(kept)

    @property
    def key(self) -> Hashable:
        """The key of the chosen entry, None for none."""
        row = self.currentItem()
        item: SideItem | None = row.data(_KEY) if row is not None else None
        return item.key if item is not None else None

    @property
    def keys(self) -> list[Hashable]:
        """All keys from the top."""
        return [self.item(number).data(_KEY).key for number in range(self.count())]

    def choose(self, key: Hashable) -> None:
        """Choose without telling; nothing is chosen for a key that is not here."""
        self._filling = True
        self.setCurrentRow(self.keys.index(key) if key in self.keys else -1)
        self._filling = False

    def _moved(self, number: int) -> None:
        if not self._filling and number >= 0:
            self.picked.emit(self.key)
