"""Which columns a ledger has, and in which order: boxes to tick, moved by buttons or Alt+Up and Alt+Down."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.ui.form import Field
from cppcc_desk.ui.widgets import STRETCH, button, column, row

_KEY: Final = Qt.ItemDataRole.UserRole
_HEIGHT: Final = 330  # pixels: a dozen columns at a glance
_WAYS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnsField(Field):
    """Value: tuple of the ticked columns in order; the others stand below them, ready to be ticked."""

    wanted = "请至少勾选"

    def __init__(self, offered: Sequence[Head], usual: Sequence[Head]) -> None:
        holder = QWidget()
        super().__init__(holder)
        self._offered, self._usual = tuple(offered), tuple(usual)
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        self.list.setMinimumHeight(_HEIGHT)
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.up = button("上移", lambda: self.move_line(-1), icon="up", shortcut="Alt+上箭头")
        self.down = button("下移", lambda: self.move_line(1), icon="down", shortcut="Alt+下箭头")
        self.usual = button("恢复常用栏目", lambda: self._pick(self._usual), icon="undo")
        self.all = button("全部勾选", lambda: self._pick(self._offered), icon="check")
        frame = QFrame()
        frame.setObjectName("tags")  # the border of what is filled in
        frame.setLayout(row(self.list, margins=(2, 2, 2, 2)))
        body = row(frame, column(self.up, self.down, 12, self.usual, self.all, STRETCH))
        body.setStretch(0, 1)
        holder.setLayout(body)
        self.setFocusProxy(self.list)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.currentRowChanged.connect(lambda _number: self._fit_buttons())
        self.set_value(self._usual)

    def value(self) -> tuple[Head, ...]:
        items = (self.list.item(number) for number in range(self.list.count()))
        return tuple(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    def set_value(self, value: Any) -> None:
        ticked = tuple(value or ())
        self.list.blockSignals(True)
        self.list.clear()
        for head in (*ticked, *(head for head in self._offered if head not in ticked)):
            item = QListWidgetItem(head.value)
            item.setData(_KEY, head)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if head in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self._fit_buttons()

    def name(self, words: str) -> None:
        self.list.setAccessibleName(words)

    def move_line(self, way: int) -> None:
        """Move the current column up or down by one."""
        number = self.list.currentRow()
        if 0 <= number + way < self.list.count():
            item = self.list.takeItem(number)
            self.list.insertItem(number + way, item)
            self.list.setCurrentRow(number + way)
            self.changed.emit()

    def _pick(self, heads: Sequence[Head]) -> None:
        self.set_value(heads)
        self.changed.emit()

    def _fit_buttons(self) -> None:
        number = self.list.currentRow()
        self.up.setEnabled(number > 0)
        self.down.setEnabled(0 <= number < self.list.count() - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = _WAYS.get(Qt.Key(event.key()))
            if way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_line(way)
                return True
        return super().eventFilter(watched, event)
