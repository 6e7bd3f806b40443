"""Quick look: one submission under a list, with its ten steps, its text and the one primary button."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError, Missing
from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries.submissions import SubmissionDetail, step_marks
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import LongTextField
from cppcc_desk.ui.stepping import PRIMARY, Stepping
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    ElidedLabel,
    LampChip,
    Progress,
    StepBar,
    StepMark,
    button,
    column,
    label,
    row,
)

HEIGHT = 306


class QuickLook(Card):
    """`show_submission(id)`; None empties it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stepping = Stepping(context)
        self._detail: SubmissionDetail | None = None
        self._title = ElidedLabel()
        self._title.setProperty("role", "card_title")
        self._lamp = LampChip()
        self._who = label("", "secondary")
        self.bar = StepBar()
        self._text = LongTextField(lines=3)
        self._text.set_read_only(True)
        self.primary = button("", self._next, icon="arrow", kind="primary")
        self._open = button("打开全文", self._show, icon="eye")
        foot = Bar(self.primary, self._open, STRETCH, label("空格键收起或展开", "hint"))
        body = column(
            row(self._lamp, self._title, self._who),
            self.bar,
            self._text,
            gap=6,
            margins=(16, 10, 16, 8),
        )
        self.setLayout(column(body, foot, gap=0))
        self.setFixedHeight(HEIGHT)

    def show_submission(self, submission_id: int | None) -> None:
        """Read and show one submission."""
        self._detail = None
        if submission_id is not None:
            try:
                self._detail = self._stepping.detail(submission_id)
            except Missing:  # undone or deleted since the list was read
                self._detail = None
        detail = self._detail
        self.setEnabled(detail is not None)
        if detail is None:
            self._title.setText("选中一篇来稿，在这里快速查看")
            self._who.setText("")
            self._lamp.hide()
            self._text.set_value("")
            self.bar.show_marks([StepMark()] * 10)
            self.primary.hide()
            return
        clock = detail.row.clock
        self._lamp.setVisible(clock is not None)
        if clock is not None:
            self._lamp.show_lamp(clock.remaining, clock.urgency.value)
        self._title.setText(f"{detail.row.intake_no}　{detail.row.title}")
        self._who.setText(detail.row.contributors or detail.row.unit or "反映人待补")
        self.bar.show_marks(marks_of(detail, self._context))
        self._text.set_value(detail.text)
        step = detail.row.next_step
        self.primary.setVisible(bool(step))
        if step:
            self.primary.setText(PRIMARY[Step(step)])

    def _next(self) -> None:
        if self._detail is not None:
            try:
                self._stepping.next(self._detail)
            except DeskError as refusal:
                self._context.dialogs.refuse(refusal)

    def _show(self) -> None:
        if self._detail is not None:
            self._context.navigate("submissions", submission_id=self._detail.row.id)


def marks_of(detail: SubmissionDetail, context: Context) -> list[StepMark]:
    """The ten steps of a submission as the step bar shows them."""
    made: list[StepMark] = []
    for mark in step_marks(detail):
        when, tip = "", mark.step.value
        if mark.done_on is not None:
            when = "今天" if mark.done_on.date() == context.today else mark.done_on.strftime("%m-%d")
            tip = f"{mark.step}　{deadlines.full(mark.done_on)}"
        if mark.current:
            progress = Progress.CURRENT
        elif mark.skipped:
            progress, when = Progress.SKIPPED, "跳过"
        else:
            progress = Progress.DONE if mark.done_on else Progress.COMING
        made.append(StepMark(progress, when, tip))
    return made
