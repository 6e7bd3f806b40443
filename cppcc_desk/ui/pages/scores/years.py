"""Which year of scores a list is about."""

from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.queries.scoring.years import scored_years
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField


class YearField(ChoiceField):
    """Value: the year, None before any is known."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(92)
        self.name("年度")

    def offer(self, context: Context) -> int:
        """The years there are, with what was chosen, else the present one; which that is. Raises Missing."""
        read, today = context.desk.read, context.today
        chosen: int = self.value() or read(year_at, today=today)
        self._show({chosen, *read(scored_years, today=today)}, chosen)
        return chosen

    def go_to(self, year: int) -> None:
        """A year that another page asks for."""
        self._show({year}, year)

    def _show(self, years: set[int], chosen: int) -> None:
        self.set_choices([(year, f"{year} 年") for year in sorted(years, reverse=True)])
        self.set_value(chosen)
