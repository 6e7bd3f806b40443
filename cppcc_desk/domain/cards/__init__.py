"""信息员证 and 聘书: who bears one, what its number says, how long it holds, and what stands on it."""

from cppcc_desk.domain.cards.face import CardFace, CardSheets, fitted_notice, notice_lines, problem_of_notice
from cppcc_desk.domain.cards.rules import (
    DEFAULT_NUMBER_FORM,
    RENEWAL_DAYS,
    CardState,
    EndReason,
    card_number,
    card_title,
    entitled,
    last_day_of_term,
    needs_renewal,
    post_of,
    problem_of_number_form,
    runs_until,
    state_of,
)

__all__ = [
    "DEFAULT_NUMBER_FORM",
    "RENEWAL_DAYS",
    "CardFace",
    "CardSheets",
    "CardState",
    "EndReason",
    "card_number",
    "card_title",
    "entitled",
    "fitted_notice",
    "last_day_of_term",
    "needs_renewal",
    "notice_lines",
    "post_of",
    "problem_of_notice",
    "problem_of_number_form",
    "runs_until",
    "state_of",
]
