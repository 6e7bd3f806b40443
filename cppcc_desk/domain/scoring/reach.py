"""Whether a rule can ever count: of several rules that fit the first one does, so an earlier one may take all."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import product
from typing import Any

from cppcc_desk.domain.scoring.events import EventType, Ledger
from cppcc_desk.domain.scoring.scheme import Rule, When

# What an event or a piece has one of, and of 身份 any: a set of words is the union of its single words.
WORDS = ("types", "levels", "forms", "journals", "genres", "categories", "leader_ranks", "identities", "authored_by")
SWITCHES = ("commissioned", "on_topic", "comprehensive", "joint")
_WHOLE: dict[str, tuple[Any, ...]] = {"types": tuple(EventType), "ledger": tuple(Ledger)}
_MOST_PARTS = 5_000  # more than that are not looked at one by one


def covers(broad: When, narrow: When) -> bool:
    """Whether all that fits `narrow` fits `broad`, too."""
    return (
        broad.ledger in (None, narrow.ledger)
        and all(_within(getattr(narrow, name), getattr(broad, name)) for name in WORDS)
        and broad.having <= _held(narrow)
        and broad.lacking <= narrow.lacking
        and all(getattr(broad, name) in (None, getattr(narrow, name)) for name in SWITCHES)
    )


def takers(when: When, earlier: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that together take everything that fits `when`; none where something is left for it."""
    for rule in earlier:
        if covers(rule.when, when):
            return (rule,)
    found: dict[str, Rule] = {}
    for number, part in enumerate(_parts(when, earlier)):
        taker = next((rule for rule in earlier if covers(rule.when, part)), None)
        if taker is None or number > _MOST_PARTS:
            return ()
        found[taker.key] = taker
    return tuple(found.values())


def impossible(when: When) -> bool:
    """Whether nothing can ever fit, as one condition excludes another."""
    return bool(_held(when) & when.lacking)


def _within(narrow: frozenset[str], broad: frozenset[str]) -> bool:
    return not broad or (bool(narrow) and narrow <= broad)


def _held(when: When) -> frozenset[EventType]:
    """The events that are on every piece that fits: an event is one of its own piece."""
    return when.having | (when.types if len(when.types) == 1 else frozenset())


def _parts(when: When, earlier: Sequence[Rule]) -> Iterator[When]:
    """`when` cut up by every condition that an earlier rule has."""
    cuts: dict[str, list[Any]] = {}
    for name in (field.name for field in fields(when)):
        if all(getattr(rule.when, name) == getattr(When(), name) for rule in earlier):
            continue
        held = getattr(when, name)
        if name in WORDS:
            cuts[name] = [frozenset({word}) for word in sorted(held or _WHOLE.get(name, ()))] or [held]
        elif name in SWITCHES:
            cuts[name] = [True, False] if held is None else [held]
        elif name == "ledger":
            cuts[name] = list(_WHOLE[name]) if held is None else [held]
    for values in product(*cuts.values()):
        yield replace(when, **dict(zip(cuts, values, strict=True)))
