"""征集要点: the topics of a quarter, their notice, and the pieces that answer each."""

from cppcc_desk.ui.pages.topics.page import TopicsPage

__all__ = ["TopicsPage"]
