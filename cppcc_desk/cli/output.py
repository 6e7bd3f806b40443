"""What a command prints: one JSON value, or lines for a person; errors as one sentence; UTF-8 and LF everywhere."""

import io
import json
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

DONE, REFUSED, USAGE, SOME_REFUSED = 0, 1, 2, 3


def utf8() -> None:
    """Make stdout and stderr UTF-8 with LF, whatever the console says; pythonw.exe has neither, and nobody listens."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def when(value: datetime | None) -> str | None:
    """2026-11-20T14:30."""
    return value.strftime("%Y-%m-%dT%H:%M") if value else None


def show_json(value: Any) -> None:
    """The one JSON value of a command."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n")
    sys.stdout.flush()


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def line(text: str = "") -> None:
    """A line for a person, on its way at once: a printed line is an acknowledgement."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def refuse(kind: str, message: str, *, as_json: bool) -> None:
    """One sentence on stderr, and with JSON the error value on stdout."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
    if as_json:
        show_json({"error": {"kind": kind, "message": message}})


def warn(sentence: str) -> None:
    """A sentence on stderr beside a result that stands."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def columns(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows as lines, cells parted by tabs."""
    for row in rows:
        line("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
