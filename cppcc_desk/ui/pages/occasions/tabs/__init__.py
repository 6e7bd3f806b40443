"""The parts of one meeting or activity, each with a list of its own."""

from cppcc_desk.ui.pages.occasions.tabs.decisions import DecisionsTab
from cppcc_desk.ui.pages.occasions.tabs.files import FilesTab
from cppcc_desk.ui.pages.occasions.tabs.people import PeopleTab
from cppcc_desk.ui.pages.occasions.tabs.pieces import PiecesTab
from cppcc_desk.ui.pages.occasions.tabs.story import StoryTab

__all__ = ["DecisionsTab", "FilesTab", "PeopleTab", "PiecesTab", "StoryTab"]
