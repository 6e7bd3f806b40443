"""导入名册: a roster beside the people who are known, before anything of it is saved."""

from cppcc_desk.ui.pages.roster_import.page import RosterImportPage

__all__ = ["RosterImportPage"]
