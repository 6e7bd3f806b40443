"""Which year, and which part of it: a quarter by the scheme's own bounds, some months, or days of one's own."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.scoring.periods import YEAR, Period
from cppcc_desk.queries.scoring.overview import OWN
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, MomentField
from cppcc_desk.ui.pages.scores.years import YearField
from cppcc_desk.ui.widgets import label, row


class PeriodChooser(QWidget):
    """`changed` when the person chose; `year`, `period` and `own` say what. `show_periods` says what is shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._year = YearField()
        self._period = ChoiceField([(YEAR, "全年"), (OWN, "自定日期")])
        self._period.setFixedWidth(108)
        self._period.name("时段")
        self._key = YEAR  # asked for before it is known which parts the year has
        self.first, self.last = MomentField(time=False), MomentField(time=False)
        self.first.name("从哪天起")
        self.last.name("到哪天")
        self._days = QWidget()
        self._days.setLayout(row(self.first, label("至", "secondary"), self.last, gap=4))
        self._days.hide()
        self.setLayout(row(self._year, self._period, self._days, gap=6))
        self._year.changed.connect(self.changed)
        self._period.changed.connect(self._pick)
        for field in (self.first, self.last):
            field.setFixedWidth(124)
            field.changed.connect(self.changed)

    @property
    def year(self) -> int | None:
        """None before any year is known."""
        chosen: int | None = self._year.value()
        return chosen

    @property
    def period(self) -> str:
        """The key of the part of the year."""
        return self._key

    @property
    def own(self) -> tuple[date, date] | None:
        """The days, where they are one's own."""
        first, last = self.first.value(), self.last.value()
        return (first, last) if self.period == OWN and first is not None and last is not None else None

    def offer(self, context: Context) -> int:
        """The years there are; which one is chosen. Raises Missing."""
        return self._year.offer(context)

    def show_periods(self, periods: Sequence[Period], shown: str, first: date, last: date) -> None:
        """The parts of that year, and the one that is shown with its days."""
        self._period.set_choices([*((period.key, period.words) for period in periods), (OWN, "自定日期")])
        self._key = shown
        self._period.set_value(shown)
        if shown != OWN:
            self._fill(first, last)
        self._days.setVisible(shown == OWN)

    def choose(self, *, year: int | None = None, period: str = YEAR, own: tuple[date, date] | None = None) -> None:
        """What another page asks for."""
        if year is not None:
            self._year.go_to(year)
        if own is not None:
            self._fill(*own)
        self._key = OWN if own is not None else period
        self._period.set_value(self._key)
        self._days.setVisible(own is not None)

    def _fill(self, first: date, last: date) -> None:
        self.first.set_value(first)
        self.last.set_value(last)

    def _pick(self) -> None:
        self._key = str(self._period.value())
        self._days.setVisible(self.period == OWN)
        self.changed.emit()
