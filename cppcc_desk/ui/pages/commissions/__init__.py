"""约稿: pieces asked of people and units, with what is due."""

from cppcc_desk.ui.pages.commissions.page import CommissionsPage

__all__ = ["CommissionsPage"]
