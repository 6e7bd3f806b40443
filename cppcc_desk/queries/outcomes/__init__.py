"""反馈 to look at: outcomes in lists and whole, what is said of a piece, assignments, what is waited for."""

from cppcc_desk.queries.outcomes.awaiting import (
    LONGEST_WAIT,
    Awaited,
    AwaitedAdoption,
    AwaitingRow,
    awaited_adoptions,
    awaiting,
)
from cppcc_desk.queries.outcomes.doubting import doubts_of, outcome_doubts
from cppcc_desk.queries.outcomes.instructions import InstructionRow, instructions
from cppcc_desk.queries.outcomes.known import KnownLeader, known_journals, known_leaders, known_organs
from cppcc_desk.queries.outcomes.lists import (
    OutcomeCount,
    OutcomeFilter,
    PieceOutcome,
    Source,
    outcome_counts,
    outcome_years,
    outcomes,
    outcomes_of_issue,
    outcomes_of_piece,
    outcomes_of_pieces,
)
from cppcc_desk.queries.outcomes.rows import (
    AssignmentRow,
    OutcomeDetail,
    OutcomeFileRow,
    OutcomeRow,
    SupervisionRow,
    assignment,
    assignments,
    entry_of,
    outcome,
    told_of,
)

__all__ = [
    "LONGEST_WAIT",
    "AssignmentRow",
    "Awaited",
    "AwaitedAdoption",
    "AwaitingRow",
    "InstructionRow",
    "KnownLeader",
    "OutcomeCount",
    "OutcomeDetail",
    "OutcomeFileRow",
    "OutcomeFilter",
    "OutcomeRow",
    "PieceOutcome",
    "Source",
    "SupervisionRow",
    "assignment",
    "assignments",
    "awaited_adoptions",
    "awaiting",
    "doubts_of",
    "entry_of",
    "instructions",
    "known_journals",
    "known_leaders",
    "known_organs",
    "outcome",
    "outcome_counts",
    "outcome_doubts",
    "outcome_years",
    "outcomes",
    "outcomes_of_issue",
    "outcomes_of_piece",
    "outcomes_of_pieces",
    "told_of",
]
