"""Statistics: pieces of any time by any two of what tells them apart, every number with the pieces behind it."""

from cppcc_desk.domain.statistics.dimensions import (
    COLLECTIVE,
    NO_LEVEL,
    UNSAID,
    Dimension,
    Measure,
    Value,
    dimension_named,
    measure_named,
)
from cppcc_desk.domain.statistics.material import Facts, Happening, Material
from cppcc_desk.domain.statistics.periods import OWN, Span, span, spans
from cppcc_desk.domain.statistics.printed import filters_said, printed, with_pieces
from cppcc_desk.domain.statistics.table import Cell, Head, Line, Shows, Table, cross
from cppcc_desk.domain.statistics.view import READY, READY_WORDS, Filters, View

__all__ = [
    "COLLECTIVE",
    "NO_LEVEL",
    "OWN",
    "READY",
    "READY_WORDS",
    "UNSAID",
    "Cell",
    "Dimension",
    "Facts",
    "Filters",
    "Happening",
    "Head",
    "Line",
    "Material",
    "Measure",
    "Shows",
    "Span",
    "Table",
    "Value",
    "View",
    "cross",
    "dimension_named",
    "filters_said",
    "measure_named",
    "printed",
    "span",
    "spans",
    "with_pieces",
]
