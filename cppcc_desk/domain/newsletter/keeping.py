"""What the office wrote into a text of ours stays when the numbers in it are counted anew.

A text is told anew from the numbers; between the text as it was told and as it is told now lie changes of numbers,
between the text as it was told and as the office left it lie those of the office. Both are made, and where they meet
the office's stands, and is told of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)  # a number changes as a whole


@dataclass(frozen=True)
class Overtaken:
    """A place that the office wrote over and that is told otherwise by now: `was` became `now`."""

    was: str
    now: str


@dataclass(frozen=True)
class Kept:
    """A text with the changes of both, and where it says something other than what is counted now."""

    text: str
    overtaken: tuple[Overtaken, ...]


class _Change(NamedTuple):
    """The tokens from `first` up to `last` become `by`; the same for both is a pure insertion."""

    first: int
    last: int
    by: tuple[str, ...]


def kept(told: str, edited: str, now: str) -> Kept:
    """`edited` with the numbers of `now`, where `told` is what was edited.

    Nothing that the office wrote is lost: where the same words were changed by both, those of the office stay and the
    others are told in `overtaken`. An office that changed nothing gets `now`, and numbers that did not change leave
    `edited` as it is.
    """
    base = _TOKEN.findall(told)
    ours = tuple(_changes(base, _TOKEN.findall(edited)))
    theirs = [change for change in _changes(base, _TOKEN.findall(now)) if change not in ours]
    lost = [change for change in theirs if any(_meet(change, own) for own in ours)]
    made = sorted([*ours, *(change for change in theirs if change not in lost)], key=lambda change: change[:2])
    return Kept(
        "".join(_applied(base, made)),
        tuple(Overtaken("".join(base[change.first : change.last]), "".join(change.by)) for change in lost),
    )


def _changes(base: Sequence[str], other: Sequence[str]) -> Iterator[_Change]:
    matcher = SequenceMatcher(a=base, b=other, autojunk=False)
    for tag, first, last, begins, ends in matcher.get_opcodes():
        if tag != "equal":
            yield _Change(first, last, tuple(other[begins:ends]))


def _meet(one: _Change, other: _Change) -> bool:
    """Whether they change the same words, or put different ones in the same place.

    What is put right before or behind a changed word is no change of it.
    """
    if one.first == one.last and other.first == other.last:
        return one.first == other.first
    return one.first < other.last and other.first < one.last


def _applied(base: Sequence[str], changes: Sequence[_Change]) -> Iterator[str]:
    done = 0
    for change in changes:
        yield from base[done : change.first]
        yield from change.by
        done = change.last
    yield from base[done:]
