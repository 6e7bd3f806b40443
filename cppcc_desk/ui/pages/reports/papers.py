"""报告: which paper on which time, what it will say with the pieces behind every number, then drafted or printed."""

from functools import partial
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.reports import sheets
from cppcc_desk.domain.spans import DRAFTED, Report, Span, Told, offered, usual
from cppcc_desk.errands.yearbook import YEAR_BOOK
from cppcc_desk.queries import submissions
from cppcc_desk.queries.reports import ReportView, report_view
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.queries.yearbook import journals_of, year_book
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.quotas.columns import piece_columns
from cppcc_desk.ui.pages.reports import making
from cppcc_desk.ui.pages.reports.lines import Line, columns, of_book, of_report
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, FilterChips, action, batch_bar, button, column, label, row

_AT_ONCE = 500
_NUMBERS, _WRONG = "numbers", "wrong"


class PapersPage(Page):
    """`open_at(report="零报送", span="2026Q3")`."""

    title = "通讯与统计"
    help_chapter = "reports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view: ReportView | None = None
        self._reading = Reading(context, "正在统计", failed=self._not_read)
        self._asked: bool | None = None  # whether the pieces are shown; None: where the window is high enough
        self._lines: list[Line] = []
        self.shows = FilterChips([(_NUMBERS, "数字"), (_WRONG, "对不上")])
        self.report = ChoiceField([*((one, one.value) for one in Report), (YEAR_BOOK, YEAR_BOOK)])
        self.span, self.group, self.journal = ChoiceField(), ChoiceField(blank="全部组别"), ChoiceField()
        for field, name, width in (
            (self.report, "报告", 120),
            (self.span, "时间", 150),
            (self.group, "组别", 130),
            (self.journal, "刊物", 150),
        ):
            field.setFixedWidth(width)
            field.name(name)
        self.table: DataTable[Line] = DataTable(
            RowsModel(columns(), row_id=lambda r: r.key), name="reports", title="报告的数字", settings=context.settings
        )
        self.pieces: DataTable[SubmissionRow] = DataTable(
            RowsModel(piece_columns(context), row_id=lambda r: r.id),
            name="reports/pieces",
            title="数字背后的来稿",
            settings=context.settings,
        )
        self.empty, self.no_pieces = EmptyState(), EmptyState()
        self._told, self._whose = label("", "hint"), label("", "small_strong")
        self._lay_out()
        self._connect()
        self.first = self.table

    def _lay_out(self) -> None:
        self.tools = ListTools(self.context, lambda: in_front(self.table, self._title()), self.refusals, page=self)
        fields = (self.report, self.span, self.group, self.journal)
        head = row(*fields, self.shows, self._told, STRETCH, self.tools, margins=(14, 8, 8, 6))
        self.draft_buttons = {
            kind: button(
                f"起草{kind}",
                partial(self._draft, kind),
                icon="edit",
                kind="normal" if kind is Kind.BULLETIN else "primary",
            )
            for kind in (Kind.CIRCULAR, Kind.BULLETIN, Kind.REPORT)
        }
        self.print_button = button("预览打印", self._print, icon="print", kind="primary")
        self.excel_button = button("导出报表…", self._export, icon="export")
        self.book_button = button("写出汇编…", self._write_book, icon="archive", kind="primary")
        self.pieces_button = button("是哪些来稿", self._toggle_lower, icon="list", shortcut="空格")
        made = (*self.draft_buttons.values(), self.print_button, self.excel_button, self.book_button)
        self.bar = batch_bar(*made, self.pieces_button, STRETCH)
        upper = column(head, self.table, self.empty, self.bar, gap=0)
        upper.setStretch(1, 1)
        upper.setStretch(2, 1)
        lower = column(row(self._whose, margins=(14, 8, 8, 6)), self.pieces, self.no_pieces, gap=0)
        lower.setStretch(1, 1)
        lower.setStretch(2, 1)
        self._lower = Card(lower)
        body = column(self.notice, Card(upper), self._lower, gap=10, margins=(12, 8, 12, 10))
        body.setStretch(1, 3)
        body.setStretch(2, 2)
        self.setLayout(body)

    def _connect(self) -> None:
        self.report.changed.connect(self._offer_again)
        self.span.changed.connect(self._offer_again)
        self.journal.changed.connect(self.refresh)
        self.shows.picked.connect(lambda _key: self._fill())
        self.table.current.connect(lambda _row: self._show_pieces())
        self.table.opened.connect(lambda _row: self._show_lower())
        self.table.refreshed.connect(self.refresh)
        self.table.quick_look.connect(self._toggle_lower)
        self.pieces.quick_look.connect(self._toggle_lower)
        self.pieces.opened.connect(self._open_piece)
        self.pieces.refreshed.connect(self.refresh)
        lists.equip(
            self.table,
            action("看是哪些来稿", self._show_lower, icon="eye", tells="Enter"),
            action("显示或收起来稿", self._toggle_lower, icon="list", tells="空格"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        lists.equip(
            self.pieces,
            action("打开来稿", lambda: self._open_piece(self.pieces.current_row()), icon="eye", tells="Enter"),
            action("复制所选行", self.pieces.copy, icon="copy", shortcut="Ctrl+C"),
        )

    # ------------------------------------------------------------------ what is shown
    @property
    def told(self) -> Told | None:
        """The report that is chosen; None for the 汇编."""
        report, span = self.report.value(), self.span.value()
        return Told(report, span) if isinstance(report, Report) and isinstance(span, Span) else None

    def open_at(self, **target: Any) -> None:
        if "report" in target:
            word = target["report"]
            self.report.set_value(word if word == YEAR_BOOK else Report(word))
            self._offer()
        if "span" in target:
            self.span.set_value(Span.parse(target["span"]))
        if target:
            self.refresh()

    def fit(self, room: Room) -> None:
        for table in (self.table, self.pieces):
            table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)
        self._fit_lower()

    def _offer_again(self) -> None:
        self.group.set_value(None)
        self.refresh()

    def _offer(self) -> None:
        """The times that the chosen report tells of, and of a 汇编 the journals."""
        today = self.context.today
        years = sorted({today.year, *self.context.desk.read(submissions.years)})
        report = self.report.value()
        kept = self.span.value()
        spans = offered(Report.YEAR if report == YEAR_BOOK else report, years, today=today)
        self.span.set_choices([(span, span.words) for span in spans])
        self.span.set_value(kept if kept in spans else usual(report, spans, today=today))
        if report == YEAR_BOOK:
            journals = self.context.desk.read(journals_of, self.span.value().year)
            self.journal.set_choices([(name, f"《{name}》") for name in journals])

    def reload(self) -> None:
        self._offer()
        told = self.told
        if told is not None:
            self._reading.read(report_view, told, now=self.context.now, done=self._show_report)
            return
        year, journal = self.span.value().year, self.journal.value() or ""
        self._reading.read(year_book, year, journal=journal, today=self.context.today, done=self._show_book)

    def _show_report(self, view: ReportView) -> None:
        self.view = view
        self.notice.dismiss()
        known = sheets.groups_of(view.facts) if view.facts.report in (Report.SILENT, Report.PACE) else ()
        self.group.set_choices([(name, name) for name in known])
        states = [
            f"{kind}{'已定稿' if row.state is DocumentState.FINISHED else '已起草'}"
            for kind, row in view.drafts.items()
        ]
        self._show(list(of_report(view)), states)

    def _show_book(self, found: Any) -> None:
        self.view = None
        self.notice.dismiss()
        book, mismatches = found
        self._show(list(of_book(book, mismatches)), [])

    def _show(self, rows: list[Line], states: list[str]) -> None:
        self._lines = rows
        self._told.setText("　".join(states))
        self.shows.show_count(_WRONG, sum(line.wrong for line in rows) or None)
        self._fill()
        self._fit_buttons()
        self.subtitle = self._title()
        self.titled.emit()

    def _fill(self) -> None:
        """The list that is chosen."""
        wrong = self.shows.chosen == _WRONG
        rows = [line for line in self._lines if line.wrong is wrong]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows and wrong:
            self.empty.tell("数字都对得上", "各部分加起来和总数一致。", icon="check")
        elif not rows:
            self.empty.tell("还没有可以统计的", "设了任务数、登记了来稿以后，这里列出数字。", icon="inbox")
        self.tools.offer(filled=bool(rows))
        if rows and self.table.current_row() is None:
            self.table.choose([rows[0].key])
        self._show_pieces()

    def _fit_buttons(self) -> None:
        report = self.report.value()
        kinds = DRAFTED.get(report, ())
        for kind, made in self.draft_buttons.items():
            made.setVisible(kind in kinds)
            found = self.view.drafts.get(kind) if self.view else None
            doing = "起草" if found is None else "查看" if found.state is DocumentState.FINISHED else "继续起草"
            made.setText(f"{doing}{kind}")
        form, book = isinstance(report, Report) and not kinds, report == YEAR_BOOK
        for made, shown in ((self.print_button, form), (self.excel_button, form), (self.book_button, book)):
            made.setVisible(shown)
        self.group.setVisible(report in (Report.SILENT, Report.PACE))
        self.journal.setVisible(book)
        ready = self.view is not None or book
        for made in (*self.draft_buttons.values(), self.print_button, self.excel_button, self.book_button):
            made.setEnabled(ready)

    def _not_read(self, refusal: DeskError) -> None:
        self.view = None
        self._show([], [])
        self.empty.tell("没有可以写的", refusal.message, icon="inbox")
        self.book_button.setEnabled(False)

    def _show_pieces(self) -> None:
        line = self.table.current_row()
        pieces = line.pieces if line is not None else ()
        if line is None:
            self._whose.setText("数字背后的来稿")
            self.no_pieces.tell("没有选中的行", "在上面选中一个数字，这里列出是哪些来稿。", icon="list")
        else:
            self._whose.setText(f"{line.label}：来稿 {len(pieces)} 篇" if pieces else line.label)
            if line.names:
                self.no_pieces.tell(f"{line.label} {line.count} {line.unit}", "、".join(line.names), icon="users")
            else:
                self.no_pieces.tell("没有来稿", "这个数字是 0。", icon="inbox")
        self.pieces.show_rows(self._read(pieces))
        self.pieces.setVisible(bool(pieces))
        self.no_pieces.setVisible(not pieces)
        self.pieces_button.setEnabled(line is not None)

    def _read(self, numbers: tuple[str, ...]) -> list[SubmissionRow]:
        read, made = self.context.desk.read, list[SubmissionRow]()
        ids = read(submissions.ids_of, numbers)
        for start in range(0, len(ids), _AT_ONCE):
            made += read(submissions.rows, ids[start : start + _AT_ONCE], now=self.context.now)
        return made

    def _title(self) -> str:
        if self.told is not None:
            return self.told.words
        return f"{self.span.value().words}{self.report.value()}"

    # ------------------------------------------------------------------ what is done
    def _draft(self, kind: Kind) -> None:
        if self.told is not None and self.view is not None:
            making.draft(self.context, kind, self.told, self.view.drafts.get(kind))

    def _print(self) -> None:
        if self.view is not None:
            making.show_form(self.context, self.view.facts, self.group.value() or "")

    def _export(self) -> None:
        if self.view is not None:
            making.export_tables(self.context, self.view.facts, self.group.value() or "")

    def _write_book(self) -> None:
        making.write_book(self.context, self.span.value().year, self.journal.value() or "", refused=self._refuse)

    def _refuse(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")

    def _open_piece(self, piece: SubmissionRow | None) -> None:
        if piece is not None:
            self.context.navigate("submissions", submission_id=piece.id)

    def _fit_lower(self) -> None:
        self._lower.setVisible(self.room.tall if self._asked is None else self._asked)

    def _show_lower(self) -> None:
        """What is behind the number, and the keyboard on it."""
        self._asked = True
        self._fit_lower()
        self.pieces.setFocus()

    def _toggle_lower(self) -> None:
        """Show the pieces, or put them away; the keyboard stays on the list above, to go on with the next one."""
        self._asked = self._lower.isHidden()
        self._fit_lower()
        self.table.setFocus()
