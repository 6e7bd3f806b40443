"""An office's year in numbers, each with the pieces behind it, what does not add up, and the 公文 that tell of it."""

from cppcc_desk.domain.annual.circulating import chart_of, circulated
from cppcc_desk.domain.annual.commending import Honoured, commended
from cppcc_desk.domain.annual.figures import (
    AdoptedPiece,
    Figure,
    Group,
    InstructedPiece,
    Key,
    Month,
    Ranked,
    Source,
    YearFigures,
    figure,
    figure_key,
    of_source,
)
from cppcc_desk.domain.annual.printed import by_month, changed, numbers_of, numbers_printed, summary
from cppcc_desk.domain.annual.reconciling import Mismatch, adds_up

__all__ = [
    "AdoptedPiece",
    "Figure",
    "Group",
    "Honoured",
    "InstructedPiece",
    "Key",
    "Mismatch",
    "Month",
    "Ranked",
    "Source",
    "YearFigures",
    "adds_up",
    "by_month",
    "changed",
    "chart_of",
    "circulated",
    "commended",
    "figure",
    "figure_key",
    "numbers_of",
    "numbers_printed",
    "of_source",
    "summary",
]
