"""The right side of 来稿办理: one submission with its ten steps, its texts, records, files and dispatches."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.workflow import CLOSED, TEN_STEPS, State, Step
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions import tabs
from cppcc_desk.ui.pages.submissions.editing import Editing
from cppcc_desk.ui.quick_look import marks_of
from cppcc_desk.ui.stepping import PRIMARY, Stepping
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    ElidedLabel,
    EmptyState,
    LampChip,
    StepBar,
    action,
    button,
    clear,
    column,
    label,
    menu_button,
    row,
    tag,
)

TEXT, COMPARED, DISPATCHES, HISTORY, FILES = range(5)
MAY_BE_REFUSED = frozenset(
    {State.CLASSIFIED, State.RETURNED, State.RETAINED, State.SELECTED, State.EDITING, State.IN_REVIEW}
)


class Detail(Card):
    """`show_submission(id)`; None shows why there is nothing. `edited(bool)` when the editor opens or closes."""

    edited = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.stepping = Stepping(context)
        self.detail: SubmissionDetail | None = None
        self._lay_out()
        self.bar.picked.connect(self._show_step)
        self._tabs.currentChanged.connect(self._pick_tab)
        self.editing.left.connect(self._leave_editing)

    def _lay_out(self) -> None:
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._lamp = LampChip()
        self._tags = row(gap=6)
        self.bar = StepBar()
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for words in ("稿件内容", "原稿对照", "报送", "办理记录", "附件"):
            self._tabs.addTab(words)
        self._length = label("", "hint")
        self.text = tabs.TextTab(self._context)
        self.compared = tabs.ComparedTab()
        self.dispatches = tabs.DispatchTab(self._context, self.stepping)
        self.history = tabs.HistoryTab()
        self.files = tabs.FilesTab(self._context)
        self._stack = QStackedWidget()
        for tab in (self.text, self.compared, self.dispatches, self.history, self.files):
            self._stack.addWidget(tab)
        self.primary = button("", self._next, icon="arrow", kind="primary", shortcut="Ctrl+Enter")
        self.back = button("退回", self._send_back, icon="back")
        self.refuse = button("不予采用", self._reject, kind="danger")
        self.paper = button("打印核稿单", partial(self._form, "核稿单"), icon="print", kind="flat")
        self._more = menu_button("", self._actions())
        self._bar = Bar(self.primary, self.back, self.refuse, STRETCH, self.paper, self._more)
        head = column(
            self._title,
            row(self._lamp, self._tags, STRETCH),
            self.bar,
            gap=8,
            margins=(16, 12, 16, 4),
        )
        strip = row(self._tabs, STRETCH, self._length, margins=(16, 0, 16, 0))
        self._shown = QWidget()
        shown = column(head, strip, self._stack, self._bar, gap=0)
        shown.setStretch(2, 1)
        self._shown.setLayout(shown)
        self.editing = Editing(self._context)
        self.empty = EmptyState()
        self._pages = QStackedWidget()
        for page in (self.empty, self._shown, self.editing):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, gap=0))

    def _actions(self) -> list[Any]:
        self._pause_action = action("暂停计时…", self._pause, icon="pause")
        self._restore_action = action("从回收站恢复", self._restore, icon="undo")
        return [
            action("修改编辑稿…", self._edit, icon="edit"),
            action("修改标题…", self.rename, icon="edit", shortcut="F2"),
            action("分派小组…", self._assign, icon="users"),
            action("增加报送去向…", partial(self._with, self.stepping.open_dispatch), icon="send"),
            self._pause_action,
            action("合并到另一篇…", self._merge, icon="merge"),
            action("跳过或重做环节…", self._jump, icon="redo"),
            action("打印来稿登记表", partial(self._form, "来稿登记表"), icon="print"),
            action("打印发文稿纸", partial(self._form, "发文稿纸"), icon="print"),
            action("打印送达登记", partial(self._form, "送达登记"), icon="print"),
            action("打印催办单", partial(self._form, "催办单"), icon="print"),
            action("移入回收站", self._delete, icon="trash", shortcut="Delete"),
            self._restore_action,
        ]

    # --- what is shown ---

    def show_submission(self, submission_id: int | None) -> None:
        """Read one submission and show it."""
        self.detail = None
        if submission_id is not None:
            try:
                self.detail = self.stepping.detail(submission_id)
            except Missing:  # undone since the list was read
                self.detail = None
        if self.detail is None:
            self.empty.tell("没有选中来稿", "在左边选一篇，这里显示它的内容和十个环节。", icon="doc")
            self._pages.setCurrentWidget(self.empty)
            return
        self._fill(self.detail)
        if self._pages.currentWidget() is not self.editing:
            self._pages.setCurrentWidget(self._shown)

    def _fill(self, detail: SubmissionDetail) -> None:
        self._title.setText(detail.row.title)
        self._fill_tags(detail)
        self.bar.show_marks(marks_of(detail, self._context))
        self.text.show_detail(detail)
        self.compared.show_detail(detail)
        self.dispatches.show_detail(detail)
        self.history.show_detail(detail)
        self.files.show_detail(detail)
        for tab, words, number in (
            (DISPATCHES, "报送", len(detail.dispatches)),
            (HISTORY, "办理记录", len(detail.steps)),
            (FILES, "附件", len(detail.files)),
        ):
            self._tabs.setTabText(tab, f"{words} {number}" if number else words)
        edited = len("".join(detail.edited_text.split()))
        original = len("".join(detail.original_text.split()))
        self._length.setText(f"编辑稿 {edited} 字，原稿 {original} 字" if edited else f"原稿 {original} 字")
        self._fill_actions(detail)

    def _fill_tags(self, detail: SubmissionDetail) -> None:
        clock = detail.row.clock
        self._lamp.setVisible(clock is not None)
        if clock is not None:
            self._lamp.show_lamp(
                f"{clock.remaining} · {deadlines.short(clock.due_at, self._context.today)} 截止", clock.urgency.value
            )
            self._lamp.setToolTip("\n".join(filter(None, (deadlines.full(clock.due_at), clock.rule, clock.notes))))
        clear(self._tags)
        told = [
            (detail.row.state, "grey"),
            (detail.row.urgency_grade if detail.row.urgency_grade != "平件" else "", "amber"),
            (detail.row.category, "grey"),
            (f"拟报{detail.row.destinations}" if detail.row.destinations else "", "blue"),
            (f"并入 {detail.merged_into}" if detail.merged_into else "", "grey"),
            (f"已合并 {'、'.join(detail.merged_from)}" if detail.merged_from else "", "grey"),
            (_issue(detail), "blue"),
            ("在回收站" if detail.deleted_at else "", "red"),
        ]
        for words, tone in told:
            if words:
                self._tags.addWidget(tag(words, tone))

    def _fill_actions(self, detail: SubmissionDetail) -> None:
        step, state = detail.row.next_step, State(detail.row.state)
        gone = detail.deleted_at is not None
        self.primary.setVisible(bool(step) and not gone)
        if step:
            self.primary.setText(_primary(detail))
        done = state not in (State.REGISTERED, State.MERGED, State.ISSUED)
        self.back.setVisible(done and not gone)
        early = state in (
            State.CLASSIFIED,
            State.RETURNED,
            State.RETAINED,
            State.SELECTED,
            State.EDITING,
            State.IN_REVIEW,
        )
        self.refuse.setVisible(early and not gone)
        self._pause_action.setText("恢复计时" if detail.paused else "暂停计时…")
        self._pause_action.setEnabled(state not in CLOSED)
        self._restore_action.setVisible(gone)

    def _pick_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)

    def _show_step(self, number: int) -> None:
        """A step of the bar: its record."""
        self._tabs.setCurrentIndex(HISTORY)
        self.history.show_step(TEN_STEPS[number].value)

    def fit(self, *, narrow: bool, low: bool, wide: bool) -> None:
        """Less room: no dates under the steps; much room: the properties beside the text."""
        self.bar.set_dates(not low)
        self.paper.setText("核稿单" if narrow else "打印核稿单")
        self.text.set_wide(wide)

    # --- what is done ---

    def _with(self, do: Any) -> None:
        if self.detail is not None:
            do(self.detail)

    def _next(self) -> None:
        self._with(self.stepping.next)

    def press_primary(self) -> None:
        """Ctrl+Enter: what the primary button does, when it is there."""
        if self.primary.isVisible():
            self._next()

    def _send_back(self) -> None:
        self._with(self.stepping.send_back)

    def _reject(self) -> None:
        self._with(self.stepping.reject)

    def _pause(self) -> None:
        self._with(self.stepping.pause)

    def _assign(self) -> None:
        if self.detail is not None:
            self.stepping.assign([self.detail.row.id])

    def _merge(self) -> None:
        if self.detail is None:
            return
        if self.detail.merged_into:
            self.stepping.ask(self.detail, Step.UNMERGE)
        else:
            self.stepping.ask(self.detail, Step.MERGE)

    def _jump(self) -> None:
        self._with(self.stepping.jump)

    def rename(self) -> None:
        """F2: another title."""
        self._with(self.stepping.rename)

    def _delete(self) -> None:
        if self.detail is not None:
            self.stepping.delete([self.detail.row])

    def _restore(self) -> None:
        if self.detail is not None:
            self.stepping.restore([self.detail.row.id])

    def _form(self, kind: str) -> None:
        if self.detail is not None:
            self._context.navigate("preview", form=kind, submission_ids=(self.detail.row.id,))

    def _edit(self) -> None:
        if self.detail is not None:
            self.edit()

    def edit(self) -> None:
        """Open the editor over the text."""
        if self.detail is not None:
            self.editing.begin(self.detail)
            self._pages.setCurrentWidget(self.editing)
            self.edited.emit(True)

    def _leave_editing(self) -> None:
        self._pages.setCurrentWidget(self._shown)
        self.edited.emit(False)

    def may_leave(self) -> bool:
        """Whether unsaved text would be lost."""
        return self._pages.currentWidget() is not self.editing or self.editing.may_leave()

    def set_focus_on_text(self) -> None:
        """Put the keyboard on the text."""
        self._stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)


def _issue(detail: SubmissionDetail) -> str:
    issue = detail.issue
    if issue is None:
        return ""
    return f"《{issue.journal}》{issue.year}年{'增刊' if issue.supplement else ''}第{issue.issue_no}期"


def _primary(detail: SubmissionDetail) -> str:
    step = Step(detail.row.next_step)
    if step is Step.PROOFREAD:
        return "一校通过，送二校" if detail.row.state == State.PRINTING else "二校通过，印发"
    return PRIMARY[step]


def who(detail: SubmissionDetail) -> str:
    """反映人 with kind, unit and masked phone, as one line."""
    lead = detail.contributors[0] if detail.contributors else None
    if lead is None:
        return detail.row.unit or "待补"
    told = [detail.row.contributors, lead.kind if lead.kind != "其他" else "", lead.unit, masked(lead.phone)]
    return "　".join(part for part in told if part)
