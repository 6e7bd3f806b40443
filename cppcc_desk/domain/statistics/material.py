"""What statistics are counted from: pieces with what tells them apart, and each thing that happened to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.statistics.dimensions import Dimension, Measure, Value


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells a piece apart; `values` are keys, none where nothing is known or has come about."""

    number: str
    received_on: date
    values: Mapping[Dimension, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a piece. `own` says what of it is the happening's alone: the level at which it was
    used this time, not all those at which it ever was."""

    measure: Measure
    on: date
    facts: Facts
    own: Mapping[Dimension, str]


@dataclass(frozen=True)
class Material:
    """Everything that happened from `first` to `last`. `known` are the values of each dimension in their order, those
    of people in none; `binned` the pieces in the 回收站 of which something is recorded in these days."""

    first: date
    last: date
    happenings: tuple[Happening, ...]
    known: Mapping[Dimension, tuple[Value, ...]]
    month_starts: int = 1
    with_uses: bool = True
    binned: tuple[str, ...] = ()
