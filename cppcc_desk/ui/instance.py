"""One window per data folder: a second start by the same person raises the first (U53), by another it is told who
works there (reliability.md C1); commands may run beside it.

The first start needs only its lock before the frame is painted; the network library comes after it.
"""

import getpass
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

from cppcc_desk.paths import DataFolder, take_lock
from cppcc_desk.ui import taskbar

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500
TRIES = 6  # the first start may hold its place and not listen yet


class Instance(QObject):
    """The window's place on this PC. `wanted(list[Path])` when the program was started again, with files or none."""

    wanted = Signal(list)

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = f"{getpass.getuser()}|{data.absolute()}".encode()
        digest = QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256)  # hashlib would load OpenSSL
        self._name = f"cppcc_desk-{digest.toHex().toStdString()[:24]}"
        # A server alone would not do: on Windows two may listen under one name. Nor would QLockFile: it knows a killed
        # process by its number, and Windows gives that to the next one.
        self._lock: IO[bytes] | None = None
        # What lies in each person's own temporary folder says nothing to the other people of this PC.
        self._lock_for_all: IO[bytes] | None = None
        self._server: QLocalServer | None = None

    def raised_other(self, files: Sequence[Path] = ()) -> bool:
        """Whether a window over this data runs already, has been told to come forward and has got `files`; else this
        becomes it."""
        try:
            self._lock = Path(QDir.tempPath(), f"{self._name}.lock").open("ab")  # noqa: SIM115 - open to the end
        except OSError:  # rather two windows than none
            return False
        if take_lock(self._lock):
            return False
        self.close()
        for _ in range(TRIES):
            if self._call(files):
                break
        return True

    def other_person(self, folder: DataFolder) -> str:
        """Who has a window over `folder` open and since when, "" for nobody; until `leave` it is this one's.

        A folder that is not there yet, or may not be written to, is nobody's: opening it tells more.
        """
        self.leave()
        try:
            self._lock_for_all = folder.window_lock.open("ab")
        except OSError:
            return ""
        if take_lock(self._lock_for_all):
            return ""
        self.leave()
        with suppress(OSError, ValueError):
            return folder.window_open.read_text(encoding="utf-8")
        return "别的用户"

    def leave(self) -> None:
        """Hold no folder any more."""
        if self._lock_for_all is not None:
            self._lock_for_all.close()
            self._lock_for_all = None

    def listen(self) -> None:
        """Hear of further starts from now on; once is enough, though a restore opens a second window."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        QLocalServer.removeServer(self._name)  # left behind by a killed process
        self._server.listen(self._name)

    def _call(self, files: Sequence[Path]) -> bool:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        taskbar.give_way()
        if files:
            socket.write("\n".join(map(str, files)).encode())
            socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def close(self) -> None:
        """Give the place up."""
        if self._server is not None:
            self._server.close()
        self.leave()
        if self._lock is not None:
            self._lock.close()

    def _called(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(partial(self._heard, socket))
            if socket.state() == socket.LocalSocketState.UnconnectedState:  # gone before it was looked at
                self._heard(socket)

    def _heard(self, socket: "QLocalSocket") -> None:
        """All has been said."""
        told = bytes(socket.readAll().data()).decode(errors="replace")
        socket.disconnected.disconnect()
        socket.deleteLater()
        self.wanted.emit([Path(line) for line in told.splitlines()])
