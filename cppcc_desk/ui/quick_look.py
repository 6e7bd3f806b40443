"""Quick look: one submission under a list, with its ten steps, its text and the one primary button."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from PySide6.QtWidgets import QSizePolicy

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import Missing
from cppcc_desk.queries.submissions import SubmissionDetail, step_marks
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.reading import Reading
from cppcc_desk.ui.stepping import Stepping, primary_words, steps_back
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, ElidedLabel, EmptyState, button, column, label, row
from cppcc_desk.ui.widgets.lamp import LampChip
from cppcc_desk.ui.widgets.step_bar import Progress, StepBar, StepMark

HEIGHT, COMPACT_HEIGHT = 306, 176


class QuickLook(Card):
    """`show_submission(id)`; None empties it. Refusals are told through `refusals` of the page it stands on."""

    def __init__(self, context: Context, refusals: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__()
        self._context = context
        self._refusals = refusals
        self._stepping = Stepping(context)
        self._detail: SubmissionDetail | None = None
        self._compact = False
        self._title = ElidedLabel("", "card_title")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lamp = LampChip()
        self._who = ElidedLabel("", "secondary")
        self.bar = StepBar()
        self._text = Reading("稿件内容", wide=True)
        self._latest = ElidedLabel("", "secondary")
        self.primary = button("登记传送", self._next, icon="arrow", kind="primary")
        self.back = button("退回", self._send_back, icon="back")
        self._hint = label("↑ ↓ 换行即换内容 · 空格键收起速览", "hint")
        self._lay_out()
        self.show_submission(None)

    def _lay_out(self) -> None:
        whole = button("打开全文", self._show, icon="eye", kind="link", shortcut="Enter")
        head = row(self._title, self._lamp, STRETCH, whole)
        body = column(head, self._who, self.bar, self._text, self._latest, gap=4, margins=(16, 8, 12, 6))
        body.setStretch(3, 1)
        self._foot = Bar(self.primary, self.back, STRETCH, self._hint, height=44)
        self._content = Card(column(body, self._foot, gap=0))
        self._content.setObjectName("")
        self._empty = EmptyState().tell("没有选中来稿", "在上面选一行，这里显示它的环节和内容。", icon="doc")
        self.setLayout(column(self._content, self._empty, gap=0))
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Without the step bar, for lower windows."""
        self._compact = compact
        self.bar.setVisible(not compact)
        self._who.setVisible(not compact)
        self._latest.setVisible(not compact)
        self.setFixedHeight(COMPACT_HEIGHT if compact else HEIGHT)

    def show_submission(self, submission_id: int | None) -> None:
        """Read and show one submission."""
        self._detail = None
        if submission_id is not None:
            try:
                self._detail = self._stepping.detail(submission_id)
            except Missing:  # undone since the list was read
                self._detail = None
        detail = self._detail
        self._content.setVisible(detail is not None)
        self._empty.setVisible(detail is None)
        if detail is None:
            return
        clock = detail.row.clock
        self._lamp.setVisible(clock is not None)
        if clock is not None:
            self._lamp.show_lamp(clock.remaining, clock.urgency.value)
        self._title.setText(detail.row.title)
        self._who.setText(_about(detail, self._context))
        self.bar.show_marks(marks_of(detail, self._context))
        self._text.show_text(detail.text)
        self._latest.setText(_latest(detail, self._context))
        words = primary_words(detail)
        self.primary.setVisible(bool(words))
        self.primary.setText(words or " ")
        back = steps_back(detail)
        self.back.setVisible(bool(back))
        self.back.setText(f"退回{back[-1]}" if back else "退回")

    def _next(self) -> None:
        with self._refusals():
            if self._detail is not None:
                self._stepping.next(self._detail)

    def _send_back(self) -> None:
        with self._refusals():
            if self._detail is not None:
                self._stepping.send_back(self._detail)

    def _show(self) -> None:
        if self._detail is not None:
            self._context.navigate("submissions", submission_id=self._detail.row.id)


def _about(detail: SubmissionDetail, context: Context) -> str:
    lead = detail.contributors[0] if detail.contributors else None
    received = f"{deadlines.short(detail.row.received_at, context.today)} {detail.intake_channel}来稿"
    told = [
        detail.row.intake_no,
        f"{detail.row.contributors}（{lead.kind}）" if lead else "反映人待补",
        detail.row.unit,
        received,
        f"拟报{detail.row.destinations}" if detail.row.destinations else "去向待定",
        f"附件 {len(detail.files)} 个" if detail.files else "",
    ]
    return " · ".join(filter(None, told))


def _latest(detail: SubmissionDetail, context: Context) -> str:
    records = tuple(reversed(detail.steps))[:2]
    told = [f"{when(r.at, context)} {r.by} {r.step}{r.conclusion}" for r in records]
    return "最近办理：" + "；".join(told) if told else ""


def when(at: datetime, context: Context) -> str:
    """今天 08:50, or 11-19 16:10, with the year when it is another."""
    if at.date() == context.today:
        return f"今天 {at:%H:%M}"
    return f"{at:%m-%d %H:%M}" if at.year == context.today.year else f"{at:%Y-%m-%d %H:%M}"


def marks_of(detail: SubmissionDetail, context: Context) -> list[StepMark]:
    """The ten steps of a submission as the step bar shows them."""
    made: list[StepMark] = []
    for mark in step_marks(detail):
        shown, tip = "", mark.step.value
        if mark.done_on is not None:
            shown = "今天" if mark.done_on.date() == context.today else mark.done_on.strftime("%m-%d")
            tip = f"{mark.step}　{deadlines.full(mark.done_on)}"
        if mark.current:
            progress = Progress.CURRENT
        elif mark.skipped:
            progress, shown = Progress.SKIPPED, "跳过"
        else:
            progress = Progress.DONE if mark.done_on else Progress.COMING
        made.append(StepMark(progress, shown, tip))
    return made
