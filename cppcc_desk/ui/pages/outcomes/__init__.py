"""反馈与批示: what is waited for, everything that was heard, and what each 批示 set going."""

from cppcc_desk.ui.pages.outcomes.page import OutcomesPage

__all__ = ["OutcomesPage"]
