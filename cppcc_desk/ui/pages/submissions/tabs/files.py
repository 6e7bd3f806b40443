"""附件: the received files, byte for byte; opened from a copy, saved out again identical."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtWidgets import QWidget

from cppcc_desk.errands.received import attach_files
from cppcc_desk.queries import documents
from cppcc_desk.queries.submissions import FileRow, SubmissionDetail
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, EmptyState, action, button, clear, column, row

_MOST_OF_A_TITLE = 20  # characters: a button does not give way, and the page would become too wide


class FilesTab(QWidget):
    """`show_detail`; what is refused goes to `refusals` of the page."""

    def __init__(self, context: Context, refusals: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__()
        self._context = context
        self._refusals = refusals
        self._shown: SubmissionDetail | None = None
        columns = (
            Column[FileRow](
                key="name", title="文件", text=lambda f: f.file_name, width=220, kind=Kind.TEXT, stretch=True
            ),
            Column[FileRow](key="kind", title="性质", text=lambda f: "原稿" if f.source else "附件", width=70),
            Column[FileRow](
                key="size",
                title="大小",
                text=lambda f: lists.size_words(f.size),
                width=90,
                kind=Kind.NUMBER,
                sort=lambda f: f.size,
            ),
        )
        self.table = DataTable(
            RowsModel(columns, row_id=lambda f: f.id), name="files", title="附件", settings=context.settings
        )
        self.papers = column(gap=2, margins=(16, 0, 16, 0))
        self.empty = EmptyState().tell("没有附件", "这篇来稿是手工登记的，没有收到文件。", icon="clip")
        self.open_button = button("打开", self._open, icon="eye")
        self.save_button = button("另存原件", self._keep, icon="save")
        self.add_button = button("添加附件", self._add, icon="clip")
        lists.equip(
            self.table,
            action("打开", self._open, icon="eye", shortcut="Enter"),
            action("另存原件…", self._keep, icon="save"),
        )
        self.table.opened.connect(lambda _file: self._open())
        box = column(
            self.table,
            self.empty,
            self.papers,
            row(self.open_button, self.save_button, self.add_button, STRETCH, margins=(16, 0, 16, 0)),
            gap=8,
            margins=(0, 6, 0, 10),
        )
        box.setStretch(0, 1)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        self._shown = detail
        self.table.show_rows(detail.files)
        self.table.setVisible(bool(detail.files))
        self.empty.setVisible(not detail.files)
        for made in (self.open_button, self.save_button):
            made.setVisible(bool(detail.files))
        self.add_button.setVisible(detail.deleted_at is None)
        self._show_papers(detail)
        if detail.files and self.table.current_row() is None:
            self.table.choose([detail.files[0].id])

    def _show_papers(self, detail: SubmissionDetail) -> None:
        """公文 that were drafted for it, each a way to itself."""
        clear(self.papers)
        for paper in self._context.desk.read(documents.documents, submission_id=detail.row.id):
            go = partial(self._context.navigate, "papers", document_id=paper.id)
            to = f"报{paper.destination}" if paper.destination else ""
            short = paper.title if len(paper.title) <= _MOST_OF_A_TITLE else f"{paper.title[:_MOST_OF_A_TITLE]}…"
            words = " ".join(filter(None, (paper.kind, paper.number or short, to)))
            link = button(f"{words}（{paper.state}）", go, icon="doc", kind="link", tip=paper.name, compact=True)
            self.papers.addLayout(row(link, STRETCH))

    def _open(self) -> None:
        file = self.table.current_row()
        with self._refusals():
            if file is not None:
                lists.open_kept(self._context, sha256=file.sha256, file_name=file.file_name)

    def _add(self) -> None:
        """Keep files and hang them on the submission: scans, evidence, a second version from the author."""
        paths = self._context.dialogs.open_files("添加附件", (("所有文件", ("*",)),))
        if self._shown is None or not paths:
            return
        with self._refusals():
            number = attach_files(self._context.desk, self._shown.row.id, paths)
            self._context.notify(f"已添加附件 {number} 个：{self._shown.row.intake_no}", undo=True)

    def _keep(self) -> None:
        file = self.table.current_row()
        with self._refusals():
            if file is not None:
                lists.save_kept(self._context, sha256=file.sha256, file_name=file.file_name)
