"""公文: every paper of the office, drafted, finished or void; found by kind, state and words; new ones begin here."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from cppcc_desk.domain.drafting import CONVENING
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.official.usual import PURPOSES
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.previews import OfficialPaper
from cppcc_desk.queries import documents, submissions
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.ui import icons, lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.exporting import Exporting
from cppcc_desk.ui.finishing import Finishing
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.drafting.convening import Convening
from cppcc_desk.ui.pages.drafting.kept import Kept, drop, unsaved
from cppcc_desk.ui.pages.papers.document_columns import document_columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, label
from cppcc_desk.ui.widgets.search_box import DELAY_MS

_OFFER = "有一份公文还没有保存："
_DRAFT, _FINISHED = DocumentState.DRAFT, DocumentState.FINISHED


def kind_line(kind: Kind) -> str:
    """A 文种 and what it is for, the purposes one below another."""
    return f"{kind.value:　<2}　{PURPOSES[kind]}"


class DocumentsPart(ListPart[DocumentRow]):
    """`open_at(document_id)` chooses one paper, `look_for(words)` shows those with these words."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[DocumentRow] = DataTable(
            RowsModel(document_columns(context), row_id=lambda r: r.id),
            name="papers/documents",
            title="公文",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="公文一览")
        self._finishing = Finishing(context)
        self._convening = Convening(context)
        self._exporting = Exporting(context, refused=self.refuse)
        self._build()

    def _build(self) -> None:
        self.new_button = self._new_button()
        self.kind = ChoiceField([(kind, kind.value) for kind in Kind], blank="全部文种")
        self.kind.setFixedWidth(110)
        self.kind.name("文种")
        self.state = ChoiceField([(state, state.value) for state in DocumentState], blank="全部状态")
        self.state.setFixedWidth(110)
        self.state.name("状态")
        self.words = QLineEdit()
        self.words.setPlaceholderText("标题、文号、正文")
        self.words.setAccessibleName("在公文里查找")
        self.words.setFixedWidth(190)
        self.words.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DELAY_MS)
        self._wait.timeout.connect(self.reload)
        self.clear = button("清除筛选", self._clear, icon="close", kind="link")
        self.open_button = button("打开", self._open, icon="eye")
        self.finish_button = button("定稿…", self._finish, icon="stamp")
        self.word_button = button("Word", partial(self._export_paper, exporting.WORD), icon="export")
        self.pdf_button = button("PDF", partial(self._export_paper, exporting.PDF), icon="export")
        self.copy_button = button("复制为新稿", self._copy, icon="copy")
        self.void_button = button("作废…", self._void, kind="danger")
        self.delete_button = button("删除草稿", self._delete, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(
            self.open_button,
            self.finish_button,
            self.word_button,
            self.pdf_button,
            self.copy_button,
            self.void_button,
            self.delete_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.new_button, self.kind, self.state, self.words, self.clear, STRETCH], bar)
        self._connect()

    def _new_button(self) -> Any:
        made = button("新建公文", icon="plus", kind="primary")
        made.setIcon(icons.icon("plus", "on_primary"))
        menu = QMenu(made)
        self.new_actions = {kind: self._new_action(kind) for kind in Kind}
        menu.addActions(list(self.new_actions.values()))
        menu.addSeparator()
        self.meeting_actions = {kind: self._meeting_action(kind) for kind in CONVENING}
        menu.addActions(list(self.meeting_actions.values()))
        made.setMenu(menu)
        return made

    def _new_action(self, kind: Kind) -> QAction:
        made = action(kind_line(kind), partial(self.context.navigate, "drafting", kind=kind), icon="doc")
        made.setParent(self)
        return made

    def _meeting_action(self, kind: Kind) -> QAction:
        made = action(f"为会议起草{kind}…", partial(self._convening.for_meeting, kind), icon="users")
        made.setParent(self)
        return made

    def _connect(self) -> None:
        self.kind.changed.connect(self.reload)
        self.state.changed.connect(self.reload)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.table.opened.connect(lambda _row: self._open())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._delete())
        self._actions: dict[str, QAction] = {}
        for key, words, do, icon, shortcut in (
            ("open", "打开", self._open, "eye", "Enter"),
            ("finish", "定稿…", self._finish, "stamp", "Ctrl+Return"),
            ("preview", "预览打印", self._preview, "print", ""),
            ("word", "导出 Word…", partial(self._export_paper, exporting.WORD), "export", ""),
            ("pdf", "导出 PDF…", partial(self._export_paper, exporting.PDF), "export", ""),
            ("copy", "复制为新稿", self._copy, "copy", ""),
            ("minutes", "起草这次会议的纪要…", self._minutes, "users", ""),
            ("piece", "打开来稿", self._open_piece, "inbox", ""),
            ("void", "作废…", self._void, "close", ""),
            ("delete", "删除草稿…", self._delete, "trash", "Delete"),
        ):
            made = action(words, do, icon=icon, shortcut="" if shortcut in ("Enter", "Delete") else shortcut)
            if shortcut in ("Enter", "Delete"):  # the list has these keys itself
                made.setText(f"{words}\t{shortcut}")
            self._actions[key] = made
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def open_at(self, document_id: int) -> None:
        """Choose a paper, whatever is filtered."""
        self._reset()
        self.reload()
        self.table.choose([document_id])

    def look_for(self, words: str) -> None:
        """Show the papers with these words."""
        self._reset()
        self.words.setText(words)
        self.reload()

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.words.setFixedWidth(140 if room.narrow else 190)
        self.pdf_button.setText("PDF")
        self.clear.setText("" if room.narrow else "清除筛选")
        self.clear.setAccessibleName("清除筛选")

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.kind.value() or self.state.value() or self.words.text().strip())

    def reload(self) -> None:
        self._wait.stop()
        found = self.context.desk.read(documents.documents, words=self.words.text().strip())
        kind, state = self.kind.value(), self.state.value()
        rows = [row for row in found if kind in (None, row.kind) and state in (None, row.state)]
        self.show_rows(rows)
        if not rows:
            self._tell_empty()
        self.clear.setVisible(self.filtered)
        drafts = sum(row.state is _DRAFT for row in rows)
        self._count.setText(f"共 {len(rows)} 份" + (f"，其中草稿 {drafts} 份" if drafts else ""))
        self._fit_buttons()
        self._offer_unsaved()

    def _tell_empty(self) -> None:
        if self.filtered:
            clear = button("清除筛选", self._clear)
            self.empty.tell("没有符合的公文", "换一个文种、状态或词，或查看全部。", icon="filter", buttons=[clear])
            return
        new = button("起草一份通知", self.new_actions[Kind.NOTICE].trigger, icon="plus", kind="primary")
        self.empty.tell(
            "还没有起草过公文",
            "点“新建公文”选一个文种，填写以后按国家标准排好版；定稿时编发文字号，打印、导出 Word 和 PDF。",
            icon="doc",
            buttons=[new],
        )

    def _reset(self) -> None:
        self.kind.set_value(None)
        self.state.set_value(None)
        self.words.clear()

    def _clear(self) -> None:
        self._reset()
        self.reload()

    def _fit_buttons(self) -> None:
        row = self.table.current_row()
        state = row.state if row is not None else None
        for key, made, possible in (
            ("open", self.open_button, row is not None),
            ("finish", self.finish_button, state is _DRAFT),
            ("word", self.word_button, row is not None),
            ("pdf", self.pdf_button, row is not None),
            ("copy", self.copy_button, row is not None),
            ("void", self.void_button, state is _FINISHED),
            ("delete", self.delete_button, state is _DRAFT),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)
        self._actions["preview"].setEnabled(row is not None)
        self._actions["piece"].setEnabled(row is not None and bool(row.intake_no))
        called = row is not None and row.kind is Kind.NOTICE and bool(row.occasion)
        self._actions["minutes"].setEnabled(called)
        self._actions["minutes"].setText(f"起草这次{'活动' if row is not None and row.group else '会议'}的纪要…")
        self.open_button.setText("打开修改" if state is _DRAFT else "预览打印")
        self.void_button.setVisible(state is not _DRAFT)
        self.delete_button.setVisible(state is _DRAFT)

    def _offer_unsaved(self) -> None:
        kept = next(iter(unsaved(self.context)), None)
        if kept is None and self.notice.text.startswith(_OFFER):
            self.notice.dismiss()
        elif kept is not None and not self.notice.text:
            self.notice.tell(
                f"{_OFFER}{kept.name}。",
                kind="info",
                actions=[("接着起草", partial(self._go_on, kept)), ("不要了", partial(self._drop, kept))],
                closable=False,
            )

    def _go_on(self, kept: Kept) -> None:
        self.notice.dismiss()
        self.context.navigate("drafting", kept=kept)

    def _drop(self, kept: Kept) -> None:
        drop(self.context, kept)
        self.notice.dismiss()
        self._offer_unsaved()

    # ------------------------------------------------------------------ what is done
    def _with_current(self, do: Callable[[DocumentRow], Any], *states: DocumentState) -> None:
        row = self.table.current_row()
        if row is None or (states and row.state not in states):
            return
        try:
            do(row)
        except DeskError as refusal:
            self.refuse(refusal)

    def _open(self) -> None:
        self._with_current(
            lambda row: self.context.navigate("drafting" if row.state is _DRAFT else "preview", document_id=row.id)
        )

    def _preview(self) -> None:
        self._with_current(lambda row: self.context.navigate("preview", document_id=row.id))

    def _finish(self) -> None:
        self._with_current(self._finish_one, _DRAFT)

    def _finish_one(self, row: DocumentRow) -> None:
        if any(kept.document_id == row.id for kept in unsaved(self.context)):
            self.notice.tell(f"《{row.title}》还有没保存的改动，没有定稿。请先打开，保存或放弃改动。", kind="warning")
            return
        if self._finishing.finish(row.id):
            self.context.navigate("preview", document_id=row.id)

    def _copy(self) -> None:
        self._with_current(lambda row: self.context.navigate("drafting", copy_of=row.id))

    def _minutes(self) -> None:
        """The 纪要 of the meeting that a 通知 called, a draft or finished."""
        read = self.context.desk.read
        self._with_current(lambda row: self._convening.minutes_of(read(documents.document, row.id).made_for))

    def _open_piece(self) -> None:
        def go(row: DocumentRow) -> None:
            if row.intake_no:
                submission_id = self.context.desk.read(submissions.id_of, row.intake_no)
                self.context.navigate("submissions", submission_id=submission_id)

        self._with_current(go)

    def _void(self) -> None:
        self._with_current(self._finishing.void, _FINISHED)

    def _delete(self) -> None:
        self._with_current(self._delete_one, _DRAFT)

    def _delete_one(self, row: DocumentRow) -> None:
        if self._finishing.delete(row):
            for kept in unsaved(self.context):
                if kept.document_id == row.id:
                    drop(self.context, kept)

    def _export_paper(self, ending: str) -> None:
        def export(row: DocumentRow) -> None:
            self.context.work.run(
                "正在排版",
                lambda _: previews.look(self.context.desk, OfficialPaper(row.id), stand_ins={}),
                done=lambda preview: self._exporting.export(preview, ending),
                failed=self.failed,
            )

        self._with_current(export)
