"""The tabs of one submission: text with its properties, original against edited, dispatches, history, files."""

from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSplitter, QTextEdit, QVBoxLayout, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.comparison import SpanKind, compare, summary
from cppcc_desk.errands import writing
from cppcc_desk.paths import safe_name
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.submissions import DispatchRow, FileRow, StepRow, SubmissionDetail
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import LongTextField
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.theme import READING_PITCH, color, font
from cppcc_desk.ui.widgets import STRETCH, EmptyState, button, clear, column, hairline, label, row

MARGIN = 16


class TextTab(QWidget):
    """The text as it stands, with one line about its author; 详细信息 unfolds the rest."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._who = label("", "secondary")
        self._who.setTextInteractionFlags(self._who.textInteractionFlags())
        self._fold = button("详细信息", self._toggle, icon="down", kind="link")
        self._facts = QFrame()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._facts.hide()
        self.text = LongTextField(lines=6)
        self.text.set_read_only(True)
        self.text.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.text.edit.setProperty("reading", True)
        head = row(self._who, STRETCH, self._fold, margins=(MARGIN, 6, MARGIN, 0))
        box = column(head, self._facts, row(self.text, margins=(8, 0, 8, 0)), gap=2)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        lead = detail.contributors[0] if detail.contributors else None
        kind = f"（{lead.kind}）" if lead and lead.kind != "其他" else ""
        told = [f"反映人  {detail.row.contributors or '待补'}{kind}"]
        told += [lead.sector if lead else "", detail.row.unit]
        group = "".join((detail.row.group, f" {detail.group_leader}" if detail.group_leader else ""))
        self._who.setText("　".join([*filter(None, told), f"承办  {group or detail.registered_by}"]))
        self.text.set_value(detail.text)
        self._fill_facts(detail)

    def set_wide(self, wide: bool) -> None:
        """With room for it the facts are always open."""
        if wide:
            self._facts.show()
            self._fold.hide()
        else:
            self._fold.show()

    def _toggle(self) -> None:
        self._facts.setVisible(not self._facts.isVisible())
        self._fold.setText("收起" if self._facts.isVisible() else "详细信息")

    def _fill_facts(self, detail: SubmissionDetail) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        lead = detail.contributors[0] if detail.contributors else None
        facts = [
            ("收稿时间", deadlines.full(detail.row.received_at)),
            ("来稿方式", detail.intake_channel),
            ("反映单位", detail.row.unit),
            ("单位职务", lead.post if lead else ""),
            ("电话", masked(lead.phone) if lead else ""),
            ("界别", lead.sector if lead else ""),
            ("专委会", lead.committee if lead else ""),
            ("镇街", lead.town if lead else ""),
            ("党派", lead.party if lead else ""),
            ("执笔人", detail.drafter),
            ("性质", detail.nature),
            ("关键词", detail.keywords),
            ("拟办意见", detail.handling_opinion),
            ("筛选结论", "　".join(filter(None, (detail.screening, detail.rejection_reason)))),
            ("责任编辑", detail.responsible_editor),
            ("核稿人", detail.reviewer),
            ("签发人", detail.signatory),
            ("刊物", detail.journal),
            ("对应要点", detail.topic_call),
            ("续报于", detail.follows),
            ("续报", "、".join(detail.followed_by)),
            ("归档号", detail.archive_no if detail.archived_at else ""),
            ("保管期限", detail.retention if detail.archived_at else ""),
        ]
        shown = [(name, value) for name, value in facts if value]
        for number, (name, value) in enumerate(shown):
            line, side = divmod(number, 2)
            self._grid.addWidget(label(name, "hint"), line, 2 * side)
            self._grid.addWidget(label(value, "small", wrap=True, selectable=True), line, 2 * side + 1)


class ComparedTab(QWidget):
    """原稿对照: original and edited text side by side, or word by word; changes by line as well as by colour (U61)."""

    def __init__(self) -> None:
        super().__init__()
        self._detail: SubmissionDetail | None = None
        self._stale = True
        self._told = label("", "secondary")
        self._switch = button("并排查看", self._turn, icon="columns", kind="link")
        self.marked = _reader()
        self.old = _reader()
        self.new = _reader()
        self._sides = QSplitter()
        self._sides.setChildrenCollapsible(False)
        for words, reader in (("原稿", self.old), ("编辑稿", self.new)):
            side = QWidget()
            side.setLayout(column(label(words, "small_strong"), reader, gap=4))
            self._sides.addWidget(side)
        self._sides.hide()
        head = row(self._told, STRETCH, self._switch, margins=(MARGIN, 6, MARGIN, 0))
        body = row(self.marked, self._sides, margins=(MARGIN, 4, MARGIN, 8))
        box = column(head, body, gap=2)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Remember; the comparison is made when the tab is looked at."""
        self._detail, self._stale = detail, True
        if self.isVisible():
            self._compare()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._compare()

    def _compare(self) -> None:
        detail, self._stale = self._detail, False
        if detail is None:
            return
        if not detail.edited_text:
            self._told.setText("还没有编辑稿，下面是原稿。")
            _fill(self.marked, [(SpanKind.SAME, detail.original_text)])
            _fill(self.old, [(SpanKind.SAME, detail.original_text)])
            _fill(self.new, [])
            return
        spans = compare(detail.original_text, detail.edited_text)
        counted = summary(spans)
        self._told.setText(f"增加 {counted.added} 字（下划线），删去 {counted.removed} 字（删除线）")
        _fill(self.marked, [(span.kind, span.text) for span in spans])
        _fill(self.old, [(s.kind, s.text) for s in spans if s.kind is not SpanKind.ADDED])
        _fill(self.new, [(s.kind, s.text) for s in spans if s.kind is not SpanKind.REMOVED])

    def _turn(self) -> None:
        side_by_side = not self._sides.isVisible()
        self._sides.setVisible(side_by_side)
        self.marked.setVisible(not side_by_side)
        self._switch.setText("逐字查看" if side_by_side else "并排查看")


def _reader() -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setFont(font(15))
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


def _fill(reader: QTextEdit, spans: list[tuple[SpanKind, str]]) -> None:
    reader.clear()
    cursor = QTextCursor(reader.document())
    paragraph = QTextBlockFormat()
    paragraph.setLineHeight(READING_PITCH, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    paragraph.setTextIndent(30)
    cursor.setBlockFormat(paragraph)
    for kind, text in spans:
        cursor.insertText(text, _looks(kind))
    reader.moveCursor(QTextCursor.MoveOperation.Start)


def _looks(kind: SpanKind) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color("text"))
    if kind is SpanKind.ADDED:
        made.setBackground(QColor(color("ontime_soft")))
        made.setForeground(color("ontime"))
        made.setFontUnderline(True)
    elif kind is SpanKind.REMOVED:
        made.setBackground(QColor(color("overdue_soft")))
        made.setForeground(color("overdue"))
        made.setFontStrikeOut(True)
    return made


class DispatchTab(QWidget):
    """报送: one row a destination, with its due time, rule, and what happened."""

    def __init__(self, context: Context, stepping: Stepping) -> None:
        super().__init__()
        self._context = context
        self._stepping = stepping
        self._detail: SubmissionDetail | None = None
        self._box = QVBoxLayout()
        self._box.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._box.setSpacing(8)
        inner = QWidget()
        inner.setObjectName("page_inner")
        inner.setLayout(self._box)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        self.setLayout(column(scroll, gap=0))

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        self._detail = detail
        clear(self._box)
        for dispatch in detail.dispatches:
            self._box.addWidget(self._opened(dispatch))
        if not detail.dispatches:
            for clock in detail.clocks:
                words = "拟报" if clock.chosen else "还没有确定去向，最早可赶上"
                self._box.addWidget(
                    label(
                        f"{words}：{clock.destination}　{deadlines.full(clock.due_at)} 前　{clock.remaining}", "small"
                    )
                )
                self._box.addWidget(label(clock.rule, "hint", wrap=True))
        for pause in detail.pauses:
            until = deadlines.full(pause.ended_at) if pause.ended_at else "现在"
            self._box.addWidget(
                label(f"暂停计时：{deadlines.full(pause.started_at)} 至 {until}，{pause.reason}", "hint", wrap=True)
            )
        add = button("增加报送去向", lambda: self._stepping.open_dispatch(detail), icon="plus")
        self._box.addLayout(row(add, STRETCH))
        self._box.addStretch(1)

    def _opened(self, d: DispatchRow) -> QWidget:
        made = QFrame()
        made.setObjectName("card")
        clock = d.clock
        moved = clock.due_base != clock.due_at
        due = f"{deadlines.full(clock.due_at)} 前"
        if moved:
            due += f"（暂停前为 {deadlines.full(clock.due_base)}）"
        if d.sent_at is not None:
            state = f"{deadlines.full(d.sent_at)} 已报送，{'逾期' if clock.late else '按时'}"
        else:
            state = f"待报送，{clock.remaining}"
        facts = "　".join(
            filter(
                None,
                (
                    f"{d.copies} 份" if d.sent_at else "",
                    d.way,
                    d.doc_number,
                    f"签收人 {d.signed_by}" if d.signed_by else "",
                    d.reason,
                ),
            )
        )
        actions = []
        if self._detail is not None and d.sent_at is None:
            actions = [
                button(
                    "登记传送", partial(self._stepping.dispatch, self._detail, destination=d.destination), icon="send"
                ),
                button("撤去", partial(self._stepping.withdraw, d), kind="link"),
            ]
        elif d.sent_at is not None:
            actions = [button("更正", partial(self._stepping.correct, d), kind="link")]
            if not d.signed_by:
                actions.insert(0, button("登记签收", partial(self._stepping.sign_for, d), icon="check"))
        lines = column(
            row(label(f"{d.destination} · {d.form or '未定形式'}", "strong"), STRETCH, *actions),
            label(state, "small"),
            label(f"期限：{due}", "secondary", wrap=True),
            label(clock.rule, "hint", wrap=True),
            *([label(clock.notes, "warning", wrap=True)] if clock.notes else []),
            *([label(facts, "secondary", wrap=True)] if facts else []),
            gap=2,
            margins=(12, 8, 12, 8),
        )
        made.setLayout(lines)
        return made


class HistoryTab(QWidget):
    """办理记录: every step, the newest first; who, when, what, opinion, reason."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout()
        self._box.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._box.setSpacing(0)
        self._places: dict[str, QWidget] = {}
        inner = QWidget()
        inner.setObjectName("page_inner")
        inner.setLayout(self._box)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inner)
        self.setLayout(column(self._scroll, gap=0))

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        clear(self._box)
        self._places.clear()
        for record in reversed(detail.steps):
            made = _record(record)
            self._places.setdefault(record.step, made)
            self._box.addWidget(made)
            self._box.addWidget(hairline())
        self._box.addStretch(1)

    def show_step(self, step: str) -> None:
        """Bring the newest record of `step` into sight."""
        made = self._places.get(step)
        if made is not None:
            self._scroll.ensureWidgetVisible(made)


def _record(record: StepRow) -> QWidget:
    made = QWidget()
    told = [f"{name}：{value}" for name, value in record.details if name not in ("意见",)]
    if record.skipped:
        told.append(f"跳过：{record.skipped}")
    lines = [
        row(
            label(record.step + (f" · {record.conclusion}" if record.conclusion else ""), "strong"),
            label(record.by, "small"),
            STRETCH,
            label(deadlines.full(record.at), "hint"),
        ),
    ]
    made.setLayout(
        column(
            *lines,
            *([label("　".join(told), "secondary", wrap=True, selectable=True)] if told else []),
            *([label(f"意见：{record.opinion}", "small", wrap=True, selectable=True)] if record.opinion else []),
            *([label(f"原因：{record.reason}", "warning", wrap=True, selectable=True)] if record.reason else []),
            gap=2,
            margins=(0, 8, 0, 8),
        )
    )
    return made


class FilesTab(QWidget):
    """附件: the received files, byte for byte; opened from a copy, saved out again identical."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        columns = (
            Column[FileRow](
                key="name", title="文件", text=lambda f: f.file_name, width=240, kind=Kind.TEXT, stretch=True
            ),
            Column[FileRow](key="kind", title="性质", text=lambda f: "原稿" if f.source else "附件", width=70),
            Column[FileRow](
                key="size", title="大小", text=lambda f: f"{max(1, f.size // 1024)} KB", width=90, kind=Kind.NUMBER
            ),
        )
        self.table = DataTable(
            RowsModel(columns, row_id=lambda f: f.id), name="files", title="附件", settings=context.settings
        )
        self.empty = EmptyState().tell("没有附件", "手工登记的来稿没有原件。", icon="clip")
        self._open = button("打开", self._show, icon="eye")
        self._save = button("另存原件", self._keep, icon="save")
        self.table.opened.connect(lambda _file: self._show())
        box = column(
            self.table,
            self.empty,
            row(self._open, self._save, STRETCH),
            gap=8,
            margins=(MARGIN, 8, MARGIN, 8),
        )
        box.setStretch(0, 1)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        self.table.show_rows(detail.files)
        for widget, shown in ((self.table, bool(detail.files)), (self.empty, not detail.files)):
            widget.setVisible(shown)
        for made in (self._open, self._save):
            made.setVisible(bool(detail.files))
        if detail.files and self.table.current_row() is None:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _show(self) -> None:
        file = self.table.current_row()
        if file is None:
            return
        folder = Path(gettempdir()) / "cppcc_desk"
        path = folder / f"{datetime.now():%H%M%S}_{safe_name(file.file_name)}"
        data = self._context.desk.originals.take(file.sha256)
        writing.write_bytes(path, data)
        lists.show_file(path)

    def _keep(self) -> None:
        file = self.table.current_row()
        if file is None:
            return
        path = self._context.dialogs.save_file(
            "另存原件", Path.home() / safe_name(file.file_name), (("所有文件", ("*",)),)
        )
        if path is not None:
            data = self._context.desk.originals.take(file.sha256)
            lists.save(self._context, path, lambda target: writing.write_bytes(target, data))
