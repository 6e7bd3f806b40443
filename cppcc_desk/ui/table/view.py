"""The list of the program: sorting, choosing, keys, menus, column settings and zoom are the same in all of them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QTableView, QWidget

from cppcc_desk.ui.table.columns import Column, Kind, TwoLines
from cppcc_desk.ui.table.delegate import RowDelegate
from cppcc_desk.ui.table.header import Header
from cppcc_desk.ui.table.models import RowsModel, TableModel
from cppcc_desk.ui.table.settings import ColumnSettings
from cppcc_desk.ui.theme import TWO_LINE_ROW
from cppcc_desk.ui.widgets.buttons import button

Row = TypeVar("Row")
DENSITIES: Final[dict[str, int]] = {"紧凑": 28, "标准": 34, "宽松": 40}
ZOOM_STEPS: Final = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class DataTable(QTableView, Generic[Row]):
    """Shows a TableModel. Signals carry frozen rows.

    `opened(row)`: Enter or double click. `quick_look()`: Space. `renamed(row)`: F2. `deleted(list)`: Delete.
    `refreshed()`: F5. `chosen(int)`: how many rows are chosen now. `current(row)`: the row under the keyboard moved
    (None for none). `link_pressed(row, key)`: a LINK cell was clicked. The actions of the list (`lists.equip`) make
    up the menu of the right mouse button; `menu_wanted()` comes before it is shown, in time to grey some.

    In a `ticking` list the ticks are work that must not get lost: a click or Space changes one row and leaves the
    others alone, moving the keyboard changes none.
    """

    opened = Signal(object)
    quick_look = Signal()
    renamed = Signal(object)
    deleted = Signal(list)
    refreshed = Signal()
    chosen = Signal(int)
    current = Signal(object)
    link_pressed = Signal(object, str)
    menu_wanted = Signal()

    def __init__(
        self,
        model: TableModel[Row],
        *,
        name: str,
        title: str,
        settings: QSettings,
        ticking: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is where the widths are kept in `settings`, `title` what a screen reader calls the list."""
        super().__init__(parent)
        self.rows = model
        self.density, self.zoom = "标准", 1.0
        self._narrow = False
        self.left_out: frozenset[str] = frozenset()  # keys of columns
        self._fitting = False
        self._ticking = ticking
        self._painter = RowDelegate(self)
        self._dress(title)
        if ticking:
            self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setModel(model)
        # A head of its own selection: Qt asks it for every section whether all of the column is selected, row by row.
        self.head.setSelectionModel(QItemSelectionModel(model, self.head))
        self.head.all_toggled.connect(self._toggle_all)
        self.head.sectionResized.connect(self._section_resized)
        self._keeper = ColumnSettings(self, name, settings)
        self._keeper.restore()
        self.head.customContextMenuRequested.connect(lambda at: self.column_menu().popup(self.head.mapToGlobal(at)))
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row_at(index.row())))
        self.clicked.connect(self._clicked)

    def _dress(self, title: str) -> None:
        self.head = Header(self)
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(title)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    # ------------------------------------------------------------------ rows
    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows` of a RowsModel; what was chosen, what was current and where one had scrolled stay, by id."""
        if not isinstance(self.rows, RowsModel):
            raise TypeError("show_rows needs a RowsModel")
        self.keeping(lambda: self.rows.show(rows))  # type: ignore[attr-defined]

    def keeping(self, change: Callable[[], Any]) -> None:
        """Run `change`, which may reset the model, and put selection, current row and scroll position back."""
        chosen, current = self.chosen_ids(), self.current_id()
        place = self.verticalScrollBar().value()
        change()
        found = [n for n in map(self.rows.find, chosen) if n >= 0]
        self._select(found)
        number = self.rows.find(current) if current is not None else -1
        if number >= 0:
            self._stand(number)
        self.verticalScrollBar().setValue(place)
        if len(found) != len(chosen):
            self.chosen.emit(self.chosen_count())

    def chosen_numbers(self) -> list[int]:
        """Numbers of the chosen rows, from the top."""
        return sorted({n for part in self._ranges() for n in range(part.top(), part.bottom() + 1)})

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(part.height() for part in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(n) for n in range(selection.count())]

    def chosen_rows(self) -> list[Row]:
        """The chosen rows, from the top."""
        return [self.rows.row_at(n) for n in self.chosen_numbers()]

    def chosen_ids(self) -> list[Hashable]:
        """Their ids, without fetching."""
        return [self.rows.id_at(n) for n in self.chosen_numbers()]

    def all_ids(self) -> list[Hashable]:
        """The ids of every row, from the top."""
        return [self.rows.id_at(n) for n in range(self.rows.count())]

    def current_row(self) -> Row | None:
        """The row under the keyboard."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def current_id(self) -> Hashable | None:
        """Its id."""
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else None

    def meant_rows(self) -> list[Row]:
        """What a button is about: the chosen rows, from the top; the one under the keyboard where none is chosen."""
        current = self.current_row()
        return self.chosen_rows() or ([current] if current is not None else [])

    def meant_row(self) -> Row | None:
        """What a button for one row is about: the one under the keyboard; where others are chosen without it, the only
        one of them."""
        chosen = self.chosen_ids()
        if not chosen or self.current_id() in chosen:
            return self.current_row()
        return self.chosen_rows()[0] if len(chosen) == 1 else None

    def choose(self, row_ids: Iterable[Hashable]) -> None:
        """Choose these rows; the first becomes the current one and is scrolled to."""
        numbers = [n for n in map(self.rows.find, row_ids) if n >= 0]
        if numbers:
            self._stand(numbers[0])
            self.scrollTo(self.currentIndex())
        self._select(numbers)

    def stand_on(self, row_id: Hashable) -> None:
        """Put the keyboard on this row and choose nothing."""
        self._stand(self.rows.find(row_id))

    def _stand(self, number: int) -> None:
        index = self.rows.index(number, self._focus_column())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def tick(self, row_ids: Iterable[Hashable]) -> None:
        """Choose these rows and no others; the current row and the scroll position stay."""
        self._select([n for n in map(self.rows.find, row_ids) if n >= 0])

    def toggle(self) -> None:
        """Tick the current row, or take its tick away."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)

    def _select(self, numbers: Iterable[int]) -> None:
        last = self.rows.columnCount() - 1
        wanted = QItemSelection()
        for number in numbers:
            wanted.select(self.rows.index(number, 0), self.rows.index(number, last))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _focus_column(self) -> int:
        return next((n for n, c in enumerate(self.rows.columns) if c.stretch and not self.isColumnHidden(n)), 0)

    def _toggle_all(self) -> None:
        self.clearSelection() if self.head.checked else self.selectAll()

    def _selection_changed(self, *_: object) -> None:
        count = self.chosen_count()
        self.head.checked = 0 < self.rows.count() == count
        self.head.partly = count > 0 and not self.head.checked
        self.head.viewport().update()
        self.chosen.emit(self.chosen_count())

    def _current_changed(self, index: QModelIndex, _old: QModelIndex) -> None:
        self.viewport().update()  # the mark is at the left edge of the row, and Qt paints only the cell
        self.current.emit(self.rows.row_at(index.row()) if index.isValid() else None)

    def _clicked(self, index: QModelIndex) -> None:
        column = self.rows.columns[index.column()]
        if column.kind is Kind.LINK:
            self.link_pressed.emit(self.rows.row_at(index.row()), column.key)

    def selectionCommand(self, index: QModelIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:  # type: ignore[override]
        boxed = index.isValid() and self.rows.columns[index.column()].kind is Kind.CHECK
        if boxed and isinstance(event, QMouseEvent) and not event.modifiers():
            flags = QItemSelectionModel.SelectionFlag
            if event.type() == QEvent.Type.MouseButtonPress:
                return flags.Toggle | flags.Rows
            return flags.NoUpdate
        if self._ticking and event is None:  # the keyboard has moved, or a letter was looked for
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    # ------------------------------------------------------------------ keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if row is not None:
                self.opened.emit(row)
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self.toggle() if self._ticking else self.quick_look.emit()
        elif key == Qt.Key.Key_F2 and row is not None:
            self.renamed.emit(row)
        elif key == Qt.Key.Key_F5:
            self.refreshed.emit()
        elif key == Qt.Key.Key_Delete and self.chosen_count():
            self.deleted.emit(self.chosen_rows())
        elif ctrl and key == Qt.Key.Key_C:
            self.copy()
        elif ctrl and key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        place = min(range(len(ZOOM_STEPS)), key=lambda n: abs(ZOOM_STEPS[n] - self.zoom))
        place += 1 if event.angleDelta().y() > 0 else -1
        self.set_zoom(ZOOM_STEPS[max(0, min(place, len(ZOOM_STEPS) - 1))])
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._ticking and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggle()  # back again: the first click of the two has changed it
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))
        index = self.indexAt(event.position().toPoint())
        link = index.isValid() and self.rows.columns[index.column()].kind is Kind.LINK
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._painter.hovered:
            for changed in (number, self._painter.hovered):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))
            self._painter.hovered = number

    def contextMenuEvent(self, event: Any) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and not self._ticking and not self.selectionModel().isSelected(index):
            self.selectRow(index.row())
        if self.actions():
            self.row_menu().popup(event.globalPos())

    def row_menu(self) -> QMenu:
        """The menu of the right mouse button: every action of the list with its key (U25)."""
        self.menu_wanted.emit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        return menu

    def copy(self) -> None:
        """Put the rows that are meant on the clipboard as lines with tabs, for a WPS or Excel sheet (U57)."""
        QGuiApplication.clipboard().setText(self.as_tsv(self.meant_rows()))

    def as_tsv(self, rows: Iterable[Row]) -> str:
        """Head and rows as the columns stand on the screen."""
        columns = [self.rows.columns[n] for n in self._shown()]
        lines = ["\t".join(column.title for column in columns)]
        for row in rows:
            lines.append("\t".join(" ".join(column.text(row).split()) for column in columns))
        return "\n".join(lines)

    def _shown(self) -> list[int]:
        order = [self.head.logicalIndex(place) for place in range(self.head.count())]
        kinds = self.rows.columns
        return [n for n in order if not self.isColumnHidden(n) and kinds[n].kind is not Kind.CHECK]

    # ------------------------------------------------------------------ columns and sizes
    def column_menu(self) -> QMenu:
        """列设置: which columns are shown, how high rows are, and back to the beginning."""
        return self._keeper.menu()

    def column_button(self) -> QPushButton:
        """The button 列设置 for the page to lay out above the list."""
        made = button("列设置", icon="columns", kind="flat")
        made.clicked.connect(lambda: self.column_menu().popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made

    def set_density(self, density: str) -> None:
        """紧凑, 标准 or 宽松."""
        self.density = density
        self._rows_height()

    def set_zoom(self, zoom: float) -> None:
        """Scale the words and rows of this list."""
        self.zoom = self._painter.zoom = zoom
        self._rows_height()
        self.viewport().update()

    def set_narrow(self, narrow: bool) -> None:
        """Hide the columns that are only for wide windows; what the person switched off stays off."""
        self._narrow = narrow
        self._keeper.show_columns()
        self.fit()

    def leave_out(self, keys: Iterable[str]) -> None:
        """Hide these columns, too, as long as what they say stands beside the list."""
        self.left_out = frozenset(keys)
        self._keeper.show_columns()
        self.fit()

    @property
    def narrow(self) -> bool:
        """Whether columns for wide windows are left out."""
        return self._narrow

    def _row_height(self) -> int:
        return max(round(DENSITIES[self.density] * self.zoom), 16)

    def _rows_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the stretching columns the room the others leave."""
        least = {n: c.width for n, c in enumerate(self.rows.columns) if c.stretch and not self.isColumnHidden(n)}
        if not least or self._fitting:
            return
        self._fitting = True
        others = sum(
            self.columnWidth(n) for n in range(self.head.count()) if n not in least and not self.isColumnHidden(n)
        )
        spare, whole = max(0, self.viewport().width() - others - sum(least.values())), sum(least.values())
        for number, width in least.items():
            share = spare * width // whole
            self.setColumnWidth(number, width + share)
            spare, whole = spare - share, whole - width
        self._fitting = False

    def _section_resized(self, number: int, _old: int, _new: int) -> None:
        if not self._fitting and not self.rows.columns[number].stretch:
            self.fit()

    def save_columns(self) -> None:
        """Keep widths, order and choice of columns for next time; the window calls it when it closes."""
        self._keeper.save()


class SubmissionList(DataTable[Row]):
    """Two lines a row (62 px), one column, no head: the list beside a detail."""

    def __init__(
        self,
        line: Callable[[Row], TwoLines],
        *,
        row_id: Callable[[Row], Hashable],
        name: str,
        title: str,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        column: Column[Row] = Column(
            key="line", title=title, text=lambda row: _spoken(line(row)), kind=Kind.LINES, line=line, stretch=True
        )
        super().__init__(RowsModel([column], row_id=row_id), name=name, title=title, settings=settings, parent=parent)
        self.head.hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows_height()

    def _row_height(self) -> int:
        return round(TWO_LINE_ROW * self.zoom)


def _spoken(item: TwoLines) -> str:
    return "，".join(part for part in (item.title, item.left, item.detail, item.when) if part)
