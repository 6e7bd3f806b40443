"""Papers as files from the window: made off its thread, placed where the person says, opened afterwards."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.exporting import EXCEL, PDF, WORD
from cppcc_desk.errands.previews import Forms, Letters, Preview
from cppcc_desk.paths import free_name
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter

KINDS = {WORD: "Word", PDF: "PDF", EXCEL: "Excel"}
_FILTERS = {
    WORD: (("Word 文档", ("*.docx",)),),
    PDF: (("PDF 文件", ("*.pdf",)),),
    EXCEL: (("Excel 工作簿", ("*.xlsx",)),),
}
_FOLDER = "papers/folder"

Refused = Callable[[DeskError], Any]


class Exporting:
    """`export` writes one paper as one file; `refused` is told what could not be done."""

    def __init__(self, context: Context, *, refused: Refused) -> None:
        self._context = context
        self._refused = refused

    @property
    def folder(self) -> Path:
        """Where this person put the last paper, else the office's own folder for papers."""
        kept = str(self._context.settings.value(_FOLDER, ""))
        return Path(kept) if kept and Path(kept).is_dir() else self._context.desk.folder.papers

    def export(self, preview: Preview, ending: str) -> None:
        """Ask where, write the file, offer to open it. Several forms as .docx go into a folder, one file each."""
        ones = exporting.apart(preview.subject) if ending == WORD else ()
        if ones:
            self._export_each(ones)
            return
        try:
            suggested = exporting.suggested(self._context.desk, preview, self.folder, ending)
        except DeskError as refusal:
            self._refused(refusal)
            return
        path = self._context.dialogs.save_file(f"导出为 {KINDS[ending]}", suggested, _FILTERS[ending])
        if path is not None:
            self._context.settings.setValue(_FOLDER, str(path.parent))
            desk = self._context.desk
            lists.save(
                self._context,
                path if path.suffix else path.with_suffix(ending),
                lambda target, _reporter: exporting.write(desk, preview, ending, target),
            )

    def _export_each(self, ones: Sequence[Forms | Letters]) -> None:
        kind = ones[0].kind
        folder = self._context.dialogs.folder(f"{kind}导出到哪个文件夹", self.folder)
        if folder is None:
            return
        self._context.settings.setValue(_FOLDER, str(folder))
        desk = self._context.desk

        def write(reporter: Reporter) -> list[Path]:
            written = []
            for number, one in enumerate(ones):
                reporter.step(number, len(ones), f"第 {number + 1} 份")
                preview = previews.look(desk, one, stand_ins={})
                path = free_name(folder / f"{preview.name}{WORD}")
                exporting.write(desk, preview, WORD, path)
                written.append(path)
            return written

        self._context.work.run(f"正在生成{kind}", write, done=partial(self._tell_folder, folder), failed=self._failed)

    def _tell_folder(self, folder: Path, written: list[Path]) -> None:
        answer = self._context.dialogs.done(
            "已导出", f"{len(written)} 个文件已写到“{folder}”。", (("folder", "打开所在文件夹"),)
        )
        if answer:
            lists.show_file(folder)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._refused(error)
