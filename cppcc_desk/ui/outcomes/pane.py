"""The outcome that is current in a list, whole beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.domain.errors import Missing
from cppcc_desk.queries.outcomes import doubts_of, outcome
from cppcc_desk.ui.outcomes.assigned import Refusals
from cppcc_desk.ui.outcomes.card import OutcomeCard
from cppcc_desk.ui.outcomes.working import OutcomeWork
from cppcc_desk.ui.widgets import EmptyState, clear, column, label


class OutcomePane(QScrollArea):
    """`show_outcome(id)`; None says that nothing is chosen."""

    def __init__(self, work: OutcomeWork, refusals: Refusals) -> None:
        super().__init__()
        self._work, self._refusals = work, refusals
        self.card: OutcomeCard | None = None
        self._box = column(gap=0)
        inner = QWidget()
        inner.setObjectName("clear")
        inner.setLayout(self._box)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def show_outcome(self, outcome_id: int | None) -> None:
        """Read it again; one that was withdrawn meanwhile is nothing."""
        place = self.verticalScrollBar().value()
        same = self.card is not None and self.card.detail.row.id == outcome_id
        clear(self._box)
        self.card = None
        context = self._work.context
        try:
            detail = context.desk.read(outcome, outcome_id or 0, today=context.today)
        except Missing:
            nothing = EmptyState().tell("没有选中", "在左边选一条，这里显示它的内容、佐证、交办和督办。", icon="chat")
            self._box.addLayout(column(nothing, margins=(12, 12, 12, 12)))
            return
        doubts = context.desk.read(doubts_of, detail.row)
        self.card = OutcomeCard(self._work, self._refusals, detail, doubts=doubts)
        title = label(f"{detail.row.of}《{detail.row.title}》", "small_strong", wrap=True)
        self._box.addLayout(column(title, margins=(16, 12, 16, 0)))
        self._box.addWidget(self.card)
        self._box.addStretch(1)
        self.verticalScrollBar().setValue(place if same else 0)
