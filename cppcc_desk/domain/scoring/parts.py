"""A scheme taken apart: every part that has conditions, and every number of points, each with what to call it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cppcc_desk.domain.scoring.scheme import Best, Cap, Extra, Factor, Pay, Rule, Scheme, Target, When

Keyed = Rule | Extra | Factor | Best | Target | Cap | Pay

_CALLED = {
    "rules": "规则",
    "extras": "加分项",
    "factors": "系数",
    "best": "取最高项",
    "targets": "任务分",
    "caps": "最高分限制",
    "pay": "稿酬",
}


class Named(NamedTuple):
    """A part with a key: what it is called in a sentence, such as 规则“市级采用”."""

    called: str
    item: Keyed


class Amount(NamedTuple):
    """A number of points or yuan; `place` is the key or field that it stands in."""

    place: str
    called: str
    value: Decimal


def at(field: str, number: int) -> str:
    """The place of something that has no key: the field and its number in it."""
    return f"{field}/{number}"


def keyed(scheme: Scheme) -> Iterator[Named]:
    """Every part that has a key and conditions."""
    for field, called in _CALLED.items():
        for item in getattr(scheme, field):
            yield Named(f"{called}“{item.name}”", item)


def conditions(scheme: Scheme) -> Iterator[tuple[str, When]]:
    """Every condition, and what asks it."""
    for called, item in keyed(scheme):
        yield called, item.when
    yield "优秀信息的条件", scheme.excellent


def parts_used(scheme: Scheme) -> frozenset[str]:
    """The parts of an account that points can go to."""
    steps = (step.part for rule in scheme.rules for step in rule.steps)
    return frozenset(
        {*(rule.part for rule in scheme.rules), *steps, *(target.part for target in scheme.targets)} - {""}
    )


def amounts(scheme: Scheme) -> Iterator[Amount]:
    """Every number of points or yuan."""
    for called, item in keyed(scheme):
        yield from (Amount(item.key, called, value) for value in _values(item))
    yield from (Amount("bands", f"等次“{band.name}”", band.at_least) for band in scheme.bands)
    yield from (
        Amount(at("awards", number), f"表彰“{award.tier}”", award.at_least)
        for number, award in enumerate(scheme.awards)
    )


def _values(item: Keyed) -> tuple[Decimal, ...]:
    match item:
        case Rule():
            return (item.points, *(step.points for step in item.steps))
        case Extra():
            return (item.points,)
        case Target():
            return (item.points, *(() if item.per_missing is None else (item.per_missing,)))
        case Cap():
            return (item.most,)
        case Pay():
            return (item.yuan,)
        case _:
            return ()
