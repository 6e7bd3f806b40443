"""One window per person and data folder: a second start raises the first (U53); commands may run beside it."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


class Instance(QObject):
    """The window's place on this PC. `wanted()` when somebody started the program again."""

    wanted = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = f"{getpass.getuser()}|{data.absolute()}"
        self._name = f"cppcc_desk-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def raised_other(self) -> bool:
        """Whether a window over this data runs already and has been told to come forward; else this becomes it."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.write(b"forward")
            socket.waitForBytesWritten(WAIT_MS)
            socket.disconnectFromServer()
            return True
        QLocalServer.removeServer(self._name)  # left behind by a killed process
        self._server.listen(self._name)
        return False

    def close(self) -> None:
        """Give the place up."""
        self._server.close()

    def _called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.wanted.emit()
