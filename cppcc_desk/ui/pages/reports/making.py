"""What is made of a report: a 公文 begun or opened, a form on paper or as a workbook, a 汇编 in a folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.reports import ReportFacts, sheets
from cppcc_desk.domain.spans import Told
from cppcc_desk.errands.reports import write_tables
from cppcc_desk.errands.yearbook import WrittenBook, write_year_book
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter


def draft(context: Context, kind: Kind, told: Told, found: DocumentRow | None) -> None:
    """Begin the 公文, go on with it, or show it where it is finished."""
    if found is None:
        context.navigate("drafting", kind=kind, made_for=MadeFor(report=told))
    else:
        page = "preview" if found.state is DocumentState.FINISHED else "drafting"
        context.navigate(page, document_id=found.id)


def show_form(context: Context, facts: ReportFacts, group: str) -> None:
    """The form on paper."""
    context.navigate("preview", letters=(sheets.sheet(facts, group=group),))


def export_tables(context: Context, facts: ReportFacts, group: str) -> None:
    """The tables of the form as one workbook, where the person says."""
    desk = context.desk
    title = safe_name(sheets.sheet(facts, group=group).title)
    path = context.dialogs.save_file("导出为 Excel", free_name(desk.folder.papers / f"{title}.xlsx"), lists.EXCEL)
    if path is not None:
        target = path if path.suffix else path.with_suffix(".xlsx")
        lists.save(context, target, lambda part, _reporter: write_tables(desk, facts, part, group=group))


def write_book(context: Context, year: int, journal: str, *, refused: Callable[[DeskError], Any]) -> None:
    """The 汇编 as .docx and PDF into a folder that the person says."""
    desk = context.desk
    folder = context.dialogs.folder("汇编写到哪个文件夹", desk.folder.papers)
    if folder is None:
        return

    def write(reporter: Reporter) -> WrittenBook:
        return write_year_book(desk, year, folder, journal=journal, step=reporter.step)

    def failed(error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        refused(error)

    context.work.run("正在写汇编", write, done=partial(_written, context, folder), failed=failed)


def _written(context: Context, folder: Path, made: WrittenBook) -> None:
    told = f"{made.issues} 期 {made.texts} 篇，共 {made.written.pages} 页，已写到“{folder}”。{made.written.no_pdf}"
    if context.dialogs.done(f"已写出{made.title}", told, (("folder", "打开所在文件夹"),)):
        lists.show_file(folder)
