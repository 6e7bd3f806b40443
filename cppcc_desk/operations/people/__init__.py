"""Operations on the people of the roster: entering, changing, leaving, and two records becoming one."""

from cppcc_desk.operations.people.entering import add_people, change_person
from cppcc_desk.operations.people.leaving import delete_person, leave, return_to_roster
from cppcc_desk.operations.people.rosters import PersonChange, update_roster
from cppcc_desk.operations.people.uniting import unite

__all__ = [
    "PersonChange",
    "add_people",
    "change_person",
    "delete_person",
    "leave",
    "return_to_roster",
    "unite",
    "update_roster",
]
