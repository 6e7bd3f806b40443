"""反馈批示: what became of the piece, of what it was merged into and of its issue; 续报 both ways."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.queries import submissions
from cppcc_desk.queries.outcomes import PieceOutcome, Source, doubts_of, outcome, outcomes_of_piece
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.assigned import Refusals
from cppcc_desk.ui.outcomes.card import OutcomeCard
from cppcc_desk.ui.outcomes.working import OutcomeWork
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, button, clear, column, label, row

_EDGE = 12


class OutcomesTab(QScrollArea):
    """`show_detail`; `number` is how many there are. Read whole only while it is seen: each has files and assignments
    of its own."""

    def __init__(self, context: Context, refusals: Refusals) -> None:
        super().__init__()
        self._context, self._refusals = context, refusals
        self._work = OutcomeWork(context, back="submissions")
        self._shown: SubmissionDetail | None = None
        self._said: tuple[PieceOutcome, ...] = ()
        self._stale = False
        self.cards: list[OutcomeCard] = []
        self.record_button = button("登记反馈", self.record, icon="plus")
        self._follows = row(gap=4)
        self._box = column(gap=8)
        head = row(self.record_button, 8, self._follows, STRETCH)
        inner = QWidget()
        inner.setObjectName("clear")
        inner.setLayout(column(head, self._box, STRETCH, gap=8, margins=(16, 10, 16, 10)))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    @property
    def number(self) -> int:
        """How many outcomes are said of the piece."""
        return len(self._said)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in; an outcome cannot be recorded of a piece in the 回收站."""
        self._shown = detail
        self._said = self._context.desk.read(outcomes_of_piece, detail.row.id)[::-1]
        self.record_button.setEnabled(detail.deleted_at is None)
        self._stale = True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        detail, self._stale = self._shown, False
        clear(self._box)
        clear(self._follows)
        self.cards = []
        if detail is None:
            return
        for words, numbers in (("续报于", (detail.follows,)), ("续报", detail.followed_by)):
            for number in filter(None, numbers):
                self._follows.addWidget(label(words, "secondary"))
                go = partial(self._open, number)
                self._follows.addWidget(button(number, go, kind="link", tip=f"打开来稿 {number}", compact=True))
        for one in self._said:
            self._box.addWidget(self._card(detail, one))
        if not self._said:
            self._box.addWidget(
                EmptyState().tell(
                    "还没有登记反馈",
                    "上级采用、领导批示、部门答复、落实情况，记在这里；记在它并入的综合稿或刊登的那一期上的，也列在这里。",
                    icon="chat",
                )
            )

    def _card(self, detail: SubmissionDetail, one: PieceOutcome) -> Card:
        read = self._context.desk.read
        whole = read(outcome, one.row.id, today=self._context.today)
        source = {
            Source.OWN: "",
            Source.MERGED: f"综合稿 {detail.merged_into}",
            Source.ISSUE: one.row.issue,
        }[one.source]
        made = OutcomeCard(
            self._work, self._refusals, whole, doubts=read(doubts_of, one.row), source=source, margin=_EDGE
        )
        self.cards.append(made)
        return Card(column(made))

    def record(self) -> None:
        """登记反馈 of this piece."""
        if self._shown is not None:
            self._work.record(submission_id=self._shown.row.id)

    def _open(self, intake_no: str) -> None:
        with self._refusals():
            self._context.navigate("submissions", submission_id=self._context.desk.read(submissions.id_of, intake_no))
