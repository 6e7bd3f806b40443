"""Form tables: which cell is a label, which cell holds its value, and what of the table is the manuscript itself.

The value stands in the label's own cell, in the next one, or below; merged cells count once.
"""

from dataclasses import dataclass

from cppcc_desk.documents.reading.blocks import Cell, Paragraph, Table
from cppcc_desk.documents.reading.labels import Field, label, pairs, tied

_LONG = 30  # characters from which an unlabelled cell is text of the manuscript, not an entry
_PEOPLE = frozenset((Field.PERSON, Field.UNIT, Field.PHONE, Field.POSITION, Field.UNIT_POSITION))
_MAIN = frozenset((Field.TITLE, Field.BODY, Field.SECTION))


@dataclass(frozen=True)
class Form:
    """A form read: labelled values in order, the lines of the manuscript, and labels that the program does not know."""

    values: tuple[tuple[Field, str], ...]
    body: tuple[str, ...]
    unknown: tuple[str, ...]


def is_form(table: Table) -> bool:
    """Whether `table` is filled in rather than read: it has a title or body label, or two that name the contributor."""
    found: set[Field] = set()
    for row in table.rows:
        for cell in row:
            lines = cell.lines
            if not lines:
                continue
            own = label("".join(lines)) or (label(lines[0]) if len(lines) > 1 else None)
            found |= {own} if own else {field for field, _ in pairs(lines[0])}
    return bool(found & _MAIN and found - {Field.SECTION, Field.OTHER}) or len(found & _PEOPLE) > 1


def is_frame(table: Table) -> bool:
    """Whether `table` is only a box or a single column around ordinary paragraphs."""
    return all(len(row) <= 1 for row in table.rows) and not any(
        label("".join(cell.lines)) for row in table.rows for cell in row
    )


def read_form(table: Table) -> Form:
    """The values of a form table."""
    return _Reader(table).read()


class _Reader:
    def __init__(self, table: Table) -> None:
        self._rows = [tuple(cell for cell in row if not cell.continues) for row in table.rows]
        self._all = table.rows
        self._used: set[int] = set()
        self._values: list[tuple[Field, str]] = []
        self._sections: list[tuple[str, tuple[str, ...]]] = []
        self._unknown: list[str] = []

    def read(self) -> Form:
        for row_no, row in enumerate(self._rows):
            for place, cell in enumerate(row):
                if id(cell) not in self._used:
                    self._cell(row_no, place, cell)
        body: list[str] = []
        for heading, lines in self._sections:
            body += ([heading] if heading and len(self._sections) > 1 else []) + list(lines)
        return Form(tuple(self._values), tuple(body), tuple(dict.fromkeys(self._unknown)))

    def _cell(self, row_no: int, place: int, cell: Cell) -> None:
        self._used.add(id(cell))
        for block in cell.blocks:
            if isinstance(block, Table) and is_form(block):
                self._nested(block)
        lines = _own_lines(cell)
        if not lines:
            return
        whole = label("".join(lines))
        if whole is not None:
            self._labelled(row_no, place, cell, whole)
        elif len(lines) > 1 and label(lines[0]) is not None:
            self._take(label(lines[0]) or Field.OTHER, tied(lines[0]), lines[1:])
        elif pairs(lines[0]):
            self._pairs(lines)
        elif sum(map(len, lines)) >= _LONG:
            self._sections.append(("", lines))
        else:
            self._entry(row_no, place, lines)

    def _nested(self, table: Table) -> None:
        inner = read_form(table)
        self._values += inner.values
        self._unknown += inner.unknown
        if inner.body:
            self._sections.append(("", inner.body))

    def _labelled(self, row_no: int, place: int, cell: Cell, field: Field) -> None:
        """A cell that is only a label: its value is to the right, or below when nothing is there."""
        row = self._rows[row_no]
        right = row[place + 1] if place + 1 < len(row) else None
        if right is not None and _is_label(right):
            right_is_label, right = True, None
        else:
            right_is_label = False
        if right is not None and right.lines:
            self._use(right)
            self._take(field, tied("".join(cell.lines)), _own_lines(right))
            return
        if right is not None and field not in (Field.BODY, Field.SECTION):
            return
        below = self._below(row_no, cell)
        if below and not (right_is_label and self._has_label_column(row_no)):
            for value in below if field in (Field.PERSON, Field.CO_PERSON) else below[:1]:
                self._use(value)
                self._take(field, tied("".join(cell.lines)), _own_lines(value))

    def _has_label_column(self, row_no: int) -> bool:
        """Whether the rows under a group label begin with labels of their own, so that nothing stands below it."""
        following = self._rows[row_no + 1] if row_no + 1 < len(self._rows) else ()
        return any(_is_label(cell) for cell in following)

    def _below(self, row_no: int, cell: Cell) -> list[Cell]:
        """The cells under `cell`, as long as they hold values."""
        found: list[Cell] = []
        for row in self._all[row_no + 1 :]:
            under = next((c for c in row if c.column <= cell.column < c.column + c.span), None)
            if under is None or under.continues or not under.lines or id(under) in self._used or _is_label(under):
                break
            if found and (len("".join(under.lines)) >= _LONG or under.span != found[0].span):
                break
            found.append(under)
        return found

    def _pairs(self, lines: tuple[str, ...]) -> None:
        for number, line in enumerate(lines):
            found = pairs(line)
            for field, value in found:
                if field is Field.BODY:
                    self._sections.append(("", tuple(filter(None, (value, *lines[number + 1 :])))))
                    return
                self._values.append((field, value))
            if not found:
                self._sections.append(("", (line,)))

    def _take(self, field: Field, heading: str, lines: tuple[str, ...]) -> None:
        if field is Field.BODY:
            self._sections.append(("", lines))
        elif field is Field.SECTION:
            self._sections.append((heading, lines))
        elif field is not Field.OTHER:
            self._values.append((field, " ".join(lines)))

    def _entry(self, row_no: int, place: int, lines: tuple[str, ...]) -> None:
        """A short cell of no known label: with a value beside it, a label to be named; alone, ornament."""
        row = self._rows[row_no]
        right = row[place + 1] if place + 1 < len(row) else None
        if right is not None and right.lines and not _is_label(right):
            text = "".join(_own_lines(right))
            if len(text) >= _LONG:
                self._sections.append((tied("".join(lines)), _own_lines(right)))
            else:
                self._unknown.append(tied("".join(lines)))
            self._use(right)

    def _use(self, cell: Cell) -> None:
        self._used.add(id(cell))
        for block in cell.blocks:
            if isinstance(block, Table) and is_form(block):
                self._nested(block)


def _own_lines(cell: Cell) -> tuple[str, ...]:
    """The lines of a cell without those of a form inside it."""
    kept = tuple(b for b in cell.blocks if isinstance(b, Paragraph) or not is_form(b))
    return Cell(kept, 0).lines


def _is_label(cell: Cell) -> bool:
    lines = cell.lines
    return bool(lines) and (label("".join(lines)) is not None or bool(pairs(lines[0])))
