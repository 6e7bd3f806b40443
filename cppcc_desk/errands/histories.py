"""Older ledgers: a file laid beside what is recorded, line by line, and taken over as one step."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRead
from cppcc_desk.domain.registers.proposing import Proposed, Verdict, propose
from cppcc_desk.errands.backups import BEFORE_MANY, MANY, back_up_before
from cppcc_desk.errands.registers import Tell, unwatched
from cppcc_desk.operations.histories import take_over_ledger
from cppcc_desk.operations.office import change_setting
from cppcc_desk.queries import office
from cppcc_desk.queries.office import LEDGER_HEADS
from cppcc_desk.queries.registers import known_pieces, ledger_office
from cppcc_desk.storage.desk import Desk


class NotRead(Unreadable):
    """Nothing was read of a ledger; `is_text`: it might be, in another encoding."""

    def __init__(self, read: LedgerRead) -> None:
        super().__init__(read.message)
        self.is_text = read.is_text


@dataclass(frozen=True)
class LedgerLook:
    """A ledger beside what is recorded; nothing is saved."""

    file_name: str
    read: LedgerRead
    proposed: Proposed

    def numbers(self) -> Counter[Verdict]:
        """How many lines there are of each verdict."""
        return Counter(proposal.verdict for proposal in self.proposed.proposals)


def look_at_ledger(desk: Desk, path: Path, *, encoding: str = "", year: int | None = None) -> LedgerLook:
    """Read a ledger and propose what becomes of each line.

    `encoding` is a person's choice for a text file, `year` that of days which say none. Raises NotRead with the
    sentence that says why nothing was read.
    """
    heads = desk.read(office.ledger_heads, on=desk.today)
    with Reader() as reader:
        read = reader.read_ledger(path, encoding=encoding, chosen=heads, year=year)
    if not read.rows:
        raise NotRead(read)
    words = desk.read(ledger_office, today=desk.today)
    proposed = propose(read.rows, words, desk.read(known_pieces), year=year or read.year)
    return LedgerLook(path.name, read, proposed)


def take_over(
    desk: Desk, look: LedgerLook, *, leaving_out: Collection[int] = (), tell: Tell = unwatched
) -> tuple[str, ...]:
    """Register what was looked at as one step, all or nothing; the 来稿编号 concerned.

    `leaving_out` are places of lines whose pieces are not to be taken. What `tell` raises leaves everything as it was.
    Raises Invalid where there is nothing to do, Stale when the office has gone on meanwhile.
    """
    out = {look.proposed.proposals[place].piece for place in leaving_out}
    pieces = [piece for place, piece in enumerate(look.proposed.pieces) if place not in out]
    if len(pieces) > MANY:
        back_up_before(desk, BEFORE_MANY)
    return desk.do(take_over_ledger, pieces, source=look.file_name, tell=tell)


def remember_heads(desk: Desk, heads: Mapping[str, Head | None]) -> None:
    """Keep what the office says that heads mean, for the next ledger too; None: nothing the program knows."""
    known = desk.read(office.ledger_heads, on=desk.today) | dict(heads)
    told = {text: head.value if head else None for text, head in known.items()}
    desk.do(change_setting, LEDGER_HEADS, told, since=desk.today)
