"""稿件内容: the text as it stands, with one line about its author; the rest is unfolded, or stands beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.queries.submissions import StepRow, SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions.tabs.facts import FactsGrid, facts_of
from cppcc_desk.ui.quick_look import when
from cppcc_desk.ui.reading import Reading
from cppcc_desk.ui.widgets import STRETCH, ElidedLabel, button, clear, column, label, row

MARGIN = 16
PANE = 330
LATEST = 8


class TextTab(QWidget):
    """`show_detail`; `set_wide(True)` puts the properties beside the text."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._unfolded = False
        self._wide = False
        self._who = ElidedLabel("", "secondary")
        self._fold = button("详细信息", self._toggle, icon="down", kind="link", compact=True)
        self.facts = FactsGrid(2)
        self.text = Reading("稿件内容")
        self._folded = QWidget()
        self._folded.setLayout(column(self.facts, margins=(MARGIN, 4, MARGIN, 8)))
        read = column(self._folded, row(self.text, margins=(10, 2, 4, 4)), gap=0)
        read.setStretch(1, 1)
        self._head = QWidget()
        head = row(self._who, self._fold, margins=(MARGIN, 4, 12, 0))
        head.setStretch(0, 1)
        self._head.setLayout(head)
        left = column(self._head, _scrolling(read), gap=0)
        left.setStretch(1, 1)
        self.pane_facts = FactsGrid(1)
        self._records = column(gap=6)
        self._pane = QFrame()
        self._pane.setObjectName("side")
        self._pane.setFixedWidth(PANE)
        inner = column(
            label("基本信息", "strong"),
            self.pane_facts,
            6,
            label("办理记录", "strong"),
            self._records,
            STRETCH,
            margins=(14, 12, 8, 12),
        )
        self._pane.setLayout(row(_scrolling(inner), gap=0))
        box = row(left, self._pane, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._arrange()

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        lead = detail.contributors[0] if detail.contributors else None
        kind = f"（{lead.kind}）" if lead and lead.kind != "其他" else ""
        who = "集体来稿" if detail.collective_submission else detail.row.contributors or "待补"
        group = " ".join(filter(None, (detail.row.group, detail.group_leader)))
        told = [f"反映人 {who}{kind}", lead.sector if lead else "", detail.row.unit, f"承办 {group or '未分派'}"]
        self._who.setText("　".join(filter(None, told)))
        facts = facts_of(detail)
        self.facts.show_facts(facts)
        self.pane_facts.show_facts(facts)
        self._arrange()
        self.text.show_text(detail.text)
        clear(self._records)
        for record in tuple(reversed(detail.steps))[:LATEST]:
            self._records.addWidget(self._record(record))

    def _record(self, record: StepRow) -> QWidget:
        made = ElidedLabel(
            f"{when(record.at, self._context)}　{record.by} {record.step}"
            + (f"：{record.conclusion}" if record.conclusion else ""),
            "small",
        )
        made.setAccessibleName(made.text())
        return made

    def set_wide(self, wide: bool) -> None:
        """With room for it the properties always stand beside the text."""
        self._wide = wide
        self._arrange()

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._arrange()

    def _arrange(self) -> None:
        self._pane.setVisible(self._wide)
        self._head.setVisible(not self._wide)
        unfolded = self._unfolded and not self._wide
        self._folded.setVisible(unfolded)
        self.text.stand_whole(unfolded)  # one thing to scroll, not a small one above another
        self._fold.setText("收起" if self._unfolded else "详细信息")


def _scrolling(layout: object) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("clear")
    inner.setLayout(layout)  # type: ignore[arg-type]
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    return made
