"""A year before and while it is filed: what is held of it, what is open, what is to be looked at, what comes next."""

from cppcc_desk.queries.yearend.carried import CarriedOver, Open, carried_over
from cppcc_desk.queries.yearend.checks import Check, Finding, findings
from cppcc_desk.queries.yearend.held import HeldYear, KeptFile, held_year
from cppcc_desk.queries.yearend.turning import Turn, turning
from cppcc_desk.queries.yearend.whole import YearEnd, year_end

__all__ = [
    "CarriedOver",
    "Check",
    "Finding",
    "HeldYear",
    "KeptFile",
    "Open",
    "Turn",
    "YearEnd",
    "carried_over",
    "findings",
    "held_year",
    "turning",
    "year_end",
]
