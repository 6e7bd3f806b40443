"""Ledgers as .xlsx: the 来稿 ledger of a year or of all years, and any list of the window."""

from pathlib import Path

from cppcc_desk.domain.forms.form import paper_time
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.errands import writing
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.submissions import DispatchRow, Filter, SubmissionDetail
from cppcc_desk.storage.desk import Desk

COLUMNS = (
    LedgerColumn(key="intake_no", title="编号", width=10, kind=ColumnKind.SHORT),
    LedgerColumn(key="received_at", title="收稿时间", width=12, kind=ColumnKind.SHORT),
    LedgerColumn(key="title", title="标题", width=30),
    LedgerColumn(key="contributors", title="反映人", width=9),
    LedgerColumn(key="unit", title="反映单位", width=16),
    LedgerColumn(key="phone", title="电话", width=13, kind=ColumnKind.SHORT),
    LedgerColumn(key="intake_channel", title="方式", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="category", title="类别", width=9, kind=ColumnKind.SHORT),
    LedgerColumn(key="urgency_grade", title="缓急", width=5, kind=ColumnKind.SHORT),
    LedgerColumn(key="info_group", title="小组", width=13, kind=ColumnKind.SHORT),
    LedgerColumn(key="state", title="状态", width=8, kind=ColumnKind.SHORT),
    LedgerColumn(key="issue", title="期号", width=16),
    LedgerColumn(key="dispatches", title="报送情况", width=24),
    LedgerColumn(key="archive_no", title="归档号", width=10, kind=ColumnKind.SHORT),
)


def write(ledger: Ledger, path: Path) -> None:
    """Write any ledger whole. Raises World or Locked."""
    from cppcc_desk.documents.workbook import write_ledger  # noqa: PLC0415 - openpyxl loads when a table is written

    writing.write(path, lambda part: write_ledger(ledger, part))


def write_intake_ledger(desk: Desk, path: Path, *, year: int | None, phones: bool = False) -> int:
    """Write the 来稿 ledger in the order of the numbers; how many rows. Phone numbers are masked unless `phones`."""
    ledger = intake_ledger(desk, year=year, phones=phones)
    write(ledger, path)
    return len(ledger.rows)


def intake_ledger(desk: Desk, *, year: int | None, phones: bool = False) -> Ledger:
    """Every submission that is not in the 回收站."""
    found = desk.read(submissions.ids, Filter(year=year), order="number", descending=False)
    details = (desk.read(submissions.detail, number, now=desk.now) for number in found)
    unit = desk.read(office.office, on=desk.today).office_short_name
    return Ledger(
        title=f"{year}年来稿台账" if year else "来稿台账",
        unit=unit,
        made_on=desk.today,
        columns=COLUMNS,
        rows=tuple(_row(detail, phones=phones) for detail in details),
    )


def _row(d: SubmissionDetail, *, phones: bool) -> tuple[str, ...]:
    phone = d.contributors[0].phone if d.contributors else ""
    issue = f"《{d.issue.journal}》{d.issue.year}年第{d.issue.issue_no}期" if d.issue else ""
    return (
        d.row.intake_no,
        paper_time(d.row.received_at),
        d.row.title,
        d.row.contributors,
        d.row.unit,
        phone if phones else masked(phone),
        d.intake_channel,
        d.row.category,
        d.row.urgency_grade,
        d.row.group,
        d.row.state,
        issue,
        "；".join(_dispatch(row) for row in d.dispatches),
        d.archive_no if d.archived_at else "",
    )


def _dispatch(row: DispatchRow) -> str:
    if row.sent_at is None:
        return f"{row.destination} 待报送"
    return f"{row.destination} {row.sent_at.month}月{row.sent_at.day}日{'（逾期）' if row.clock.late else ''}"
