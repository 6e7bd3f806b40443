"""The tabs of one submission: text with its properties, original against edited, dispatches, history, files."""

from cppcc_desk.ui.pages.submissions.tabs.compared import ComparedTab
from cppcc_desk.ui.pages.submissions.tabs.dispatches import DispatchTab
from cppcc_desk.ui.pages.submissions.tabs.files import FilesTab
from cppcc_desk.ui.pages.submissions.tabs.history import HistoryTab
from cppcc_desk.ui.pages.submissions.tabs.outcomes import OutcomesTab
from cppcc_desk.ui.pages.submissions.tabs.text import TextTab

__all__ = ["ComparedTab", "DispatchTab", "FilesTab", "HistoryTab", "OutcomesTab", "TextTab"]
