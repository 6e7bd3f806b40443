"""会议与活动: the list of them, and one whole with its people, pieces, decisions and files."""

from cppcc_desk.ui.pages.occasions.page import OccasionsPage

__all__ = ["OccasionsPage"]
