"""What a person makes of a list on this PC: widths, order and choice of columns, density, zoom (U23)."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from cppcc_desk.ui.table.columns import Kind

if TYPE_CHECKING:
    from cppcc_desk.ui.table.view import DataTable


class ColumnSettings(QObject):
    """Kept in the ini under `tables/<name>`; forgotten when the program has other columns than then."""

    def __init__(self, table: "DataTable[Any]", name: str, settings: QSettings) -> None:
        super().__init__(table)
        self._table = table
        self._settings = settings
        self._place = f"tables/{name}"
        self._off: set[str] = set()

    def restore(self) -> None:
        """As the person left it, or as the program was made."""
        table, read = self._table, self._settings.value
        self._default()
        if read(f"{self._place}/columns") == self._signature():
            state = read(f"{self._place}/header")
            if isinstance(state, QByteArray):
                table.head.restoreState(state)
            off = read(f"{self._place}/off", "")
            self._off = set(str(off).split(",")) - {""}
            table.set_density(str(read(f"{self._place}/density", "标准")))
            table.set_zoom(float(str(read(f"{self._place}/zoom", 1.0))))
        self.show_columns()
        table.setSortingEnabled(True)
        table.fit()

    def save(self) -> None:
        """Write it down."""
        table, write = self._table, self._settings.setValue
        write(f"{self._place}/columns", self._signature())
        write(f"{self._place}/header", table.head.saveState())
        write(f"{self._place}/off", ",".join(sorted(self._off)))
        write(f"{self._place}/density", table.density)
        write(f"{self._place}/zoom", table.zoom)

    def reset(self) -> None:
        """恢复默认: widths, order, columns, density and zoom as the program was made."""
        self._settings.remove(self._place)
        self._default()
        self.show_columns()
        self._table.fit()

    def show_columns(self) -> None:
        """Apply what is switched off and what the room of the list leaves out."""
        table = self._table
        off = self._off | table.left_out
        for number, column in enumerate(table.rows.columns):
            table.setColumnHidden(number, column.key in off or (table.narrow and column.wide_only))

    def menu(self) -> QMenu:
        """The menu 列设置."""
        table = self._table
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in table.rows.columns:
            if column.kind is Kind.CHECK:
                continue
            item = QAction(column.title, menu, checkable=True, checked=column.key not in self._off)
            item.setEnabled(not column.stretch)
            item.toggled.connect(lambda on, key=column.key: self._switch(key, on))
            menu.addAction(item)
        menu.addSeparator()
        heights = QActionGroup(menu)
        for density in ("紧凑", "标准", "宽松"):
            item = QAction(f"行高：{density}", menu, checkable=True, checked=table.density == density)
            item.triggered.connect(lambda _on=False, density=density: table.set_density(density))
            heights.addAction(item)
            menu.addAction(item)
        menu.addSeparator()
        back = QAction("恢复默认", menu)
        back.triggered.connect(self.reset)
        menu.addAction(back)
        return menu

    def _switch(self, key: str, on: bool) -> None:
        self._off = self._off - {key} if on else self._off | {key}
        self.show_columns()
        self._table.fit()

    def _default(self) -> None:
        table = self._table
        self._off = {column.key for column in table.rows.columns if column.hidden}
        for number, column in enumerate(table.rows.columns):
            table.head.moveSection(table.head.visualIndex(number), number)
            table.setColumnWidth(number, column.width)
        table.head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.set_density("标准")
        table.set_zoom(1.0)

    def _signature(self) -> str:
        return ",".join(column.key for column in self._table.rows.columns)
