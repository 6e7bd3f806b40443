"""Which of the units that somebody belongs to are credited with what they write."""

from collections.abc import Mapping
from enum import StrEnum

from cppcc_desk.domain.people import UnitKind


class Credited(StrEnum):
    """Which of the units that a contributor belonged to are credited."""

    ALL = "所属单位都计"
    CHOSEN = "只计登记时选定的单位，没有选定的依次计界别、专委会、镇街工委、党派团体"
    PRIMARY = "只计主要的一个单位，依次为界别、专委会、镇街工委、党派团体"


def credited_units(
    units: Mapping[UnitKind, int], chosen: UnitKind | None, credited: Credited
) -> tuple[tuple[UnitKind, int], ...]:
    """The units credited, with their kinds; `chosen` is the kind that was chosen at registration."""
    if credited is Credited.ALL:
        return tuple(units.items())
    order = (chosen, *UnitKind) if chosen and credited is Credited.CHOSEN else tuple(UnitKind)
    return next((((kind, units[kind]),) for kind in order if kind in units), ())
