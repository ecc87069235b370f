"""The window that writes comes to the front when a second one asks it to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMainWindow

_PATIENCE = 5000  # for a window that is busy; where nobody listens it is told at once


class FirstWindow(QObject):
    """Listens while the desk is open for writing; anybody who reaches it may only ask to see it."""

    def __init__(self, window: QMainWindow, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_asked)
        QLocalServer.removeServer(name)  # what a killed one left; the desk's lock says we are it
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_asked(self) -> None:
        while self._server.hasPendingConnections():
            asking = self._server.nextPendingConnection()
            asking.disconnected.connect(asking.deleteLater)
            asking.write(b"1")
            asking.disconnectFromServer()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.activateWindow()
        QApplication.alert(window)


def show_first(owner: QObject, name: str, done: Callable[[bool], object]) -> None:
    """Ask the first window to come forward; `done` gets whether it answered."""
    socket, wait = QLocalSocket(owner), QTimer(owner)

    ended: list[bool] = []

    def end(answered: bool) -> None:
        if ended:
            return
        ended.append(answered)
        wait.stop()
        socket.deleteLater()
        wait.deleteLater()
        done(answered)

    wait.setSingleShot(True)
    wait.timeout.connect(lambda: end(False))
    socket.readyRead.connect(lambda: end(True))
    socket.errorOccurred.connect(lambda _error: end(False))
    wait.start(_PATIENCE)
    socket.connectToServer(name)
