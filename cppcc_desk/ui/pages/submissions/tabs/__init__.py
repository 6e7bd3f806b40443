"""The tabs of one submission: its text, original against edited, dispatches, history, files, outcomes, scores."""

from cppcc_desk.ui.pages.submissions.tabs.compared import ComparedTab
from cppcc_desk.ui.pages.submissions.tabs.dispatches import DispatchTab
from cppcc_desk.ui.pages.submissions.tabs.files import FilesTab
from cppcc_desk.ui.pages.submissions.tabs.history import HistoryTab
from cppcc_desk.ui.pages.submissions.tabs.outcomes import OutcomesTab
from cppcc_desk.ui.pages.submissions.tabs.scores import ScoresTab
from cppcc_desk.ui.pages.submissions.tabs.text import TextTab

__all__ = ["ComparedTab", "DispatchTab", "FilesTab", "HistoryTab", "OutcomesTab", "ScoresTab", "TextTab"]
