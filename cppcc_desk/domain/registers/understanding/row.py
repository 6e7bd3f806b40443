"""One row of a ledger on its way to a piece, and what of the office and of the whole ledger it is understood by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cppcc_desk.domain.outcomes import OutcomeEntry
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import DispatchTold, LedgerRow, PieceTold
from cppcc_desk.domain.submission import Contributor

YES = re.compile(r"[√✓✔1是]|有|Y(?:ES)?", re.I)


@dataclass(frozen=True)
class Office:
    """What of the office is needed to understand a ledger.

    `destinations`: every name and alias of a 去向 -> the name it bears; `people`: of the roster, by name.
    """

    today: date
    destinations: Mapping[str, str]
    groups: frozenset[str]
    journal: str
    people: Mapping[str, Sequence[Contributor]]


@dataclass
class Understood:
    """A row as a piece, or why it cannot be one."""

    row: LedgerRow
    piece: PieceTold | None = None
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    refused: str = ""
    new_destinations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Whole:
    """What is known of a ledger from all of its rows: which columns say anything, and the year of its days."""

    year: int | None
    numbered: bool
    sent: bool

    @classmethod
    def of(cls, rows: Iterable[LedgerRow], year: int | None) -> "Whole":
        """Of these rows."""
        told = list(rows)
        return cls(year, any(row[Head.NUMBER] for row in told), any(row[Head.SENT_AT] for row in told))


@dataclass
class Row:
    """A row being understood; `rest` is what finds no place."""

    found: Understood
    office: Office
    whole: Whole
    received: datetime
    rest: dict[str, str]

    def __post_init__(self) -> None:
        self.row = self.found.row
        self.outcomes: list[OutcomeEntry] = []
        self.dispatches: list[DispatchTold] = []

    def _word(self, head: Head, known: Sequence[str], otherwise: str) -> str:
        """A word of a closed list; another one stays in the history."""
        said = self.row[head]
        if not said or said in known:
            return said or otherwise
        self.rest[head.value] = said
        told = f"按“{otherwise}”登记，" if otherwise else ""
        self.found.problems.append(f"“{head}”没有“{said}”这一项，{told}原文留在办理记录里")
        return otherwise

    def _moment(self, head: Head) -> datetime | None:
        text = self.row[head]
        return datetime.fromisoformat(text) if text else None

    def _whole_number(self, head: Head) -> int | None:
        text = self.row[head].removesuffix("年")
        if not text:
            return None
        if text.isdigit() and len(text) < 7:
            return int(text)
        self.rest[head.value] = self.row[head]
        self.found.problems.append(f"“{head}”的“{text}”不是整数，原文留在办理记录里")
        return None

    def _unused(self, heads: Sequence[Head]) -> None:
        """What belongs to something that the row does not tell of stays in the history."""
        self.rest |= {head.value: self.row[head] for head in heads if self.row[head]}

    def _left(self, head: Head, words: Sequence[str]) -> None:
        """Words that tell nothing the program has a place for."""
        if words:
            self.rest[head.value] = "；".join(words)
            self.found.problems.append(f"“{head}”的“{'；'.join(words)}”没有读懂，原文留在办理记录里")
