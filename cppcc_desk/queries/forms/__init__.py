"""The facts that each of the office's forms shows, and the form made of them."""

from cppcc_desk.queries.forms.groups import group_id_of
from cppcc_desk.queries.forms.handling import handling_units
from cppcc_desk.queries.forms.making import (
    ASKED_FOR,
    OF_COMMISSION,
    OF_GROUP,
    OF_PERSON,
    OF_SUBMISSION,
    OF_UNIT,
    commission_letters,
    form,
    group_form,
    person_form,
)

__all__ = [
    "ASKED_FOR",
    "OF_COMMISSION",
    "OF_GROUP",
    "OF_PERSON",
    "OF_SUBMISSION",
    "OF_UNIT",
    "commission_letters",
    "form",
    "group_form",
    "group_id_of",
    "handling_units",
    "person_form",
]
