"""信息小组: five groups, what each has in hand, and its list of submissions."""

from cppcc_desk.ui.pages.groups.page import GroupsPage

__all__ = ["GroupsPage"]
