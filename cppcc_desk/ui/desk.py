"""Crossing threads: one signal after each commit, and long work off the window's thread with progress and 取消."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

T = TypeVar("T")
logger = logging.getLogger(__name__)

BUSY_AFTER: Final = 0.5  # seconds until the pointer says so
SLOW_AFTER: Final = 2.0  # seconds until progress and 取消 are shown


class Cancelled(Exception):
    """The person pressed 取消; raised inside the work at its next report."""


class Tells(Protocol):
    """What of a desk is listened to."""

    on_change: list[Callable[[str], None]]


class Reporter:
    """Handed to long work: `step` says how far it is, and is where it can be cancelled. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._state = (0, 0, "")

    def step(self, done: int, total: int, detail: str = "") -> None:
        """`done` of `total` (0: unknown). Raises Cancelled when the person no longer wants it."""
        if self._stop.is_set():
            raise Cancelled
        with self._lock:
            self._state = (done, total, detail)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def state(self) -> tuple[int, int, str]:
        """done, total, detail as reported last."""
        with self._lock:
            return self._state


@dataclass
class Job:
    """One piece of long work on its way."""

    title: str
    done: Callable[[Any], Any]
    failed: Callable[[BaseException], Any] | None
    cancelled: Callable[[], Any] | None
    reporter: Reporter = field(default_factory=Reporter)
    began: float = field(default_factory=time.monotonic)


class Crossing(QObject):
    """`changed(label)` after every commit, whichever thread made it. `busy(bool)` after half a second of work;
    `slow(Job)` again and again after two, for the progress card; `finished(Job)` at its end."""

    changed = Signal(str)
    busy = Signal(bool)
    slow = Signal(object)
    finished = Signal(object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._clock = clock
        self._jobs: list[Job] = []
        self._busy = False
        self._closed = False
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self.look)
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def listen(self, desk: Tells) -> None:
        """Turn what `desk` tells into the signal `changed`."""
        desk.on_change.append(self.changed.emit)

    def run(
        self,
        title: str,
        work: Callable[[Reporter], T],
        *,
        done: Callable[[T], Any],
        failed: Callable[[BaseException], Any] | None = None,
        cancelled: Callable[[], Any] | None = None,
    ) -> Job:
        """Do `work(reporter)` on the worker, one after another; `done(result)` or `failed(error)` comes back here.

        `work` must hold no widget. Without `failed` the error is raised on this thread, where it is reported. `title`
        is what the progress card says: 正在生成送达登记. After `close` nothing is done any more.
        """
        job = Job(title, done, failed, cancelled, began=self._clock())
        if self._closed:  # asked by a timer of a page that is going away
            return job
        self._jobs.append(job)
        self._watch.start()
        future = self._pool.submit(work, job.reporter)
        future.add_done_callback(lambda ended: self._cross(job, ended))
        return job

    @property
    def jobs(self) -> list[Job]:
        """What is on its way."""
        return list(self._jobs)

    def cancel(self) -> None:
        """Ask the work in hand to stop."""
        for job in self._jobs[:1]:
            job.reporter.cancel()

    def look(self) -> None:
        """See how long the work has taken, and say so."""
        longest = max((self._clock() - job.began for job in self._jobs), default=0.0)
        if (longest >= BUSY_AFTER) != self._busy:
            self._busy = not self._busy
            self.busy.emit(self._busy)
        if longest >= SLOW_AFTER:
            self.slow.emit(self._jobs[0])

    def close(self) -> None:
        """Stop what runs and wait for it: before the window goes."""
        self._closed = True
        for job in self._jobs:
            job.reporter.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()
        self._watch.stop()

    def _cross(self, job: Job, ended: "Future[Any]") -> None:
        if ended.cancelled():
            return
        error = ended.exception()
        self._ended.emit(job, error, None if error is not None else ended.result())

    def _settle(self, job: Job, error: BaseException | None, result: Any) -> None:
        if job not in self._jobs:
            return
        self._jobs.remove(job)
        if not self._jobs:
            self._watch.stop()
        self.look()
        self.finished.emit(job)
        if error is None:
            job.done(result)
        elif isinstance(error, Cancelled):
            if job.cancelled is not None:
                job.cancelled()
        elif job.failed is not None:
            job.failed(error)
        else:
            raise error
