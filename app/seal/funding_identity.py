"""What a funder's file knows a person by, closed so that only the region's node can read it."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import UserError
from app.domain.identity_number import Sex
from app.seal.envelope import (
    ClosingStream,
    EnvelopeCut,
    EnvelopeDamaged,
    EnvelopeForAnother,
    NotAnEnvelope,
    OpenedStream,
    key_to_close,
)

_LINE = b"intyga funding identity 1\n"
_PROTECTED = {Sex.WOMAN: "Tf29", Sex.MAN: "Tf19"}
_UNREAD = (NotAnEnvelope, EnvelopeCut, EnvelopeForAnother, EnvelopeDamaged, UnicodeDecodeError)


class UnreadableIdentity(UserError):
    """It is closed to another key, as of a node before this one, or damaged."""


def protected_form(born: date, sex: Sex) -> str:
    """How a protected person stands in the file: `19870521Tf29` a woman, `Tf19` a man."""
    return f"{born:%Y%m%d}{_PROTECTED[sex]}"


def close_identity(node_public: bytes, person: str, identity: str) -> bytes:
    """The number or protected form, for the node and bound to the person. Raises BadSeal."""
    out = BytesIO()
    stream = ClosingStream(out, key_to_close(node_public), _line(person))
    stream.add(identity.encode(), last=True)
    return out.getvalue()


def open_identity(keys: Iterable[X25519PrivateKey], person: str, closed: bytes) -> str:
    """What was closed. Raises UnreadableIdentity."""
    try:
        return b"".join(OpenedStream(BytesIO(closed), keys, _line(person)).pieces()).decode()
    except _UNREAD as error:
        raise UnreadableIdentity from error


def _line(person: str) -> bytes:
    return _LINE + person.encode() + b"\n"
