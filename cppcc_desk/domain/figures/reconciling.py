"""Whether the parts of a whole are the whole: every piece in one part, none in two, none that is not in the list."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mismatch:
    """What does not add up: one sentence, and the numbers of the pieces that it is because of."""

    words: str
    pieces: tuple[str, ...] = ()


def adds_up(
    parts: Mapping[str, Collection[str]],
    whole: Collection[str],
    *,
    called: tuple[str, str],
    missing: str,
    twice: str = "",
) -> Iterator[Mismatch]:
    """What keeps the sum of `parts` from being the number of `whole`; `called` are what both are called.

    `missing` says why a piece is in no part, `twice` why one is in several; without it none may be.
    """
    of_parts, of_whole = called
    known = set(whole)
    times = Counter(number for part in parts.values() for number in set(part))
    lost = tuple(number for number in whole if number not in times)
    many = tuple(number for number in whole if times[number] > 1)
    strange = tuple(number for number in times if number not in known)
    total = times.total()
    sum_ = f"{of_parts}合计 {total}，{of_whole} {len(known)}"
    if lost:
        yield Mismatch(f"{sum_}：{len(lost)} 篇{missing}", lost)
    if many:
        yield Mismatch(f"{sum_}：{len(many)} 篇{twice or f'在{of_parts}里算了两次'}", many)
    if strange:
        yield Mismatch(f"{sum_}：{len(strange)} 篇不在{of_whole}里", strange)
