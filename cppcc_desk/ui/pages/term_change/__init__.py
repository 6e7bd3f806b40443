"""换届: a new term with who stays, and the rolls of the terms before it."""

from cppcc_desk.ui.pages.term_change.page import TermChangePage

__all__ = ["TermChangePage"]
