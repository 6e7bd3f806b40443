"""The right side of 来稿办理: one submission with its ten steps, its texts, records, files and dispatches."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QTabBar, QWidget

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.workflow import FROZEN, TEN_STEPS, State
from cppcc_desk.queries import forms
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui import icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions.actions import PieceActions, may_be_refused
from cppcc_desk.ui.pages.submissions.correcting import Correcting
from cppcc_desk.ui.pages.submissions.editing import Editing, has_draft
from cppcc_desk.ui.pages.submissions.head import PieceHead
from cppcc_desk.ui.pages.submissions.tabs import (
    ComparedTab,
    DispatchTab,
    FilesTab,
    HistoryTab,
    OutcomesTab,
    ScoresTab,
    TextTab,
)
from cppcc_desk.ui.quick_look import marks_of
from cppcc_desk.ui.stepping import Stepping, primary_words, steps_back
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    ElidedLabel,
    EmptyState,
    NoticeBar,
    action,
    button,
    column,
    hairline,
    menu_button,
    row,
)
from cppcc_desk.ui.widgets.step_bar import StepBar

TEXT, COMPARED, DISPATCHES, HISTORY, FILES, OUTCOMES, SCORES = range(7)
NAMES = ("稿件内容", "原稿对照", "报送", "办理记录", "附件", "反馈批示", "计分")


class Detail(Card):
    """`show_submission(id)`; None shows why there is nothing.

    What the desk refuses is told through `refusals` of the page.
    """

    def __init__(self, context: Context, refusals: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__()
        self._context = context
        self._refusals = refusals
        self.stepping = Stepping(context)
        self.detail: SubmissionDetail | None = None
        self.piece_actions = PieceActions(
            self.stepping,
            lambda: self.detail,
            refusals,
            edit=lambda _: self.edit(),
            correct=lambda _: self.correct(),
            record=lambda _: self.outcomes.record(),
        )
        self._narrow = self._wide = False
        self.empty = EmptyState()
        self.editing = Editing(context)
        self._correcting: Correcting | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self.bar.picked.connect(self._show_step)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.editing.left.connect(self._leave_editing)
        self.show_submission(None)

    # --- building ---

    def _lay_out(self) -> None:
        self.head = PieceHead(self._context)
        self.bar = StepBar()
        self._draft = NoticeBar()
        self._tabs()
        self._length = ElidedLabel("", "hint")  # gives way before the list beside it
        self._length.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        head = column(
            self.head,
            self.bar,
            self._draft,
            gap=6,
            margins=(16, 10, 16, 0),
        )
        strip = row(self.tabs, STRETCH, self._length, margins=(14, 0, 16, 0))
        shown = column(head, strip, hairline(), self._stack, self._foot(), gap=0)
        shown.setStretch(3, 1)
        self._shown = QWidget()
        self._shown.setLayout(shown)
        for page in (self.empty, self._shown, self.editing):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, gap=0, margins=(1, 1, 1, 1)))

    def _tabs(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("来稿的各部分")
        for words in NAMES:
            self.tabs.addTab(words)
        self.text = TextTab(self._context)
        self.compared = ComparedTab()
        self.dispatches = DispatchTab(self._context, self.stepping, self._refusals)
        self.history = HistoryTab()
        self.files = FilesTab(self._context, self._refusals)
        self.outcomes = OutcomesTab(self._context, self._refusals)
        self.scores = ScoresTab(self._context, self._refusals)
        self._parts = (
            self.text,
            self.compared,
            self.dispatches,
            self.history,
            self.files,
            self.outcomes,
            self.scores,
        )
        self._stack = QStackedWidget()
        for tab in self._parts:
            self._stack.addWidget(tab)

    def _foot(self) -> Bar:
        self.primary = button("办理", self.press_primary, icon="arrow", kind="primary", shortcut="Ctrl+Enter")
        self.back = button("退回", self.piece_actions.back.trigger, icon="back")
        self.refuse = button("不予采用", self.piece_actions.refuse.trigger, kind="danger")
        self.restore_button = button("从回收站恢复", self.restore, icon="undo", kind="primary")
        self.paper = button("打印核稿单", partial(self._form, "核稿单"), icon="print", kind="flat")
        self._more = menu_button("", self._menu(), tip="更多操作")
        return Bar(self.primary, self.restore_button, self.back, self.refuse, STRETCH, self.paper, self._more)

    def _menu(self) -> list[QAction]:
        """Everything that can be done; what the state does not allow is greyed."""
        made, run = self.piece_actions, self.piece_actions.run
        self._rename_action = action("修改标题…", self.rename, icon="edit", tells="F2")
        self._assign_action = action("分派小组…", run(lambda d: self.stepping.assign([d.row.id])), icon="users")
        self._delete_action = action("移入回收站…", run(lambda d: self.stepping.delete([d.row])), icon="trash")
        self._draft_action = action("起草公文…", run(self._draft_document), icon="doc")
        self._form_actions = [action(f"{kind}…", partial(self._form, kind)) for kind in forms.OF_SUBMISSION]
        printing = QMenu("打印表单", self)
        printing.setIcon(icons.icon("print"))
        printing.addActions(self._form_actions)
        rule = QAction(self)
        rule.setSeparator(True)
        return [
            made.edit,
            self._rename_action,
            made.correct,
            self._assign_action,
            made.open,
            made.send,
            made.pause,
            made.merge,
            made.record,
            made.jump,
            self._delete_action,
            rule,
            self._draft_action,
            printing.menuAction(),
        ]

    # --- what is shown ---

    def show_submission(self, submission_id: int | None) -> None:
        """Read one submission and show it; the editor of another one is closed."""
        before = self.detail.row.id if self.detail else None
        self.detail = None
        if submission_id is not None:
            try:
                self.detail = self.stepping.detail(submission_id)
            except Missing:  # undone since the list was read
                self.detail = None
        if self.is_editing and (self.detail is None or self.detail.row.id != before):
            self._leave_editing()
        if self.detail is None:
            self.empty.tell("没有选中来稿", "在左边选一篇，这里显示它的内容和十个环节。", icon="doc")
            self._pages.setCurrentWidget(self.empty)
            return
        self._fill(self.detail)
        if not self.is_editing:
            self._pages.setCurrentWidget(self._shown)

    def _fill(self, detail: SubmissionDetail) -> None:
        self.head.show_detail(detail)
        self.bar.show_marks(marks_of(detail, self._context))
        for tab in self._parts:
            tab.show_detail(detail)
        numbers = {
            DISPATCHES: len(detail.dispatches),
            HISTORY: len(detail.steps),
            FILES: len(detail.files),
            OUTCOMES: self.outcomes.number,
        }
        for tab_number, name in enumerate(NAMES):
            count = numbers.get(tab_number, 0)
            self.tabs.setTabText(tab_number, f"{name} {count}" if count else name)
        self._tell_length()
        self._fill_actions(detail)
        self._offer_draft(detail)

    def _tell_length(self) -> None:
        if self.detail is None:
            return
        edited = len("".join(self.detail.edited_text.split()))
        original = len("".join(self.detail.original_text.split()))
        told = f"编辑稿 {edited} 字，原稿 {original} 字" if edited else f"原稿 {original} 字"
        self._length.setText("" if self._narrow else told)

    def _fill_actions(self, detail: SubmissionDetail) -> None:
        state, gone = State(detail.row.state), detail.deleted_at is not None
        words, back = primary_words(detail), steps_back(detail)
        self.primary.setVisible(bool(words))
        self.primary.setText(words or "办理")
        self.restore_button.setVisible(gone)
        self.back.setVisible(bool(back))
        self.back.setText("退回" if self._narrow or not back else f"退回{back[-1]}")
        self.refuse.setVisible(may_be_refused(detail))
        self.refuse.setText("不采用" if self._narrow else "不予采用")
        self.paper.setText("核稿单" if self._narrow else "打印核稿单")
        self.piece_actions.fit(detail)
        for made, possible in (
            (self._rename_action, state not in FROZEN and not gone),
            (self._assign_action, not gone),
            (self._delete_action, not gone and detail.issue is None),
            (self._draft_action, not gone),
            *((form, not gone) for form in self._form_actions),
        ):
            made.setEnabled(possible)

    def _offer_draft(self, detail: SubmissionDetail) -> None:
        if self.piece_actions.edit.isEnabled() and not self.is_editing and has_draft(self._context, detail.row.id):
            self._draft.tell("这篇有上次没保存完的编辑稿。", kind="info", actions=[("接着编辑", self.edit)])
        else:
            self._draft.dismiss()

    def _show_step(self, number: int) -> None:
        """A step of the bar: its record; the one that is due: what there is to do."""
        self.tabs.setCurrentIndex(HISTORY)
        self.history.show_step(TEN_STEPS[number].value)

    def fit(self, *, narrow: bool, low: bool, wide: bool) -> None:
        """Less room: shorter words, no dates under the steps; much room: the properties beside the text."""
        self._narrow, self._wide = narrow, wide
        self.bar.set_dates(not low)
        self.text.set_wide(wide)
        self.scores.fit(narrow=not wide)
        self.editing.fit(narrow=narrow)
        if self._correcting is not None:
            self._correcting.fit(narrow=narrow, wide=wide)
        self._tell_length()
        if self.detail is not None:
            self._fill_actions(self.detail)

    # --- what is done ---

    def press_primary(self) -> None:
        """Ctrl+Enter: what the primary button does, when it is there."""
        if not self.primary.isHidden() and not self.is_editing:
            self.piece_actions.run(self.stepping.next)()

    def rename(self) -> None:
        """F2: another title."""
        self.piece_actions.run(self.stepping.rename)()

    def restore(self) -> None:
        """Out of the 回收站."""
        self.piece_actions.run(lambda d: self.stepping.restore([d.row.id]))()

    def _draft_document(self, detail: SubmissionDetail) -> None:
        """A 公文 about it, begun with its title and text."""
        answer = self._context.dialogs.choose(
            "起草公文",
            f"{detail.row.intake_no}《{detail.row.title}》\n标题、主送和正文先替您填好，起草时可以改。",
            (("函", "函：转部门办理"), ("报告", "报告：报上级")),
        )
        if answer is not None:
            made_for = MadeFor(submission_id=detail.row.id)
            self._context.navigate("drafting", kind=Kind(answer), made_for=made_for)

    def _form(self, kind: str) -> None:
        if self.detail is not None:
            self._context.navigate("preview", form=kind, submission_ids=(self.detail.row.id,))

    def _editors(self) -> list[Editing | Correcting]:
        return [self.editing, *([self._correcting] if self._correcting else [])]

    @property
    def _editor(self) -> Editing | Correcting | None:
        """The editor that is open over the submission."""
        return next((editor for editor in self._editors() if editor is self._pages.currentWidget()), None)

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def press_save(self) -> None:
        """Ctrl+Enter in an editor."""
        match self._editor:
            case Editing() as editing:
                editing.hand_on()
            case Correcting() as correcting:
                correcting.save()

    def edit(self) -> None:
        """Open the editor over the text."""
        self._open(self.editing)

    def correct(self) -> None:
        """Open the form of 登记 over the submission."""
        self._open(self.correcting)

    @property
    def correcting(self) -> Correcting:
        """The form of 更正登记, built when it is first wanted."""
        if self._correcting is None:
            self._correcting = Correcting(self._context)
            self._correcting.fit(narrow=self._narrow, wide=self._wide)
            self._correcting.left.connect(self._leave_editing)
            self._pages.addWidget(self._correcting)
        return self._correcting

    def _open(self, editor: Editing | Correcting) -> None:
        if self.detail is not None and not self.is_editing:
            self._draft.dismiss()
            self._pages.setCurrentWidget(editor)
            editor.begin(self.detail)

    def _leave_editing(self) -> None:
        self._pages.setCurrentWidget(self._shown)
        if self.detail is not None:
            self._offer_draft(self.detail)

    def may_leave(self) -> bool:
        """Whether the open editor may be closed: asks about what has not been saved."""
        editor = self._editor
        return editor is None or editor.may_leave()

    def focus_text(self) -> None:
        """Put the keyboard on the text."""
        self.tabs.setCurrentIndex(TEXT)
        self.text.text.setFocus(Qt.FocusReason.OtherFocusReason)
