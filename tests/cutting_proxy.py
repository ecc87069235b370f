"""A proxy between desk and node that cuts the line where a test says, or answers nonsense."""

import socket
import threading
from contextlib import suppress
from typing import Self

ENROLLING = 490  # bytes up: a desk has asked who the node is, and is sending its code
_PIECE = 1024


class CuttingProxy:
    """Forwards to `port`. `cut_up`/`cut_down`: bytes let through before one cut; None = never.

    The cut happens once: after it the line is whole again, as a network that comes back.
    """

    def __init__(self, port: int, cut_up: int | None = None) -> None:
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.cut_up = cut_up
        self.cut_down: int | None = None
        self.cuts = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    @property
    def address(self) -> str:
        """Where the desk connects."""
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                desk, _ = self._server.accept()
                try:
                    node = socket.create_connection(("127.0.0.1", self._port))
                except OSError:  # it is down: the desk is told so, and may come again
                    desk.close()
                    continue
                pair = (desk, node)
                threading.Thread(target=self._pump, args=(*pair, "cut_up"), daemon=True).start()
                back = (node, desk, "cut_down")
                threading.Thread(target=self._pump, args=back, daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, limit: str) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                left = getattr(self, limit)
                if left is not None and left <= len(piece):
                    target.sendall(piece[:left])
                    setattr(self, limit, None)
                    self.cuts += 1
                    break
                if left is not None:
                    setattr(self, limit, left - len(piece))
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
