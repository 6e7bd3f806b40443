"""The facts that each of the office's forms shows, and the form made of them."""

from cppcc_desk.queries.forms.duty import quota_letters
from cppcc_desk.queries.forms.groups import group_id_of
from cppcc_desk.queries.forms.handling import handling_units
from cppcc_desk.queries.forms.making import (
    ASKED_FOR,
    OF_ASSIGNMENT,
    OF_COMMISSION,
    OF_GROUP,
    OF_OCCASION,
    OF_PERSON,
    OF_SUBMISSION,
    OF_UNIT,
    assignment_form,
    commission_letters,
    duty_form,
    form,
    group_form,
    occasion_form,
    person_form,
)

__all__ = [
    "ASKED_FOR",
    "OF_ASSIGNMENT",
    "OF_COMMISSION",
    "OF_GROUP",
    "OF_OCCASION",
    "OF_PERSON",
    "OF_SUBMISSION",
    "OF_UNIT",
    "assignment_form",
    "commission_letters",
    "duty_form",
    "form",
    "group_form",
    "group_id_of",
    "handling_units",
    "occasion_form",
    "person_form",
    "quota_letters",
]
