"""What the outcome is of, beside the form: the piece or the issue, where it went, what is recorded of it already."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from cppcc_desk.domain import deadlines
from cppcc_desk.queries.outcomes import PieceOutcome, Source
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form.scrolling import ScrolledFields
from cppcc_desk.ui.outcomes.kinds import kind_tag
from cppcc_desk.ui.pages.outcome_entry.subject import Subject
from cppcc_desk.ui.pages.submissions.tabs.facts import FactsGrid
from cppcc_desk.ui.widgets import STRETCH, Card, clear, column, hairline, label, row, tag


class SubjectBeside(Card):
    """`show_subject(subject)`; None tells what will stand here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._title = label("", "card_title", wrap=True)
        self.facts = FactsGrid(1)
        self._head = label("", "small_strong")
        self._said = column(gap=8)
        body = column(
            self._title, self.facts, hairline(), self._head, self._said, STRETCH, gap=8, margins=(16, 12, 14, 12)
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ScrolledFields(body))
        self.setLayout(column(area, margins=(1, 1, 1, 1)))

    def show_subject(self, subject: Subject | None) -> None:
        """Fill in."""
        clear(self._said)
        self._title.setText(subject.title if subject else "还没有选来稿")
        self.facts.show_facts(list(subject.facts) if subject else [])
        if subject is None:
            self._head.setText("")
            told = "选好以后，这里列出它的反映人、报送情况和已经登记的反馈，便于核对是不是登记过。"
            self._said.addWidget(label(told, "secondary", wrap=True))
            return
        self._head.setText(f"已登记的反馈 {len(subject.said)} 条" if subject.said else "还没有登记过反馈")
        for one in subject.said:
            self._said.addLayout(self._line(one))

    def _line(self, one: PieceOutcome) -> QVBoxLayout:
        entry = one.row.entry
        day = deadlines.short_day(entry.occurred_on, self._context.today)
        source = [] if one.source is Source.OWN else [tag(one.source.value)]
        return column(
            row(kind_tag(entry.kind), *source, label(day, "hint"), STRETCH, gap=6),
            label(one.row.words, "small", wrap=True),
            gap=2,
        )
