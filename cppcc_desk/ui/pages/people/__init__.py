"""信息员与小组: everything that lives from people, one tab for each list."""

from cppcc_desk.ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
