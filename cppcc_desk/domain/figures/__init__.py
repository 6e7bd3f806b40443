"""What happened in a time, in numbers, each with the pieces behind it; and what of them does not add up."""

from cppcc_desk.domain.figures.counts import (
    KEYS,
    AdoptedPiece,
    Figure,
    Figures,
    Group,
    InstructedPiece,
    Key,
    Month,
    Ranked,
    Source,
    figure,
    figure_key,
    of_source,
)
from cppcc_desk.domain.figures.reconciling import Mismatch, adds_up

__all__ = [
    "KEYS",
    "AdoptedPiece",
    "Figure",
    "Figures",
    "Group",
    "InstructedPiece",
    "Key",
    "Mismatch",
    "Month",
    "Ranked",
    "Source",
    "adds_up",
    "figure",
    "figure_key",
    "of_source",
]
