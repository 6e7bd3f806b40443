"""更正登记: the form of 登记 over a registered piece, beside its original; what is saved goes into the history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.workflow import FROZEN, State
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.queries import office, people
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.queries.topics import topics_to_choose
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import TextField
from cppcc_desk.ui.pages.register.entry import EntryForm
from cppcc_desk.ui.pages.submissions.beside import BesideOriginal
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, ElidedLabel, NoticeBar, button, column, label, row


class Correcting(QWidget):
    """`begin(detail)`; `left()` when the person is done or thought better of it."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: SubmissionDetail | None = None
        self.entry = EntryForm(context)
        self.entry.show_only_particulars()
        self.reason = TextField(placeholder="已经印发，请写明更正的原因；已印的期刊不变")
        self.reason.name("更正的原因")
        self.notice = NoticeBar()
        self._title = ElidedLabel("", "strong")
        self._lay_out()

    def _lay_out(self) -> None:
        self.save_button = button("保存更正", self.save, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self.cancel = button("取消", self._leave, shortcut="Esc")
        self.beside = BesideOriginal(Card(column(self.entry)), "correcting", self._context.settings)
        self._reason_row = QWidget()
        self._reason_row.setLayout(row(label("更正原因", "secondary"), self.reason))
        head = row(self._title, self.beside.original_button)
        head.setStretch(0, 1)
        body = column(head, self.notice, self._reason_row, self.beside, gap=8, margins=(16, 10, 16, 10))
        body.setStretch(3, 1)
        box = column(body, Bar(self.save_button, self.cancel, STRETCH), gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # Esc elsewhere belongs to the search box
        leave.activated.connect(self._leave)

    def fit(self, *, narrow: bool, wide: bool) -> None:
        """The form needs the width: the original stands beside it on wide windows, below it on others."""
        self.beside.fit(narrow=narrow, below=not wide)

    def begin(self, detail: SubmissionDetail) -> None:
        """Open on one submission with what is recorded of its receipt."""
        self._detail = detail
        read = self._context.desk.read
        self.entry.offer(
            roster=read(people.people),
            groups=read(office.groups),
            categories=read(office.words, "category"),
            destinations=(),
            topics=read(topics_to_choose, today=self._context.today, chosen=detail.topic_call_id),
        )
        self.entry.show_registered(detail.row.intake_no, detail.particulars)
        self.beside.original.show_text(detail.original_text)
        self._title.setText(f"更正登记：{detail.row.intake_no}　{detail.row.title}")
        self.reason.set_value("")
        self._reason_row.setVisible(State(detail.row.state) in FROZEN)
        self.notice.dismiss()
        self.entry.main.contributors.edit.setFocus()

    def may_leave(self) -> bool:
        """Ask about corrections that have not been saved."""
        if not self.entry.dirty or self._detail is None:
            return True
        answer = self._context.dialogs.choose(
            "更正还没有保存",
            f"《{self._detail.row.title}》（{self._detail.row.intake_no}）的登记内容改过，还没有保存。",
            (("drop", "不保存"), ("keep", "保存更正")),
        )
        return answer == "drop" or (answer == "keep" and self._saved())

    def save(self) -> None:
        """Save and close: Ctrl+S and Ctrl+Enter."""
        if self._saved():
            self.left.emit()

    def _saved(self) -> bool:
        detail = self._detail
        if detail is None:
            return True
        self.entry.main.contributors.take_typed()
        if self.entry.show_problems(self.entry.problems()):
            return False
        try:
            self._context.desk.do(
                correct_registration,
                detail.row.id,
                self.entry.particulars(),
                reason=self.reason.value(),
                version=detail.row.version,
            )
        except DeskError as refusal:
            self._tell(refusal)
            return False
        self.entry.mark_clean()
        self._context.notify(f"已更正登记：{detail.row.intake_no}", undo=True)
        return True

    def _tell(self, refusal: DeskError) -> None:
        problems = dict(refusal.problems) if isinstance(refusal, Invalid) else {}
        at_reason = problems.pop("reason", "")
        if not self.entry.show_problems(problems):
            self.notice.tell(at_reason or refusal.message, kind="error")
        if at_reason:
            self.reason.edit.setFocus()

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()
