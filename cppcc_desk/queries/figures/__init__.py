"""What happened in a time, counted from what is recorded."""

from cppcc_desk.queries.figures.counting import Counted, counted
from cppcc_desk.queries.figures.crediting import Credited, credited
from cppcc_desk.queries.figures.periods import Days, period_figures

__all__ = ["Counted", "Credited", "Days", "counted", "credited", "period_figures"]
