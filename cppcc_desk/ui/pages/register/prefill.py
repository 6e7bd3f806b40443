"""What a file says, as values for the form: what was read of it, and what the roster adds about the first person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.submission import Draft
from cppcc_desk.errands.received import Found, contributors_of
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.ui.pages.register.original import Original
from cppcc_desk.ui.pages.register.suggesting import OF_LEAD
from cppcc_desk.ui.widgets import Suggestion


@dataclass(frozen=True)
class Prefill:
    """Values by field: `read` of the file, to be marked; `known` from the roster. `collective`: a unit, no person."""

    read: dict[str, Any]
    known: dict[str, Any]
    collective: bool


def prefill(draft: Draft, roster: Sequence[PersonRow]) -> Prefill:
    """The values that `draft` gives; what it says itself goes before what the roster knows."""
    people, _ = contributors_of(roster, draft)
    by_id = {person.id: person for person in roster}
    person = by_id.get(people[0].person_id or 0) if people else None
    read: dict[str, Any] = {
        "title": draft.title,
        "contributors": tuple(Suggestion(c.name, value=by_id.get(c.person_id or 0)) for c in people),
        "submitting_unit": draft.unit,
        "position": draft.position,
        "phone": draft.phone,
        "sector": draft.sector if person is None or not person.sector else "",
        "drafter": draft.drafter,
        "original_text": draft.body,
    }
    known = {key: getattr(person, name) for key, name in OF_LEAD.items()} if person else {}
    return Prefill({key: value for key, value in read.items() if value}, known, not people and bool(draft.unit))


def original_of(found: Found) -> Original | None:
    """What the pane beside the form shows of a file."""
    if found.draft is None:
        return None
    who = "　".join(filter(None, (found.draft.unit, "、".join(found.draft.contributors))))
    return Original(file_name=found.file_name, title=found.draft.title, who=who, text=found.draft.body, kept=found.kept)
