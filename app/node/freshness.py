"""Whether a seal proved itself just now, by the node's own clock; if not, what it is to answer."""

from datetime import UTC, datetime, timedelta
from typing import Final

from app.seal.keys import SigningKey, algorithm_of, verify_signature

WINDOW: Final = timedelta(minutes=5)
"""How far from the node's time a proof's own may be, and how long a challenge is good."""

_SIGNED: Final = b"KB1-challenge\0"
_TIME: Final = 8


def is_fresh(
    node: SigningKey, kid: bytes, signed: datetime, challenge: bytes, now: datetime
) -> bool:
    """Whether what the seal `kid` signed, with its time and a challenge, was signed just now.

    Nothing is remembered of it: several processes, a restart and a restore all say the same, and
    a call that the network doubles is answered twice. Whoever records a call and can open TLS may
    repeat it for so long, which gives no more than its first answer gave: the records are stored
    already, and the session opened is good for fifteen minutes as the recorded one was. A desk
    whose clock is wrong answers the challenge instead, which costs it one call.
    """
    if signed.tzinfo is not None and abs(now - signed) <= WINDOW:
        return True
    told = _told_at(node, kid, challenge)
    return told is not None and abs(now - told) <= WINDOW


def challenge_for(node: SigningKey, kid: bytes, now: datetime) -> bytes:
    """The node's dated word for this seal: who signs it too has not done so before."""
    at = int(now.timestamp()).to_bytes(_TIME, "big")
    return at + node.sign(_SIGNED + kid + at)


def _told_at(node: SigningKey, kid: bytes, challenge: bytes) -> datetime | None:
    at, proof = challenge[:_TIME], challenge[_TIME:]
    if not verify_signature(node.public, algorithm_of(node.public) or 0, proof, _SIGNED + kid + at):
        return None
    return datetime.fromtimestamp(int.from_bytes(at, "big"), UTC)
