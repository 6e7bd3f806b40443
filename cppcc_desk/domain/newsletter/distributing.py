"""Who gets the newsletter: all members, and every unit and person that handed something in during the quarter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cppcc_desk.domain.newsletter.plan import Extra


class RecipientKind(StrEnum):
    """Why somebody gets a copy, in the order of the list."""

    MEMBER = "委员"
    UNIT = "报送单位"
    AUTHOR = "投稿人"
    OTHER = "其他"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A line of the list; `about` is where a person works."""

    kind: RecipientKind
    name: str
    about: str = ""
    copies: int = 1


def recipients(usual: Iterable[Recipient], extras: Sequence[Extra]) -> tuple[Recipient, ...]:
    """Everybody once, by what they get it for first; the office's own numbers of copies, none of those with 0."""
    order = list(RecipientKind)
    found: dict[tuple[str, str], Recipient] = {}
    for one in sorted(usual, key=lambda one: order.index(one.kind)):
        found.setdefault((one.name, one.about), one)
    for extra in extras:
        key = (extra.name, extra.about)
        other = Recipient(kind=RecipientKind.OTHER, name=extra.name, about=extra.about)
        found[key] = replace(found.get(key, other), copies=extra.copies)
    return tuple(one for one in found.values() if one.copies > 0)
