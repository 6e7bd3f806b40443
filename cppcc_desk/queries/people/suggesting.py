"""People to choose from: by name, pinyin initials or the end of a phone number, the recent and frequent first."""

from collections.abc import Sequence
from functools import lru_cache

from cppcc_desk.domain import pinyin
from cppcc_desk.queries.people.lists import PersonRow
from cppcc_desk.storage.initials import pinyin_table

_KEPT = 30_000  # texts whose initials are kept: the names and units of a large roster
PHONE_TAIL = 3  # digits of a phone number's end before it is searched for


def suggestions(roster: Sequence[PersonRow], typed: str, *, limit: int = 8) -> tuple[PersonRow, ...]:
    """Who may be meant by `typed`: part of a name or unit, pinyin initials of either, or the end of a phone number."""
    wanted = typed.strip()
    if not wanted:
        return ()
    ranked = [(place, person) for person in roster if (place := rank(person, wanted)) is not None]
    ranked.sort(key=lambda pair: (pair[0], -_recency(pair[1]), -pair[1].pieces, pair[1].id))
    return tuple(person for _, person in ranked[:limit])


def rank(person: PersonRow, wanted: str) -> int | None:
    """How well `person` answers to what was typed, 0 best; None for not at all."""
    if wanted in person.name:
        return 0 if person.name.startswith(wanted) else 1
    if wanted.isdigit() and len(wanted) >= PHONE_TAIL:
        return 2 if person.phone.endswith(wanted) else None
    if wanted.isascii() and (place := pinyin.find_spelled(wanted, _spelled(person.name))):
        return 3 if place[0] == 0 else 4  # who types one letter means the surname
    if wanted in person.unit or wanted in person.town:
        return 5
    if wanted.isascii() and any(pinyin.find_spelled(wanted, _spelled(word)) for word in (person.unit, person.town)):
        return 6
    return None


@lru_cache(maxsize=_KEPT)
def _spelled(text: str) -> pinyin.Spelling:
    """Names and units hardly change, and every key asks for all of them."""
    return pinyin.spelling(text, pinyin_table())


def _recency(person: PersonRow) -> int:
    return person.last_piece_at.toordinal() if person.last_piece_at else 0
