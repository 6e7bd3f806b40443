"""What a ledger tells of pieces: the values that go between its rows and the office's data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cppcc_desk.domain.outcomes import OutcomeEntry
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.submission import Contributor, ReadStatus

BY_LEDGER = "按台账登记"  # the rule of a due time that no clock of the office gave


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A row of a ledger as read. `rest` are the cells of columns that nobody knows, by their heads.

    Times are 2025-03-05T14:30 or 2025-03-05, yes is 是. `notes` tell how a cell was understood, `problems` what is
    doubtful, `passed` why it is no row of a piece (a total, a heading), `refused` why it cannot be one.
    """

    values: Mapping[Head, str]
    sheet: str = ""
    number: int
    rest: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    passed: str = ""
    refused: str = ""

    def __getitem__(self, head: Head) -> str:
        """What the row says in the column, "" for nothing."""
        return self.values.get(head, "")

    @property
    def place(self) -> str:
        """“2025年”第 5 行."""
        return f"“{self.sheet}”第 {self.number} 行" if self.sheet else f"第 {self.number} 行"


@dataclass(frozen=True, kw_only=True)
class LedgerRead:
    """A ledger file read; `heads` are those of its columns with what each is taken for.

    None is one whose cells go into `rest`.
    """

    status: ReadStatus
    rows: tuple[LedgerRow, ...] = ()
    warnings: tuple[str, ...] = ()
    message: str = ""
    heads: Mapping[str, Head | None] = field(default_factory=dict)
    year: int | None = None  # which its days are taken to be in where they say none
    is_text: bool = False


@dataclass(frozen=True, kw_only=True)
class DispatchTold:
    """That a piece went to a destination, or is to; `late` None where nothing is said of it."""

    destination: str
    form: str = ""
    due: datetime | None = None
    sent_at: datetime | None = None
    late: bool | None = None
    way: str = ""
    copies: int = 1
    doc_number: str = ""
    sent_by: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PieceTold:
    """A piece as a ledger tells of it. Texts are "" where nothing is said; a text body may be missing.

    `number` is year and serial of its 来稿编号, None where it gets a new one; `group`, `merged_into` and destinations
    are names. `dated` is False where no day of receipt was told and another stands for it. `rest` is what no column of
    the program holds: it stays in the history of the piece.
    """

    number: tuple[int, int] | None
    title: str
    received_at: datetime
    dated: bool = True
    people: tuple[Contributor, ...] = ()
    unit: str = ""
    collective: bool = False
    commissioned: bool = False
    channel: str = ""
    drafter: str = ""
    category: str = ""
    nature: str = ""
    urgency: str = ""
    keywords: str = ""
    opinion: str = ""
    group: str = ""
    state: str = ""
    screening: str = ""
    reason: str = ""
    merged_into: str = ""
    editor: str = ""
    reviewer: str = ""
    signatory: str = ""
    signed_at: datetime | None = None
    archive_no: str = ""
    archived_at: datetime | None = None
    archive_year: int | None = None
    retention: str = ""
    items: int | None = None
    pages: int | None = None
    text: str = ""
    dispatches: tuple[DispatchTold, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()
    rest: Mapping[str, str] = field(default_factory=dict)

    @property
    def about(self) -> tuple[str, str]:
        """What makes two pieces the same where their numbers do not tell: title and author, without blanks."""
        who = "、".join(person.name for person in self.people) or self.unit
        return squeezed(self.title), squeezed(who)


def squeezed(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())
