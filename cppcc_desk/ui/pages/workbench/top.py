"""得分前五: who leads the ranking that was looked at last."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.queries.scoring.standings import YearScores
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.scores.groups import REMEMBERED
from cppcc_desk.ui.widgets import STRETCH, Card, ElidedLabel, button, clear, column, label, row

MOST: Final = 5
_REST_MS: Final = 3_000  # work comes in bursts; the year is counted when it pauses


class TopCard(Card):
    """`recount` when something may have changed: at once for the first time, then when the work pauses."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading = Reading(context, "正在计分", failed=self._not_counted)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._count)
        self._title = label("得分前五", "card_title")
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(10)
        self._list.setVerticalSpacing(6)
        self._list.setColumnStretch(1, 1)
        self._group = ""
        whole = button("排名", self._open, kind="link", compact=True, tip="查看名次")
        holder = QWidget()
        holder.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(row(self._title, STRETCH, whole), holder, gap=6, margins=(16, 10, 12, 12)))
        self._list.addWidget(label("正在计分…", "hint"), 0, 0, 1, 3)

    def recount(self) -> None:
        """Count now, or soon."""
        self._wait.start(_REST_MS if self._group else 0)

    def _count(self) -> None:
        today = self._context.today
        try:
            year = self._context.desk.read(year_at, today=today)
        except DeskError as refusal:
            self._not_counted(refusal)
            return
        self._reading.read(shown_scores, year, today=today, done=self._show)

    def _show(self, found: YearScores) -> None:
        wanted = str(self._context.settings.value(REMEMBERED, ""))
        rankings = {each.group.name: each for each in found.groups}
        ranking = rankings.get(wanted) or next(iter(rankings.values()), None)
        clear(self._list)
        self._group = ranking.group.name if ranking else ""
        self._title.setText(f"{self._group}得分前五" if ranking else "得分前五")
        leading = [row for row in ranking.rows if row.rank is not None and row.score > 0][:MOST] if ranking else []
        for line, shown in enumerate(leading):
            points = label(points_text(shown.score), "small_strong")
            points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            points.setMinimumHeight(24)
            self._list.addWidget(label(str(shown.rank), "hint"), line, 0)
            self._list.addWidget(ElidedLabel(shown.who.name, "small"), line, 1)
            self._list.addWidget(points, line, 2)
        if not leading:
            self._list.addWidget(label("今年还没有得分。", "hint"), 0, 0, 1, 3)

    def _not_counted(self, _refusal: DeskError) -> None:
        clear(self._list)
        self._list.addWidget(label("还没有计分办法。", "hint"), 0, 0, 1, 3)

    def _open(self) -> None:
        self._context.navigate("scores", part="ranking", **({"group": self._group} if self._group else {}))
