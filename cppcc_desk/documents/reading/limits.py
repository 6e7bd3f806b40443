"""Received files read in a child process, so that a file that hangs, crashes or eats memory costs one refusal.

The bytes are read once, by the parent, read-only; the child gets exactly these bytes through a pipe, so what is parsed
is what is hashed and kept. One child serves many files and is replaced when it dies (design: reliability.md A11).
"""

import hashlib
import json
import logging
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import cppcc_desk
from cppcc_desk.documents.reading import wire
from cppcc_desk.documents.reading.files import load
from cppcc_desk.documents.reading.kinds import companion
from cppcc_desk.documents.reading.sandbox import CREATION_FLAGS, confine
from cppcc_desk.documents.reading.wanted import LEDGER, MANUSCRIPT, ROSTER, Wanted, WantedTable
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRead
from cppcc_desk.domain.roster import RosterColumn, RosterResult
from cppcc_desk.domain.submission import ReadResult, ReadStatus

SECONDS = 20.0
MEMORY = 240 * 1024 * 1024  # of the child; with the parent's share the whole stays under 450 MB

_log = logging.getLogger(__name__)
_TOO_SLOW = "读取这份文件超过 {:.0f} 秒仍未完成，已停止，没有导入；文件可能异常复杂，{.anew}。"
_DIED = "读取这份文件时出错中止，没有导入；文件可能已损坏或异常过大，{.anew}。"


@dataclass(frozen=True)
class Received:
    """A file as it was read: its bytes, their SHA-256 in hex and length, and what was understood of them."""

    data: bytes
    sha256: str
    size: int
    results: tuple[ReadResult, ...]


class Reader:
    """Reads files within limits; a context manager, for one thread at a time. The child starts with the first file."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """`seconds` for one file; `memory` of the child in bytes."""
        self._seconds = seconds
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._release = _nothing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; the reader can be used again afterwards."""
        child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
        try:
            child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        _close(child.stderr)
        self._release()

    def receive(self, path: Path, *, encoding: str = "") -> Received:
        """Read the file at `path` once and parse it within the limits.

        Raises Unreadable when its bytes cannot be had (gone, locked, over 100 MB, cut off); a file that cannot be
        understood is a refused result. A file to be passed over by its name is not opened and has no bytes.
        """
        data = b"" if companion(path.name) else load(path)
        return Received(
            data, hashlib.sha256(data).hexdigest(), len(data), self.read_bytes(data, path.name, encoding=encoding)
        )

    def read(self, path: Path, *, encoding: str = "") -> list[ReadResult]:
        """The submissions found in the file at `path`; nothing is raised for a bad file."""
        try:
            return list(self.receive(path, encoding=encoding).results)
        except Unreadable as refusal:
            return [ReadResult(status=ReadStatus.REFUSED, message=refusal.message)]

    def read_bytes(self, data: bytes, file_name: str, *, encoding: str = "") -> tuple[ReadResult, ...]:
        """The submissions found in a file with these bytes and this name; `encoding` as for `reading.read_bytes`."""
        answer = self._answer(data, file_name, encoding, wanted=MANUSCRIPT, chosen={})
        if isinstance(answer, str):
            return (ReadResult(status=ReadStatus.REFUSED, message=answer),)
        results, spent = wire.read_answer(answer)
        if spent:
            self.close()
        return results

    def read_roster(
        self, path: Path, *, encoding: str = "", chosen: Mapping[str, RosterColumn | None] | None = None
    ) -> RosterResult:
        """The people in the roster at `path`; nothing is raised for a bad file, and nothing of it is kept.

        `chosen`: what the office says that heads mean, None for a column that is not to be read.
        """
        try:
            data = b"" if companion(path.name) else load(path)
        except Unreadable as refusal:
            return RosterResult(status=ReadStatus.REFUSED, message=refusal.message)
        answer = self._answer(data, path.name, encoding, wanted=ROSTER, chosen=chosen or {})
        if isinstance(answer, str):
            return RosterResult(status=ReadStatus.REFUSED, message=answer)
        result, spent = wire.read_roster(answer)
        if spent:
            self.close()
        return result

    def read_ledger(
        self,
        path: Path,
        *,
        encoding: str = "",
        chosen: Mapping[str, Head | None] | None = None,
        year: int | None = None,
    ) -> LedgerRead:
        """The rows of the ledger at `path`; nothing is raised for a bad file, and nothing of it is kept.

        `chosen` and `year` as for `ledgers.read_ledger_bytes`.
        """
        try:
            data = b"" if companion(path.name) else load(path)
        except Unreadable as refusal:
            return LedgerRead(status=ReadStatus.REFUSED, message=refusal.message)
        answer = self._answer(data, path.name, encoding, wanted=LEDGER, chosen=chosen or {}, year=year)
        if isinstance(answer, str):
            return LedgerRead(status=ReadStatus.REFUSED, message=answer)
        read, spent = wire.read_ledger(answer)
        if spent:
            self.close()
        return read

    def _answer(
        self,
        data: bytes,
        file_name: str,
        encoding: str,
        *,
        wanted: Wanted,
        chosen: Mapping[str, RosterColumn | Head | None],
        year: int | None = None,
    ) -> bytes | str:
        """The bytes that the child answers, or the sentence for a file that it hung over or died of."""
        child = self._running()
        late = threading.Event()
        timer = threading.Timer(self._seconds, _stop, (child, late))
        timer.daemon = True
        timer.start()
        try:
            asked = {
                "name": file_name,
                "encoding": encoding,
                "wanted": wanted.thing if isinstance(wanted, WantedTable) else "",
                "chosen": dict(chosen),
                "year": year,
            }
            return _ask(child, data, asked)
        except (OSError, EOFError):
            return self._epitaph(child, late.is_set(), wanted)
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start(self._memory)
            self._release = confine(self._child, self._memory)
        return self._child

    def _epitaph(self, child: subprocess.Popen[bytes], late: bool, wanted: Wanted) -> str:
        """Bury a dead child; the sentence for the file that it died of."""
        child.kill()
        child.wait()
        trace = child.stderr.read(2000).decode("utf-8", "replace").strip() if child.stderr else ""
        _log.error("reader ended with %s%s: %s", child.returncode, " (too slow)" if late else "", trace)
        self.close()
        return _TOO_SLOW.format(self._seconds, wanted) if late else _DIED.format(wanted)


def _start(memory: int) -> subprocess.Popen[bytes]:
    home = str(Path(cppcc_desk.__file__).parents[1])
    known = os.environ.get("PYTHONPATH", "")
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "cppcc_desk.documents.reading.child", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": home + (os.pathsep + known if known else "")},
        creationflags=CREATION_FLAGS,
    )


def _ask(child: subprocess.Popen[bytes], data: bytes, asked: Mapping[str, object]) -> bytes:
    """Send a file, return the answer. Raises OSError or EOFError when the child is gone."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    head = json.dumps(asked).encode()
    child.stdin.write(struct.pack("<IQ", len(head), len(data)) + head)
    child.stdin.write(data)
    child.stdin.flush()
    size = struct.unpack("<Q", _exactly(child.stdout, 8))[0]
    if size > wire.MAX_ANSWER:
        raise EOFError
    return _exactly(child.stdout, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _close(pipe: IO[bytes] | None) -> None:
    """Close a pipe whose other end may be gone, with bytes still unsent."""
    if pipe is not None:
        try:
            pipe.close()
        except OSError:
            _log.debug("pipe of a dead reader")


def _nothing() -> None:
    """What there is to release when nothing was taken."""
