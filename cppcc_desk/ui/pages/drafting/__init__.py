"""起草公文: the fields of one paper, its pages beside them as they will be printed, and what is to be looked at."""

from cppcc_desk.ui.pages.drafting.page import DraftingPage

__all__ = ["DraftingPage"]
