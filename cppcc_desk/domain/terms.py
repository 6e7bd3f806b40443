"""届: a term with its number and its days; terms follow one another without a gap that anybody asks about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from cppcc_desk.domain.people import term_name

LARGEST_TERM: Final = 99  # 第九十九届: what can be written in 汉字


@dataclass(frozen=True)
class TermSpan:
    """One term; `ended` None while it runs."""

    number: int
    began: date
    ended: date | None

    @property
    def name(self) -> str:
        """第十届."""
        return term_name(self.number)


def problems_of_terms(terms: Sequence[TermSpan], *, today: date) -> dict[str, str]:
    """What contradicts itself in these terms together: field -> sentence, {} for nothing.

    A number is there once; a later term begins after the earlier one has ended; only the last one runs.
    """
    found: dict[str, str] = {}
    for term in terms:
        if not 1 <= term.number <= LARGEST_TERM:
            found["number"] = f"届次应为 1 到 {LARGEST_TERM} 的整数。"
            return found  # there is no name for it
        if term.began > today:
            found["began"] = f"{term.name}的开始日期晚于今天；请到那一天再登记。"
        if term.ended is not None and term.ended < term.began:
            found["ended"] = f"{term.name}的结束日期早于开始日期。"
        elif term.ended is not None and term.ended > today:
            found["ended"] = f"{term.name}的结束日期晚于今天；还没有结束的请留空。"
    for earlier, later in pairwise(sorted(terms, key=lambda term: term.number)):
        if earlier.number == later.number:
            found.setdefault("number", f"{later.name}已经登记过。")
        elif earlier.ended is None:
            found.setdefault("ended", f"{later.name}已经开始，{earlier.name}要有结束日期。")
        elif later.began <= earlier.ended:
            ended = earlier.ended.isoformat()
            found.setdefault("began", f"{later.name}的开始日期应晚于{earlier.name}的结束日期（{ended}）。")
    return found
