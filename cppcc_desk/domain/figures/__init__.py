"""What happened in a time, in numbers, each with the pieces behind it; and what of them does not add up."""

from cppcc_desk.domain.figures.counts import (
    KEYS,
    AdoptedPiece,
    Figure,
    Figures,
    Group,
    InstructedPiece,
    Item,
    Key,
    Month,
    Ranked,
    Source,
    figure,
    figure_key,
    of_pieces,
    of_source,
)
from cppcc_desk.domain.figures.reconciling import Mismatch, adds_up
from cppcc_desk.domain.figures.standings import PeriodFigures, Standing, StandingGroup, Tally

__all__ = [
    "KEYS",
    "AdoptedPiece",
    "Figure",
    "Figures",
    "Group",
    "InstructedPiece",
    "Item",
    "Key",
    "Mismatch",
    "Month",
    "PeriodFigures",
    "Ranked",
    "Source",
    "Standing",
    "StandingGroup",
    "Tally",
    "adds_up",
    "figure",
    "figure_key",
    "of_pieces",
    "of_source",
]
