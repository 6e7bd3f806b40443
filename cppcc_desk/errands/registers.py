"""The four ledgers of the office: in the columns that it chose, looked at and written, however long they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cppcc_desk.domain.ledger import Ledger, LedgerHead
from cppcc_desk.domain.registers.columns import USUAL, Head, Register, chosen, column
from cppcc_desk.errands import writing
from cppcc_desk.operations.office import change_setting
from cppcc_desk.queries import office
from cppcc_desk.queries.office import REGISTER_COLUMNS
from cppcc_desk.queries.registers import Ref, RegisterRow, refs, register_rows
from cppcc_desk.storage.desk import Desk

AT_ONCE = 2_000  # lines that are held at a time

Tell = Callable[[int, int], object]  # lines done, lines in all; may raise to stop


def unwatched(_done: int, _total: int) -> None:
    """For whom nobody watches."""


@dataclass(frozen=True)
class RegisterLook:
    """The first lines of a ledger; `total` is how many there are."""

    head: LedgerHead
    heads: tuple[Head, ...]
    rows: tuple[RegisterRow, ...]
    total: int

    @property
    def ledger(self) -> Ledger:
        """The lines for paper."""
        return Ledger(**vars(self.head), rows=tuple(row.texts for row in self.rows))


def columns_of(desk: Desk, register: Register) -> tuple[Head, ...]:
    """The columns that the office chose for a ledger, in its order."""
    return desk.read(office.register_columns, on=desk.today).get(register, USUAL[register])


def choose_columns(desk: Desk, register: Register, heads: Sequence[Head]) -> None:
    """Keep the office's choice; the usual columns are kept as no choice. Raises Invalid for none at all."""
    wanted = chosen(register, [head.value for head in heads])
    told = {of: list(words) for of, words in desk.read(office.register_columns, on=desk.today).items()}
    told.pop(register, None)
    if wanted != USUAL[register]:
        told[register] = list(wanted)
    plain = {of.value: [head.value for head in words] for of, words in told.items()}
    desk.do(change_setting, REGISTER_COLUMNS, plain, since=desk.today)


def look_at_register(
    desk: Desk, register: Register, *, year: int | None, phones: bool = False, most: int | None = None
) -> RegisterLook:
    """A ledger in the office's columns, at most the first `most` lines. Phone numbers are masked unless `phones`."""
    heads = columns_of(desk, register)
    lines = desk.read(refs, register, year=year)
    shown = lines if most is None else lines[:most]
    rows = tuple(row for part in _read(desk, register, shown, heads, phones=phones) for row in part)
    return RegisterLook(_head(desk, register, heads, year), heads, rows, len(lines))


def write_register(
    desk: Desk,
    register: Register,
    path: Path,
    *,
    year: int | None,
    heads: Sequence[Head] | None = None,
    phones: bool = False,
    tell: Tell = unwatched,
) -> int:
    """Write a ledger as .xlsx in `heads` or in the office's columns; how many lines. `year` None is all years.

    Raises World or Locked; what `tell` raises leaves the old file as it is.
    """
    from cppcc_desk.documents.workbook import write_long  # noqa: PLC0415 - openpyxl loads when a table is written

    heads = tuple(heads) if heads is not None else columns_of(desk, register)
    lines = desk.read(refs, register, year=year)
    written = 0

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal written
        for part in _read(desk, register, lines, heads, phones=phones):
            tell(written, len(lines))
            for row in part:
                yield row.texts
            written += len(part)

    head = _head(desk, register, heads, year)
    writing.write(path, lambda part: write_long(head, rows(), part))
    return written


def _read(
    desk: Desk, register: Register, lines: Sequence[Ref], heads: Sequence[Head], *, phones: bool
) -> Iterator[tuple[RegisterRow, ...]]:
    for start in range(0, len(lines), AT_ONCE):
        yield desk.read(register_rows, register, lines[start : start + AT_ONCE], heads, phones=phones)


def _head(desk: Desk, register: Register, heads: Sequence[Head], year: int | None) -> LedgerHead:
    return LedgerHead(
        title=f"{year}年{register.called}" if year else register.called,
        unit=desk.read(office.office, on=desk.today).office_short_name,
        made_on=desk.today,
        columns=tuple(column(head) for head in heads),
    )
