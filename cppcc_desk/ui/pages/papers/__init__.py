"""期刊与公文: what waits for its number, the issues, the numbers given, the papers written."""

from cppcc_desk.ui.pages.papers.page import PapersPage

__all__ = ["PapersPage"]
