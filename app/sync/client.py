"""The node's interface as a desk calls it: a stall timer, every answer proved, one session."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Self

import msgspec

from app.domain.errors import UserError
from app.seal.keys import SigningKey
from app.sync.call_proof import PROVED, SESSION, Challenges, prove_call, prove_session
from app.sync.packed import PACKED, SentChunk, pack, unpack
from app.sync.wire import (
    OFFSET_MEDIA,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    BadMessage,
    EnrolAnswer,
    EnrolRequest,
    FeedAnswer,
    HelloAnswer,
    HelloRequest,
    MessageT,
    NodeIdentity,
    PaperKeyAnswer,
    PaperKeyRequest,
    Piece,
    Problem,
    RecordsAnswer,
    ReturnAnswer,
    SentRecord,
    SessionAnswer,
    ShownAccreditation,
    TakenAnswer,
    decode,
    encode,
    enrol_proof,
)

if TYPE_CHECKING:
    import ssl

    import httpx

_STALL_SECONDS = 30.0
_CONNECT_SECONDS = 10.0
_MAX_ANSWER = 16 * 2**20
_OK, _NO_CONTENT, _PARTIAL = 200, 204, 206
_MOST_DIGITS = 15
_UNAUTHORISED = 401
_KEPT_SECONDS = 60.0
"""How long an idle connection is kept: less than a node keeps it."""

_SPARE_SECONDS = 30.0
_HEAD_CODES = {401: "no_session", 404: "unknown_blob", 507: "disk_full"}
"""A refusal of HEAD has no body to say its word in."""

_GATEWAY = (502, 503, 504)
"""A balancer or proxy saying that the node behind it does not answer."""


@cache
def _trusted() -> "ssl.SSLContext":
    """Whose certificates count for TLS: read once, it takes longer than a call."""
    import httpx

    return httpx.create_ssl_context()


class NodeUnreachable(UserError):
    """No connection: no network, no such address, or the node is down. Nothing is lost."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class NotTheNode(UserError):
    """Something answered that is not the node: a log-in page of a network, or another server."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class NodeRefused(UserError):
    """The node refused; `code` is its stable word, such as bad_code."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__()
        self.code = code
        self.status = status


class NodeClient:
    """Calls one node from any thread; its connections and session last from run to run."""

    def __init__(self, address: str, line: "httpx.BaseTransport | None" = None) -> None:
        """`line`: what carries the calls; the network where none is given."""
        import httpx

        self.asked, self.address = address, address.rstrip("/")
        self._token, self._good_until = "", 0.0
        self._seal: tuple[SigningKey, Callable[[], datetime]] | None = None
        self._turn, self._opening = threading.Lock(), threading.Lock()
        self._takes_proofs, self._challenges = True, Challenges()
        self._may_be_stale, self._can_be_stale = False, line is None
        kept = httpx.Limits(keepalive_expiry=_KEPT_SECONDS)
        timeout = httpx.Timeout(_STALL_SECONDS, connect=_CONNECT_SECONDS)
        try:
            self._http = httpx.Client(
                base_url=self.address,
                timeout=timeout,
                limits=kept,
                follow_redirects=False,
                transport=line,
                verify=_trusted(),
            )
        except httpx.InvalidURL as error:
            raise NodeUnreachable(address) from error
        for name in ("Accept", "Accept-Encoding"):  # in every one of many small calls
            del self._http.headers[name]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection; the session stays with the node until it runs out."""
        self._http.close()

    def log_in(self, key: SigningKey, now: Callable[[], datetime]) -> None:
        """Call as this seal: sessions are opened as they are needed, one at a time.

        What was connected before may have been let go of by the node meanwhile: the first call
        that finds it so is made once more.
        """
        if self._seal is None or self._seal[0].kid != key.kid:
            self._token = ""
        self._seal = (key, now)
        self._may_be_stale = self._can_be_stale and bool(self._token)

    def identity(self) -> NodeIdentity:
        """Who the node says it is; believed once its root has been compared by eye."""
        return self._read(self._call("GET", "/v1/node"), NodeIdentity)

    def enrol(self, code: str, key: SigningKey) -> EnrolAnswer:
        """Use a one-time code for the seal `key`. Raises NodeRefused: bad_code, code_used, …"""
        proof = key.sign(enrol_proof(code, key.public))
        request = EnrolRequest(code, key.public, proof)
        return self._read(self._call("POST", "/v1/enrol", encode(request)), EnrolAnswer)

    def open_session(self, key: SigningKey, now: datetime) -> SessionAnswer:
        """Log in with the seal; later calls carry the token."""
        headers = {"Content-Type": "application/json"}

        def ask() -> tuple[int, Mapping[str, str], bytes]:
            request = prove_session(key, now, self._challenges.newest)
            return self._send("POST", "/v1/session", headers, encode(request))

        status, _, content = self._fresh(ask)
        if status != _OK:
            raise self._refusal(status, content)
        return self._keep(self._read(content, SessionAnswer))

    def tell_paper_key(self, statement: bytes) -> PaperKeyAnswer:
        """Tell which key the seal of this session signs files with."""
        request = encode(PaperKeyRequest(statement))
        return self._read(self._call("POST", "/v1/paper-key", request), PaperKeyAnswer)

    def show_accreditation(self, statement: bytes) -> TakenAnswer:
        """Show what the authority gave the seal by hand. Raises NodeRefused: not_accredited."""
        body = encode(ShownAccreditation(statement))
        return self._read(self._call("POST", "/v1/accreditation", body), TakenAnswer)

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """What the node lacks."""
        return self._read(self._call("POST", "/v1/hello", encode(request)), HelloAnswer)

    def returned(self, request: HelloRequest) -> ReturnAnswer:
        """What the node holds of this seal beyond the heads named, a chunk of it."""
        return self._read(self._call("POST", "/v1/returned", encode(request)), ReturnAnswer)

    def send_records(
        self, records: Sequence[SentRecord], hello: HelloRequest | None = None
    ) -> RecordsAnswer:
        """Send one chunk; an answer for each record, in order, and for `hello` where it is asked.

        Raises NotTheNode for any other answer.
        """
        body = pack(SentChunk(tuple(records), hello))
        content = self._call("POST", "/v1/records", body, PACKED)
        try:
            answer = unpack(content, RecordsAnswer)
        except BadMessage as error:
            raise NotTheNode(self.address) from error
        if len(answer.results) != len(records) or (answer.hello is None) != (hello is None):
            raise NotTheNode(self.address)
        return answer

    def feed(self, cursor: int) -> FeedAnswer:
        """What the node has told since `cursor`."""
        return self._read(self._call("GET", f"/v1/feed?cursor={cursor}"), FeedAnswer)

    def wait_feed(self, cursor: int, seconds: int, limit: int = 1) -> FeedAnswer:
        """The same as soon as there is anything, else after so many seconds, 25 at most."""
        path = f"/v1/feed?cursor={cursor}&limit={limit}&wait={seconds}"
        return self._read(self._call("GET", path), FeedAnswer)

    def object_piece(self, sha256: str, start: int, size: int) -> bytes:
        """At least one and at most `size` bytes of a file of the node, from `start` on.

        Raises NodeRefused: unknown_object, beyond_end.
        """
        headers = {"Range": f"bytes={start}-{start + size - 1}"}
        status, said, content = self._exchange("GET", f"/v1/objects/{sha256}", headers)
        if status != _PARTIAL:
            raise self._refusal(status, content)
        begins = said.get("Content-Range", "").startswith(f"bytes {start}-")
        if not begins or not 0 < len(content) <= size:
            raise NotTheNode(self.address)
        return content

    def blob_offset(self, sha256: str) -> int | None:
        """How much of a file the node has, None for all of it. Raises NodeRefused: unknown_blob."""
        status, headers, content = self._exchange("HEAD", f"/v1/blobs/{sha256}", {})
        if status in _HEAD_CODES:
            raise NodeRefused(_HEAD_CODES[status], status)
        return self._offset(status, headers, content)

    def send_piece(self, sha256: str, piece: Piece) -> int | None:
        """Send a piece of a file; where the next begins, None when the node has it whole.

        Raises NodeRefused: wrong_offset, wrong_hash, unknown_blob, too_large, disk_full.
        """
        headers = {
            "Content-Type": OFFSET_MEDIA,
            UPLOAD_OFFSET: str(piece.offset),
            UPLOAD_LENGTH: str(piece.length),
        }
        path = f"/v1/blobs/{sha256}"
        offset = self._offset(*self._exchange("PATCH", path, headers, piece.content))
        if offset not in (None, piece.offset + len(piece.content)):
            raise NotTheNode(self.address)
        return offset

    def trust_list(self) -> bytes:
        """The trust list as published."""
        return self._call("GET", "/trust")

    def status_bundle(self) -> bytes:
        """The status bundle as published."""
        return self._call("GET", "/status/bundle")

    def _call(self, method: str, path: str, body: bytes = b"", media: str = "") -> bytes:
        headers = {"Content-Type": media or "application/json"} if body else {}
        status, _, content = self._exchange(method, path, headers, body)
        if status == _OK:
            return content
        raise self._refusal(status, content)

    def _exchange(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> tuple[int, Mapping[str, str], bytes]:
        """The answer; a session that the node knows no more is opened again once."""
        if self._can_prove(method, path):
            answer = self._proved(method, path, headers, body)
            if answer[0] != _UNAUTHORISED:
                return answer
            self._takes_proofs = False  # an earlier node: it wants a session
        token = self._bearer()
        answer = self._send(method, path, headers, body, token)
        if answer[0] == _UNAUTHORISED and self._seal is not None:
            answer = self._send(method, path, headers, body, self._bearer(stale=token))
        return answer

    def _can_prove(self, method: str, path: str) -> bool:
        is_out = self._seal is not None and not self._lasts(None)
        return is_out and self._takes_proofs and (method, path) in PROVED

    def _proved(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, Mapping[str, str], bytes]:
        """The answer to a call that proves the seal itself; one at a time asks for a session."""
        assert self._seal is not None
        (key, now), opens = self._seal, self._opening.acquire(blocking=False)

        def ask() -> tuple[int, Mapping[str, str], bytes]:
            call, challenge = (method, path), self._challenges.newest
            proof = prove_call(key, now(), call, body, opens=opens, challenge=challenge)
            return self._send(method, path, headers | {"Authorization": proof}, body)

        try:
            answer = self._fresh(ask)
            if told := answer[1].get(SESSION):
                self._keep(self._read(told.encode(), SessionAnswer))
            return answer
        finally:
            if opens:
                self._opening.release()

    def _fresh(
        self, ask: Callable[[], tuple[int, Mapping[str, str], bytes]]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """The answer; where the node does not go by this desk's clock, to its challenge."""
        answer = ask()
        is_challenged = answer[0] == _UNAUTHORISED and self._challenges.heard(answer[1])
        return ask() if is_challenged else answer

    def _keep(self, answer: SessionAnswer) -> SessionAnswer:
        lasts = (answer.expires - answer.server_time).total_seconds()
        self._token, self._good_until = answer.token, time.monotonic() + lasts - _SPARE_SECONDS
        return answer

    def _bearer(self, stale: str | None = None) -> str:
        """A token that lasts, other than `stale`; "" for a caller who has not logged in."""
        if self._seal is None or self._lasts(stale):
            return self._token
        if not self._turn.acquire(blocking=False):
            self._connect()  # meanwhile somebody logs in
            self._turn.acquire()
        try:
            if not self._lasts(stale):
                key, now = self._seal
                self.open_session(key, now())
            return self._token
        finally:
            self._turn.release()

    def _lasts(self, stale: str | None) -> bool:
        return self._token not in ("", stale) and time.monotonic() < self._good_until

    def _connect(self) -> None:
        with suppress(NodeUnreachable, NotTheNode):
            self._send("GET", "/healthz", {}, b"")

    def _send(
        self, method: str, path: str, headers: dict[str, str], body: bytes, token: str = ""
    ) -> tuple[int, Mapping[str, str], bytes]:
        import httpx

        sent = headers | {"Authorization": f"Bearer {token}"} if token else headers
        is_kept, self._may_be_stale = self._may_be_stale, False
        try:
            with self._http.stream(method, path, content=body or None, headers=sent) as answer:
                return answer.status_code, answer.headers, self._content(answer)
        except (httpx.HTTPError, httpx.StreamError) as error:
            if is_kept and isinstance(error, httpx.RemoteProtocolError | httpx.NetworkError):
                return self._send(method, path, headers, body, token)
            raise NodeUnreachable(self.address) from error

    def _offset(self, status: int, headers: Mapping[str, str], content: bytes) -> int | None:
        """What the node said it has of a file, None for all of it."""
        if status not in (_OK, _NO_CONTENT):
            raise self._refusal(status, content)
        offset, length = headers.get(UPLOAD_OFFSET, ""), headers.get(UPLOAD_LENGTH)
        if not (offset.isascii() and offset.isdecimal() and len(offset) <= _MOST_DIGITS):
            raise NotTheNode(self.address)
        return None if offset == length else int(offset)

    def _content(self, answer: "httpx.Response") -> bytes:
        """The answer's body, read no further than any answer of a node would go."""
        content = bytearray()
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > _MAX_ANSWER:
                raise NotTheNode(self.address)
        return bytes(content)

    def _refusal(self, status: int, content: bytes) -> UserError:
        if status in _GATEWAY:
            return NodeUnreachable(self.address)
        try:
            problem = msgspec.json.decode(content, type=Problem)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return NotTheNode(self.address)
        return NodeRefused(problem.code, status)

    def _read(self, raw: bytes, type_: type[MessageT]) -> MessageT:
        try:
            return decode(raw, type_)
        except BadMessage as error:
            raise NotTheNode(self.address) from error
