"""Tables that several forms share: facts in pairs side by side, and lists with a head that stands on every page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form

HEAD = 9.5  # mm


@dataclass(frozen=True)
class Column:
    """A column of a list: mm, its head, and whether its texts are long and stand at the left."""

    width: float
    head: str
    long: bool = False


def headed(title: str, grid: form.Grid) -> tuple[form.Block, ...]:
    """A small heading and the grid under it."""
    heading = Paragraph(style=form.HEADING, runs=(Run(title),), keep_next=True)
    return Gap(120), heading, Gap(30), grid


def pairs(facts: Sequence[tuple[str, str]], *, label: float, half: float) -> form.Grid:
    """Facts with their labels, two in a row; the last one alone takes the whole width."""
    rows: list[form.Row] = []
    for place in range(0, len(facts), 2):
        (name, value), *beside = facts[place : place + 2]
        if beside:
            second, other = beside[0]
            right = (form.label(label, second), form.value(half, other))
            rows.append(form.row(form.label(label, name), form.value(half, value), *right))
        else:
            rows.append(form.row(form.label(label, name), form.value(2 * half + label, value)))
    return form.Grid(tuple(rows))


def head(columns: Iterable[Column]) -> form.Row:
    """The heads of a list."""
    cells = (form.label(column.width, column.head, style=form.REGISTER_LABEL) for column in columns)
    return form.row(*cells, height=HEAD, repeats=True)


def entry(columns: Iterable[Column], texts: Iterable[str]) -> form.Row:
    """One line of a list."""
    return form.row(
        *(
            form.value(column.width, text, style=form.REGISTER_TEXT if column.long else form.REGISTER_VALUE)
            for column, text in zip(columns, texts, strict=True)
        )
    )


def listing(columns: Sequence[Column], entries: Iterable[Sequence[str]], *, nothing: str) -> form.Grid:
    """A list; `nothing` is said where there are no entries."""
    rows = [entry(columns, texts) for texts in entries]
    return form.Grid((head(columns), *(rows or [spanning(columns, nothing)])))


def spanning(columns: Iterable[Column], words: str) -> form.Row:
    """One cell across a whole list."""
    return form.row(form.value(sum(column.width for column in columns), words, style=form.REGISTER_VALUE))
