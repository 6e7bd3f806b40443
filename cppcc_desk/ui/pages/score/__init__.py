"""得分明细: how the score of one person or unit was counted."""

from cppcc_desk.ui.pages.score.page import ScorePage

__all__ = ["ScorePage"]
