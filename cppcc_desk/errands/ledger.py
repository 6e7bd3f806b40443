"""Any ledger as .xlsx: a list of the window, a ranking, a roster."""

from pathlib import Path

from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.errands import writing


def write(ledger: Ledger, path: Path) -> None:
    """Write any ledger whole. Raises World or Locked."""
    from cppcc_desk.documents.workbook import write_ledger  # noqa: PLC0415 - openpyxl loads when a table is written

    writing.write(path, lambda part: write_ledger(ledger, part))
