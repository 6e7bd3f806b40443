"""What the program may ask in a dialog, as values, and who answers: a window, or a test."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cppcc_desk.domain.errors import DeskError

if TYPE_CHECKING:  # forms are not imported before the frame is painted
    from cppcc_desk.ui.form.fields import Field


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One field of a question. `make` builds it; `shown(values)` hides it where it does not apply; a `short` one may
    share its line with another when there are many."""

    key: str
    title: str
    make: "Callable[[], Field]"
    value: Any = None
    required: bool = False
    short: bool = False
    shown: Callable[[Mapping[str, Any]], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked before a step. `verb` is the button ("送审稿"); `check(values)` returns field -> sentence."""

    title: str
    fields: Sequence[Ask]
    verb: str
    intro: str = ""
    danger: bool = False
    check: Callable[[Mapping[str, Any]], dict[str, str]] = field(default=lambda _values: {})


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Something did not succeed: what happened, whether the data is safe, what to do; details only for copying."""

    title: str
    text: str
    advice: str = ""
    details: str = ""
    actions: Sequence[tuple[str, str]] = ()  # (key, words); the last is the primary one


Filters = Sequence[tuple[str, Sequence[str]]]


class Dialogs(Protocol):
    """Every dialog of the program."""

    def ask(self, question: Question) -> dict[str, Any] | None:
        """The values filled in, or None when the person thought better of it."""
        ...

    def confirm(self, title: str, text: str, *, verb: str, danger: bool = True) -> bool:
        """Whether to go on. `text` names the object and the number; the safe button is the default."""
        ...

    def choose(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        """The key of one of `choices` (key, words; the last is the primary one), None for 取消."""
        ...

    def done(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        """Tell that something is done and offer what may follow; the key of what was chosen, None for 关闭."""
        ...

    def trouble(self, trouble: Trouble) -> str | None:
        """Tell what did not succeed; the key of the action chosen, None for 关闭."""
        ...

    def refuse(self, refusal: DeskError) -> None:
        """Tell a refusal of the desk that no page has shown in place."""
        ...

    def open_files(self, title: str, filters: Filters) -> list[Path]:
        """Files the person picked, [] for none. `filters`: (words, patterns)."""
        ...

    def save_file(self, title: str, suggested: Path, filters: Filters) -> Path | None:
        """Where to write; the person has agreed to overwriting if the file exists."""
        ...

    def folder(self, title: str, start: Path) -> Path | None:
        """A folder."""
        ...
