"""The table that somebody wants to see, of the time that they chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.scoring.periods import YEAR, Period
from cppcc_desk.domain.statistics import Dimension, Material, Span, Table, Value, View, cross, span, spans
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.statistics.facts import Books
from cppcc_desk.queries.statistics.material import material


@dataclass(frozen=True)
class Statistics:
    """A table with the time that it tells of, the times that the year has, and what there is to filter by."""

    table: Table
    span: Span
    periods: tuple[Period, ...]
    known: Mapping[Dimension, tuple[Value, ...]]


def statistics(
    session: Session,
    view: View,
    year: int,
    *,
    period: str = YEAR,
    own: tuple[date, date] | None = None,
    today: date,
    else_year: bool = False,
) -> Statistics:
    """Count. The year is divided as the scheme of that year does. Raises Missing without one, Invalid for a period
    that the year has not (the whole year is counted with `else_year`) and for a filter by what is not there."""
    window = in_force(session, year).scheme.window
    time = span(window, year, key=period, own=own, today=today, else_year=else_year)

    books = Books(session)

    def read(of: Span) -> Material:
        starts, uses = window.starts[1], view.asks_uses
        return material(books, of.first, of.until, month_starts=starts, with_uses=uses)

    found, before = read(time), read(time.before) if view.compared else None
    table = cross(found, view, before=before, today=today)
    return Statistics(table, time, spans(window, year, today=today), found.known)
