"""The score of a person in one line, and the way to how it was counted."""

from functools import partial

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.queries.scoring.standings import YearScores
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.widgets import button, row


class ScoreLink(QWidget):
    """`show_score` counts; nothing is said of somebody who stands in no group of ranking."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading = Reading(context, "正在计分", failed=lambda _refusal: self.link.hide())
        self._subject: Subject | None = None
        self._year = context.today.year
        self.link = button("得分", self._open, icon="medal", kind="link", tip="看得分怎么算出来的")
        self.link.hide()
        self.setLayout(row(self.link))

    def show_score(self, person_id: int, year: int | None) -> None:
        """Of a year; of all years together there is no score, so that of the present one is told."""
        subject, today = Subject(Ledger.PERSON, person_id), self._context.today
        if subject != self._subject:
            self.link.hide()
        self._subject = subject
        try:
            chosen = year or self._context.desk.read(year_at, today=today)
        except DeskError:  # the office has no scheme
            self.link.hide()
            return
        self._reading.read(shown_scores, chosen, today=today, done=partial(self._show, subject))

    def _show(self, subject: Subject, found: YearScores) -> None:
        if subject != self._subject:
            return
        places = [(each, row) for each in found.groups for row in each.rows if row.who.subject == subject]
        self.link.setVisible(bool(places))
        if places:
            group, shown = places[0]
            place = f"{group.group.name}第 {shown.rank} 名" if shown.rank else "不参与排名"
            self.link.setText(f"{found.year} 年得分 {points_text(shown.score)}，{place}")
            self._year = found.year

    def _open(self) -> None:
        if self._subject is not None:
            self._context.navigate("score", subject=self._subject, year=self._year)
