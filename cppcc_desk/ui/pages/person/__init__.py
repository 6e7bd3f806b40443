"""履职档案: one page of everything of one person."""

from cppcc_desk.ui.pages.person.page import PersonPage

__all__ = ["PersonPage"]
