"""Tables of cells before they are understood, whatever format they came in, and the limits of their size."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from cppcc_desk.documents.reading.wanted import WantedTable
from cppcc_desk.domain.errors import Unreadable

MOST_ROWS = 20_000  # with something in them, of all sheets: ten years of pieces, a few hundred people
MOST_CELLS = 500_000
MOST_COLUMNS = 256
MOST_SPANS = 20_000
LONGEST_CELL = 32_767  # characters; programs keep no more
_TOO_MANY = (
    f"表格过大（超过 {MOST_ROWS} 行或 {MOST_CELLS} 格），不像{{0.thing}}，没有读取；"
    "请只留{0.thing}本身，或分成几份另存后再试。"
)


class Fault(Enum):
    """Why a cell has no value: a formula whose result is not in the file, or one that failed (#N/A)."""

    UNCOMPUTED = "uncomputed"
    FAILED = "failed"


Value = str | float | date | Fault


@dataclass(frozen=True, slots=True)
class Span:
    """Joined cells, all edges included; rows are counted from 1 as programs show them, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One table: row number -> column -> value, cells without a value left out."""

    name: str
    rows: Mapping[int, Mapping[int, Value]]
    spans: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()  # places whose value is the stored result of a formula


@dataclass(frozen=True)
class Book:
    """The sheets of a file; `from_1904`: days are counted as on old Macintoshes. `warnings` are sentences."""

    sheets: tuple[Sheet, ...]
    from_1904: bool = False
    warnings: tuple[str, ...] = ()


@dataclass
class Budget:
    """How much of a file has been taken so far, over all its sheets."""

    wanted: WantedTable
    rows: int = 0
    cells: int = 0

    def spend(self, *, new_row: bool) -> None:
        """Count one cell. Raises Unreadable when there are too many."""
        self.cells += 1
        self.rows += new_row
        if self.rows > MOST_ROWS or self.cells > MOST_CELLS:
            raise Unreadable(_TOO_MANY.format(self.wanted))


@dataclass
class Filling:
    """A sheet being filled."""

    name: str
    budget: Budget
    hidden: bool = False
    _rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    _spans: list[Span] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _formulas: set[tuple[int, int]] = field(default_factory=set)

    def put(self, row: int, column: int, value: Value) -> None:
        """Enter a value; blank text and columns far out are nothing. Raises Unreadable when there are too many."""
        if column >= MOST_COLUMNS or (isinstance(value, str) and not value.strip()):
            return
        self.budget.spend(new_row=row not in self._rows)
        self._rows.setdefault(row, {})[column] = value[:LONGEST_CELL] if isinstance(value, str) else value

    def join(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note joined cells."""
        if len(self._spans) < MOST_SPANS and (bottom > top or right > left):
            self._spans.append(Span(top, left, bottom, right))

    def hide(self, row: int) -> None:
        """Note that a row is hidden, by hand or by a filter."""
        self._hidden_rows.add(row)

    def compute(self, row: int, column: int) -> None:
        """Note that a value is the result of a formula."""
        self._formulas.add((row, column))

    def sheet(self) -> Sheet:
        """What has been filled in."""
        hidden = frozenset(row for row in self._hidden_rows if row in self._rows)
        return Sheet(self.name, self._rows, tuple(self._spans), self.hidden, hidden, frozenset(self._formulas))


# --- days ------------------------------------------------------------------------------------------------------------

_LAST_SERIAL = 2_958_465  # 9999-12-31
_SHIFT_1904 = 1462
# Built-in formats (ECMA-376 part 1, 18.8.30; 27 to 58 as in zh-CN): those of days, and among them those without a day.
_BUILT_IN = frozenset((14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58))
_BUILT_IN_MONTHS = frozenset((17, 27, 36, 50, 52, 57))
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Shown(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"


def shown_by(number: int, code: str = "") -> Shown:
    """What the format with this number, and this code where the file gives one, shows."""
    if not code:
        if number in _BUILT_IN_MONTHS:
            return Shown.MONTH
        return Shown.DAY if number in _BUILT_IN else Shown.NUMBER
    signs = _LITERAL.sub("", code).lower().split(";")[0]
    if "general" in signs or not re.search("[yd]", signs):
        return Shown.NUMBER
    return Shown.DAY if "d" in signs else Shown.MONTH


def day_of(serial: float, *, from_1904: bool) -> date | None:
    """The day with this number; None where there is none. 1900 has its 29 February, as programs have it."""
    days = int(serial) + (_SHIFT_1904 if from_1904 else 0)
    if not 1 <= days <= _LAST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=days + (days < 60))


def dated(serial: float, shown: Shown, *, from_1904: bool) -> Value:
    """A number as its format shows it: a day, with its minute where one is kept, the text 1975-01 for a month, or the
    number; no number is a fault."""
    if not math.isfinite(serial):
        return Fault.FAILED
    day = None if shown is Shown.NUMBER else day_of(serial, from_1904=from_1904)
    if day is None:
        return serial
    if shown is Shown.MONTH:
        return f"{day:%Y-%m}"
    minutes = round(serial % 1 * 1440)
    return datetime.combine(day, time()) + timedelta(minutes=minutes) if minutes else day
