"""The log: rotating UTF-8 files with ids, counts and error classes, never titles, names, texts or phone numbers.

Beside it crash.log: the places in the source where the process was when Qt or another library brought it down, which
Python's own hooks do not hear of. On Windows it also holds some exceptions that were survived, for the system tells of
them in the same way.
"""

import faulthandler
import logging
from pathlib import Path
from typing import IO

FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"

LONGEST_CRASH_LOG = 1_000_000  # bytes; then it is begun anew

_crashes: list[IO[bytes]] = []  # faulthandler writes to the file's number, so that somebody has to keep it open


def start(folder: Path) -> None:
    """Write the program's log into `folder` (2 MB a file, five kept); call once, at start.

    A folder that cannot be written to leaves the program without a log rather than without a window.
    """
    import logging.handlers  # noqa: PLC0415 - not before the frame is painted: it brings sockets and pickle

    root = logging.getLogger("cppcc_desk")
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in root.handlers):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "cppcc_desk.log", maxBytes=2_000_000, backupCount=4, encoding="utf-8", delay=True
        )
        _listen_for_crashes(folder / "crash.log")
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter(FORMAT))
    logging.raiseExceptions = False  # a line that a full disk does not take is no trouble of the person's
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def _listen_for_crashes(path: Path) -> None:
    full = path.exists() and path.stat().st_size > LONGEST_CRASH_LOG
    _crashes.append(path.open("wb" if full else "ab"))
    faulthandler.enable(_crashes[-1])


def hush() -> None:
    """Before the data folder is known nothing is logged, least of all to the console."""
    root = logging.getLogger("cppcc_desk")
    if not root.handlers:
        root.addHandler(logging.NullHandler())


def stop() -> None:
    """Close the log's files, so that the data folder can be moved or deleted."""
    root = logging.getLogger("cppcc_desk")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    if _crashes:
        faulthandler.disable()
        _crashes.pop().close()
