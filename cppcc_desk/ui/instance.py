"""One window per data folder: a second start by the same person raises the first (U53), by another it is told who
works there (reliability.md C1); commands may run beside it.

The first start needs only its lock before the frame is painted; the network library comes after it.
"""

import getpass
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

from cppcc_desk.paths import DataFolder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 500
TRIES = 6  # the first start may hold its place and not listen yet


class Instance(QObject):
    """The window's place on this PC. `wanted()` when somebody started the program again."""

    wanted = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = f"{getpass.getuser()}|{data.absolute()}".encode()
        digest = QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256)  # hashlib would load OpenSSL
        self._name = f"cppcc_desk-{digest.toHex().toStdString()[:24]}"
        # A server alone would not do: on Windows two may listen under one name. The lock of a killed process is void.
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        self._lock.setStaleLockTime(0)
        # What lies in each person's own temporary folder says nothing to the other people of this PC.
        self._lock_for_all = QLockFile(str(DataFolder(data).window_lock))
        self._lock_for_all.setStaleLockTime(0)
        self._mark = DataFolder(data).window_open
        self._server: QLocalServer | None = None

    def raised_other(self) -> bool:
        """Whether a window over this data runs already and has been told to come forward; else this becomes it."""
        if self._lock.tryLock(0):
            return False
        return any(self._call() for _ in range(TRIES)) or self._lock.error() == QLockFile.LockError.LockFailedError

    def other_person(self) -> str:
        """Who has a window over this data open and since when, "" for nobody; from then on it is this one's.

        A folder that is not there yet, or may not be written to, is nobody's: opening it tells more.
        """
        lock = self._lock_for_all
        # held already: after a restore a second window opens
        if lock.isLocked() or lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
            return ""
        with suppress(OSError, ValueError):
            return self._mark.read_text(encoding="utf-8")
        return "别的用户"

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

    def _call(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(b"forward")
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def close(self) -> None:
        """Give the place up."""
        if self._server is not None:
            self._server.close()
        self._lock_for_all.unlock()
        self._lock.unlock()

    def _called(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.wanted.emit()
