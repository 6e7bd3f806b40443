"""帮助: the manual, offline, with its chapters, its search and its pictures."""

from cppcc_desk.ui.pages.help.page import HelpPage

__all__ = ["HelpPage"]
