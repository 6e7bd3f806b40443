"""来稿办理: the list of submissions beside one of them, whole."""

from cppcc_desk.ui.pages.submissions.page import SubmissionsPage

__all__ = ["SubmissionsPage"]
