"""The models behind every list: `RowsModel` holds frozen rows, `WindowedModel` ids and the rows looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, Generic, TypeVar, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from cppcc_desk.ui.table.columns import Align, Column, Kind

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
COLUMN_ROLE: Final = ROW_ROLE + 1
WINDOW: Final = 128
KEPT_WINDOWS: Final = 24

_ALIGN: Final = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTER: Qt.AlignmentFlag.AlignCenter,
}
_ANSWERS: Final[dict[int, Callable[[Column[Any], Any], Any]]] = {
    ROW_ROLE: lambda _column, row: row,
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): lambda column, row: (column.tip(row) or None) if column.tip else None,
}


class TableModel(QAbstractTableModel, Generic[Row]):
    """What both models share: columns, ids, words. With `checkable` the first column mirrors the selection."""

    def __init__(self, columns: Sequence[Column[Row]], *, checkable: bool = False) -> None:
        super().__init__()
        check: Column[Row] = Column(key="check", title="", text=lambda _row: "", width=46, kind=Kind.CHECK)
        self.checkable = checkable
        self.columns: list[Column[Row]] = [check, *columns] if checkable else list(columns)

    # What a kind of model answers for itself.
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_at(self, number: int) -> Row:
        """The row with this number from the top."""
        raise NotImplementedError

    def id_at(self, number: int) -> Hashable:
        """The id of that row; never fetches."""
        raise NotImplementedError

    def find(self, row_id: Hashable) -> int:
        """The number of the row with this id, -1 when it is not in the list."""
        raise NotImplementedError

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count()

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.count():
            return None
        column = self.columns[index.column()]
        if role == COLUMN_ROLE:
            return column
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[column.aligned])
        answer = _ANSWERS.get(role)
        return answer(column, self.row_at(index.row())) if answer is not None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title or "选择"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[column.aligned])
        return None

    def column(self, key: str) -> int:
        """The number of the column called `key`, -1 when there is none."""
        return next((n for n, column in enumerate(self.columns) if column.key == key), -1)


class RowsModel(TableModel[Row]):
    """Frozen rows, all of them: for lists up to some ten thousand. Sorting is `sorted()`.

    Rows that sum up the others (`sums(row)`) stay below them however the list is sorted.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        row_id: Callable[[Row], Hashable],
        checkable: bool = False,
        sums: Callable[[Row], bool] = lambda _row: False,
    ) -> None:
        super().__init__(columns, checkable=checkable)
        self._row_id = row_id
        self._sums = sums
        self._given: list[Row] = []
        self._rows: list[Row] = []
        self._numbers: dict[Hashable, int] = {}
        self._sorted_by: tuple[int, bool] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand on the screen."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`, in their own order until a header is clicked."""
        self.beginResetModel()
        self._given = list(rows)
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by `column`; -1 goes back to the order the rows were given in."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
        if wanted == self._sorted_by:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self.id_at(index.row()) for index in old]
        self._sorted_by = wanted
        self._arrange()
        moved = [self.index(self._numbers[i], index.column()) for i, index in zip(ids, old, strict=True)]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        rows = list(self._given)
        if self._sorted_by is not None:
            number, descending = self._sorted_by
            column = self.columns[number]
            last = [row for row in rows if self._sums(row)]
            keyed = [(column.order(row), row) for row in rows if not self._sums(row)]
            filled = sorted((k for k in keyed if not k[0][0]), key=lambda k: k[0][1], reverse=descending)
            rows = [row for _, row in filled] + [row for key, row in keyed if key[0]] + last
        self._rows = rows
        self._numbers = {self._row_id(row): number for number, row in enumerate(rows)}

    def count(self) -> int:
        return len(self._rows)

    def row_at(self, number: int) -> Row:
        return self._rows[number]

    def id_at(self, number: int) -> Hashable:
        return self._row_id(self._rows[number])

    def find(self, row_id: Hashable) -> int:
        return self._numbers.get(row_id, -1)


class WindowedModel(TableModel[Row]):
    """A long register: a vector of ids, rows fetched in windows of 128 and the last few windows kept.

    `rows(ids)` gives the rows for some ids in their order. Clicking a header emits `order_wanted(key, descending)`; the
    page answers with `show_ids`.
    """

    order_wanted = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        rows: Callable[[Sequence[int]], Sequence[Row]],
        checkable: bool = False,
    ) -> None:
        super().__init__(columns, checkable=checkable)
        self._fetch = rows
        self._ids: array[int] = array("q")
        self._windows: OrderedDict[int, list[Row]] = OrderedDict()

    @property
    def ids(self) -> "array[int]":
        """All ids in the order of the screen."""
        return self._ids

    def show_ids(self, ids: "Sequence[int] | array[int]") -> None:
        """Show these rows. When `ids` goes on from what is shown (the first screenful), only the rest is added."""
        new = ids if isinstance(ids, array) else array("q", ids)
        have = len(self._ids)
        if have and len(new) > have and new[:have] == self._ids:
            self.beginInsertRows(QModelIndex(), have, len(new) - 1)
            self._ids = new
            self._windows.pop(have // WINDOW, None)
            self.endInsertRows()
            return
        self.beginResetModel()
        self._ids = new
        self._windows.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Rows may have changed: fetch again what is on the screen."""
        self._windows.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.order_wanted.emit(key, order == Qt.SortOrder.DescendingOrder)

    def count(self) -> int:
        return len(self._ids)

    def row_at(self, number: int) -> Row:
        window, place = divmod(number, WINDOW)
        rows = self._windows.get(window)
        if rows is None:
            wanted = self._ids[window * WINDOW : (window + 1) * WINDOW]
            rows = list(self._fetch(wanted.tolist()))
            if len(rows) != len(wanted):
                raise LookupError(f"{len(wanted)} rows asked for, {len(rows)} given")
            self._windows[window] = rows
            while len(self._windows) > KEPT_WINDOWS:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(window)
        return rows[place]

    def id_at(self, number: int) -> Hashable:
        return self._ids[number]

    def find(self, row_id: Hashable) -> int:
        try:
            return self._ids.index(cast("int", row_id))
        except ValueError:
            return -1
