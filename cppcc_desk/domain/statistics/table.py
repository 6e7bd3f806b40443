"""A cross table of pieces: every number keeps the pieces that it counts, and its sums say why they are no sums."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import product

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.statistics.dimensions import UNSAID, Dimension, Measure, Value, unsaid
from cppcc_desk.domain.statistics.material import Happening, Material
from cppcc_desk.domain.statistics.periods import month_words, months
from cppcc_desk.domain.statistics.reconciling import doubts, explained
from cppcc_desk.domain.statistics.view import Filters, View

Pieces = tuple[str, ...]
TOTAL = "合计"
BEFORE = "上年同期"
CHANGE = "增减"


class Shows(Enum):
    """What a column shows."""

    PART = auto()  # the pieces of one value, or of one measure
    SUM = auto()  # all of the row, each once
    BEFORE = auto()  # those of the same days of the year before
    CHANGE = auto()  # how many more or fewer; counts no pieces


@dataclass(frozen=True)
class Head:
    """Over a column: `key` is its own in the table, `measure` what it counts."""

    key: str
    label: str
    shows: Shows
    measure: Measure


@dataclass(frozen=True)
class Cell:
    """One number and the pieces behind it; a change has none."""

    pieces: Pieces = ()
    change: int | None = None

    @property
    def count(self) -> int:
        """The number."""
        return len(self.pieces) if self.change is None else self.change

    @property
    def text(self) -> str:
        """As it is printed: 12, 0, +3, −2."""
        if self.change is None:
            return str(len(self.pieces))
        return f"{self.change:+d}".replace("-", "−").replace("+0", "0")


@dataclass(frozen=True)
class Line:
    """A row: a cell for each head. `sums` marks the last one, which counts every piece once."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    sums: bool = False


@dataclass(frozen=True)
class Table:
    """`lines` ends with the sums. `notes` say why parts are more than a sum, `mismatches` what is wrong in the books;
    both with the pieces because of which it is so. `filtered` says in words what it is limited to."""

    view: View
    filtered: Filters
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    notes: tuple[Mismatch, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def sums(self) -> Line:
        """The last line."""
        return self.lines[-1]

    def place(self, key: str) -> int:
        """Of the column called `key`."""
        return next(number for number, head in enumerate(self.heads) if head.key == key)


def cross(material: Material, view: View, *, before: Material | None = None, today: date) -> Table:
    """The table. Raises Invalid for a filter by what is not there."""
    counted = _Counted(material, view, today=today)
    earlier = _Counted(before, view, today=today, of_year_after=True) if before is not None and view.compared else None
    heads = tuple(_heads(view, counted))
    rows = counted.rows(also=earlier)
    lines = [
        Line(row.key, row.label, tuple(_cells(heads, row.key, counted, earlier)))
        for row in (rows if view.rows is not Dimension.PERSON else _most_first(rows, counted))
    ]
    lines.append(Line(TOTAL, TOTAL, tuple(_cells(heads, None, counted, earlier)), sums=True))
    notes, wrong = _checked(view, counted)
    return Table(
        view, counted.filtered, heads, tuple(lines), notes, (*wrong, *doubts(material, counted.happenings, view))
    )


class _Counted:
    """Pieces by measure, row and column."""

    def __init__(self, material: Material, view: View, *, today: date, of_year_after: bool = False) -> None:
        self.view = view
        self._months = _Months(material, today, of_year_after=of_year_after)
        self.known = dict(material.known) | {Dimension.MONTH: self._months.values}
        chosen = _chosen(view.filters, self.known, lenient=of_year_after)
        self.filtered = tuple((dimension, self._labels(dimension, keys)) for dimension, keys in chosen.items())
        self.happenings = [one for one in material.happenings if self._passes(one, chosen)]
        self._pieces: defaultdict[tuple[Measure, str | None, str | None], dict[str, None]] = defaultdict(dict)
        self.present: dict[Dimension, set[str]] = defaultdict(set)
        for one in self.happenings:
            if one.measure in view.measures:
                self._count(one)

    def _passes(self, one: Happening, chosen: Mapping[Dimension, frozenset[str]]) -> bool:
        return all(not keys.isdisjoint(self._keys(one, dimension)) for dimension, keys in chosen.items())

    def _keys(self, one: Happening, dimension: Dimension) -> tuple[str, ...]:
        """Which values it is of, the unsaid one where it is of none."""
        if dimension is Dimension.MONTH:
            return (self._months.key(one.on),)
        if dimension in one.own:
            return (one.own[dimension],)
        return one.facts.values.get(dimension, ()) or (UNSAID,)

    def _labels(self, dimension: Dimension, keys: frozenset[str]) -> tuple[str, ...]:
        return tuple(value.label for value in (*self.known.get(dimension, ()), unsaid(dimension)) if value.key in keys)

    def _count(self, one: Happening) -> None:
        rows = self._keys(one, self.view.rows)
        columns = self._keys(one, self.view.columns) if self.view.columns else ()
        self.present[self.view.rows].update(rows)
        if self.view.columns:
            self.present[self.view.columns].update(columns)
        number = one.facts.number
        for row, column in product((*rows, None), (*columns, None)):
            self._pieces[one.measure, row, column][number] = None

    def pieces(self, measure: Measure, row: str | None, column: str | None) -> Pieces:
        """Each once, in the order of their numbers; None for all rows, or all columns."""
        return tuple(sorted(self._pieces.get((measure, row, column), ()), key=_in_order))

    def rows(self, *, also: "_Counted | None" = None) -> list[Value]:
        """The values that stand in rows: all that always do, and what anything is of."""
        there = self.present[self.view.rows] | (also.present[self.view.rows] if also else set())
        return list(self._values(self.view.rows, there, always=True))

    def columns(self) -> list[Value]:
        """The values that stand over columns."""
        assert self.view.columns is not None
        short = self.view.columns in _SHORT
        return list(self._values(self.view.columns, self.present[self.view.columns], always=short))

    def _values(self, dimension: Dimension, there: set[str], *, always: bool) -> Iterator[Value]:
        known = self.known.get(dimension, ())
        yield from (value for value in known if value.key in there or (value.always and always))
        strange = sorted(there - {value.key for value in known} - {UNSAID})
        yield from (Value(key, key) for key in strange)
        if UNSAID in there:
            yield unsaid(dimension)


_SHORT = frozenset(  # columns that are there even with nothing in them
    {Dimension.MONTH, Dimension.SOURCE, Dimension.ADOPTED_LEVEL, Dimension.SENT_LEVEL, Dimension.INSTRUCTED_LEVEL}
)


class _Months:
    """The months of the days that are counted; those of a year before under the keys of the year that they are
    compared with."""

    def __init__(self, material: Material, today: date, *, of_year_after: bool) -> None:
        found = months(material.first, material.last, starts=material.month_starts)
        several = len({begins.year for begins, _ in found}) > 1
        self._begins = [begins for begins, _ in found]
        self._keys = [
            _year_later(begins).isoformat() if of_year_after else begins.isoformat() for begins in self._begins
        ]
        self.values = tuple(
            Value(key, month_words(begins, ends, several_years=several), always=begins <= today)
            for key, (begins, ends) in zip(self._keys, found, strict=True)
        )

    def key(self, day: date) -> str:
        """That of the month of a day."""
        return self._keys[max(0, bisect_right(self._begins, day) - 1)]


def _year_later(day: date) -> date:
    return date(day.year + 1, day.month, day.day)


def _chosen(
    filters: Filters, known: Mapping[Dimension, Sequence[Value]], *, lenient: bool
) -> dict[Dimension, frozenset[str]]:
    """Keys by dimension. `lenient`: what is not there chooses nothing, as a month of a year before."""
    found: dict[Dimension, frozenset[str]] = {}
    for dimension, wanted in filters:
        keys: set[str] = set()
        for word in wanted:
            matching = {value.key for value in (*known.get(dimension, ()), unsaid(dimension)) if _is(value, word)}
            if not matching and not lenient:
                every = "、".join(value.label for value in known.get(dimension, ())[:_MOST_NAMED])
                raise Invalid(f"“{dimension}”里没有“{word}”。可以写：{every or '（还没有）'}。没有作任何改动。")
            keys |= matching
        found[dimension] = frozenset(keys)
    return found


_MOST_NAMED = 30


def _is(value: Value, word: str) -> bool:
    """Namesakes are told apart in brackets; the name alone means all of them."""
    return word in (value.key, value.label) or value.label.partition("（")[0] == word


def _heads(view: View, counted: _Counted) -> Iterator[Head]:
    if view.columns is None:
        for measure in view.measures:
            yield Head(measure.key, measure.value, Shows.SUM, measure)
            if view.compared:
                yield from _compared(measure)
        return
    measure = view.measures[0]
    for value in counted.columns():
        yield Head(f"={value.key}", value.label, Shows.PART, measure)
    yield Head(measure.key, TOTAL, Shows.SUM, measure)
    if view.compared:
        yield from _compared(measure)


def _compared(measure: Measure) -> Iterator[Head]:
    yield Head(f"{measure.key} before", BEFORE, Shows.BEFORE, measure)
    yield Head(f"{measure.key} change", CHANGE, Shows.CHANGE, measure)


def _cells(heads: Iterable[Head], row: str | None, counted: _Counted, earlier: _Counted | None) -> Iterator[Cell]:
    for head in heads:
        now = counted.pieces(head.measure, row, None)
        then = earlier.pieces(head.measure, row, None) if earlier is not None else ()
        match head.shows:
            case Shows.PART:
                yield Cell(counted.pieces(head.measure, row, head.key.removeprefix("=")))
            case Shows.SUM:
                yield Cell(now)
            case Shows.BEFORE:
                yield Cell(then)
            case Shows.CHANGE:
                yield Cell(change=len(now) - len(then))


def _most_first(rows: Iterable[Value], counted: _Counted) -> list[Value]:
    """People by how much they have, the unsaid last."""
    measures = counted.view.measures

    def rank(value: Value) -> tuple[bool, list[int], str]:
        return (value.key == UNSAID, [-len(counted.pieces(one, value.key, None)) for one in measures], value.label)

    return sorted(rows, key=rank)


def _checked(view: View, counted: _Counted) -> tuple[tuple[Mismatch, ...], tuple[Mismatch, ...]]:
    """Of each measure: why rows, and columns, are more than the sum; and what must not be."""
    found = []
    for measure in view.measures:
        whole = counted.pieces(measure, None, None)
        rows = {value.key: counted.pieces(measure, value.key, None) for value in counted.rows()}
        found.append(explained(view.rows, measure, rows, whole))
        if view.columns is not None:
            columns = {value.key: counted.pieces(measure, None, value.key) for value in counted.columns()}
            found.append(explained(view.columns, measure, columns, whole))
    return tuple(one for each in found for one in each.notes), tuple(one for each in found for one in each.wrong)


def _in_order(number: str) -> tuple[str, int]:
    year, _, serial = number.rpartition("-")
    return (year, int(serial)) if serial.isdigit() else (number, 0)
