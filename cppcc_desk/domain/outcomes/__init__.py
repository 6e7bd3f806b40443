"""反馈: what became of a piece after it was issued, and what a 批示 set going."""

from cppcc_desk.domain.outcomes.assignments import (
    WAITING,
    AssignmentEntry,
    AssignmentState,
    problems_of_assignment,
    standing,
    state_of,
    urgency_of,
)
from cppcc_desk.domain.outcomes.entry import About, Around, OutcomeEntry, doubts, entry_from, problems
from cppcc_desk.domain.outcomes.fields import OUTCOME_FIELDS, REQUIRED, outcome_values
from cppcc_desk.domain.outcomes.words import (
    ANSWERS,
    HIGHER,
    SUPERVISION_WAYS,
    AdoptionForm,
    Fault,
    LeaderRank,
    Level,
    OutcomeKind,
    answer_named,
    level_of,
)

__all__ = [
    "ANSWERS",
    "HIGHER",
    "OUTCOME_FIELDS",
    "REQUIRED",
    "SUPERVISION_WAYS",
    "WAITING",
    "About",
    "AdoptionForm",
    "Around",
    "AssignmentEntry",
    "AssignmentState",
    "Fault",
    "LeaderRank",
    "Level",
    "OutcomeEntry",
    "OutcomeKind",
    "answer_named",
    "doubts",
    "entry_from",
    "level_of",
    "outcome_values",
    "problems",
    "problems_of_assignment",
    "standing",
    "state_of",
    "urgency_of",
]
