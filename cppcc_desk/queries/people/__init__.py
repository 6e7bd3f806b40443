"""The roster: its lists, who may be meant by a few letters, and everything about one person."""

from cppcc_desk.queries.people.lists import (
    PersonRow,
    RosterPerson,
    bearers,
    entries,
    kinds_said,
    masked,
    people,
    posts,
)
from cppcc_desk.queries.people.meant import person_ever, person_meant, person_named
from cppcc_desk.queries.people.suggesting import suggestions
from cppcc_desk.queries.people.whole import PersonDetail, detail, entry_of

__all__ = [
    "PersonDetail",
    "PersonRow",
    "RosterPerson",
    "bearers",
    "detail",
    "entries",
    "entry_of",
    "kinds_said",
    "masked",
    "people",
    "person_ever",
    "person_meant",
    "person_named",
    "posts",
    "suggestions",
]
