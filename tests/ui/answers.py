"""Dialogs that a test answers in advance."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.dialogs import Filters, Question, Trouble


class ScriptedDialogs:
    """Answers in the order given to `will`; `asked` keeps what was asked. An answer nobody prepared fails the test."""

    def __init__(self) -> None:
        self.answers: deque[Any] = deque()
        self.asked: list[Any] = []

    def will(self, *answers: Any) -> None:
        """Prepare the next answers: a dict for ask, a bool for confirm, a key for choose, paths for files."""
        self.answers.extend(answers)

    def _next(self, asked: Any) -> Any:
        self.asked.append(asked)
        assert self.answers, f"nobody prepared an answer to {asked!r}"
        return self.answers.popleft()

    def ask(self, question: Question) -> dict[str, Any] | None:
        answer = self._next(question)
        if answer is None:
            return None
        values = {ask.key: ask.value for ask in question.fields} | answer
        shown = [ask for ask in question.fields if ask.shown is None or ask.shown(values)]
        assert [ask.title for ask in shown if ask.required and values[ask.key] in (None, "", ())] == []
        assert question.check(values) == {}
        return values

    def confirm(self, title: str, text: str, *, verb: str, danger: bool = True) -> bool:
        return bool(self._next((title, text, verb)))

    def choose(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        answer: str | None = self._next((title, text, tuple(choices)))
        assert answer is None or answer in dict(choices)
        return answer

    def done(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        return self.choose(title, text, choices)

    def trouble(self, trouble: Trouble) -> str | None:
        self.asked.append(trouble)
        return self.answers.popleft() if trouble.actions else None

    def refuse(self, refusal: DeskError) -> None:
        self.asked.append(refusal.message)

    def open_files(self, title: str, filters: Filters) -> list[Path]:
        answer: list[Path] = self._next(title)
        return answer

    def save_file(self, title: str, suggested: Path, filters: Filters) -> Path | None:
        answer: Path | None = self._next((title, suggested))
        return answer

    def folder(self, title: str, start: Path) -> Path | None:
        answer: Path | None = self._next((title, start))
        return answer
