"""来稿办理: list and detail side by side, or the register as a table with a batch bar."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.workflow import Step
from cppcc_desk.operations.submissions import KEPT_DAYS
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import Filter, SubmissionDetail, SubmissionRow
from cppcc_desk.ui import lists, recent
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.outcomes.working import OutcomeWork
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.submissions.actions import PieceActions
from cppcc_desk.ui.pages.submissions.detail import Detail
from cppcc_desk.ui.pages.submissions.listing import MOST_ROWS, Given, Listing
from cppcc_desk.ui.splitter import KeptSplitter
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import action, button, column, label, row

LIST_WIDE, LIST, LIST_NARROW = 460, 400, 300
BATCH_STEPS: Final = (Step.CLASSIFY, Step.SCREEN, Step.REVIEW, Step.SIGN_OFF, Step.ARCHIVE)


class SubmissionsPage(Page):
    """`open_at`: `submission_id` (with `edit=True` in the editor), `scope` for a chip, `search` with `came_from`,
    `leave_search=True` for Esc in the search box, `numbers` with `words` and `came_from` for these pieces alone."""

    title = "来稿办理"
    help_chapter = "submissions"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)
        self._wanted: int | None = None
        self._then: Callable[[], None] | None = None
        self._came_from = ""
        self.listing = Listing(context)
        self.detail = Detail(context, self.refusals)
        self.split = KeptSplitter("submissions", context.settings, side=0)
        self._chosen = label("", "small_strong")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.split.addWidget(self.listing)
        self.split.addWidget(self.detail)
        self.next_button = button("批量办下一环节", self._next, icon="arrow")
        self.step_button = button("批量办…", icon="list")
        steps = QMenu(self.step_button)
        self._step_actions = [action(f"批量{step}…", partial(self._take, step)) for step in BATCH_STEPS]
        steps.addActions(self._step_actions)
        self.step_button.setMenu(steps)
        self.assign_button = button("分派小组", self._assign, icon="users")
        self.delete_button = button("移入回收站", self._delete_chosen, icon="trash")
        self.restore_button = button("从回收站恢复", self._restore, icon="undo")
        self.columns_button = self.listing.table.column_button()
        self.export_button = button("导出 Excel", self._export, icon="export", kind="flat")
        self.print_button = button("打印", self._print, icon="print", kind="flat", shortcut="Ctrl+P")
        batch = row(
            self._chosen,
            self.next_button,
            self.step_button,
            self.assign_button,
            self.delete_button,
            self.restore_button,
        )
        self.listing.batch.setLayout(batch)
        self.listing.filters.tools.setLayout(row(self.columns_button, self.export_button, self.print_button, gap=4))
        body = column(self.notice, self.split, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.first = self.listing.list

    def _connect(self) -> None:
        self.listing.current.connect(self._show)
        self.listing.table_wanted.connect(self._show_table)
        self.listing.search_left.connect(self._leave_search)
        for table in (self.listing.list, self.listing.table):
            self._equip(table)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._primary)
        lists.equip(self, action("打印清单", self._print, icon="print", shortcut="Ctrl+P"))

    def _equip(self, table: DataTable[SubmissionRow]) -> None:
        """Keys and the menu of the right mouse button, the same in both lists."""
        table.opened.connect(self._open)
        table.quick_look.connect(self._toggle_table_look)
        table.renamed.connect(self._rename)
        table.deleted.connect(self._delete)
        table.refreshed.connect(self.refresh)
        table.chosen.connect(self._count)
        piece = PieceActions(
            self._stepping,
            self._only_one,
            self.refusals,
            edit=lambda d: self._open_one(d.row.id, then=self.detail.edit),
            correct=lambda d: self._open_one(d.row.id, then=self.detail.correct),
            record=lambda d: OutcomeWork(self.context, back="submissions").record(submission_id=d.row.id),
        )
        table.menu_wanted.connect(lambda: piece.fit(self._only_one()))
        lists.equip(
            table,
            action("打开", lambda: self._open(None), icon="eye", shortcut="Enter"),
            action("办理下一环节…", self._next, icon="arrow", tells="Ctrl+Enter"),
            piece.back,
            piece.refuse,
            piece.edit,
            action("修改标题…", lambda: self._rename(None), icon="edit", shortcut="F2"),
            piece.correct,
            action("分派小组…", self._assign, icon="users"),
            piece.open,
            piece.send,
            piece.pause,
            piece.merge,
            piece.record,
            piece.jump,
            action("复制所选行", table.copy, icon="copy", shortcut="Ctrl+C"),
            action("导出 Excel…", self._export, icon="export"),
            action("打印清单…", self._print, icon="print", tells="Ctrl+P"),
            action("移入回收站…", self._delete_chosen, icon="trash", shortcut="Delete"),
            action("从回收站恢复", self._restore, icon="undo"),
        )

    # --- what is shown ---

    def reload(self) -> None:
        before = self.detail.detail.row.id if self.detail.detail else None
        self.listing.reload()
        count = self.context.desk.read(submissions.count, Filter(year=self.context.today.year))
        self.subtitle = f"{self.context.today.year} 年度 {count} 篇"
        self.titled.emit()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.listing.choose(wanted)
            self.detail.show_submission(wanted)
        elif self.detail.is_editing:
            self.detail.show_submission(before)
        elif not self.listing.as_table:
            current = self.listing.list.current_row()
            self.detail.show_submission(current.id if current else None)
        then, self._then = self._then, None
        if then is not None:
            then()
        self._count(self.listing.chosen_count())

    def open_at(self, **target: Any) -> None:
        if target.get("leave_search"):
            self._leave_search()
        elif "search" in target:
            if self.detail.may_leave():
                self._came_from = str(target.get("came_from", ""))
                self.listing.search(str(target["search"]))
        elif "numbers" in target:
            if self.detail.may_leave():
                self._came_from = str(target.get("came_from", ""))
                self.listing.show_given(Given(tuple(target["numbers"]), str(target["words"])))
        elif "scope" in target:
            self.listing.show_table(False, reload=False)
            self.listing.show_scope(str(target["scope"]))
        elif "submission_id" in target:
            self._open_one(int(target["submission_id"]), then=self.detail.edit if target.get("edit") else None)

    def _open_one(self, submission_id: int, *, then: Callable[[], None] | None = None) -> None:
        shown = self.detail.detail.row.id if self.detail.detail else None
        if submission_id != shown and not self.detail.may_leave():
            return
        recent.note(self.context.settings, submission_id)
        self._wanted, self._then = submission_id, then
        was_table = self.listing.as_table
        if was_table:
            self.listing.show_table(False, reload=False)
        self.refresh()
        if was_table:
            self.begin()

    def fit(self, room: Room) -> None:
        shape, width = ("wide", LIST_WIDE) if room.wide else ("narrow", LIST_NARROW) if room.narrow else ("usual", LIST)
        self.listing.setMinimumWidth(LIST_NARROW)
        self.split.divide(shape, usual=width)
        self.listing.set_narrow(room.narrow)
        self.next_button.setText("下一环节" if room.narrow else "批量办下一环节")
        self.detail.fit(narrow=room.narrow, low=room.low, wide=room.wide)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # else Qt puts the keyboard on the first button
            (self.listing.table if self.listing.as_table else self.listing.list).setFocus()

    def begin(self, last: QWidget | None = None) -> None:
        if not self.detail.is_editing:  # an editor puts the keyboard on its text by itself
            super().begin(last)

    def keep(self) -> None:
        super().keep()
        self.listing.filters.keep()

    def _show(self, submission_id: int | None) -> None:
        """The keyboard went to another row."""
        shown = self.detail.detail.row.id if self.detail.detail else None
        if self.listing.as_table or (self.detail.is_editing and submission_id == shown):
            return
        if submission_id != shown and not self.detail.may_leave():
            if shown is not None:
                self.listing.list.choose([shown])
            return
        self.detail.show_submission(submission_id)

    def _show_table(self, on: bool) -> None:
        self.detail.setVisible(not on)
        self.first = self.listing.table if on else self.listing.list
        self._count(self.listing.chosen_count())
        self.listing.set_narrow(self.room.narrow)

    def _toggle_table_look(self) -> None:
        """Space: from the table to the reading view and back."""
        current = self.listing.table.current_row()
        if self.listing.as_table and current is not None:
            self._open_one(current.id)
        elif not self.listing.as_table and self.detail.may_leave():
            self.listing.show_table(True)

    def _open(self, row: SubmissionRow | None) -> None:
        chosen = row or next(iter(self.listing.chosen()), None)
        if chosen is None:
            return
        if self.listing.as_table:
            self._open_one(chosen.id)
        else:
            recent.note(self.context.settings, chosen.id)
            self.detail.focus_text()

    def _leave_search(self) -> None:
        if not self.listing.searched and self.listing.given is None:
            return
        self.listing.leave_search()
        if self._came_from not in ("", "submissions"):
            self.context.navigate(self._came_from)
        self._came_from = ""

    def _count(self, number: int) -> None:
        self._chosen.setText(f"已选 {number} 篇" if number else "未选")
        in_bin = self.listing.in_bin
        for made in (self.next_button, self.step_button, self.assign_button, self.delete_button):
            made.setVisible(not in_bin)
            made.setEnabled(number > 0)
        self.restore_button.setVisible(in_bin)
        self.restore_button.setEnabled(number > 0)

    def may_leave(self) -> bool:
        return self.detail.may_leave()

    # --- what is done ---

    def _primary(self) -> None:
        """Ctrl+Enter."""
        if self.detail.is_editing:
            self.detail.press_save()
        elif self.listing.as_table:
            self._next()
        else:
            self.detail.press_primary()

    def _next(self) -> None:
        rows = self.listing.chosen()
        with self.refusals():
            if len(rows) == 1:
                self._stepping.next(self._stepping.detail(rows[0].id))
            elif rows:
                self._stepping.next_of_many(rows)

    def _only_one(self) -> SubmissionDetail | None:
        """The submission that is chosen when it is the only one."""
        rows = self.listing.chosen()
        if len(rows) != 1:
            return None
        try:
            return self._stepping.detail(rows[0].id)
        except Missing:  # undone since the list was read
            return None

    def _take(self, step: Step) -> None:
        rows = self.listing.chosen()
        with self.refusals():
            if rows:
                self._stepping.take_many(rows, step)

    def _assign(self) -> None:
        rows = self.listing.chosen()
        with self.refusals():
            if rows:
                self._stepping.assign([row.id for row in rows])

    def _rename(self, row: SubmissionRow | None) -> None:
        chosen = row or next(iter(self.listing.chosen()), None)
        with self.refusals():
            if chosen is not None:
                self._stepping.rename(self._stepping.detail(chosen.id))

    def _delete_chosen(self) -> None:
        self._delete(self.listing.chosen())

    def _delete(self, rows: list[SubmissionRow]) -> None:
        with self.refusals():
            if self.listing.in_bin:
                raise Forbidden(f"这些来稿已经在回收站里，没有作任何改动；保留 {KEPT_DAYS} 天后可以清理。")
            self._stepping.delete(rows)

    def _restore(self) -> None:
        with self.refusals():
            self._stepping.restore([row.id for row in self.listing.chosen()])

    def _export(self) -> None:
        ids = self._ids()

        def fetch(reporter: Reporter) -> list[SubmissionRow]:
            made: list[SubmissionRow] = []
            for start in range(0, len(ids), MOST_ROWS):
                reporter.step(start, len(ids), f"{start} / {len(ids)} 篇")
                made += self.listing.fetch_all(ids[start : start + MOST_ROWS])
            return made

        with self.refusals():
            lists.export(self.context, self.listing.table, fetch, title="来稿一览")

    def _ids(self) -> list[int]:
        """What is listed, in its order."""
        if self.listing.as_table:
            return list(self.listing.model.ids)
        return [row.id for row in self.listing.on_screen()]

    def _print(self) -> None:
        with self.refusals():
            ids = self._ids()
            lists.refuse_too_many(len(ids))
            made = lists.as_ledger(self.context, self.listing.table, self.listing.fetch_all(ids), title="来稿一览")
            self.context.navigate("preview", ledger=made)
