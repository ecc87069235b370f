"""A call that proves its seal by itself: nothing has to be asked before it."""

import base64
import binascii
import hashlib
import os
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec

from app.seal.keys import SigningKey
from app.sync.wire import (
    MOST_CHALLENGE,
    BadMessage,
    ChallengeBytes,
    Hash,
    Kid,
    Message,
    SessionRequest,
    decode,
    encode,
    session_proof,
)

SCHEME = "Seal"
SESSION = "Intyga-Session"
"""The header of an answer that carries a session, where the proof asked for one."""

PROVED = frozenset((("POST", "/v1/records"), ("POST", "/v1/hello")))
"""The calls that may do without a session: those a run begins with."""

CHALLENGE = "WWW-Authenticate"
"""The header of a refusal that says what to sign besides (RFC 9110 §11.6.1)."""

_KEPT_SECONDS = 240.0
"""How long a challenge is answered: less than the node takes it."""


class CallProof(Message, frozen=True):
    """Who calls: the seal's signature over the call, the body's SHA-256, a nonce and its time.

    It is good for this call with this body alone, for some minutes by the node's clock.
    `opens`: a session is asked for besides. `challenge`: the node's word where a proof with the
    desk's own time was too old or too new for it.
    """

    kid: Kid
    nonce: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    time: datetime
    digest: Hash
    opens: bool
    signature: Annotated[bytes, msgspec.Meta(max_length=64)] = b""
    challenge: ChallengeBytes = b""


class Challenges:
    """What the node last wanted answered by a desk whose clock it does not go by."""

    def __init__(self) -> None:
        self._newest, self._until = b"", 0.0

    @property
    def newest(self) -> bytes:
        """To be signed with the next proof; empty where none is known that still counts."""
        return self._newest if time.monotonic() < self._until else b""

    def heard(self, headers: Mapping[str, str]) -> bool:
        """Whether the headers of a refusal carry one; then the proof is to be made once more."""
        scheme, _, told = headers.get(CHALLENGE, "").partition(" ")
        try:
            raw = base64.b64decode(told, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return False
        if scheme != SCHEME or not 0 < len(raw) <= MOST_CHALLENGE:
            return False
        self._newest, self._until = raw, time.monotonic() + _KEPT_SECONDS
        return True


def prove_call(
    key: SigningKey,
    now: datetime,
    call: tuple[str, str],
    body: bytes,
    *,
    opens: bool,
    challenge: bytes = b"",
) -> str:
    """The Authorization of a `call` (method and path) with this body."""
    digest = hashlib.sha256(body).digest()
    bare = CallProof(key.kid, os.urandom(16), now, digest, opens, challenge=challenge)
    proof = msgspec.structs.replace(bare, signature=key.sign(signed_part(bare, call)))
    return _told(encode(proof))


def prove_session(key: SigningKey, now: datetime, challenge: bytes = b"") -> SessionRequest:
    """What a seal asks a session with."""
    nonce = os.urandom(16)
    proof = key.sign(session_proof(key.kid, nonce, now, challenge))
    return SessionRequest(key.kid, nonce, now, proof, challenge)


def tell_challenge(challenge: bytes) -> str:
    """What stands in the header of a refusal."""
    return _told(challenge)


def read_proof(told: str) -> CallProof:
    """The proof behind the scheme's name in Authorization. Raises BadMessage."""
    try:
        raw = base64.b64decode(told, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadMessage from error
    return decode(raw, CallProof)


def signed_part(proof: CallProof, call: tuple[str, str]) -> bytes:
    """What the seal signs of it."""
    method, path = call
    bare = msgspec.structs.replace(proof, signature=b"")
    return b"\0".join((b"KB1-call", method.encode(), path.encode(), encode(bare)))


def _told(raw: bytes) -> str:
    return f"{SCHEME} {base64.urlsafe_b64encode(raw).decode()}"
