"""Where the heads of a sheet are, and which of its columns tell of one person.

Heads may stand in two rows, one over several columns, and people side by side; a form of one person has no heads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from cppcc_desk.documents.reading.roster.heads import SERIAL, Heads
from cppcc_desk.documents.reading.tables.cells import one_line
from cppcc_desk.documents.reading.tables.finding import Found, find_heads
from cppcc_desk.documents.reading.tables.sheets import Sheet
from cppcc_desk.domain.roster import RosterColumn as Column


@dataclass(frozen=True)
class Table:
    """A sheet with its heads found."""

    sheet: Sheet
    found: Found
    blocks: tuple[Mapping[int, Column], ...]  # column -> what it holds, for each of the people in a row: one as a rule
    heads: tuple[tuple[str, Column | None], ...]  # each as it is written, with what it means; None for a strange one

    @property
    def below(self) -> int:
        """The last row of the heads; people stand under it."""
        return self.found.below


def find_table(sheet: Sheet, heads: Heads) -> Table | None:
    """The table of `sheet`; None where no row has 姓名 among heads."""
    found = find_heads(sheet, heads)
    if found is None:
        return None
    meant = {column: heads.head(text) for column, text in found.texts.items()}
    told = tuple(
        (one_line(found.texts[column]), meaning if isinstance(meaning, Column) else None)
        for column, meaning in sorted(meant.items())
        if meaning != SERIAL and found.texts[column].strip()
    )
    return Table(sheet, found, _blocks(meant), told)


def _blocks(found: Mapping[int, Column | str | None]) -> tuple[Mapping[int, Column], ...]:
    """The columns of each of the people in a row: where 姓名 comes again in the same order, another person begins."""
    names = [column for column, kind in found.items() if kind is Column.NAME]
    if len(names) > 1:
        step = names[1] - names[0]
        lead = next((names[0] - c for c in range(names[0]) if found.get(c) and found.get(c) == found.get(c + step)), 0)
        if all(b - a == step for a, b in pairwise(names)):
            return tuple(_mapped(found, name - lead, name - lead + step) for name in names)
    return (_mapped(found, 0, max(found, default=0) + 1),)


def _mapped(found: Mapping[int, Column | str | None], first: int, end: int) -> dict[int, Column]:
    """Column -> what it holds. A second 联系电话 is another number, a second of anything else is left out."""
    mapped: dict[int, Column] = {}
    for column in sorted(c for c in found if first <= c < end):
        kind = found[column]
        if not isinstance(kind, Column):
            continue
        if kind is Column.PHONE and Column.PHONE in mapped.values():
            kind = Column.OTHER_PHONE
        if kind is Column.OTHER_PHONE or kind not in mapped.values():
            mapped[column] = kind
    return mapped
