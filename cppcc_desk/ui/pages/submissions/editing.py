"""The editor: title and text beside the original; 暂存 keeps a version, 送审稿 hands it on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError, Stale
from cppcc_desk.domain.submission import MAX_TITLE
from cppcc_desk.domain.workflow import State, Step, Verdict
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.draft import DraftKeeper
from cppcc_desk.ui.form import LongTextField, TextField
from cppcc_desk.ui.pages.submissions.beside import HEAD, BesideOriginal
from cppcc_desk.ui.widgets import STRETCH, Bar, NoticeBar, button, column, label, row

REGULAR = (State.SELECTED, State.EDITING)


def _draft_name(submission_id: int) -> str:
    return f"edit-{submission_id}"


def has_draft(context: Context, submission_id: int) -> bool:
    """Whether an edited text of this submission was left unsaved."""
    return (context.desk.folder.drafts / f"{_draft_name(submission_id)}.json").exists()


class Editing(QWidget):
    """`begin(detail)`; `left()` when the person is done or thought better of it."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: SubmissionDetail | None = None
        self._version = 0
        self._dirty = False
        self._limit = 0
        self.title = TextField(max_length=MAX_TITLE)
        self.title.name("标题")
        self.text = LongTextField(lines=6)
        self.text.name("编辑稿")
        self.reason = TextField(placeholder="现在不在编辑环节，请写明重新编辑的原因")
        self.reason.name("重新编辑的原因")
        self.notice = NoticeBar()
        self._count = label("", "hint")
        self._draft = DraftKeeper(context, "edit", self._typed)
        self._kept = label("", "hint")
        self._lay_out()
        for field in (self.title, self.text, self.reason):
            field.changed.connect(self._change)
        self._draft.kept.connect(lambda at: self._kept.setText(f"草稿已自动保存 {at:%H:%M}"))

    def _lay_out(self) -> None:
        self.cancel = button("取消", self._leave, shortcut="Esc")
        self.keep_button = button("暂存", self._keep, icon="save", shortcut="Ctrl+S")
        self.hand_on_button = button(
            "编辑完成，送审稿", self.hand_on, icon="check", kind="primary", shortcut="Ctrl+Enter"
        )
        left = QWidget()
        self.beside = BesideOriginal(left, "editing", self._context.settings)
        mine = label("编辑稿", "strong")
        mine.setFixedHeight(HEAD)
        left.setLayout(column(row(mine, STRETCH, self._count, self.beside.original_button), self.text, gap=4))
        body = column(
            row(label("标题", "secondary"), self.title),
            self.reason,
            self.notice,
            self.beside,
            gap=8,
            margins=(16, 12, 16, 10),
        )
        body.setStretch(3, 1)
        foot = Bar(self.hand_on_button, self.keep_button, self.cancel, STRETCH, self._kept)
        box = column(body, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._keep)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # Esc elsewhere belongs to the search box
        leave.activated.connect(self._leave)

    def fit(self, *, narrow: bool) -> None:
        """On narrow windows the original waits behind F6."""
        self.beside.fit(narrow=narrow)

    def begin(self, detail: SubmissionDetail) -> None:
        """Open on one submission, with the draft of an earlier session if there is one."""
        self._detail = detail
        self._version = detail.row.version
        self._draft.about(_draft_name(detail.row.id))
        self._limit = self._context.desk.read(office.office, on=self._context.today).length_limit
        self.notice.dismiss()
        self.title.set_value(detail.row.title)
        self.text.set_value(detail.text)
        self.beside.original.show_text(detail.original_text)
        self.reason.set_value("")
        self.reason.setVisible(detail.row.state not in REGULAR)
        self._kept.setText("")
        self._dirty = False
        if self._draft.found():
            self.notice.tell(
                "上次编辑这篇时没有保存，草稿还在。",
                kind="info",
                actions=[("恢复草稿", self._restore), ("不要草稿", self._forget)],
            )
        self._tell_length()
        self.text.edit.setFocus()

    def may_leave(self) -> bool:
        """Ask about text that has not been saved."""
        if not self._dirty or self._detail is None:
            return True
        answer = self._context.dialogs.choose(
            "编辑稿还没有保存",
            f"《{self._detail.row.title}》（{self._detail.row.intake_no}）修改过的编辑稿还没有保存。",
            (("drop", "不保存"), ("keep", "暂存")),
        )
        if answer == "keep":
            return self._save(Verdict.KEEP)
        if answer == "drop":
            self._forget()
            self._dirty = False
        return answer == "drop"

    def _typed(self) -> dict[str, object]:
        return {"title": self.title.value(), "text": self.text.value(), "reason": self.reason.value()}

    def _restore(self) -> None:
        kept = self._draft.found() or {}
        self.title.set_value(kept.get("title", ""))
        self.text.set_value(kept.get("text", ""))
        self.reason.set_value(kept.get("reason", ""))
        self._dirty = True
        self.notice.dismiss()
        self._tell_length()

    def _forget(self) -> None:
        self._draft.forget()
        self.notice.dismiss()

    def _change(self) -> None:
        self._dirty = True
        self._draft.touch()
        self._tell_length()

    def _tell_length(self) -> None:
        length = len("".join(self.text.value().split()))
        over = length > self._limit
        self._count.setText(f"{length} 字，超过 {self._limit} 字，建议压缩" if over else f"{length} 字")
        self._count.setProperty("role", "warning" if over else "hint")
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)

    def _keep(self) -> None:
        """Save and go on editing: Ctrl+S."""
        if self._detail is not None and self._save(Verdict.KEEP):
            self._follow(self._detail.row.id)
            self._kept.setText(f"已暂存 {self._context.now:%H:%M}")
            self.text.edit.setFocus()

    def _follow(self, submission_id: int) -> None:
        """What is saved now is what is edited from here on."""
        self._detail = self._context.desk.read(submissions.detail, submission_id, now=self._context.now)
        self._version = self._detail.row.version
        self.reason.setVisible(self._detail.row.state not in REGULAR)
        self.notice.dismiss()

    def hand_on(self) -> None:
        """Save and pass on to 审稿: Ctrl+Enter."""
        if self._save(Verdict.HAND_ON):
            self.left.emit()

    def _save(self, conclusion: Verdict) -> bool:
        detail = self._detail
        if detail is None:
            return True
        try:
            self._context.desk.do(
                take_step,
                detail.row.id,
                Step.EDIT,
                {
                    "title": self.title.value(),
                    "edited_text": self.text.value(),
                    "responsible_editor": detail.responsible_editor or self._context.person,
                    "conclusion": conclusion.value,
                },
                reason=self.reason.value(),
                version=self._version,
            )
        except Stale as refusal:
            # Not a matter of the text: another command may only have changed the group. The person decides.
            self.notice.tell(refusal.message, kind="error", actions=[("仍保存我的编辑稿", self._take_over)])
            return False
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            if "原因" in refusal.message and self.reason.isVisible():
                self.reason.edit.setFocus()
            return False
        self._dirty = False
        self._draft.forget()
        words = "已送审稿" if conclusion is Verdict.HAND_ON else "已暂存编辑稿"
        self._context.notify(f"{words}：{detail.row.intake_no}", undo=True)
        return True

    def _take_over(self) -> None:
        """Save over what happened meanwhile: the other version stays among the earlier ones."""
        if self._detail is not None:
            self._follow(self._detail.row.id)
            self._keep()

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()
