"""The editor: title and text beside the original; 暂存 keeps a version, 送审稿 hands it on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.workflow import State, Step, Verdict
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import office
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.draft import DraftKeeper
from cppcc_desk.ui.form import LongTextField, TextField
from cppcc_desk.ui.widgets import STRETCH, Bar, NoticeBar, button, column, label, row

REGULAR = (State.SELECTED, State.EDITING)


class Editing(QWidget):
    """`begin(detail)`; `left()` when the person is done or thought better of it."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: SubmissionDetail | None = None
        self._dirty = False
        self.title = TextField(max_length=120)
        self.text = LongTextField(lines=8)
        self.original = LongTextField(lines=8)
        self.original.set_read_only(True)
        self.reason = TextField(placeholder="现在不在编辑环节，请写明重新编辑的原因")
        self.notice = NoticeBar()
        self._count = label("", "hint")
        self._draft = DraftKeeper(context, "edit", self._typed)
        self._kept = label("", "hint")
        self._lay_out()
        self.title.changed.connect(self._change)
        self.text.changed.connect(self._change)
        self.reason.changed.connect(self._change)
        self._draft.kept.connect(lambda at: self._kept.setText(f"草稿已自动保存 {at:%H:%M}"))

    def _lay_out(self) -> None:
        self.cancel = button("取消", self._leave)
        self.keep = button("暂存", self._keep, icon="save", shortcut="Ctrl+S")
        self.hand_on = button("编辑完成，送审稿", self._hand_on, icon="check", kind="primary", shortcut="Ctrl+Enter")
        left = QWidget()
        left.setLayout(column(row(label("编辑稿", "card_title"), STRETCH, self._count), self.text, gap=6))
        right = QWidget()
        right.setLayout(column(row(label("原稿（不可修改）", "card_title"), STRETCH), self.original, gap=6))
        self.split = QSplitter()
        self.split.setObjectName("editing")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self._right = right
        body = column(
            row(label("标题", "secondary"), self.title),
            self.reason,
            self.notice,
            self.split,
            gap=8,
            margins=(16, 12, 16, 8),
        )
        body.setStretch(3, 1)
        foot = Bar(self._kept, STRETCH, self.cancel, self.keep, self.hand_on)
        box = column(body, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        for key, do in (("Ctrl+S", self._keep), ("Ctrl+Return", self._hand_on), ("F6", self._toggle_original)):
            QShortcut(QKeySequence(key), self).activated.connect(do)

    def begin(self, detail: SubmissionDetail) -> None:
        """Open on one submission, with the draft of an earlier session if there is one."""
        self._detail = detail
        self.notice.dismiss()
        self.title.set_value(detail.row.title)
        self.text.set_value(detail.text)
        self.original.set_value(detail.original_text)
        self.reason.set_value("")
        self.reason.setVisible(detail.row.state not in REGULAR)
        self._kept.setText("")
        self._dirty = False
        kept = self._draft.found()
        if kept and kept.get("submission_id") == detail.row.id:
            self.notice.tell(
                "上次有没保存的修改。", kind="info", actions=[("恢复草稿", self._restore), ("不要了", self._forget)]
            )
        self._tell_length()
        self.text.setFocus()

    def may_leave(self) -> bool:
        """Ask about text that has not been saved."""
        if not self._dirty:
            return True
        answer = self._context.dialogs.choose(
            "编辑稿还没有保存",
            "修改过的编辑稿还没有保存。",
            (("drop", "不保存"), ("keep", "暂存")),
        )
        if answer == "keep":
            return self._save(Verdict.KEEP)
        if answer == "drop":
            self._forget()
            self._dirty = False
            return True
        return False

    def _typed(self) -> dict[str, object]:
        return {
            "submission_id": self._detail.row.id if self._detail else 0,
            "title": self.title.value(),
            "text": self.text.value(),
        }

    def _restore(self) -> None:
        kept = self._draft.found() or {}
        self.title.set_value(kept.get("title", ""))
        self.text.set_value(kept.get("text", ""))
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
        limit = self._context.desk.read(office.office, on=self._context.today).length_limit
        over = f"，超过 {limit} 字，建议压缩" if length > limit else ""
        self._count.setText(f"{length} 字{over}")

    def _keep(self) -> None:
        if self._save(Verdict.KEEP):
            self.left.emit()

    def _hand_on(self) -> None:
        if self._save(Verdict.HAND_ON):
            self.left.emit()

    def _save(self, conclusion: Verdict) -> bool:
        if self._detail is None:
            return True
        try:
            self._context.desk.do(
                take_step,
                self._detail.row.id,
                Step.EDIT,
                {
                    "title": self.title.value(),
                    "edited_text": self.text.value(),
                    "responsible_editor": self._detail.responsible_editor or self._context.person,
                    "conclusion": conclusion.value,
                },
                reason=self.reason.value(),
                version=self._detail.row.version,
            )
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return False
        self._dirty = False
        self._draft.forget()
        words = "已送审稿" if conclusion is Verdict.HAND_ON else "已暂存编辑稿"
        self._context.notify(f"{words}：{self._detail.row.intake_no}", undo=True)
        return True

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()

    def _toggle_original(self) -> None:
        self._right.setVisible(not self._right.isVisible())
