"""期刊与公文: signed pieces get their number, issues are previewed, proofread and written; numbers and files kept."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.previews import IssueSheet
from cppcc_desk.queries import issues, numbers
from cppcc_desk.queries.issues import IssueRow, PaperRow, SignedRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.exporting import Exporting
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import InFront, ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.papers.columns import issue_columns, number_columns, paper_columns
from cppcc_desk.ui.pages.papers.issuing import PRINTABLE_AGAIN, PROOFREADABLE, Issuing
from cppcc_desk.ui.pages.papers.parts import BY_NAME, DOCUMENTS, Parts
from cppcc_desk.ui.pages.papers.waiting import Waiting
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, action, batch_bar, button, column, label, row

ISSUES, NUMBERS, PAPERS = range(3)


class PapersPage(Page):
    """Opened at `to_print=(submission ids)`, `issue_id=` or `reprint=` (an issue's id), `part=` (journals, documents,
    numbers) or `document_id=`."""

    title = "期刊与公文"
    help_chapter = "papers"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._issuing = Issuing(context)
        self._exporting = Exporting(context, refused=self._refuse)
        self._wanted: tuple[int, ...] = ()
        self._issue: int | None = None
        self._reprint = False
        self._usual_year: int | None = None  # what is shown until somebody filters: this year, once it has an issue
        settings = context.settings
        self.waiting = Waiting(context)
        self.issues: DataTable[IssueRow] = DataTable(
            RowsModel(issue_columns(context), row_id=lambda r: r.id),
            name="papers/issues",
            title="各期",
            settings=settings,
        )
        self.numbers: DataTable[Any] = DataTable(
            RowsModel(number_columns(context), row_id=lambda r: r.name),
            name="papers/numbers",
            title="编号登记",
            settings=settings,
        )
        self.papers: DataTable[PaperRow] = DataTable(
            RowsModel(paper_columns(context), row_id=lambda r: r.id),
            name="papers/papers",
            title="已出文件",
            settings=settings,
        )
        self._build_lists()
        journals = QWidget()
        inside = column(self.waiting, self.lists_card, gap=10)
        inside.setStretch(1, 1)
        journals.setLayout(inside)
        self.parts = Parts(context, self.notice, journals)
        body = column(self.notice, self.parts, gap=8, margins=(12, 4, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.first = self.issues
        self._connect()

    def _build_lists(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for words in ("各期", "编号登记", "已出文件"):
            self.tabs.addTab(words)
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(116)
        self.year.name("年度")
        self.journal = ChoiceField(blank="全部刊物")
        self.journal.setFixedWidth(140)
        self.journal.name("刊物")
        self.clear = button("清除筛选", self._clear_filters, icon="close", kind="link")
        self.tools = ListTools(self.context, self._front, self.refusals, page=self)
        head = row(self.tabs, STRETCH, self.clear, self.year, self.journal, self.tools, margins=(16, 6, 8, 4))
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        for shown in (self.issues, self.numbers, self.papers, self.empty):
            self.stack.addWidget(shown)
        self.preview_button = button("预览", self._preview, icon="eye")
        self.proof_button = button("校对", self._proofread, icon="check")
        self.again_button = button("重新排印", self._print_again, icon="refresh")
        self.word_button = button("Word", partial(self._export, exporting.WORD), icon="export")
        self.pdf_button = button("PDF", partial(self._export, exporting.PDF), icon="export")
        self.file_button = button("打开文件", self._open_file, icon="doc")
        self.folder_button = button("打开文件夹", self._open_folder, icon="folder", kind="flat", tip="存放文件的文件夹")
        self._count = label("", "hint")
        bar = batch_bar(
            self.preview_button,
            self.proof_button,
            self.again_button,
            self.word_button,
            self.pdf_button,
            self.file_button,
            STRETCH,
            self._count,
            self.folder_button,
        )
        body = column(head, self.stack, bar, gap=0)
        body.setStretch(1, 1)
        self.lists_card = Card(body)

    def _connect(self) -> None:
        self.parts.tabs.currentChanged.connect(lambda _part: self._follow_part())
        self.waiting.print_wanted.connect(self._print)
        self.waiting.open_wanted.connect(self._open_piece)
        self.issues.opened.connect(lambda _row: self._preview())
        self.issues.current.connect(lambda _row: self._fit_buttons())
        self.papers.opened.connect(lambda _row: self._open_file())
        self.papers.current.connect(lambda _row: self._fit_buttons())
        for listed in (self.waiting.table, self.issues, self.numbers, self.papers):
            listed.refreshed.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _tab: self._pick_tab())
        self.year.changed.connect(self._load_tab)
        self.journal.changed.connect(self._load_tab)
        menus: tuple[tuple[QWidget, tuple[tuple[str, Callable[[], Any], str, str], ...]], ...] = (
            (
                self.issues,
                (
                    ("预览", self._preview, "eye", "Enter"),
                    ("校对…", self._proofread, "check", ""),
                    ("重新排印…", self._print_again, "refresh", ""),
                    ("导出 Word…", partial(self._export, exporting.WORD), "export", ""),
                    ("导出 PDF…", partial(self._export, exporting.PDF), "export", ""),
                    ("打开来稿", self._open_first, "inbox", ""),
                    ("更正期号…", self._renumber, "edit", ""),
                    ("复制所选行", self.issues.copy, "copy", "Ctrl+C"),
                ),
            ),
            (self.numbers, (("复制所选行", self.numbers.copy, "copy", "Ctrl+C"),)),
            (
                self.papers,
                (
                    ("打开文件", self._open_file, "doc", "Enter"),
                    ("打开文件夹", self._open_folder, "folder", ""),
                    ("复制所选行", self.papers.copy, "copy", "Ctrl+C"),
                ),
            ),
        )
        for table, actions in menus:
            for words, do, icon, key in actions:
                lists.equip(table, action(words, do, icon=icon, shortcut=key))
            lists.equip(table, *self.tools.entries())

    def _front(self) -> InFront:
        """The list of the chosen tab."""
        tab = self.tabs.currentIndex()
        return in_front((self.issues, self.numbers, self.papers)[tab], ("期刊一览", "编号登记", "已出文件")[tab])

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "to_print" in target:
            self._wanted = tuple(target["to_print"])
        if "issue_id" in target or "reprint" in target:
            self._issue = target.get("issue_id", target.get("reprint"))
            self._reprint = "reprint" in target
            self.tabs.setCurrentIndex(ISSUES)
        if "document_id" in target:
            self.parts.show_part(DOCUMENTS)
            self.parts.documents.open_at(target["document_id"])
        elif "words" in target:
            self.parts.show_part(DOCUMENTS)
            self.parts.documents.look_for(target["words"])
        elif target:
            self.parts.show_part(BY_NAME[target.get("part", "journals")])
        self._follow_part()
        self.setFocus()  # before the page is seen: the keyboard goes to its list then
        if target:
            self.stale = True
            if self.isVisible():
                self.refresh()

    def fit(self, room: Room) -> None:
        for table in (self.waiting.table, self.issues, self.numbers, self.papers):
            table.set_narrow(room.narrow)
        self.folder_button.setText("" if room.narrow else "打开文件夹")
        self.folder_button.setAccessibleName("打开文件夹")
        self.waiting.fit(low=room.low)
        self.tools.fit(narrow=room.narrow)
        self.parts.fit(room)

    def reload(self) -> None:
        waiting = self.context.desk.read(issues.to_print)
        self.waiting.show_rows(waiting, low=self.room.low)
        self._load_filters()
        self._load_tab()
        self._go_to_wanted()
        self.parts.reload()
        self._follow_part()
        self.subtitle = f"{len(waiting)} 篇待排印" if waiting else ""
        self.titled.emit()

    def _follow_part(self) -> None:
        self.help_chapter = "papers" if self.parts.front is None else "documents"
        if self.parts.front is not None:
            self.setFocusProxy(self.parts.front)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ()
        if wanted:
            self.waiting.table.choose(wanted)
            self.waiting.table.setFocus()
            if not self.waiting.table.chosen_count():
                self.notice.tell("这篇来稿现在不在“待排印”里：还没有签发，或者已经排印。", kind="info")
        issue, self._issue = self._issue, None
        if issue is not None:
            self.year.set_value(None)
            self.journal.set_value(None)
            self._load_tab()
            self.issues.choose([issue])
            if self._reprint:
                QTimer.singleShot(0, self._print_again)
        self._reprint = False

    def _load_filters(self) -> None:
        every = self.context.desk.read(issues.issues)
        years = list(dict.fromkeys(sorted((issue.year for issue in every), reverse=True)))
        self.year.set_choices([(year, f"{year} 年") for year in years])
        self.journal.set_choices([(name, f"《{name}》") for name in sorted({issue.journal for issue in every})])
        usual = self.context.today.year if self.context.today.year in years else None
        if usual != self._usual_year:
            self.year.set_value(usual)
        self._usual_year = usual

    def _pick_tab(self) -> None:
        by_key = self.tabs.hasFocus()
        self._load_tab()
        if not by_key:  # the list that had the keyboard is hidden now
            self.stack.currentWidget().setFocus()

    def _load_tab(self) -> None:
        tab = self.tabs.currentIndex()
        read = self.context.desk.read
        filtered = tab == ISSUES and (self.year.value(), self.journal.value()) != (self._usual_year, None)
        if tab == ISSUES:
            rows: Any = read(issues.issues, year=self.year.value(), journal=self.journal.value() or "")
            self.issues.show_rows(rows)
            if rows and self.issues.current_row() is None:
                self.issues.choose([rows[0].id])
        elif tab == NUMBERS:
            rows = read(numbers.sequences)
            self.numbers.show_rows(rows)
        else:
            rows = read(issues.papers)
            self.papers.show_rows(rows)
        self.year.setVisible(tab == ISSUES)
        self.journal.setVisible(tab == ISSUES)
        self.clear.setVisible(filtered)
        self._count.setText(f"共 {len(rows)} {('期', '种编号', '个文件')[tab]}")
        self.first = self.waiting.table if self.waiting.table.rows.count() else self.stack.widget(tab)
        self.stack.setCurrentIndex(tab if rows else self.stack.count() - 1)
        if not rows:
            self._tell_empty(tab, filtered=filtered)
        self._fit_buttons()

    def _tell_empty(self, tab: int, *, filtered: bool) -> None:
        if filtered:
            clear = button("清除筛选", self._clear_filters)
            self.empty.tell("没有符合筛选的期刊", "换一个年度或刊物，或查看全部。", icon="filter", buttons=[clear])
            return
        go = button("去来稿办理", lambda: self.context.navigate("submissions"), icon="inbox")
        told = {
            ISSUES: ("还没有编印过期刊", "来稿签发以后在上面“待排印”里选中，点“排印，编期号”。", "book"),
            NUMBERS: ("还没有编过号", "登记第一篇来稿、排印第一期以后，这里列出各种编号编到哪里、有没有空号。", "list"),
            PAPERS: ("还没有生成过文件", "期刊和表单导出 Word 或 PDF 以后，这里留下记录。", "doc"),
        }
        title, text, icon = told[tab]
        self.empty.tell(title, text, icon=icon, buttons=[go])

    def _clear_filters(self) -> None:
        self.year.set_value(self._usual_year)
        self.journal.set_value(None)
        self._load_tab()

    def _fit_buttons(self) -> None:
        tab = self.tabs.currentIndex()
        issue = self.issues.current_row() if tab == ISSUES else None
        for made in (self.preview_button, self.proof_button, self.again_button, self.word_button, self.pdf_button):
            made.setVisible(tab == ISSUES)
            made.setEnabled(issue is not None)
        self.file_button.setVisible(tab == PAPERS)
        self.file_button.setEnabled(self.papers.current_row() is not None)
        if issue is not None:
            state = State(issue.state)
            self.proof_button.setEnabled(state in PROOFREADABLE)
            self.proof_button.setText("二校" if state is State.PROOFREADING else "一校")
            self.again_button.setEnabled(state in PRINTABLE_AGAIN)
        else:
            self.proof_button.setText("校对")

    # ------------------------------------------------------------------ what is done
    def _print(self) -> None:
        chosen = self.waiting.table.chosen_rows()
        if not chosen:
            return
        with self.refusals():
            issue_id = self._issuing.print_new(chosen)
            if issue_id is not None:
                self.context.navigate("preview", issue_id=issue_id)

    def _open_piece(self, piece: SignedRow) -> None:
        self.context.navigate("submissions", submission_id=piece.id)

    def _open_first(self) -> None:
        issue = self.issues.current_row()
        if issue is not None and issue.submission_ids:
            self.context.navigate("submissions", submission_id=issue.submission_ids[0])

    def _preview(self) -> None:
        issue = self.issues.current_row()
        if issue is not None:
            self.context.navigate("preview", issue_id=issue.id)

    def _proofread(self) -> None:
        issue = self.issues.current_row()
        if issue is not None and self.proof_button.isEnabled():
            with self.refusals():
                self._issuing.proofread(issue)

    def _print_again(self) -> None:
        issue = self.issues.current_row()
        if issue is None or not self.again_button.isEnabled():
            return
        with self.refusals():
            issue_id = self._issuing.print_again(issue)
            if issue_id is not None:
                self.context.navigate("preview", issue_id=issue_id)

    def _renumber(self) -> None:
        issue = self.issues.current_row()
        if issue is not None:
            with self.refusals():
                self._issuing.renumber(issue)

    def _export(self, ending: str) -> None:
        issue = self.issues.current_row()
        if issue is None:
            return
        subject = IssueSheet(issue.id)
        self.context.work.run(
            "正在排版",
            lambda _: previews.look(self.context.desk, subject, stand_ins={}),
            done=lambda preview: self._exporting.export(preview, ending),
            failed=self._failed,
        )

    def _open_file(self) -> None:
        paper = self.papers.current_row()
        if paper is None:
            return
        folders = (self._exporting.folder, self.context.desk.folder.papers)
        found = next((folder / paper.file_name for folder in folders if (folder / paper.file_name).is_file()), None)
        if found is not None:
            lists.show_file(found)
        else:
            self.notice.tell(
                f"在“{folders[0]}”里没有找到“{paper.file_name}”，可能存到了别处或已经改名；可以再导出一次。",
                kind="info",
            )

    def _open_folder(self) -> None:
        self._exporting.folder.mkdir(parents=True, exist_ok=True)
        lists.show_file(self._exporting.folder)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._refuse(error)

    def _refuse(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")
