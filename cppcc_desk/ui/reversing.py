"""撤销 and 重做 from the window: what was taken back is said in one line, and so is why it cannot be."""

from collections.abc import Callable
from typing import Protocol

from cppcc_desk.domain.errors import DeskError


class Reverses(Protocol):
    """What of a desk is used here; both return the label of the operation."""

    def undo(self) -> str: ...

    def redo(self) -> str: ...


class Reversing:
    """`tell(text)` hears the outcome."""

    def __init__(self, desk: Reverses, tell: Callable[[str], None]) -> None:
        self._desk, self._tell = desk, tell

    def undo(self) -> None:
        """Take back the last operation of the person at the desk."""
        self._do(self._desk.undo, "已撤销")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._do(self._desk.redo, "已重做")

    def _do(self, reverse: Callable[[], str], done: str) -> None:
        try:
            self._tell(f"{done}：{reverse()}")
        except DeskError as refusal:
            self._tell(refusal.message)
