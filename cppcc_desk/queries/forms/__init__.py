"""The facts that each of the office's forms shows, and the form made of them."""

from cppcc_desk.queries.forms.groups import group_id_of
from cppcc_desk.queries.forms.handling import handling_units
from cppcc_desk.queries.forms.making import (
    OF_GROUP,
    OF_OCCASION,
    OF_SUBMISSION,
    OF_UNIT,
    form,
    group_form,
    occasion_form,
)

__all__ = [
    "OF_GROUP",
    "OF_OCCASION",
    "OF_SUBMISSION",
    "OF_UNIT",
    "form",
    "group_form",
    "group_id_of",
    "handling_units",
    "occasion_form",
]
