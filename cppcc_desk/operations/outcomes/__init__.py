"""Operations on 反馈: outcomes recorded, changed, withdrawn; a 批示 assigned, supervised, answered, closed."""

from cppcc_desk.operations.outcomes.assigning import (
    assign,
    cancel_assignment,
    change_assignment,
    close_assignment,
    enter_feedback,
    remind,
    reopen_assignment,
    supervise,
)
from cppcc_desk.operations.outcomes.entering import attach_evidence, change, record, remove_evidence, withdraw

__all__ = [
    "assign",
    "attach_evidence",
    "cancel_assignment",
    "change",
    "change_assignment",
    "close_assignment",
    "enter_feedback",
    "record",
    "remind",
    "remove_evidence",
    "reopen_assignment",
    "supervise",
    "withdraw",
]
