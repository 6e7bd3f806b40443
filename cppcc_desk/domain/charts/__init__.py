"""Charts before they are painted: what they show, in which words, and what stands where; no picture is made here."""

from cppcc_desk.domain.charts.arranging import arrange, ideal_height
from cppcc_desk.domain.charts.axis import MOST_LINES, axis
from cppcc_desk.domain.charts.chart import MONTHS, BarChart, Chart, ColumnChart, Series
from cppcc_desk.domain.charts.parts import Arrangement, Box, Line, Mark, Role, Words
from cppcc_desk.domain.charts.telling import as_table, as_tsv, category_words, mark_words, number, told

__all__ = [
    "MONTHS",
    "MOST_LINES",
    "Arrangement",
    "BarChart",
    "Box",
    "Chart",
    "ColumnChart",
    "Line",
    "Mark",
    "Role",
    "Series",
    "Words",
    "arrange",
    "as_table",
    "as_tsv",
    "axis",
    "category_words",
    "ideal_height",
    "mark_words",
    "number",
    "told",
]
