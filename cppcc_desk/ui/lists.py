"""What several pages do the same way: lists as .xlsx and on paper, files opened after an export."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cppcc_desk.domain.ledger import Ledger, LedgerColumn
from cppcc_desk.errands import ledger as writing_ledger
from cppcc_desk.errands.writing import Locked
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.table import DataTable, Kind

Row = TypeVar("Row")
EXCEL = (("Excel 工作簿", ("*.xlsx",)),)


def as_ledger(context: Context, table: DataTable[Row], rows: Sequence[Row], *, title: str) -> Ledger:
    """The visible columns of `table` and `rows` as a ledger, for .xlsx and for paper."""
    shown = [
        column
        for number, column in enumerate(table.rows.columns)
        if column.kind is not Kind.CHECK and not table.isColumnHidden(number)
    ]
    unit = context.desk.read(office.office, on=context.today).office_short_name
    return Ledger(
        title=title,
        unit=unit,
        made_on=context.today,
        columns=tuple(LedgerColumn(key=c.key, title=c.title, width=max(8, c.width // 8)) for c in shown),
        rows=tuple(tuple(c.text(row) for c in shown) for row in rows),
    )


def export(context: Context, table: DataTable[Row], rows: Sequence[Row], *, title: str) -> None:
    """Write the list as .xlsx where the person says, then offer to open it; a locked file is explained."""
    made = as_ledger(context, table, rows, title=title)
    suggested = context.desk.folder.papers / f"{safe_name(f'{title}（{context.today.isoformat()}）')}.xlsx"
    path = context.dialogs.save_file("导出为 Excel", suggested, EXCEL)
    if path is not None:
        save(context, path, lambda target: writing_ledger.write(made, target))


def save(context: Context, path: Path, write: Callable[[Path], None]) -> None:
    """Write a file; one open in another program is explained with 重试 and 另存为 (U35), then told where (U34)."""
    while True:
        try:
            write(path)
        except Locked as locked:
            answer = context.dialogs.trouble(
                Trouble(
                    title="文件正被占用",
                    text=locked.message,
                    actions=(("other", f"另存为“{locked.free.name}”"), ("again", "重试")),
                )
            )
            if answer is None:
                return
            path = locked.free if answer == "other" else path
        else:
            break
    answer = context.dialogs.choose("已导出", f"已写到“{path}”。", (("folder", "打开所在文件夹"), ("file", "打开文件")))
    if answer is not None:
        show_file(path if answer == "file" else path.parent)


def show_file(path: Path) -> None:
    """Open a file or a folder with the program this PC has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def due_tone(urgency: str) -> str:
    """The colour of a due time: red when overdue, amber when near."""
    return {"超期": "overdue", "临期": "soon"}.get(urgency, "text2")
