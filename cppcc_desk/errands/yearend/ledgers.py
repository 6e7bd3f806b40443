"""The registers that go into the package of a year, each written whole; another one is another line of `LEDGERS`."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cppcc_desk.domain.forms.form import paper_day
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.registers.columns import Register
from cppcc_desk.domain.yearend import Volume, compact_day
from cppcc_desk.errands.ledger import write
from cppcc_desk.errands.registers import write_register
from cppcc_desk.queries import documents, office
from cppcc_desk.queries.yearend import CarriedOver
from cppcc_desk.storage.desk import Desk

_NUMBERS = (
    LedgerColumn(key="number", title="发文字号", width=22),
    LedgerColumn(key="state", title="状态", width=8, kind=ColumnKind.SHORT),
    LedgerColumn(key="purpose", title="标题或用途", width=50),
    LedgerColumn(key="given", title="编号日期", width=14, kind=ColumnKind.SHORT),
    LedgerColumn(key="by", title="编号人", width=10, kind=ColumnKind.SHORT),
    LedgerColumn(key="void", title="作废原因", width=24),
)
_CARRIED = (
    LedgerColumn(key="number", title="序号", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="kind", title="类型", width=10, kind=ColumnKind.SHORT),
    LedgerColumn(key="no", title="编号", width=12, kind=ColumnKind.SHORT),
    LedgerColumn(key="title", title="内容", width=44),
    LedgerColumn(key="whom", title="承办", width=18),
    LedgerColumn(key="since", title="起始", width=12, kind=ColumnKind.SHORT),
    LedgerColumn(key="due", title="期限", width=14, kind=ColumnKind.SHORT),
    LedgerColumn(key="standing", title="现在的情况", width=28),
)
_CATALOGUE = (
    LedgerColumn(key="number", title="序号", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="archive_no", title="档号", width=18, kind=ColumnKind.SHORT),
    LedgerColumn(key="doc_number", title="文号", width=26, kind=ColumnKind.SHORT),
    LedgerColumn(key="responsible", title="责任者", width=24),
    LedgerColumn(key="title", title="题名", width=48),
    LedgerColumn(key="dated", title="日期", width=11, kind=ColumnKind.SHORT),
    LedgerColumn(key="secrecy", title="密级", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="pages", title="页数", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="note", title="备注", width=16),
)


def number_ledger(desk: Desk, year: int) -> Ledger:
    """发文登记: every 发文字号 of a year, also those reserved and void, with the paper that bears it."""
    titles = {row.number: row.title for row in desk.read(documents.documents) if row.number}
    rows = sorted(desk.read(documents.numbers, year=year), key=lambda row: (row.sequence, row.serial))
    return Ledger(
        title=f"{year}年发文登记",
        unit=_unit(desk),
        made_on=desk.today,
        columns=_NUMBERS,
        rows=tuple(
            (
                row.number,
                row.state,
                titles.get(row.number) or row.purpose,
                paper_day(row.given_at.date()),
                row.given_by,
                row.void_reason,
            )
            for row in rows
        ),
    )


def _register(register: Register, desk: Desk, year: int, path: Path) -> int:
    return write_register(desk, register, path, year=year)


LEDGERS: Final = MappingProxyType[str, Callable[[Desk, int, Path], object]](
    {
        **{f"{register}台账": partial(_register, register) for register in Register},
        "发文登记": lambda desk, year, path: write(number_ledger(desk, year), path),
    }
)


def carried_ledger(desk: Desk, year: int, carried: Iterable[CarriedOver]) -> Ledger:
    """结转清单: what goes on in the next year."""
    return Ledger(
        title=f"{year}年结转{year + 1}年事项清单",
        unit=_unit(desk),
        made_on=desk.today,
        columns=_CARRIED,
        rows=tuple(
            (str(n), one.kind, one.number, one.title, one.whom, one.since.isoformat(), one.due, one.standing)
            for n, one in enumerate(carried, start=1)
        ),
    )


def catalogue_ledger(desk: Desk, year: int, volume: Volume) -> Ledger:
    """One 保管期限 of 归档文件目录 as a sheet."""
    return Ledger(
        title=f"{year}年归档文件目录（{volume.retention}）",
        unit=_unit(desk),
        made_on=desk.today,
        columns=_CATALOGUE,
        rows=tuple(
            (
                str(n),
                one.archive_no,
                one.doc_number,
                one.responsible,
                one.title,
                compact_day(one.dated),
                one.secrecy,
                str(one.pages) if one.pages is not None else "",
                one.note,
            )
            for n, one in enumerate(volume.items, start=1)
        ),
        sheet=volume.retention,
    )


def _unit(desk: Desk) -> str:
    return desk.read(office.office, on=desk.today).office_short_name
