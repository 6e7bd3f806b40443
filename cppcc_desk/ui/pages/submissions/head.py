"""The head of a submission: its title, how much time is left, and in tags what and where it is."""

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions.tag_line import TagLine
from cppcc_desk.ui.widgets import ElidedLabel, column, row
from cppcc_desk.ui.widgets.lamp import LampChip


class PieceHead(QWidget):
    """`show_detail`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._title = ElidedLabel("", "title")
        self._lamp = LampChip()
        self._tags = TagLine()
        self.setLayout(column(self._title, row(self._lamp, self._tags), gap=6))

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        self._title.setText(detail.row.title)
        clock, r = detail.row.clock, detail.row
        self._lamp.setVisible(clock is not None)
        if clock is not None:
            due = "今天" if clock.due_at.date() == self._context.today else ""
            due = f"{due} {clock.due_at:%H:%M}" if due else deadlines.short(clock.due_at, self._context.today)
            self._lamp.show_lamp(f"{clock.remaining} · {due} 截止", clock.urgency.value)
            self._lamp.setToolTip("\n".join(filter(None, (deadlines.full(clock.due_at), clock.rule, clock.notes))))
        told = [
            ("在回收站" if detail.deleted_at else "", "red"),
            (r.intake_no, "grey"),
            (r.state, "grey"),
            (r.urgency_grade if r.urgency_grade != UrgencyGrade.NORMAL else "", "amber"),
            (r.category, "grey"),
            (f"{'报' if detail.dispatches else '拟报'}{r.destinations}" if r.destinations else "", "blue"),
            (f"并入 {detail.merged_into}" if detail.merged_into else "", "grey"),
            (f"已合并 {'、'.join(detail.merged_from)}" if detail.merged_from else "", "grey"),
            (_issue(detail), "blue"),
        ]
        self._tags.show_tags([(words, tone) for words, tone in told if words])


def _issue(detail: SubmissionDetail) -> str:
    issue = detail.issue
    if issue is None:
        return ""
    year = f"{issue.year}年" if issue.year != detail.row.received_at.year else ""
    return f"《{issue.journal}》{year}{'增刊' if issue.supplement else ''}第{issue.issue_no}期"
