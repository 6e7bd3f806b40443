"""人员: everybody of the roster, found by name, initials or the end of a phone number."""

from cppcc_desk.ui.pages.roster.page import RosterPage

__all__ = ["RosterPage"]
