"""A scheme changed piece by piece: added to, taken from, put in order, one part replaced by another.

Every function gives another scheme. What is called by its name elsewhere is renamed there, too.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any, Final, NamedTuple

from cppcc_desk.domain.scoring.events import FAULTS, Ledger
from cppcc_desk.domain.scoring.parts import keyed
from cppcc_desk.domain.scoring.phrases import listed, when_text
from cppcc_desk.domain.scoring.scheme import (
    Award,
    Best,
    Cap,
    Extra,
    Factor,
    Group,
    Pay,
    Per,
    RankGroup,
    Rule,
    Scheme,
    Target,
    When,
)


class Place(NamedTuple):
    """Where a part of a scheme is: its field, and its number where the field has several."""

    field: str
    number: int | None = None


_BLANK: Final[dict[str, Callable[[str], Any]]] = {
    "rules": lambda key: Rule(key=key, name="", when=When(), points=Decimal(1)),
    "faults": lambda key: Rule(key=key, name="", when=When(), points=Decimal(-1), whole=True),
    "extras": lambda key: Extra(key=key, name="", when=When(), points=Decimal(1)),
    "factors": lambda key: Factor(key=key, name="", when=When(), by=Decimal(2)),
    "groups": lambda _key: Group(name=""),
    "best": lambda key: Best(key=key, name=""),
    "targets": lambda key: Target(key=key, name="", when=When(), pieces=1, points=Decimal(10)),
    "caps": lambda key: Cap(key=key, name="", most=Decimal(10)),
    "ranking": lambda _key: RankGroup(name="", ledger=Ledger.PERSON, kinds=frozenset()),
    "awards": lambda _key: Award(tier="", group="", slots=1),
    "pay": lambda key: Pay(key=key, name="", when=When(), yuan=Decimal(10)),
}
KINDS: Final = tuple(_BLANK)  # what can be added; 扣分 are rules, too


def is_fault(rule: Rule) -> bool:
    """Whether a rule takes points away; also one that is not finished yet."""
    return bool(rule.when.types & FAULTS) or any(points < 0 for points in (rule.points, *_steps(rule)))


def kind_at(scheme: Scheme, place: Place) -> str:
    """What stands there: the field, or faults for a rule that takes points away."""
    return "faults" if place.field == "rules" and is_fault(value_at(scheme, place)) else place.field


def value_at(scheme: Scheme, place: Place) -> Any:
    """The part of the scheme at `place`."""
    held = getattr(scheme, place.field)
    return held if place.number is None else held[place.number]


def is_there(scheme: Scheme, place: Place) -> bool:
    """Whether the scheme has such a part."""
    return place.number is None or place.number < len(getattr(scheme, place.field))


def added(scheme: Scheme, kind: str) -> tuple[Scheme, Place]:
    """With an empty part of this kind behind the others, and where it is."""
    field = "rules" if kind == "faults" else kind
    held = getattr(scheme, field)
    return _with(scheme, field, (*held, _BLANK[kind](_free_key(scheme)))), Place(field, len(held))


def removed(scheme: Scheme, place: Place) -> Scheme:
    """Without that part; a group that goes takes the awards for it along, and the rules are in no group."""
    gone = value_at(scheme, place)
    held = list(getattr(scheme, place.field))
    del held[place.number or 0]
    without = _with(scheme, place.field, tuple(held))
    if isinstance(gone, Group):
        return _regrouped(without, gone.name, "")
    if isinstance(gone, RankGroup):
        return replace(without, awards=tuple(award for award in without.awards if award.group != gone.name))
    return without


def replaced(scheme: Scheme, place: Place, value: Any) -> Scheme:
    """With `value` there instead."""
    if place.number is None:
        return _with(scheme, place.field, value)
    before = value_at(scheme, place)
    held = list(getattr(scheme, place.field))
    held[place.number] = value
    found = _with(scheme, place.field, tuple(held))
    if isinstance(value, Group) and value.name != before.name:
        return _regrouped(found, before.name, value.name)
    if isinstance(value, RankGroup) and value.name != before.name:
        awards = (replace(one, group=value.name) if one.group == before.name else one for one in found.awards)
        return replace(found, awards=tuple(awards))
    return found


def neighbour(scheme: Scheme, place: Place, way: int) -> Place | None:
    """The next one above (-1) or below (1) of the same kind, None where there is none."""
    if place.number is None:
        return None
    kind = kind_at(scheme, place)
    numbers = count(place.number + way, way)
    for number in numbers:
        other = Place(place.field, number)
        if number < 0 or not is_there(scheme, other):
            return None
        if kind_at(scheme, other) == kind:
            return other
    return None


def swapped(scheme: Scheme, one: Place, other: Place) -> Scheme:
    """Two parts of one field in each other's place."""
    held = list(getattr(scheme, one.field))
    a, b = one.number or 0, other.number or 0
    held[a], held[b] = held[b], held[a]
    return _with(scheme, one.field, tuple(held))


def suggested_name(part: Any) -> str:
    """What a part would be called by what it is about, "" where that says nothing yet."""
    if isinstance(part, Cap):
        about = "、".join(sorted(part.parts)) or _about(part.when)
        return f"{about}{part.per if part.per is not Per.YEAR else ''}不超过 {_number(part.most)} 分" if about else ""
    if isinstance(part, Factor):
        way = {Decimal(2): "加倍", Decimal("0.5"): "减半"}.get(part.by, f"乘以 {_number(part.by)}")
        return f"{_about(part.when)}{way}" if _about(part.when) else ""
    if isinstance(part, Best):
        about = "、".join(sorted(part.parts)) or _about(part.when)
        return f"{about}只计最高 {part.count} 项" if about else ""
    if isinstance(part, RankGroup):
        return listed(part.kinds)
    if isinstance(part, Rule | Extra | Target | Pay):
        return _about(part.when)
    return ""


def _about(when: When) -> str:
    return "" if when == When() else when_text(when)


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _with(scheme: Scheme, field: str, value: Any) -> Scheme:
    changed: dict[str, Any] = {field: value}
    return replace(scheme, **changed)


def _regrouped(scheme: Scheme, old: str, new: str) -> Scheme:
    if not old:
        return scheme
    rules = (replace(rule, group=new) if rule.group == old else rule for rule in scheme.rules)
    return replace(scheme, rules=tuple(rules))


def _free_key(scheme: Scheme) -> str:
    taken = {item.key for _, item in keyed(scheme)}
    return next(key for number in count(len(taken) + 1) if (key := f"n{number}") not in taken)


def _steps(rule: Rule) -> Iterator[Decimal]:
    return (step.points for step in rule.steps)
