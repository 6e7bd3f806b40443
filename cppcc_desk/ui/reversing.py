"""撤销 and 重做 from the window: what was taken back is said in one line, and so is why it cannot be."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.dialogs import Dialogs


class Earlier(Protocol):
    """An operation that was done before."""

    @property
    def label(self) -> str: ...

    @property
    def at(self) -> datetime: ...


class Reverses(Protocol):
    """What of a desk is used here; both `undo` and `redo` return the label of the operation."""

    def undo_of_earlier(self) -> Earlier | None: ...

    def undo(self) -> str: ...

    def redo(self) -> str: ...


class Reversing:
    """`tell(text)` hears the outcome."""

    def __init__(self, desk: Reverses, tell: Callable[[str], None], dialogs: Dialogs) -> None:
        self._desk, self._tell, self._dialogs = desk, tell, dialogs

    def undo(self) -> None:
        """Take back the last operation of the person at the desk. Asks when it was not done since the program was
        opened: whoever presses Ctrl+Z then has hardly that one in mind (U29)."""
        earlier = self._desk.undo_of_earlier()
        if earlier is None or self._dialogs.confirm(
            "撤销以前做的操作？",
            f"“{earlier.label}”是 {deadlines.full(earlier.at)} 做的，不是这次打开程序以后做的。"
            "撤销以后回到做之前的样子；撤销错了，按 Ctrl+Y 重做。",
            verb="撤销这一步",
        ):
            self._do(self._desk.undo, "已撤销")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._do(self._desk.redo, "已重做")

    def _do(self, reverse: Callable[[], str], done: str) -> None:
        try:
            self._tell(f"{done}：{reverse()}")
        except DeskError as refusal:
            self._tell(refusal.message)
