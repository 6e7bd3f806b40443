"""What several pages do the same way: lists as .xlsx and on paper, files opened after an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError, Forbidden
from cppcc_desk.domain.ledger import Ledger, LedgerColumn
from cppcc_desk.errands import writing
from cppcc_desk.errands.writing import Locked
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.table import Column, DataTable, Kind

Row = TypeVar("Row")
EXCEL: Final = (("Excel 工作簿", ("*.xlsx",)),)
MOST_PRINTED: Final = 2_000  # rows; more is a book nobody wants, and is exported instead


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The columns of a list as they stand on the screen, apart from the widget, so that a worker may use them."""

    title: str
    columns: tuple[Column[Row], ...]

    def ledger(self, context: Context, rows: Sequence[Row]) -> Ledger:
        """`rows` in these columns, for .xlsx and for paper."""
        unit = context.desk.read(office.office, on=context.today).office_short_name
        return Ledger(
            title=self.title,
            unit=unit,
            made_on=context.today,
            columns=tuple(LedgerColumn(key=c.key, title=c.title, width=max(6, c.width // 7)) for c in self.columns),
            rows=tuple(tuple(c.text(row) for c in self.columns) for row in rows),
        )


def shown(table: DataTable[Row], *, title: str) -> Shown[Row]:
    """The visible columns of `table` from left to right."""
    order = (table.head.logicalIndex(place) for place in range(table.head.count()))
    columns = [table.rows.columns[number] for number in order if not table.isColumnHidden(number)]
    return Shown(title, tuple(column for column in columns if column.kind is not Kind.CHECK))


def as_ledger(context: Context, table: DataTable[Row], rows: Sequence[Row], *, title: str) -> Ledger:
    """The visible columns of `table` and `rows` as a ledger. Raises Forbidden for more rows than are ever printed."""
    refuse_too_many(len(rows))
    return shown(table, title=title).ledger(context, rows)


def refuse_too_many(rows: int) -> None:
    """Raises Forbidden for more rows than are ever printed."""
    if rows > MOST_PRINTED:
        raise Forbidden(f"这份清单有 {rows} 行，一次最多打印 {MOST_PRINTED} 行，没有打印。请先筛选，或导出为 Excel。")


def export(context: Context, table: DataTable[Row], rows: Callable[[Reporter], Sequence[Row]], *, title: str) -> None:
    """Write the list as .xlsx where the person says, off the window's thread, then offer to open it (U33, U34)."""
    columns = shown(table, title=title)
    export_ledger(context, lambda reporter: columns.ledger(context, rows(reporter)), title=title)


def export_ledger(context: Context, make: Callable[[Reporter], Ledger], *, title: str) -> None:
    """The same for any table; `make` is called off the window's thread."""
    from cppcc_desk.errands import ledger as writing_ledger  # noqa: PLC0415 - every form of paper comes with it

    suggested = context.desk.folder.papers / f"{safe_name(f'{title}（{context.today.isoformat()}）')}.xlsx"
    path = context.dialogs.save_file("导出为 Excel", free_name(suggested), EXCEL)
    if path is not None:
        save(
            context,
            path if path.suffix else path.with_suffix(".xlsx"),
            lambda target, reporter: writing_ledger.write(make(reporter), target),
        )


def save(context: Context, path: Path, write: Callable[[Path, Reporter], None]) -> None:
    """Write a file on the worker; one open in another program is explained with 重试 and 另存为 (U35)."""

    def failed(error: BaseException) -> None:
        if isinstance(error, Locked):
            _locked(context, error, write)
        elif isinstance(error, DeskError):
            context.dialogs.refuse(error)
        else:
            raise error

    def work(reporter: Reporter) -> Path:
        write(path, reporter)
        return path

    context.work.run(f"正在写出“{path.name}”", work, done=lambda written: _written(context, written), failed=failed)


def _locked(context: Context, locked: Locked, write: Callable[[Path, Reporter], None]) -> None:
    answer = context.dialogs.trouble(
        Trouble(
            title=f"没有写出“{locked.path.name}”：文件正被占用",
            text="它可能正在 Word、WPS 或 Excel 中打开，程序不能覆盖它。原来的文件没有改动，您的数据没有丢失。",
            advice="请关闭该文件后点“重试”，或者换一个文件名保存。",
            details=locked.message,
            actions=(("other", f"另存为“{locked.free.name}”"), ("again", "重试")),
        )
    )
    if answer is not None:
        save(context, locked.free if answer == "other" else locked.path, write)


def _written(context: Context, path: Path) -> None:
    answer = context.dialogs.done(
        f"已导出“{path.name}”", f"保存在“{path.parent}”。", (("folder", "打开所在文件夹"), ("file", "打开文件"))
    )
    if answer is not None:
        show_file(path if answer == "file" else path.parent)


def show_file(path: Path) -> None:
    """Open a file or a folder with the program this PC has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_kept(context: Context, *, sha256: str, file_name: str) -> None:
    """Open a kept file from a copy: what somebody changes there never reaches what is kept. Raises Missing, World."""
    path = Path(gettempdir(), "cppcc_desk", sha256[:12], safe_name(file_name))
    data = context.desk.originals.take(sha256)
    if not path.exists() or path.read_bytes() != data:
        path = free_name(path)
        writing.write_bytes(path, data)
    show_file(path)


def save_kept(context: Context, *, sha256: str, file_name: str) -> None:
    """Write a kept file where the person says, byte for byte. Raises Missing."""
    suggested = free_name(context.desk.folder.papers / safe_name(file_name))
    path = context.dialogs.save_file("另存原件", suggested, (("所有文件", ("*",)),))
    if path is not None:
        data = context.desk.originals.take(sha256)
        save(context, path, lambda target, _reporter: writing.write_bytes(target, data))


def size_words(size: int) -> str:
    """2.5 MB, 12 KB."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, round(size / 1024))} KB"


def equip(widget: QWidget, *actions: QAction) -> None:
    """Give `widget` these actions for good: Qt alone would not keep them."""
    for made in actions:
        made.setParent(widget)
        widget.addAction(made)


def due_tone(urgency: str) -> str:
    """The colour of a due time: red when overdue, amber when near."""
    return {"超期": "overdue", "临期": "soon"}.get(urgency, "text2")
