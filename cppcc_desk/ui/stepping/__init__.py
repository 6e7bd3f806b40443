"""Taking steps from any list or page: which dialog a step needs, what it does, what is said afterwards."""

from cppcc_desk.ui.stepping.batches import Piece
from cppcc_desk.ui.stepping.stepping import Stepping
from cppcc_desk.ui.stepping.words import PRIMARY, due_step, primary_words, steps_back

__all__ = ["PRIMARY", "Piece", "Stepping", "due_step", "primary_words", "steps_back"]
