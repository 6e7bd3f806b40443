"""Dialogs: what is asked, and the windows that ask it."""

from cppcc_desk.ui.dialogs.asking import Ask, Dialogs, Filters, Question, Trouble
from cppcc_desk.ui.dialogs.windows import ChoiceSheet, QuestionSheet, WindowDialogs

__all__ = ["Ask", "ChoiceSheet", "Dialogs", "Filters", "Question", "QuestionSheet", "Trouble", "WindowDialogs"]
