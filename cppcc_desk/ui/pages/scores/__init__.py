"""计分考核: rankings, points by hand and disputes, years closed, awards."""

from cppcc_desk.ui.pages.scores.page import ScoresPage

__all__ = ["ScoresPage"]
