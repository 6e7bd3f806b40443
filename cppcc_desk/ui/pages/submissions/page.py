"""来稿办理: list and detail side by side, or the register as a table with a batch bar."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter

from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import Filter, SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.submissions.detail import Detail
from cppcc_desk.ui.pages.submissions.listing import ADOPTED, ALL, BIN, OPEN, SCOPES, Listing
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.widgets import STRETCH, Card, action, batch_bar, button, column, label

LIST_WIDE, LIST, LIST_NARROW = 460, 400, 300


class SubmissionsPage(Page):
    """Everything about submissions."""

    title = "来稿办理"
    help_chapter = "submissions"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)
        self._wanted: int | None = None
        self._edit = False
        self.listing = Listing(context)
        self.detail = Detail(context)
        self.split = QSplitter()
        self.split.setObjectName("submissions")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.listing)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(1, 1)
        self.batch = Card()
        self._chosen = label("", "small_strong")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.next_button = button("批量办理下一环节", self._next, icon="arrow")
        self.assign_button = button("分派小组", self._assign, icon="users")
        self.export_button = button("导出 Excel", self._export, icon="export", kind="flat")
        self.print_button = button("打印", self._print, icon="print", kind="flat")
        self.columns_button = button("列设置", self._show_columns, icon="columns", kind="flat")
        bar = batch_bar(
            self._chosen,
            self.next_button,
            self.assign_button,
            STRETCH,
            self.columns_button,
            self.export_button,
            self.print_button,
        )
        self.batch.setLayout(column(bar, gap=0))
        self.batch.hide()
        body = column(self.notice, self.split, self.batch, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.listing.current.connect(self._show)
        self.listing.table_wanted.connect(self._show_table)
        self.detail.edited.connect(lambda _on: self._fit_detail())
        for table in (self.listing.list, self.listing.table):
            table.opened.connect(self._open)
            table.renamed.connect(lambda _row: self.detail.rename())
            table.deleted.connect(self._delete)
            table.refreshed.connect(self.refresh)
            table.chosen.connect(self._count)
            for made in (
                action("打开", lambda: self._open(None), icon="eye", shortcut="Enter"),
                action("办理下一环节…", self._next, icon="arrow"),
                action("分派小组…", self._assign, icon="users"),
                action("修改标题…", self.detail.rename, icon="edit", shortcut="F2"),
                action("复制所选行", table.copy, icon="copy", shortcut="Ctrl+C"),
                action("移入回收站", lambda: self._delete(self.listing.chosen()), icon="trash", shortcut="Delete"),
                action("从回收站恢复", self._restore, icon="undo"),
            ):
                table.addAction(made)
        primary = QShortcut(QKeySequence("Ctrl+Return"), self)
        primary.activated.connect(self.detail.press_primary)

    # --- what is shown ---

    def reload(self) -> None:
        self.listing.load_choices()
        self.listing.reload()
        count = self.context.desk.read(submissions.count, Filter(year=self.context.today.year))
        self.subtitle = f"{self.context.today.year} 年度 {count} 篇"
        self.titled.emit()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.listing.choose(wanted)
        row = self.detail.detail.row.id if self.detail.detail else None
        current = self.listing.list.current_row()
        self.detail.show_submission(row if self.listing.as_table else (current.id if current else row))
        if self._edit:
            self._edit = False
            self.detail.edit()

    def open_at(self, **target: Any) -> None:
        if "search" in target:
            self.stale = False
            self.listing.load_choices()
            self.listing.search(str(target["search"]))
            return
        if "scope" in target:
            self.listing.chips.choose(str(target["scope"]))
            self.stale = True
        if "submission_id" in target:
            self._wanted = int(target["submission_id"])
            self._edit = bool(target.get("edit"))
            self.listing.show_table(False, reload=False)
            self.stale = True
        if self.stale and self.isVisible():
            self.refresh()

    def fit(self, room: Room) -> None:
        width = LIST_WIDE if room.wide else LIST_NARROW if room.narrow else LIST
        self.listing.setMinimumWidth(min(width, 300))
        if not self.listing.as_table:
            total = max(self.split.width(), room.width - 200)
            self.split.setSizes([width, total - width])
        self.listing.table.set_narrow(room.narrow)
        self.listing.chips.show_only([OPEN, ADOPTED, ALL, BIN] if room.narrow else [key for key, _ in SCOPES])
        self._fit_detail()

    def _fit_detail(self) -> None:
        self.detail.fit(narrow=self.room.narrow, low=self.room.low, wide=self.room.wide)

    def _show(self, submission_id: int | None) -> None:
        if self.listing.as_table:
            return
        if (
            self.detail.detail is not None
            and submission_id != self.detail.detail.row.id
            and not self.detail.may_leave()
        ):
            return
        self.detail.show_submission(submission_id)

    def _show_table(self, on: bool) -> None:
        self.detail.setVisible(not on)
        self.batch.setVisible(on)

    def _open(self, row: SubmissionRow | None) -> None:
        chosen = row or next(iter(self.listing.chosen()), None)
        if chosen is None:
            return
        if self.listing.as_table:
            self.open_at(submission_id=chosen.id)
        else:
            self.detail.set_focus_on_text()

    def _count(self, number: int) -> None:
        self._chosen.setText(f"已选 {number} 篇" if number else "未选")
        for made in (self.next_button, self.assign_button):
            made.setEnabled(number > 0)

    def may_leave(self) -> bool:
        return self.detail.may_leave()

    # --- what is done ---

    def _next(self) -> None:
        rows = self.listing.chosen()
        with self.refusals():
            if len(rows) == 1:
                self._stepping.next(self._stepping.detail(rows[0].id))
                return
            steps = {row.next_step for row in rows}
            if len(steps) != 1 or steps & {Step.EDIT, Step.DISPATCH, Step.PRINT, ""}:
                self.notice.tell(
                    "所选来稿的下一环节不同，或须逐篇办理（编辑、排印、传送）；请先按环节筛选再批量办理。", kind="info"
                )
                return
            self._stepping.take_many(rows, Step(steps.pop()))

    def _assign(self) -> None:
        with self.refusals():
            self._stepping.assign([row.id for row in self.listing.chosen()])

    def _delete(self, rows: list[SubmissionRow]) -> None:
        with self.refusals():
            if self.listing.chips.chosen == BIN:
                self.notice.tell("这些来稿已经在回收站里；保留 90 天后自动清理。", kind="info")
            else:
                self._stepping.delete(rows)

    def _restore(self) -> None:
        with self.refusals():
            self._stepping.restore([row.id for row in self.listing.chosen()])

    def _export(self) -> None:
        with self.refusals():
            rows = self.context.desk.read(submissions.listing, self.listing.filter, now=self.context.now)
            lists.export(self.context, self.listing.table, rows, title="来稿一览")

    def _print(self) -> None:
        rows = self.context.desk.read(submissions.listing, self.listing.filter, now=self.context.now)
        made = lists.as_ledger(self.context, self.listing.table, rows, title="来稿一览")
        self.context.navigate("preview", ledger=made)

    def _show_columns(self) -> None:
        place = self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft())
        self.listing.table.column_menu().exec(place)
