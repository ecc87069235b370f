"""The socket that the node's calls come in by."""

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn


def listen(config: "uvicorn.Config") -> socket.socket:
    """Bound as configured; an answer's body does not wait for word that its head has come.

    The server's own accepted sockets have that set only where it bound them itself; without it
    every call takes two round trips.
    """
    listening = config.bind_socket()
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
