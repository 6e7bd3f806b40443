"""Asking before doing: the dialog stays open, with the sentence in it, until the desk has taken what was typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.queries import history, office, submissions
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, Field, NoteField

OPINION, REASON = "opinion", "reason"
Values = dict[str, Any]


class Asking:
    """What all the steps share: the desk, the dialogs, and the receipt."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def detail(self, submission_id: int) -> SubmissionDetail:
        """One submission whole, as it is now. Raises Missing."""
        return self._context.desk.read(submissions.detail, submission_id, now=self._context.now)

    def _ask_and_do(self, question: Question, do: Callable[[Values], Any]) -> Values | None:
        """Ask; `do` gets what was typed when the person goes on. What it refuses is said in the dialog, nothing is
        lost, and the person may correct it. Returns the values that were taken, None for 取消."""

        def attempt(values: Any) -> dict[str, str]:
            problems = question.check(values)
            if not problems:
                hidden = {ask.key for ask in question.fields if ask.shown is not None and not ask.shown(values)}
                try:
                    do({key: value for key, value in values.items() if key not in hidden})
                except Invalid as refusal:
                    return refusal.problems or {"": refusal.message}
                except DeskError as refusal:
                    return {"": refusal.message}
            return problems

        return self._context.dialogs.ask(replace(question, check=attempt))

    def _tell(self, text: str) -> None:
        """The receipt of what was just done, with 撤销 when it can be taken back."""
        last = self._context.desk.read(history.newest, limit=1)
        self._context.notify(text, undo=bool(last) and not last[0].final)

    def _words(self, kind: str) -> list[str]:
        return list(self._context.desk.read(office.words, kind))

    def _destinations(self) -> list[str]:
        return [row.name for row in self._context.desk.read(office.destinations)]


def choice(words: Sequence[str], *, blank: str | None = None) -> Callable[[], Field]:
    """A field to choose one of `words`."""
    return lambda: ChoiceField([(word, word) for word in words], blank=blank)


def opinion() -> Ask:
    """意见, which may be left out."""
    return Ask(key=OPINION, title="意见", make=NoteField)


def reason(title: str) -> Ask:
    """A reason that must be given."""
    return Ask(key=REASON, title=title, make=NoteField, required=True)
