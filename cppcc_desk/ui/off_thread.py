"""Scores read off the window's thread: a year is counted in half a second, and the window goes on meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.context import Context

T = TypeVar("T")


class Reading:
    """`read` asks the desk; of several that come while one is on its way only the last is done, and told.

    `failed` gets what the desk refuses.
    """

    def __init__(self, context: Context, words: str, *, failed: Callable[[DeskError], Any]) -> None:
        self._context, self._words, self._failed = context, words, failed
        self._busy = False
        self._waiting: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._busy

    def read(self, query: Callable[..., T], *args: Any, done: Callable[[T], Any], **more: Any) -> None:
        """`done` gets what `query` found."""
        begin = partial(self._begin, partial(self._context.desk.read, query, *args, **more), done)
        if self._busy:
            self._waiting = begin
        else:
            begin()

    def _begin(self, ask: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        self._busy = True
        self._context.work.run(
            self._words, lambda _reporter: ask(), done=partial(self._settle, done), failed=self._refused
        )

    def _settle(self, done: Callable[[Any], Any], found: Any) -> None:
        if not self._next():
            done(found)

    def _refused(self, error: BaseException) -> None:
        if self._next():
            return
        if not isinstance(error, DeskError):
            raise error
        self._failed(error)

    def _next(self) -> bool:
        """Begin what was asked for meanwhile, if anything was."""
        self._busy = False
        begin, self._waiting = self._waiting, None
        if begin is not None:
            begin()
        return begin is not None
