"""Beside the form: the pages as they will be printed, and what is to be looked at, each with a jump to its field."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.ui.pages.preview.sheets import Sheets
from cppcc_desk.ui.pages.preview.side import CheckLine, Jump, summary
from cppcc_desk.ui.paper_view import Fit
from cppcc_desk.ui.widgets import STRETCH, Card, clear, column, label, row

_CHECK_HEIGHT, _CHECK_HEIGHT_LOW, _CHECK_HEIGHT_TALL = 148, 104, 210
_ORDER = (Severity.ERROR, Severity.WARN, Severity.OK)


class Beside(QWidget):
    """`show_pages(layout)`, `show_check(problems)`; `jump(element)` is called by a line of the check."""

    def __init__(self, jump: Callable[[str], Any], explain_fonts: Callable[[], Any]) -> None:
        super().__init__()
        self._jump, self._explain_fonts = jump, explain_fonts
        self.sheets = Sheets()
        self.sheets.set_narrow(True)
        self.sheets.fits[Fit.TWO].hide()
        self.summary = label("", "hint")
        self.check = column(gap=4)
        self.lines: list[CheckLine] = []
        inside = QWidget()
        inside.setObjectName("clear")
        inside.setLayout(column(self.check, STRETCH, gap=0, margins=(16, 0, 12, 8)))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        head = row(label("付印前检查", "card_title"), STRETCH, self.summary, margins=(16, 8, 16, 6))
        self.check_card = Card(column(head, self._area, gap=0))
        box = column(self.sheets, self.check_card, gap=10)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.fit(low=False, tall=False)

    def fit(self, *, low: bool, tall: bool) -> None:
        """Fewer lines of the check on low windows, more on tall ones."""
        self.check_card.setFixedHeight(_CHECK_HEIGHT_LOW if low else _CHECK_HEIGHT_TALL if tall else _CHECK_HEIGHT)

    def show_pages(self, layout: Layout) -> None:
        """Show the pages; the place one had scrolled to stays."""
        self.sheets.show_layout(layout)

    def show_check(self, problems: Sequence[PrintProblem]) -> None:
        """Show what is to be looked at, the worst first."""
        clear(self.check)
        worst_first = sorted(problems, key=lambda problem: _ORDER.index(problem.severity))
        self.lines = [CheckLine(problem, self._jumps(problem)) for problem in worst_first]
        for line in self.lines:
            self.check.addWidget(line)
        self.summary.setText(summary(problems))

    def _jumps(self, problem: PrintProblem) -> Sequence[Jump]:
        if problem.severity is Severity.OK:
            return ()
        if problem.element == "fonts":
            return [("说明", self._explain_fonts)]
        return [("去改", partial(self._jump, problem.element))]
