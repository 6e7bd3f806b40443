"""办理记录: every step, the newest first; who, when, what, opinion, reason."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.queries.submissions import StepRow, SubmissionDetail
from cppcc_desk.ui.widgets import STRETCH, clear, column, hairline, label, row, tag

MARGIN = 16


class HistoryTab(QScrollArea):
    """`show_detail`; `show_step` brings the newest record of one step into sight."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=0, margins=(MARGIN, 4, MARGIN, 8))
        self.places: dict[str, QWidget] = {}
        inner = QWidget()
        inner.setObjectName("clear")
        inner.setLayout(self._box)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inner)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        clear(self._box)
        self.places.clear()
        for record in reversed(detail.steps):
            made = _record(record)
            self.places.setdefault(record.step, made)
            self._box.addWidget(made)
            self._box.addWidget(hairline())
        self._box.addStretch(1)

    def show_step(self, step: str) -> None:
        """Bring the newest record of `step` into sight."""
        made = self.places.get(step)
        if made is not None:
            self._box.activate()
            self.ensureWidgetVisible(made)


def _record(record: StepRow) -> QWidget:
    made = QWidget()
    told = [f"{name}：{value}" for name, value in record.details]
    head = row(
        label(record.step, "strong"),
        *([tag(record.conclusion, "grey")] if record.conclusion else []),
        label(record.by, "small"),
        STRETCH,
        label(deadlines.full(record.at), "hint"),
    )
    lines = [
        (f"意见：{record.opinion}", "small") if record.opinion else None,
        ("　".join(told), "secondary") if told else None,
        (f"原因：{record.reason}", "warning") if record.reason else None,
        (f"跳过：{record.skipped}", "warning") if record.skipped else None,
    ]
    words = [label(text, role, wrap=True, selectable=True) for text, role in filter(None, lines)]
    made.setLayout(column(head, *words, gap=3, margins=(0, 8, 0, 8)))
    made.setAccessibleName(f"{record.step} {record.by} {deadlines.full(record.at)}")
    return made
