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
    OF_QUARTER,
    OF_SCORE,
    OF_SUBMISSION,
    OF_UNIT,
    OF_YEAR,
    assignment_form,
    commission_letters,
    duty_form,
    form,
    group_form,
    occasion_form,
    person_form,
    quarter_form,
    yearly_forms,
)
from cppcc_desk.queries.forms.scores import payment_facts, score_sheets

__all__ = [
    "ASKED_FOR",
    "OF_ASSIGNMENT",
    "OF_COMMISSION",
    "OF_GROUP",
    "OF_OCCASION",
    "OF_PERSON",
    "OF_QUARTER",
    "OF_SCORE",
    "OF_SUBMISSION",
    "OF_UNIT",
    "OF_YEAR",
    "assignment_form",
    "commission_letters",
    "duty_form",
    "form",
    "group_form",
    "group_id_of",
    "handling_units",
    "occasion_form",
    "payment_facts",
    "person_form",
    "quarter_form",
    "quota_letters",
    "score_sheets",
    "yearly_forms",
]
