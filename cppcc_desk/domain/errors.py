"""What the program says when it cannot do a thing: every message is a sentence for the person at the desk.

A `DeskError` is shown where the person is; anything else that escapes is a bug and is reported once with a number.
"""

from typing import ClassVar


class DeskError(Exception):
    """A refusal with one Chinese sentence: what happened, whether the data is safe, what to do."""

    kind: ClassVar[str] = "refused"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Forbidden(DeskError):
    """The rules of the work do not allow this step now."""

    kind = "forbidden"


class Missing(DeskError):
    """The number, name or thing asked for is not there."""

    kind = "not_found"


class Invalid(DeskError):
    """What was typed or given is incomplete or contradicts itself.

    `problems` maps the identifier of a field (glossary) to its own sentence, first field first.
    """

    kind = "invalid"

    def __init__(self, message: str, problems: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or {}


class Stale(DeskError):
    """A form was filled from a row that somebody has changed since."""

    kind = "stale"


class Unreadable(DeskError):
    """A received file cannot be read; the sentence names the reason and a next step."""

    kind = "unreadable"


class World(DeskError):
    """Trouble outside the program: disk full, file locked, folder read-only, device gone."""

    kind = "world"


class Away(World):
    """The folder that the person has put the data in is not there: its drive is not plugged in, or it was moved."""


class NotADatabase(DeskError):
    """The data file is damaged, empty or of another kind; it is never written to."""

    kind = "damaged"


class NewerData(DeskError):
    """The data file was written by a newer version of the program."""

    kind = "newer_data"
