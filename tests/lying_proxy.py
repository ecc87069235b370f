"""A server between desk and node that passes everything on, except where a test lets it lie."""

import http.client
import threading
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """What is answered."""

    status: int
    body: bytes
    media: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


Lie = Callable[[Answer], Answer]
_KEPT = ("Content-Range", "WWW-Authenticate")


class LyingProxy:
    """`lies`: path to what is made of the node's own answer there; the node has been asked."""

    def __init__(self, node: str) -> None:
        self.lies: dict[str, Lie] = {}
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                got = _ask(node, self.command, self.path, body, dict(self.headers))
                lie = proxy.lies.get(self.path.partition("?")[0])
                told = got if lie is None else lie(got)
                self.send_response(told.status)
                headers = dict(told.headers)
                headers.setdefault("Content-Length", str(len(told.body)))
                headers |= {"Content-Type": told.media, "Connection": "close"}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(told.body)

            do_GET = do_POST = answer

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where the desk connects."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"


def _ask(node: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
    with closing(http.client.HTTPConnection(urlsplit(node).netloc, timeout=120)) as connection:
        connection.request(method, path, body, headers)
        got = connection.getresponse()
        told = tuple((name, value) for name in _KEPT if (value := got.getheader(name)))
        return Answer(got.status, got.read(), got.getheader("content-type", ""), told)
