"""首次设置: five pages, each of which can be left as it is."""

from cppcc_desk.ui.pages.first_start.page import FirstStartPage

__all__ = ["FirstStartPage"]
