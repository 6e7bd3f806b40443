"""Lists: columns, models and the one table widget."""

from cppcc_desk.ui.table.columns import Align, Column, Kind, TwoLines
from cppcc_desk.ui.table.models import RowsModel, TableModel, WindowedModel
from cppcc_desk.ui.table.view import DataTable, SubmissionList

__all__ = [
    "Align",
    "Column",
    "DataTable",
    "Kind",
    "RowsModel",
    "SubmissionList",
    "TableModel",
    "TwoLines",
    "WindowedModel",
]
