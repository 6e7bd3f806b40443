"""Statistics as a table for .xlsx, for paper and for the clipboard."""

from collections.abc import Sequence

from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.statistics import Line, printed
from cppcc_desk.queries import office
from cppcc_desk.queries.statistics import Statistics
from cppcc_desk.storage.desk import Desk


def statistics_ledger(desk: Desk, found: Statistics, *, lines: Sequence[Line] | None = None) -> Ledger:
    """The table, its rows in the order of `lines`, under the name of the office."""
    unit = desk.read(office.office, on=desk.today).office_short_name
    return printed(found.table, found.span, unit=unit, made_on=desk.today, lines=lines)
