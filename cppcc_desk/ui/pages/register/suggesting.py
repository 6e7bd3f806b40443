"""What the form offers while somebody types: people of the roster, what they belong to, pieces to follow up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cppcc_desk.domain import pinyin
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries import people
from cppcc_desk.queries.intake import Affiliations, affiliations
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.storage.initials import pinyin_table
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.widgets import Suggestion

MOST = 8
MOST_PEOPLE = 30  # the list scrolls: an office has many members whose surname begins with Z

# What is filled in from the person who leads: field of the form -> field of the roster.
OF_LEAD = {
    "submitting_unit": "unit",
    "kind": "kind",
    "position": "position",
    "phone": "phone",
    "sector": "sector",
    "committee": "committee",
    "town": "town",
    "party": "party",
    "info_group_id": "info_group_id",
}


class Suggesting:
    """Answers at once; `load` after each change of the roster."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._roster: tuple[PersonRow, ...] = ()
        self._words = Affiliations((), (), (), (), ())

    def load(self, roster: tuple[PersonRow, ...]) -> None:
        """The roster as it is now."""
        self._roster, self._words = roster, affiliations(roster)

    def people(self, typed: str) -> list[Suggestion]:
        """Who may be meant; the recent ones for an empty field, and the way to take a name that is not there."""
        typed = typed.strip()
        if not typed:
            recent = sorted((person for person in self._roster if person.last_piece_at), key=_latest, reverse=True)
            return [_line(person) for person in recent[:MOST]]
        found = people.suggestions(self._roster, typed, limit=MOST_PEOPLE)
        lines = [_line(person) for person in found]
        if not typed.isascii() and all(person.name != typed for person in found):
            lines.append(Suggestion(f"＋ 作为新反映人“{typed}”", command=True))
        return lines

    def words(self, kind: str, typed: str) -> list[Suggestion]:
        """Sectors, towns and so on by part of the word or pinyin initials."""
        words: tuple[str, ...] = getattr(self._words, kind)
        typed, table = typed.strip(), pinyin_table()
        found = [
            word for word in words if typed in word or (typed.isascii() and typed and pinyin.find(typed, word, table))
        ]
        return [Suggestion(word) for word in found[:MOST] if word != typed]

    def known(self, tag: Suggestion) -> Suggestion:
        """A name as it stands in the roster when exactly one person there bears it."""
        same = [person for person in self._roster if person.name == tag.text]
        if tag.value is None and len(same) == 1:
            return Suggestion(tag.text, value=same[0])
        return Suggestion(tag.text, value=tag.value)

    def by_id(self, person_id: int | None) -> PersonRow | None:
        """The person with this id."""
        return next((person for person in self._roster if person.id == person_id), None)

    def namesakes(self, name: str) -> int:
        """How many people of the roster bear this name."""
        return sum(person.name == name for person in self._roster)


def _latest(person: PersonRow) -> tuple[datetime, int]:
    return person.last_piece_at or datetime.min, person.pieces


def _line(person: PersonRow) -> Suggestion:
    kind = "" if person.kind == PersonKind.OTHER else person.kind
    facts = [person.unit or person.town or person.sector, kind, f"来稿 {person.pieces} 篇" if person.pieces else ""]
    return Suggestion(person.name, detail=" · ".join(filter(None, facts)), value=person)


def contributor(tag: Suggestion, lead: Mapping[str, Any] | None) -> Contributor:
    """A person as registered: the first one with what stands in the form (`lead`), the others as in the roster.

    One who was registered before (更正登记) keeps what was recorded then.
    """
    person: PersonRow | Contributor | None = tag.value
    if lead is not None:
        return Contributor(
            name=tag.text,
            person_id=_id(person),
            kind=lead["kind"],
            unit=lead["submitting_unit"],
            position=lead["position"],
            phone=lead["phone"],
            sector=lead["sector"],
            committee=lead["committee"],
            town=lead["town"],
            party=lead["party"],
            credited=lead["credited"],
        )
    if person is None:
        return Contributor(name=tag.text)
    if isinstance(person, Contributor):
        return person
    return Contributor(
        name=person.name,
        person_id=person.id,
        kind=PersonKind(person.kind),
        unit=person.unit,
        position=person.position,
        phone=person.phone,
        sector=person.sector,
        committee=person.committee,
        town=person.town,
        party=person.party,
    )


def _id(person: PersonRow | Contributor | None) -> int | None:
    return person.person_id if isinstance(person, Contributor) else person.id if person else None
