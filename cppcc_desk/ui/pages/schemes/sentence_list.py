"""The sentences of a scheme as a list with sections: wrapped, numbered where the order counts, what is wrong in red."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cppcc_desk.domain.scoring.editing import Place
from cppcc_desk.domain.scoring.outline import MOVABLE, Block
from cppcc_desk.ui.theme import color, font

_KEY: Final = int(Qt.ItemDataRole.UserRole)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_LEFT, _RIGHT, _PAD, _NUMBER = 14, 12, 7, 26
_HEAD, _CHANGED = 34, "已改"
Key = Place | str  # of a sentence, of a section, or of what is added: "+rules"


@dataclass(frozen=True)
class Entry:
    """One line: the head of a section, a sentence, or the words for adding one."""

    key: Key
    text: str
    problem: str = ""
    number: int = 0
    changed: bool = False

    @property
    def is_head(self) -> bool:
        return isinstance(self.key, str) and not self.adds

    @property
    def adds(self) -> str:
        """The kind that is added, "" for every other line."""
        return self.key[1:] if isinstance(self.key, str) and self.key.startswith("+") else ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.text}{'（已改）' if self.changed else ''}{self.problem and f'　要改正：{self.problem}'}"


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(_KEY)
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        if entry.is_head:
            height = _HEAD + (_height(entry.problem, 12, width - _LEFT - _RIGHT) + 4 if entry.problem else 0)
        else:
            height = _height(entry.text, 14, _room(entry, width)) + 2 * _PAD
            if entry.problem:
                height += _height(entry.problem, 12, _room(entry, width)) + 3
        return QSize(60, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        entry: Entry = index.data(_KEY)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = "surface2" if entry.is_head else "surface"
        painter.fillRect(rect, color("sel" if chosen else "hover" if hovered else ground))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color("primary"))
        elif not entry.is_head:
            painter.setPen(color("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._write(painter, rect, entry, chosen=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("primary"), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, entry: Entry, *, chosen: bool) -> None:
        left = rect.left() + _LEFT
        if entry.is_head:
            painter.setFont(font(14, bold=True))
            painter.setPen(color("text"))
            line = QRect(left, rect.top(), rect.width() - _LEFT - _RIGHT, _HEAD)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), entry.text)
            top, room = rect.top() + _HEAD - 2, line.width()
        else:
            room, top = _room(entry, rect.width()), rect.top() + _PAD
            if entry.number:
                painter.setFont(font(12))
                painter.setPen(color("text3"))
                place = QRect(left, top, _NUMBER - 4, QFontMetrics(font(14)).height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(entry.number))
            left += 0 if entry.adds else _NUMBER
            painter.setFont(font(14))
            painter.setPen(color("primary" if entry.adds else "primary_press" if chosen else "text"))
            high = _height(entry.text, 14, room)
            painter.drawText(QRect(left, top, room, high), _WRAP, entry.text)
            if entry.changed:
                painter.setFont(font(12))
                painter.setPen(color("soon"))
                where = QRect(rect.right() - _RIGHT - 30, top, 34, QFontMetrics(font(14)).height())
                painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), _CHANGED)
            top += high + 3
        if entry.problem:
            painter.setFont(font(12))
            painter.setPen(color("overdue"))
            painter.drawText(QRect(left, top, room, _height(entry.problem, 12, room)), _WRAP, entry.problem)


def _room(entry: Entry, width: int) -> int:
    return max(80, width - _LEFT - _RIGHT - (0 if entry.adds else _NUMBER) - (38 if entry.changed else 0))


def _height(text: str, px: int, width: int) -> int:
    return QFontMetrics(font(px)).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


class SentenceList(QListWidget):
    """`picked(key)` when the person goes to a line; `adding(kind)` when one that adds is pressed; `entered()`,
    `removing()` and `moving(way)` by keys. With `adds` False nothing can be added."""

    picked = Signal(object)
    adding = Signal(str)
    entered = Signal()
    removing = Signal()
    moving = Signal(int)

    def __init__(self, title: str, *, adds: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMinimumWidth(200)
        self._adds = adds
        self._filling = False
        self.currentRowChanged.connect(self._moved)

    # ------------------------------------------------------------------ what is shown
    def set_adds(self, adds: bool) -> None:
        """Whether lines for adding are shown from the next `show_blocks` on."""
        self._adds = adds

    def show_blocks(self, blocks: Sequence[Block], *, changed: Collection[Place] = ()) -> None:
        """Show the sections; what was chosen stays chosen when it is still there."""
        entries = list(self._entries(blocks, changed))
        kept, place = self.key, self.verticalScrollBar().value()
        self._filling = True
        while self.count() > len(entries):
            self.takeItem(self.count() - 1)
        while self.count() < len(entries):
            self.addItem(QListWidgetItem())
        for number, entry in enumerate(entries):
            item = self.item(number)
            if item.data(_KEY) != entry:
                item.setData(_KEY, entry)
                item.setText(entry.spoken)
        self._filling = False
        self.choose(kept)
        self.verticalScrollBar().setValue(place)

    def _entries(self, blocks: Sequence[Block], changed: Collection[Place]) -> Iterator[Entry]:
        for block in blocks:
            yield Entry(block.section.key, block.section.title, block.problem)
            numbers: dict[str, int] = {}
            for one in block.sentences:
                numbers[one.kind] = numbers.get(one.kind, 0) + 1
                number = numbers[one.kind] if one.kind in MOVABLE else 0
                yield Entry(one.place, one.text, one.problem, number, one.place in changed)
            if self._adds:
                yield from (Entry(f"+{kind}", f"＋ {words}") for kind, words in block.section.adding)

    @property
    def entries(self) -> list[Entry]:
        """All lines from the top."""
        return [self.item(number).data(_KEY) for number in range(self.count())]

    @property
    def keys(self) -> list[Key]:
        """The keys of all lines."""
        return [entry.key for entry in self.entries]

    @property
    def key(self) -> Key | None:
        """The key of the line that is chosen, None for none."""
        item = self.currentItem()
        entry: Entry | None = item.data(_KEY) if item is not None else None
        return entry.key if entry is not None else None

    def choose(self, key: Key | None) -> None:
        """Choose without telling, and bring it into view; nothing is chosen for a key that is not here."""
        keys = self.keys
        self._filling = True
        self.setCurrentRow(keys.index(key) if key in keys else -1)
        self._filling = False

    # ------------------------------------------------------------------ what is done
    def _moved(self, number: int) -> None:
        if not self._filling and number >= 0:
            self.picked.emit(self.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() is Qt.MouseButton.LeftButton and item.data(_KEY).adds:
            self.adding.emit(item.data(_KEY).adds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item = Qt.Key(event.key()), self.currentItem()
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in ways and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moving.emit(ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if item.data(_KEY).adds:
                self.adding.emit(item.data(_KEY).adds)
            else:
                self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
