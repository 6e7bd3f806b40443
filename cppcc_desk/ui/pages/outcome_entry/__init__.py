"""登记反馈: what became of a piece or an issue, entered and changed in one form."""

from cppcc_desk.ui.pages.outcome_entry.page import OutcomeEntryPage

__all__ = ["OutcomeEntryPage"]
