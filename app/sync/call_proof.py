"""A call that proves its seal by itself: nothing has to be asked before it."""

import base64
import binascii
import hashlib
import os
from datetime import datetime
from typing import Annotated

import msgspec

from app.seal.keys import SigningKey
from app.sync.wire import BadMessage, Hash, Kid, Message, decode, encode

SCHEME = "Seal"
SESSION = "Intyga-Session"
"""The header of an answer that carries a session, where the proof asked for one."""

PROVED = frozenset((("POST", "/v1/records"), ("POST", "/v1/hello")))
"""The calls that may do without a session: those a run begins with."""


class CallProof(Message, frozen=True):
    """Who calls: the seal's signature over the call, the body's SHA-256, a nonce and its time.

    It is good for this call with this body alone. `opens`: a session is asked for besides.
    """

    kid: Kid
    nonce: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    time: datetime
    digest: Hash
    opens: bool
    signature: Annotated[bytes, msgspec.Meta(max_length=64)] = b""


def prove_call(
    key: SigningKey, now: datetime, call: tuple[str, str], body: bytes, *, opens: bool
) -> str:
    """The Authorization of a `call` (method and path) with this body."""
    digest = hashlib.sha256(body).digest()
    bare = CallProof(key.kid, os.urandom(16), now, digest, opens)
    proof = msgspec.structs.replace(bare, signature=key.sign(signed_part(bare, call)))
    return f"{SCHEME} {base64.urlsafe_b64encode(encode(proof)).decode()}"


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
